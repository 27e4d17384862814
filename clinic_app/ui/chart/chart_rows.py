"""The weeks, measures and events of the chart as rows of words, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clinic_app.chart.series import kind_words
from clinic_app.domain.dates import long_date
from clinic_app.domain.pain.chart_summary import change_words
from clinic_app.domain.pain.pain_chart import ChartAnnotation, PainChart, day_of
from clinic_app.domain.progress.event import Event
from clinic_app.ui.chart.chart_words import week_words
from clinic_app.ui.common.void_dialog import describe_voided

WEEK_HEADERS = ("From", "To", "What", "Value", "Rests on")
MEASURE_HEADERS = ("Date", "Measure", "Score", "Change from the first", "")
EVENT_HEADERS = ("Date", "Kind", "What", "")


@dataclass(frozen=True)
class WordRow:
    """Cells of one row; ``flag`` is what it shows, ``voided`` an event entered in error."""

    day: date
    cells: tuple[str, ...]
    flag: ChartAnnotation | None = None
    voided: Event | None = None


def week_rows(chart: PainChart) -> list[WordRow]:
    """The weekly means of the deciding series, and the sessions of each week."""
    rows: list[WordRow] = []
    series = f"{chart.trend.series.label}, mean" if chart.trend.series else ""
    for window in chart.windows:
        first, last = day_of(window.x_first), day_of(window.x_end - 1)
        basis = f"{window.rated_days} days, {window.low:.1f} to {window.high:.1f}"
        cells = (long_date(first), long_date(last), series, f"{window.mean:.1f}", basis)
        rows.append(WordRow(first, cells))
    if any(week.is_known for week in chart.weeks):
        for week in chart.weeks:
            days = f"{week.known_days} known day{'' if week.known_days == 1 else 's'}"
            days = days if week.is_known else ""
            cells = (long_date(week.first), long_date(week.last), "Sessions", week_words(week))
            rows.append(WordRow(week.first, (*cells, days)))
    return sorted(rows, key=lambda row: row.day, reverse=True)


def measure_rows(chart: PainChart) -> list[WordRow]:
    """Every result of every measure."""
    rows: list[WordRow] = []
    for track in chart.measures:
        measure = track.measure
        for result in track.results:
            change = result.score - track.first.score
            words = f"{change:+g}".replace("-", "−") if result is not track.first else ""
            latest = change_words(track) if result is track.latest else ""
            score = f"{result.score:g}{measure.unit} of {measure.high:g}, {measure.direction}"
            cells = (long_date(result.day), measure.name, score, words, latest)
            rows.append(WordRow(result.day, cells))
    return sorted(rows, key=lambda row: row.day, reverse=True)


def event_rows(chart: PainChart, events: Iterable[Event]) -> list[WordRow]:
    """The flags in sight with everything they show, and the voided among ``events``."""
    rows = [
        WordRow(
            flag.day,
            (
                long_date(flag.day),
                kind_words(flag.kind),
                _flag_words(flag),
                "",
            ),
            flag=flag,
        )
        for flag in chart.flags
    ]
    first, last = day_of(chart.x_first), day_of(chart.x_last - 1)
    rows += [
        WordRow(
            event.day,
            (
                long_date(event.day),
                event.kind.label,
                event.text,
                describe_voided(event.void_reason),
            ),
            voided=event,
        )
        for event in events
        if event.voided and first <= event.day <= last
    ]
    return sorted(rows, key=lambda row: row.day, reverse=True)


def _flag_words(flag: ChartAnnotation) -> str:
    """Everything a flag shows, its kind left to the cell before."""
    words = "; ".join(flag.details or (flag.text,))
    kind = kind_words(flag.kind)
    return words.removeprefix(f"{kind}: ") if words != kind else ""
