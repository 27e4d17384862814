"""The words of each cell of the caseload, which the delegate paints and a screen reader reads."""

from collections.abc import Callable
from enum import IntEnum

from clinic_app.domain.dates import ago_words
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.side import with_side
from clinic_app.domain.progress.caseload import SPARK_DAYS, CaseloadLine
from clinic_app.words import N_, NP_, _, pgettext


class Column(IntEnum):
    """The columns, from left to right."""

    PATIENT = 0
    SPARK = 1
    LAST = 2
    CHANGE = 3
    DONE = 4
    PRINTED = 5
    OPENED = 6
    OPEN = 7


_HEADERS = {
    Column.PATIENT: N_("Patient"),
    Column.SPARK: N_("Pain, 4 weeks"),
    Column.LAST: N_("Last pain"),
    Column.CHANGE: N_("Change since start"),
    Column.DONE: N_("Done, 7 days"),
    Column.PRINTED: NP_("caseload column", "Printed"),
    Column.OPENED: NP_("caseload column", "Opened"),
}
_SERIES = {Series.WORST: N_("{when}, worst"), Series.LEAST: N_("{when}, least")}


def header_words(column: Column) -> str:
    """The title of a column."""
    return _(_HEADERS[column]) if column in _HEADERS else ""


def second_line(line: CaseloadLine, region_label: Callable[[str], str]) -> str:
    """Under the name: why to look, else ``Low back pain, right``."""
    if line.concern:
        return line.concern
    episode = line.row.episode
    if episode is None:
        return _("No open episode · {record_number}", record_number=line.patient.record_number)
    return with_side(episode.condition or region_label(episode.region), episode.side)


def last_pain(line: CaseloadLine) -> tuple[str, str]:
    """The last score and when it was: ``("4", "today")``."""
    if line.ratings is None:
        return "", ""
    last = line.ratings.last
    if last is None:
        never = line.ratings.trend.series is None
        return "", pgettext("pain ratings", "none yet") if never else _("over 4 weeks ago")
    return str(last.score), _when(last, line)


def done(line: CaseloadLine) -> str:
    """What was done of what was asked in the last seven days; empty where nothing was asked."""
    if line.ratings is None or line.ratings.week is None:
        return ""
    return line.ratings.week.words


def printed(line: CaseloadLine) -> str:
    """When the last handout was printed."""
    at = line.row.printed_at
    return ago_words(at.date(), line.today) if at else _("not yet")


def opened(line: CaseloadLine) -> str:
    """When the record was last opened."""
    at = line.row.opened_at
    return ago_words(at.date(), line.today) if at else _("not yet")


def cell_words(line: CaseloadLine, column: Column, region_label: Callable[[str], str]) -> str:
    """Everything a cell shows, in words."""
    match column:
        case Column.PATIENT:
            return f"{line.patient.name}. {second_line(line, region_label)}"
        case Column.SPARK:
            rated = sum(len(run) for run in line.spark)
            if line.ratings is None:
                return ""
            return _("Rated on {rated} of the last {days} days", rated=rated, days=SPARK_DAYS)
        case Column.LAST:
            return " ".join(filter(None, last_pain(line)))
        case Column.CHANGE:
            headline = line.ratings.trend.headline if line.ratings else ""
            return f"{headline}, {line.change_words}" if headline else ""
        case Column.DONE:
            return done(line)
        case Column.PRINTED:
            return printed(line)
        case Column.OPENED:
            return opened(line)
        case Column.OPEN:
            return pgettext("to open a record", "Open")


def tooltip(line: CaseloadLine, column: Column, region_label: Callable[[str], str]) -> str:
    """What does not fit a cell, as plain text."""
    if column is Column.CHANGE:
        return _as_text(line.ratings.trend.sentence if line.ratings else "")
    if column is Column.PATIENT:
        number = line.patient.record_number
        name = f"{line.patient.name}, {number}" if number else line.patient.name
        return _as_text(f"{name}\n{second_line(line, region_label)}")
    return ""


def _as_text(words: str) -> str:
    """Qt guesses whether a tooltip is markup: only markup that shows these very words is safe."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p>{escaped.replace(chr(10), '<br>')}</p>" if words else ""


def _when(last: PainRating, line: CaseloadLine) -> str:
    when = ago_words(last.at.date(), line.today)
    return _(_SERIES[last.series], when=when) if last.series in _SERIES else when
