"""The lines of a report's table of measures: as printed, without a word of any question."""

from dataclasses import dataclass
from datetime import date

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.domain.progress.outcome_measure import Change, MeasureTrack
from clinic_app.domain.trend.trend import Trend
from clinic_app.paper.report.verdict_words import signed, small

NONE = "–"
_READINGS = {
    Change.BETTER: "better",
    Change.POSSIBLE: "possibly better",
    Change.UNCERTAIN: "uncertain",
    Change.WORSE: "worse",
    Change.TOO_FEW: "one score only",
}
_TOLD = (Change.BETTER, Change.WORSE)


@dataclass(frozen=True)
class MeasureRow:
    """One line of the table, as printed; ``is_told`` readings are beyond every threshold."""

    name: str
    direction: str
    first: str
    latest: str
    change: str
    limits: str
    reading: str
    is_told: bool = False


def pain_row(trend: Trend, today: date, site: str) -> list[MeasureRow]:
    """Pain of a region as a line; none before it was rated."""
    if trend.series is None:
        return []
    rule = trend.rule
    name = region_words(site) if site else f"{trend.series.pain_label.lower()}, weekly mean"
    first = latest = change = NONE
    if trend.start is not None:
        first = _dated(f"{trend.start:.1f}", trend.starts[-1].last, today)
    if trend.latest is not None and trend.change is not None:
        latest = _dated(f"{trend.latest:.1f}", trend.latest_weeks[-1].last, today)
        change = signed(f"{trend.change:+.1f}")
    return [
        MeasureRow(
            f"{name[0].upper()}{name[1:]}",
            "lower is better",
            first,
            latest,
            change,
            f"{rule.fall_points:g} and {rule.fall_share * 100:.0f} %",
            small(trend.headline),
            is_told=trend.confirmed and trend.is_current,
        )
    ]


def measure_row(track: MeasureTrack, today: date) -> MeasureRow:
    """First and latest score, and what their change may be called."""
    measure = track.measure
    change, several = track.change, len(track.results) > 1
    share = f" ({measure.mcid_share * 100:.0f} %)" if measure.mcid_share else ""
    return MeasureRow(
        f"{measure.name}, {measure.unit}" if measure.unit else measure.name,
        "higher is better" if measure.up_is_better else "lower is better",
        _dated(f"{track.first.score:g}", track.first.day, today) if several else NONE,
        _dated(f"{track.latest.score:g}", track.latest.day, today),
        NONE if change is None else signed(f"{round(change, 2):+g}"),
        f"{_limit(measure.mdc)} / {_limit(measure.mcid)}{share}",
        _READINGS[track.reading],
        is_told=track.reading in _TOLD,
    )


def _dated(score: str, day: date, today: date) -> str:
    return f"{signed(score)} ({day_words(day, today=today)})"


def _limit(value: float | None) -> str:
    return NONE if value is None else f"{value:g}"
