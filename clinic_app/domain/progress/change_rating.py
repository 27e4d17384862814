"""A patient's rating of change since the start, -5 to +5, in our own words."""

from clinic_app.words import N_, _, wording_in

QUESTION = N_("Compared with the start of treatment, how are you now?")
_WORDS = (
    N_("very much worse"),
    N_("much worse"),
    N_("clearly worse"),
    N_("somewhat worse"),
    N_("a little worse"),
    N_("about the same"),
    N_("a little better"),
    N_("somewhat better"),
    N_("clearly better"),
    N_("much better"),
    N_("very much better"),
)
RATINGS = range(-5, 6)


def rating_words(rating: int, language: str = "") -> str:
    """What a rating of change means, in the interface's language or another.

    Raises IndexError outside -5 to +5.
    """
    if rating not in RATINGS:
        raise IndexError(rating)
    words = _WORDS[rating - RATINGS.start]
    return wording_in(language).gettext(words) if language else _(words)
