"""What reading a CSV file takes and gives: answers, notes, questions, columns, rows."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating
from clinic_app.domain.pain.region_words import regions_meant
from clinic_app.words import N_, _

AN_ID = N_("an id or a name")  # why a column is not used
TREATED = "main"  # as a region: what the patient is treated for, which no region names


class Dates(StrEnum):
    """The order of a date's three numbers in a file."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    YDM = "ydm"

    @property
    def words(self) -> str:
        """``day, month, year``."""
        return _(_ORDERS[self])


_ORDERS = {
    Dates.DMY: N_("day, month, year"),
    Dates.MDY: N_("month, day, year"),
    Dates.YMD: N_("year, month, day"),
    Dates.YDM: N_("year, day, month"),
}


class Scale(StrEnum):
    """From which number to which a file rates pain."""

    TEN = "0-10"
    FIVE = "0-5"
    HUNDRED = "0-100"
    REVERSED = "10-0"

    @property
    def top(self) -> int:
        """The highest number that may stand in the file."""
        return {Scale.FIVE: 5, Scale.HUNDRED: 100}.get(self, 10)

    def points(self, number: Fraction) -> Fraction:
        """The same pain on the scale from 0 to 10."""
        return 10 - number if self is Scale.REVERSED else number * 10 / self.top

    @property
    def words(self) -> str:
        """``0 to 100``, or which end is the worst of the turned one."""
        low, high = self.value.split("-")
        if self is Scale.REVERSED:
            return _("{low} to {high} (10 is no pain)", low=low, high=high)
        return _("{first} to {latest}", first=low, latest=high)


class Use(StrEnum):
    """What a column is used for; the first ones hold scores."""

    SCORE = "score"
    AVERAGE = "average"
    WORST = "worst"
    LEAST = "least"
    NOW = "now"
    DATE = "date"
    TIME = "time"
    SERIES = "series"
    SITE = "site"
    NOTE = "note"
    VOIDED = "voided"
    UNUSED = "unused"

    @property
    def is_score(self) -> bool:
        """Whether each of its cells is a rating."""
        return self in _SCORES


_SCORES = (Use.SCORE, Use.AVERAGE, Use.WORST, Use.LEAST, Use.NOW)


@dataclass(frozen=True)
class Options:
    """What a person said about a file; what is left out is read from it or asked.

    ``columns`` pairs a use with a column's name or its number (from 1), later ones win. ``sites``
    pairs a word of the file with a region's id, empty for what the patient is treated for. Where
    scores are chosen, all others are unused, unless ``adds``: then only those of the same use.
    """

    dates: Dates | None = None
    columns: tuple[tuple[Use, str], ...] = ()
    has_header: bool | None = None
    sites: tuple[tuple[str, str], ...] = ()
    scale: Scale | None = None
    rounds: bool = False
    skips_bad: bool = False
    adds: bool = False

    def document(self) -> dict[str, Any]:
        """What was said, as JSON values."""
        return asdict(self)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Options":
        """Back from a document."""
        return cls(
            dates=Dates(told["dates"]) if told["dates"] else None,
            columns=tuple((Use(use), name) for use, name in told["columns"]),
            has_header=told["has_header"],
            sites=tuple((word, region) for word, region in told["sites"]),
            scale=Scale(told["scale"]) if told["scale"] else None,
            rounds=told["rounds"],
            skips_bad=told["skips_bad"],
            adds=told["adds"],
        )

    def with_column(self, use: Use, name: str) -> "Options":
        """One more column chosen by hand, in the place of what was said about it before."""
        single = use not in (*_SCORES, Use.UNUSED)
        kept = tuple(p for p in self.columns if p[1] != name and not (single and p[0] is use))
        return replace(self, columns=(*kept, (use, name)))

    def with_site(self, word: str, region: str) -> "Options":
        """One more word of the file with its region."""
        kept = tuple(pair for pair in self.sites if pair[0] != word)
        return replace(self, sites=(*kept, (word, region)))


@dataclass(frozen=True)
class Answer:
    """One way to answer: in words, as an option of the command line, and what it changes."""

    words: str
    option: str
    options: Options


@dataclass(frozen=True)
class Note:
    """Something a person should know about how the file was read; ``guessed`` is not certain.

    ``answers`` are other readings to choose instead.
    """

    words: str
    guessed: bool = False
    answers: tuple[Answer, ...] = ()

    def __str__(self) -> str:
        options = _(" or ").join(answer.option for answer in self.answers)
        if not options:
            return self.words
        return _("{note} Otherwise: {options}.", note=self.words, options=options)


@dataclass(frozen=True)
class Question:
    """What only a person can tell. Without answers it can only be refused, or chosen by hand.

    ``site`` is the file's word where a region is asked for.
    """

    words: str
    answers: tuple[Answer, ...] = ()
    hint: str = ""
    site: str = ""

    def __str__(self) -> str:
        options = _(" or ").join(f"{a.option} ({a.words})" for a in self.answers)
        answer = _("Answer with {options}.", options=options) if options else ""
        parts = (self.words, answer, self.hint)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Column:
    """A column of the file: its number from 1, name, first cells, use, and why where it helps."""

    number: int
    name: str
    use: Use
    examples: tuple[str, ...] = ()
    remark: str = ""

    @property
    def is_id(self) -> bool:
        """Whether it tells lines or people apart, and is no rating."""
        return self.remark == _(AN_ID)


@dataclass(frozen=True)
class CsvRow:
    """One rating read from a line (1-based), or why it cannot be; ``known`` ones are skipped.

    ``is_local`` tells that its time was written without an offset from UTC.
    """

    line: int
    entry: PainRating | None
    error: str = ""
    known: bool = False
    is_local: bool = True


@dataclass(frozen=True)
class CsvPreview:
    """How a file is read: nothing is kept yet. ``missing`` counts lines without any score."""

    columns: tuple[Column, ...]
    rows: tuple[CsvRow, ...] = ()
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()
    missing: int = 0
    options: Options = field(default_factory=Options)

    @property
    def bad(self) -> tuple[CsvRow, ...]:
        """The rows that cannot be read, each with its reason."""
        return tuple(row for row in self.rows if row.error)

    @property
    def problems(self) -> tuple[str, ...]:
        """Every bad row as ``line 4: ...``."""
        return tuple(_("line {line}: {error}", line=row.line, error=row.error) for row in self.bad)

    @property
    def guessed(self) -> bool:
        """Whether a person should look before it is kept."""
        return any(note.guessed for note in self.notes)

    def fresh(self) -> Iterator[PainRating]:
        """The ratings that the record does not hold."""
        return (row.entry for row in self.rows if row.entry is not None and not row.known)


def parse_dates(text: str) -> Dates:
    """``dmy`` or ``mdy``; raises UserError."""
    try:
        return Dates(text.strip().lower())
    except ValueError:
        raise UserError(
            _("--dates is dmy or mdy."), _("As in: --dates dmy for 31/12/2026")
        ) from None


def parse_scale(text: str) -> Scale:
    """``0-5``, ``0-100``, ``10-0`` or ``0-10``; raises UserError."""
    try:
        return Scale(text.strip())
    except ValueError:
        known = ", ".join(Scale)
        raise UserError(_("This scale is not known. Use one of: {names}.", names=known)) from None


def parse_column(text: str) -> tuple[Use, str]:
    """``score=Pain level`` or ``date=1``; raises UserError."""
    use, sign, name = text.partition("=")
    try:
        found = Use(use.strip().lower())
    except ValueError:
        found = None
    if found is None or not sign or not name.strip():
        known = ", ".join(Use)
        raise UserError(
            _("--column says what a column is used for, as in --column score=NAME."),
            _("It can be: {names}.", names=known),
        )
    return found, name.strip()


def parse_site(text: str) -> tuple[str, str]:
    """``knee=left knee``: a word of the file, and a region's id or name, or `TREATED`.

    Raises UserError, also for a region that may be several.
    """
    word, sign, region = text.rpartition("=")
    if not sign or not word.strip():
        raise UserError(
            _("--site needs a word of the file and a region."), _("As in: --site knee=hip")
        )
    name = region.strip()
    if name.lower() in ("", TREATED):
        return word.strip(), ""
    meant = regions_meant(name) or ()
    if len(meant) != 1:
        known = _("One is {region}.", region="low-back")
        if meant:
            known = _("It may be: {names}.", names=", ".join(meant))
        raise UserError(_("This is no single region of the body chart."), known)
    return word.strip(), meant[0]
