"""The side that an episode treats, as windows show it: stored as a key, empty for none."""

from clinic_app.words import NP_, _

_WORDS = {
    "left": NP_("treated side", "left"),
    "right": NP_("treated side", "right"),
    "both": NP_("treated side", "both"),
}


def side_words(side: str) -> str:
    """``right``, to stand behind what is treated; a side that is not known as it is."""
    return _(_WORDS[side]) if side in _WORDS else side


def with_side(what: str, side: str) -> str:
    """``Low back pain, right``."""
    return f"{what}, {side_words(side)}" if side else what
