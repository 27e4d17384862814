"""Whether a preview may be imported, which of its ratings are known, and what was added."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating
from clinic_app.services.pain_csv.values import CsvPreview, CsvRow
from clinic_app.words import _, ngettext

_MOST_TOLD = 10  # reasons in one message, and runs of lines of each


@dataclass(frozen=True)
class Imported:
    """How many ratings were kept, how many were there already, and the lines left out."""

    added: int
    known: int
    skipped: tuple[CsvRow, ...] = ()


def check_importable(preview: CsvPreview) -> None:
    """Raises UserError, in one line, with what must be answered or put right first."""
    if preview.questions:
        text = " ".join(str(question) for question in preview.questions)
        raise UserError(_("Nothing was imported. {reason}", reason=text))
    sound = any(row.entry for row in preview.rows)
    if preview.bad and not (sound and preview.options.skips_bad):
        told = " ".join(_told(preview.bad))
        if sound:
            raise UserError(
                _("Nothing was imported. {reason}", reason=told),
                _("Put them right in the file, or leave them out with --skip-bad."),
            )
        raise UserError(
            _(
                "Nothing was imported. No line of the file holds a rating that can be kept."
                " {reason}",
                reason=told,
            ),
            _("Put them right in the file."),
        )
    if not sound:
        raise UserError(_("Nothing was imported. No line of the file holds a rating."))


def _told(bad: Sequence[CsvRow]) -> list[str]:
    """Each reason once, with the lines it holds for: ``lines 2-13, 15: ...``."""
    by_reason: dict[str, list[int]] = {}
    for row in bad:
        by_reason.setdefault(row.error, []).append(row.line)
    parts = [f"{_lines(lines)}: {error}" for error, lines in by_reason.items()]
    more = len(parts) - _MOST_TOLD
    return [
        *parts[:_MOST_TOLD],
        *(
            [ngettext("and {count} other reason.", "and {count} other reasons.", more)]
            if more > 0
            else []
        ),
    ]


def _lines(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= 1:
            runs[-1][-1] = number
        else:
            runs.append([number, number])
    spans = [f"{a}" if a == b else f"{a}-{b}" for a, b in runs]
    listed = ", ".join(spans[:_MOST_TOLD])
    if len(spans) > _MOST_TOLD:
        return ngettext(
            "lines {lines} and {count} other place",
            "lines {lines} and {count} other places",
            len(spans) - _MOST_TOLD,
            lines=listed,
        )
    one = len(spans) == 1 and "-" not in spans[0]
    return _("line {line}", line=listed) if one else _("lines {lines}", lines=listed)


def mark_known(preview: CsvPreview, entries: Sequence[PainRating]) -> CsvPreview:
    """Mark rows that are in the record already: the same series, site, score and time.

    A time that was written without an offset is compared as the day and hour on the wall, so that
    a file read again under another time zone is known; one without any hour stands at noon in
    both. One with an offset is compared as a moment. A voided rating is there too:
    its file does not bring it back.
    """
    if not entries and not any(row.known for row in preview.rows):
        return preview
    held = _Held(entries, {row.is_local for row in preview.rows if row.entry})
    return replace(preview, rows=tuple(_marked(row, held) for row in preview.rows))


def _marked(row: CsvRow, held: "_Held") -> CsvRow:
    known = row.entry is not None and held.take(row.entry, row)
    return row if known is row.known else replace(row, known=known)


class _Held:
    """The ratings of a record, each to be taken once."""

    def __init__(self, entries: Sequence[PainRating], asked: Set[bool]) -> None:
        """``asked`` tells which rows there are: with local times, with moments, or both."""
        self._by_wall: dict[object, list[str]] = defaultdict(list)
        self._by_moment: dict[object, list[str]] = defaultdict(list)
        self._taken: set[str] = set()
        for entry in entries:
            if True in asked:
                self._by_wall[_key(entry, _wall(entry))].append(entry.id)
            if False in asked:
                self._by_moment[_key(entry, entry.at.replace(microsecond=0))].append(entry.id)

    def take(self, entry: PainRating, row: CsvRow) -> bool:
        """Whether the record holds a rating like this that no other row was matched with."""
        at = _wall(entry) if row.is_local else entry.at.replace(microsecond=0)
        ids = (self._by_wall if row.is_local else self._by_moment).get(_key(entry, at), [])
        while ids:
            found = ids.pop()
            if found not in self._taken:
                self._taken.add(found)
                return True
        return False


def _key(entry: PainRating, at: datetime) -> tuple[object, ...]:
    return entry.series, entry.site, entry.score, at


def _wall(entry: PainRating) -> datetime:
    return entry.at.replace(microsecond=0, tzinfo=None)
