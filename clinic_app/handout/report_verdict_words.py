"""The verdict of a report in words, with true minus signs and the weeks that it rests on."""

from dataclasses import dataclass
from datetime import date

from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import PainChart, day_of
from clinic_app.domain.trend import Trend
from clinic_app.domain.trend_needs import span_words
from clinic_app.domain.trend_rules import TrendRule
from clinic_app.domain.trend_windows import Window

SERIES_WORDS = {
    Series.AVERAGE: "Average pain",
    Series.WORST: "Worst pain",
    Series.LEAST: "Least pain",
    Series.NOW: "Pain now",
}


@dataclass(frozen=True)
class VerdictWords:
    """The verdict: ``numbers`` as ``6.1 to 3.5 (-2.6, -43 %)``; ``rests_on`` names both weeks."""

    headline: str
    numbers: str
    rests_on: str
    period: str
    confidence: str
    rule: str
    sources: tuple[str, ...]


def verdict_words(
    trend: Trend, within: Trend | None, chart: PainChart, today: date
) -> VerdictWords:
    """Everything in the box, for the whole course and for a chosen period within it."""
    return VerdictWords(
        headline=f"Pain: {small(trend.headline)}",
        numbers=_numbers(trend),
        rests_on=f"{_weeks(trend, today)} {trend.missing}".strip(),
        period="" if within is None else _period(within, chart, today),
        confidence=trend.confidence,
        rule=trend.rule.short_words,
        sources=_sources(trend.rule),
    )


def _sources(rule: TrendRule) -> tuple[str, ...]:
    """In few words; limits that a clinic set have none but the clinic's."""
    if not rule.is_own:
        return rule.short_sources
    return "set by this clinic", f"as shipped: {rule.short_sources[0]}", *rule.short_sources[1:]


def _period(within: Trend, chart: PainChart, today: date) -> str:
    """The first and the last week of the chosen days, beside the verdict on all of them."""
    told = _numbers(within)
    says = f"{told}, {small(within.headline)}. {_weeks(within, today)}" if told else within.missing
    return f"In the days of this report ({shown_days(chart, today)}): {says}"


def _numbers(trend: Trend) -> str:
    """``6.1 to 3.5 (-2.6, -43 %)`` with true minus signs; empty before there are two weeks."""
    if trend.baseline is None or trend.latest is None or trend.change_points is None:
        return ""
    share = (
        "" if trend.change_share is None else f", {signed(f'{trend.change_share * 100:+.0f}')} %"
    )
    change = signed(f"{trend.change_points:+.1f}")
    return f"{trend.baseline.mean:.1f} to {trend.latest.mean:.1f} ({change}{share})"


def _weeks(trend: Trend, today: date) -> str:
    """Which days were compared, of which series."""
    if trend.baseline is None or trend.latest is None or trend.series is None:
        return ""
    weeks = f"{_week(trend.baseline, today)} against {_week(trend.latest, today)}"
    return f"{SERIES_WORDS[trend.series]}, weekly means: {weeks}."


def _week(window: Window, today: date) -> str:
    days = span_words(window.first, window.last, today)
    return f"{days} ({window.rated_days} rated days)"


def shown_days(chart: PainChart, today: date) -> str:
    """The days of the chart; the year only where it is not that of ``today``."""
    return span_words(day_of(chart.x_first), day_of(chart.x_last - 1), today)


def signed(number: str) -> str:
    """A number with a true minus sign."""
    return number.replace("-", "−")


def small(text: str) -> str:
    """As it stands inside a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
