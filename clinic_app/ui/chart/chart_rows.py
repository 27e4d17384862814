"""The weeks, measures and events of the chart as rows of words, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clinic_app.chart.series import kind_words
from clinic_app.domain.dates import long_date
from clinic_app.domain.pain.chart_summary import change_words
from clinic_app.domain.pain.pain_chart import ChartAnnotation, PainChart, day_of
from clinic_app.domain.progress.event import Event, without_kind
from clinic_app.ui.chart.chart_words import week_words
from clinic_app.ui.common.void_dialog import describe_voided
from clinic_app.words import N_, NP_, Message, _, ngettext

WEEK_HEADERS = (
    NP_("days", "From"),
    NP_("days", "To"),
    N_("What"),
    N_("Value"),
    N_("Rests on"),
)
MEASURE_HEADERS = (
    N_("Date"),
    N_("Measure"),
    N_("Score"),
    N_("Change from the first"),
    Message(""),
)
EVENT_HEADERS = (N_("Date"), N_("Kind"), N_("What"), Message(""))


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
    series = chart.trend.series
    words = _("{series}, mean", series=series.label) if series else ""
    for window in chart.windows:
        first, last = day_of(window.x_first), day_of(window.x_end - 1)
        basis = ngettext(
            "{count} day, {low} to {high}",
            "{count} days, {low} to {high}",
            window.rated_days,
            low=f"{window.low:.1f}",
            high=f"{window.high:.1f}",
        )
        cells = (long_date(first), long_date(last), words, f"{window.mean:.1f}", basis)
        rows.append(WordRow(first, cells))
    if any(week.is_known for week in chart.weeks):
        for week in chart.weeks:
            days = ""
            if week.is_known:
                days = ngettext("{count} known day", "{count} known days", week.known_days)
            cells = (long_date(week.first), long_date(week.last), _("Sessions"), week_words(week))
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
            score = _(
                "{score} of {most}, {direction}",
                score=f"{result.score:g}{measure.unit}",
                most=f"{measure.high:g}",
                direction=measure.direction,
            )
            cells = (long_date(result.day), _(measure.name), score, words, latest)
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
    return without_kind(words, kind) if words != kind else ""
