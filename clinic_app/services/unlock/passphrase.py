"""How hard a passphrase is to guess."""

from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.words import N_, NP_, Message, _

_WEAKEST_ALLOWED = 3  # of zxcvbn: safe for a slow hash, about 10^8 guesses and more
_ADVICE = N_("Add a word or two.")
_WORDS = (
    NP_("passphrase", "Very weak"),
    NP_("passphrase", "Weak"),
    NP_("passphrase", "Fair"),
    NP_("passphrase", "Strong"),
    NP_("passphrase", "Very strong"),
)
_WARNINGS = {  # of zxcvbn, as it writes them
    N_("Straight rows of keys are easy to guess."),
    N_("Short keyboard patterns are easy to guess."),
    N_('Repeats like "aaa" are easy to guess.'),
    N_('Repeats like "abcabcabc" are only slightly harder to guess than "abc".'),
    N_('Sequences like "abc" or "6543" are easy to guess.'),
    N_("Recent years are easy to guess."),
    N_("Dates are often easy to guess."),
    N_("This is a top-10 common password."),
    N_("This is a top-100 common password."),
    N_("This is a very common password."),
    N_("This is similar to a commonly used password."),
    N_("A word by itself is easy to guess."),
    N_("Names and surnames by themselves are easy to guess."),
    N_("Common names and surnames are easy to guess."),
}
_LONGEST_JUDGED = 72  # zxcvbn slows down on long texts; what is longer is strong anyway


@dataclass(frozen=True)
class Strength:
    """``score`` 0 to 4; from 3 on a clinic may be made with it."""

    score: int
    word: str
    hint: str

    @property
    def is_enough(self) -> bool:
        return self.score >= _WEAKEST_ALLOWED


def strength(passphrase: str, *, known: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase; ``known`` are names an attacker would try first."""
    if not passphrase:
        return Strength(0, "", _("Four words that do not belong together. Not a line from a song."))
    from zxcvbn import zxcvbn

    result = zxcvbn(passphrase[:_LONGEST_JUDGED], user_inputs=[k for k in known if k])
    score = int(result["score"])
    warning = str(result["feedback"]["warning"] or "")
    if warning in _WARNINGS:
        warning = _(Message(warning))
    hint = warning or ("" if score >= _WEAKEST_ALLOWED else _(_ADVICE))
    return Strength(score, _(_WORDS[score]), hint)


def refuse_weak(passphrase: str) -> None:
    """Raises UserError for a passphrase that no clinic may be locked with."""
    if not strength(passphrase).is_enough:
        raise UserError(_("The passphrase is too easy to guess."), _(_ADVICE))
