"""What is missing before a verdict could say more; it is asked for in days to come."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from clinic_app.domain.dates import day_words
from clinic_app.domain.trend.trend_rows import start_of
from clinic_app.domain.trend.trend_rules import WEEK_DAYS, TrendRule
from clinic_app.domain.trend.trend_weeks import Days, Week, full_weeks, starting
from clinic_app.words import NP_, WEEKDAY_DAY_YEAR, _, interface, ngettext, pgettext

if TYPE_CHECKING:
    from clinic_app.domain.trend.trend import Trend

_LONGEST_WAIT = 6 * WEEK_DAYS  # an answer takes at most three full weeks from the open one on
_THIS_YEAR = NP_("date", "EEE d MMM")  # Sun 15 Feb
_QUIET_DAYS = 14  # clinical custom: from then on the day of the last rating is told


def first_rating(rule: TrendRule) -> str:
    """Before anything was rated."""
    return f"{none_yet(rule)} {_needed(rule)}"


def none_yet(rule: TrendRule) -> str:
    """That nothing was rated, where ratings count from a day with that day."""
    if rule.since is None:
        return _("No ratings yet.")
    return _("No ratings yet since {day}, the newest episode's start.", day=day_words(rule.since))


def an_answer(known: "Trend", days: Days, today: date) -> str:
    """Before a full week stands after the start: what there is, and when the answer may come."""
    parts = [_so_far(known, days, today)]
    last = known.last_rated
    if last is not None and (today - last).days > _QUIET_DAYS:
        parts.append(_("The last rating is of {day}.", day=day_words(last, today=today)))
    answer = answer_day(days, today, known.rule)
    if answer is None:
        parts.append(_needed(known.rule))
    else:
        n = known.rule.rated_days_needed
        parts.append(
            _(
                "With ratings on {needed} of {days} days in each week from now on, the first answer"
                " comes on {day}.",
                needed=n,
                days=WEEK_DAYS,
                day=named_day(answer, today),
            )
        )
    return " ".join(parts)


def _so_far(known: "Trend", days: Days, today: date) -> str:
    if known.start is not None:
        first, last = known.starts[0].first, known.starts[-1].last
        return _(
            "The start is known: {start} ({days}).",
            start=f"{known.start:.1f}",
            days=span_words(first, last, today),
        )
    rated = ngettext("{count} rated day", "{count} rated days", len(days))
    weeks = len(known.weeks)
    full = ngettext("{count} full week", "{count} full weeks", weeks)
    if not weeks:
        full = _("no full week")
    lone = weeks > 1 or (weeks == 1 and known.rule.near_weeks * WEEK_DAYS < _since(known, today))
    if lone:
        return _(
            "{rated} so far, {full}, too long ago or too far apart for a start.",
            rated=rated,
            full=full,
        )
    return _("{rated} so far, {full}.", rated=rated, full=full)


def _since(known: "Trend", today: date) -> int:
    return (today - known.weeks[-1].last).days


def _needed(rule: TrendRule) -> str:
    return _(
        "A first answer needs three weeks with ratings on {needed} of {days} days.",
        needed=rule.rated_days_needed,
        days=WEEK_DAYS,
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
        return _("The second date has to lie {days} days or more after the first.", days=WEEK_DAYS)
    short = [w for w in (first, second) if w.rated_days < rule.rated_days_needed]
    if not short:
        return ""
    counts = [
        _("{rated} of {days}", rated=w.rated_days, days=span_words(w.first, w.last, today))
        for w in short
    ]
    return _(
        "Each week needs {needed} rated days; there are {counts}.",
        needed=rule.rated_days_needed,
        counts=interface().listed(counts),
    )


def span_words(first: date, last: date, today: date) -> str:
    """``9 to 12 Mar``; the year where it is not that of ``today``, both where they differ."""
    if first.year != last.year:
        return _days_from(day_words(first), day_words(last))
    end = day_words(last, today=today)
    if first == last:
        return end
    begin = f"{first.day}" if first.month == last.month else day_words(first, today=last)
    return _days_from(begin, end)


def _days_from(first: str, last: str) -> str:
    return pgettext("days", "{first} to {last}", first=first, last=last)


def named_day(day: date, today: date) -> str:
    """``Sun 15 Feb``; with the year where it is not that of ``today``."""
    form = _THIS_YEAR if day.year == today.year else WEEKDAY_DAY_YEAR
    return interface().date(day, form)
