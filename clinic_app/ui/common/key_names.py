"""Keys as they are printed on keyboards where the interface's language is typed."""

import re

from clinic_app.words import NP_, _

_NAMES = {
    "Ctrl": NP_("key", "Ctrl"),
    "Shift": NP_("key", "Shift"),
    "Enter": NP_("key", "Enter"),
    "Tab": NP_("key", "Tab"),
    "Space": NP_("key", "Space"),
    "Backspace": NP_("key", "Backspace"),
    "Ins": NP_("key", "Ins"),
    "Del": NP_("key", "Del"),
    "Delete": NP_("key", "Delete"),
    "Home": NP_("key", "Home"),
    "End": NP_("key", "End"),
    "Up": NP_("key", "Up"),
    "Down": NP_("key", "Down"),
    "Left": NP_("key", "Left"),
    "Right": NP_("key", "Right"),
}
_NAMED = re.compile(rf"\b({'|'.join(_NAMES)})\b")


def key_words(keys: str) -> str:
    """``Shift+Del`` or ``Up, Down`` in the language of the interface."""
    return _NAMED.sub(lambda found: _(_NAMES[found[0]]), keys)
