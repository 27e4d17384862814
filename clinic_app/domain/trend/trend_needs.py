"""What is missing before a verdict could say more; it is asked for in days to come."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from clinic_app.domain.dates import day_words, weekday_words
from clinic_app.domain.trend.trend_rows import start_of
from clinic_app.domain.trend.trend_rules import WEEK_DAYS, TrendRule
from clinic_app.domain.trend.trend_weeks import Days, Week, full_weeks, starting

if TYPE_CHECKING:
    from clinic_app.domain.trend.trend import Trend

_LONGEST_WAIT = 6 * WEEK_DAYS  # an answer takes at most three full weeks from the open one on
_QUIET_DAYS = 14  # clinical custom: from then on the day of the last rating is told


def first_rating(rule: TrendRule) -> str:
    """Before anything was rated."""
    since = f" since {day_words(rule.since)}, the newest episode's start" if rule.since else ""
    return f"No ratings yet{since}. {_needed(rule)}"


def an_answer(known: "Trend", days: Days, today: date) -> str:
    """Before a full week stands after the start: what there is, and when the answer may come."""
    parts = [_so_far(known, days, today)]
    last = known.last_rated
    if last is not None and (today - last).days > _QUIET_DAYS:
        parts.append(f"The last rating is of {day_words(last, today=today)}.")
    answer = answer_day(days, today, known.rule)
    if answer is None:
        parts.append(_needed(known.rule))
    else:
        n = known.rule.rated_days_needed
        parts.append(
            f"With ratings on {n} of {WEEK_DAYS} days in each week from now on, the first answer"
            f" comes on {named_day(answer, today)}."
        )
    return " ".join(parts)


def _so_far(known: "Trend", days: Days, today: date) -> str:
    if known.start is not None:
        first, last = known.starts[0].first, known.starts[-1].last
        return f"The start is known: {known.start:.1f} ({span_words(first, last, today)})."
    rated = "1 rated day" if len(days) == 1 else f"{len(days)} rated days"
    weeks = len(known.weeks)
    full = "no full week" if not weeks else "1 full week" if weeks == 1 else f"{weeks} full weeks"
    lone = weeks > 1 or (weeks == 1 and known.rule.near_weeks * WEEK_DAYS < _since(known, today))
    apart = ", too long ago or too far apart for a start" if lone else ""
    return f"{rated} so far, {full}{apart}."


def _since(known: "Trend", today: date) -> int:
    return (today - known.weeks[-1].last).days


def _needed(rule: TrendRule) -> str:
    return (
        f"A first answer needs three weeks with ratings on {rule.rated_days_needed} of"
        f" {WEEK_DAYS} days."
    )


def answer_day(days: Days, today: date, rule: TrendRule) -> date | None:
    """The day on which daily ratings from ``today`` on give the first answer; None without any."""
    if not days:
        return None
    filled, usual = dict(days), sum(days.values()) / len(days)
    for ahead in range(_LONGEST_WAIT):
        day = today + timedelta(days=ahead)
        filled.setdefault(day, usual)
        weeks = starting(full_weeks(filled, day, rule), rule)
        start = start_of(weeks, rule)
        if start is not None and len(weeks) > len(start.weeks):
            return day
    return None


def two_weeks(first: Week, second: Week, rule: TrendRule, today: date) -> str:
    """Why two chosen weeks cannot be compared; empty if they can."""
    if second.first <= first.last:
        return f"The second date has to lie {WEEK_DAYS} days or more after the first."
    short = [w for w in (first, second) if w.rated_days < rule.rated_days_needed]
    if not short:
        return ""
    counts = " and ".join(f"{w.rated_days} of {span_words(w.first, w.last, today)}" for w in short)
    return f"Each week needs {rule.rated_days_needed} rated days; there are {counts}."


def span_words(first: date, last: date, today: date) -> str:
    """``9 to 12 Mar``; the year where it is not that of ``today``, both where they differ."""
    if first.year != last.year:
        return f"{day_words(first)} to {day_words(last)}"
    end = day_words(last, today=today)
    if first == last:
        return end
    begin = f"{first.day}" if first.month == last.month else day_words(first, today=last)
    return f"{begin} to {end}"


def named_day(day: date, today: date) -> str:
    """``Sun 15 Feb``; with the year where it is not that of ``today``."""
    return f"{weekday_words(day)[:3]} {day_words(day, today=today)}"
