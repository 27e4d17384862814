"""How hard a passphrase is to guess."""

from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.words import _

_WEAKEST_ALLOWED = 3  # of zxcvbn: safe for a slow hash, about 10^8 guesses and more
_ADVICE = "Add a word or two."
_WORDS = ("Very weak", "Weak", "Fair", "Strong", "Very strong")
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
        return Strength(0, "", "Four words that do not belong together. Not a line from a song.")
    from zxcvbn import zxcvbn

    result = zxcvbn(passphrase[:_LONGEST_JUDGED], user_inputs=[k for k in known if k])
    score = int(result["score"])
    warning = str(result["feedback"]["warning"] or "")
    hint = warning or ("" if score >= _WEAKEST_ALLOWED else _ADVICE)
    return Strength(score, _WORDS[score], hint)


def refuse_weak(passphrase: str) -> None:
    """Raises UserError for a passphrase that no clinic may be locked with."""
    if not strength(passphrase).is_enough:
        raise UserError(_("The passphrase is too easy to guess."), _ADVICE)
