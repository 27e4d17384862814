"""A file's bytes as lines of cells: its encoding, its delimiter, its digits."""

import csv
import io
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from clinic_app.domain.errors import UserError
from clinic_app.words import N_, _

LARGEST_BYTES = 16 << 20
MOST_RATINGS = 100_000  # of one patient: eight a day for thirty years; their chart takes 2 s
_MOST_LINES = 2 * MOST_RATINGS  # days without a rating are lines too
_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 200
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_OTHERS = (
    (b"PK\x03\x04", N_("This is an Excel workbook or a zip file, not a CSV file.")),
    (b"\xd0\xcf\x11\xe0", N_("This is an old Excel workbook, not a CSV file.")),
    (b"%PDF", N_("This is a PDF, not a CSV file.")),
    (b"{", N_("This is JSON, not a CSV file.")),
    (b"[", N_("This is JSON, not a CSV file.")),
    (b"<", N_("This is a web page or XML, not a CSV file.")),
)
# Spaces of all widths, and marks that only say in which direction to write.
_SPACES = {ord(sign): " " for sign in "\u00a0\u2007\u2009\u202f\u3000"}
_DECIMAL_SIGN = {0x066B: "."}  # of Arabic and Persian
_MARKS = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
)


class Line(NamedTuple):
    """One record of the file: the number of its first line, and its cells without outer spaces."""

    number: int
    cells: tuple[str, ...]


def lines_of(data: bytes) -> list[Line]:
    """The lines that hold anything; raises UserError for what is no CSV file."""
    text = _plain(_decoded(data))
    first, _end, rest = text.lstrip("\n").partition("\n")
    named = _SEPARATOR.fullmatch(first)
    if named:  # what Excel writes above a header; the blank lines keep the count right
        text = "\n" * (text.count("\n") - rest.count("\n")) + rest
    found = _parsed(text, named[1] if named else _delimiter(text))
    if not found:
        raise UserError(_("The file is empty."), _("It needs a line for each rating."))
    return found


def _parsed(text: str, delimiter: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Line] = []
    before = 0
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                plain = [_unquoted(cell) if cell[:1] == "'" else cell for cell in stripped]
                found.append(Line(before + 1, tuple(plain)))
            before = reader.line_num
            if len(found) > _MOST_LINES:
                raise too_many(_("more than {count} lines", count=f"{_MOST_LINES:,}"))
    except csv.Error as error:
        raise UserError(
            _("Line {line} is not valid CSV ({reason}).", line=before + 1, reason=error),
            _("Is a quotation mark left open?"),
        ) from None
    return found


def too_many(what: str) -> UserError:
    """The error for a file of more ratings than one patient's record can show quickly."""
    return UserError(
        _(
            "The file holds {what}; at most {count} ratings can be imported for one patient.",
            what=what,
            count=f"{MOST_RATINGS:,}",
        ),
        _("Leave out the oldest, or keep one rating a day."),
    )


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_BYTES:
        raise UserError(
            _("The file is larger than {size} MB.", size=LARGEST_BYTES >> 20),
            _("Split it into smaller ones."),
        )
    kind = next((words for start, words in _OTHERS if data[:100].lstrip().startswith(start)), None)
    if kind:
        raise UserError(_(kind), _("Save the sheet as CSV (UTF-8) first."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # what Excel calls Unicode text
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        return _two_bytes(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _two_bytes(data: bytes) -> str:
    """UTF-16 without its mark: of Western text every other byte is zero."""
    sample = data[:2000]
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[parity::2].count(0)
        if zeros > len(sample) // 4 and sample[1 - parity :: 2].count(0) == 0:
            return data.decode(encoding, errors="replace")
    raise UserError(_("This is not a CSV file."), _("Save the sheet as CSV (UTF-8) first."))


def _plain(text: str) -> str:
    """Line ends as ``\\n``, spaces as spaces, and the digits of every script as 0 to 9."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    digits = {
        ord(sign): str(unicodedata.decimal(sign))
        for sign in set(text)
        if not sign.isascii() and unicodedata.decimal(sign, None) is not None
    }
    return text.translate(_SPACES | _MARKS | _DECIMAL_SIGN | digits)


def _delimiter(text: str) -> str:
    """What parts most of the first lines into equally many cells."""
    sample = [line for line in text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES] if line.strip()]

    def fit(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in sample)
        counts.pop(0, None)
        most = max(counts, key=lambda n: (counts[n], n), default=0)
        return counts[most], most

    return max(_DELIMITERS, key=fit)


def _unquoted(cell: str) -> str:
    """Undo what `export` does to cells that a spreadsheet would take for formulas."""
    return cell[1:] if cell[1:].startswith(_FORMULA_STARTS) else cell
