"""Text from a person or a file: what may stand in it, and how it is kept.

Control characters, overrides of the writing direction (one name could read as another), halves of
characters and private signs never get in. Marks that a script needs, such as joiners, stay.
"""

import re
import unicodedata

from clinic_app.domain.errors import UserError
from clinic_app.words import _

LONGEST_LINE = 200
LONGEST_NOTE = LONGEST_REASON = 1000
_NO_CHARACTERS = "".join(f"{chr(n - 2)}{chr(n - 1)}" for n in range(1 << 16, 16 << 16, 1 << 16))
_HARMFUL = (
    "\x00-\x1f\x7f-\x9f"  # controls
    "\u2028\u2029"  # ends of lines that few programs show as such
    "\u202a-\u202e\u2066-\u2069"  # overrides of the direction
    "\u206a-\u206f\ufff9-\ufffb\ufeff"  # long out of use
    "\ud800-\udfff"  # halves of characters
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private
    "\U000e0000-\U000e007f"  # letters that nobody sees
    f"\ufdd0-\ufdef{_NO_CHARACTERS}"
)
_harmful = re.compile(f"[{_HARMFUL}]")
_harmful_or_foreign = re.compile("[\x00-\x1f\x7f-\U0010ffff]")
_line_ends = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_line(text: str, what: str, *, needed: bool = False, longest: int = LONGEST_LINE) -> str:
    """One line of a person's text without control characters or stray blanks.

    Raises UserError naming ``what`` (already in the interface's language) when it is needed and
    empty, or far too long.
    """
    line = plain_line(text)
    if needed and not any(unicodedata.category(c)[0] in "LNPS" for c in line):
        raise UserError(_("{what} is missing.", what=what))
    if len(line) > longest:
        raise UserError(
            _(
                "{what} is longer than {longest} characters.",
                what=what,
                longest=format(longest, ","),
            )
        )
    return line


def plain_line(text: str) -> str:
    """The same for what is kept already: it is shown, whatever it is, and never refused."""
    spaced = " ".join(text.split())
    if spaced.isascii() and spaced.isprintable():
        return spaced  # most texts: nothing below would change them, and caseloads are long
    kept = _harmful.sub("", unicodedata.normalize("NFC", spaced))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def plain_text(text: str) -> str:
    """Text of several lines without anything harmful; blanks and ends of lines stay."""
    if text.isascii() and text.isprintable():
        return text
    lines = _line_ends.sub("\n", text).replace("\t", " ").split("\n")
    return "\n".join(_harmful.sub("", line) for line in lines)


def visible(text: str) -> str:
    """The same text for a terminal: what could move the cursor or hide words shows its number."""
    return _harmful.sub(lambda found: "\n" if found[0] == "\n" else ascii(found[0])[1:-1], text)


def visible_json(text: str, *, ascii_only: bool = False) -> str:
    """A JSON document for a terminal: it still reads as the same values."""
    hidden = _harmful_or_foreign if ascii_only else _harmful
    return hidden.sub(lambda found: _json_escape(found[0]), text)


def _json_escape(sign: str) -> str:
    if sign == "\n":  # between two values: one in a text is escaped already
        return sign
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))
