"""The verdict of a report in words, with true minus signs and the weeks that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.pain_chart import PainChart, day_of
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.domain.trend.trend import Trend, Verdict, Week
from clinic_app.domain.trend.trend_needs import span_words
from clinic_app.domain.trend.trend_rules import TrendRule
from clinic_app.domain.trend.trend_words import age_words, length_words, margin

_COUNTS = ("no", "one", "two", "three", "four")
_CAUSE = (
    "A diary cannot tell treatment from natural course; people often start when pain is at its"
    " worst."
)


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
        headline=f"{_subject(chart)}: {small(trend.headline)}",
        numbers=_numbers(trend),
        rests_on=_rests_on(trend),
        period="" if within is None else _period(within, chart, today),
        confidence=_confidence(trend),
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
    numbers = _numbers(within)
    says = (
        f"{numbers}, {small(within.headline)}. {_rests_on(within)}" if numbers else within.missing
    )
    return f"In the days of this report ({shown_days(chart, today)}): {says}"


def _numbers(trend: Trend) -> str:
    """``6.1 to 3.5 (-2.6, -43 %)`` with true minus signs; empty before there are two weeks."""
    if trend.start is None or trend.latest is None or trend.change is None:
        return ""
    part = trend.change_share
    share = "" if part is None else f", {signed(f'{part * 100:+.0f}')} %"
    return f"{trend.start:.1f} to {trend.latest:.1f} ({signed(f'{trend.change:+.1f}')}{share})"


def _rests_on(trend: Trend) -> str:
    """Which weeks were compared, each with its dates and years, and what makes the verdict."""
    if trend.start is None or trend.latest is None or trend.series is None:
        return trend.missing
    first, last = trend.starts, trend.latest_weeks
    if trend.chosen:
        return f"{_week(first[0])} against {_week(last[0])}."
    name = f"{trend.series.pain_label} (0 to 10, weekly means of daily ratings)"
    start = f"{trend.start:.1f} in the first {_weeks(first)}"
    latest = f"{trend.latest:.1f} in the last {_weeks(last)}"
    return f"{name}: {start}, {latest}. {_why(trend)}".strip()


def _why(trend: Trend) -> str:
    """What confirms it, or how far it is confirmed."""
    if trend.verdict not in (Verdict.IMPROVED, Verdict.WORSE):
        return ""
    if trend.confirmed and trend.confirmed_on is not None and trend.in_a_row < trend.needed:
        return f"Confirmed on {day_words(trend.confirmed_on)}; later weeks lie nearer to the start."
    many = "weeks in a row" if trend.in_a_row > 1 else "week"
    count = _COUNTS[trend.in_a_row] if trend.in_a_row < len(_COUNTS) else f"{trend.in_a_row}"
    says = f"{count.capitalize()} {many} at least {margin(trend)}."
    if trend.confirmed:
        return says
    return f"{says} {_COUNTS[trend.needed].capitalize()} in a row would confirm it."


def _confidence(trend: Trend) -> str:
    """What the numbers cannot show; no odds but the personal, simulated number."""
    if not trend.latest_weeks:
        return ""
    parts = [age_words(trend), "" if trend.chosen else length_words(trend)]
    if trend.verdict is Verdict.UNCERTAIN:
        points = f"{trend.rule.fall_points:g} points"
        parts.append(f"No steady change of {points} is shown; that is not the same as none.")
    elif trend.chosen:
        parts.append(trend.confidence)
    else:
        if trend.confirmed and trend.chance is not None:
            number, weeks = trend.chance
            parts.append(
                f"Of 100 flat diaries as restless as this about {number} look like it within"
                f" {weeks} weeks (simulated)."
            )
        parts.append(_CAUSE)
    return " ".join(part for part in parts if part)


def _weeks(weeks: Sequence[Week]) -> str:
    count = "week" if len(weeks) == 1 else f"{_COUNTS[len(weeks)]} weeks"
    return f"{count} ({span_words(weeks[0].first, weeks[-1].last, date.min)})"


def _week(week: Week) -> str:
    return f"{span_words(week.first, week.last, date.min)} ({week.rated_days} rated days)"


def _subject(chart: PainChart) -> str:
    name = region_words(chart.site) if chart.site else "pain"
    return f"{name[0].upper()}{name[1:]}"


def shown_days(chart: PainChart, today: date) -> str:
    """The days of the chart; the year only where it is not that of ``today``."""
    return span_words(day_of(chart.x_first), day_of(chart.x_last - 1), today)


def signed(number: str) -> str:
    """A number with a true minus sign."""
    return number.replace("-", "−")


def small(text: str) -> str:
    """As it stands inside a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
