"""A verdict in the words of the clinician: chip, sentence, how sure it is, and the open week.

The odds that rest on flat pain are simulated (tests/benchmarks/verdict.py) with days that carry
over; none is printed that rests on independent days.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.trend.trend_needs import named_day, span_words
from clinic_app.domain.trend.trend_rows import Verdict
from clinic_app.domain.trend.trend_rules import WEEK_DAYS

if TYPE_CHECKING:
    from clinic_app.domain.trend.trend import Trend

VERDICT_WORDS = {
    Verdict.IMPROVED: "Improved",
    Verdict.POSSIBLY_BETTER: "Possibly better",
    Verdict.UNCERTAIN: "Uncertain",
    Verdict.POSSIBLY_WORSE: "Possibly worse",
    Verdict.WORSE: "Worse",
    Verdict.NOT_ENOUGH_DATA: "Not enough data",
}
_COUNTS = ("no", "one", "two", "three", "four", "five")
_PLACES = ("", "first", "second", "third", "fourth", "fifth")
_REAL = (Verdict.IMPROVED, Verdict.WORSE)
_BETTER = (Verdict.IMPROVED, Verdict.POSSIBLY_BETTER)


def headline(trend: "Trend") -> str:
    """``Improved, confirmed``, ``Worse, 1 of 3 weeks``, ``Was improved (15 Feb 2024)``."""
    words = VERDICT_WORDS[trend.verdict]
    if trend.as_of is not None and trend.age == "old":
        return f"Was {words[0].lower()}{words[1:]} ({day_words(trend.as_of)})"
    if trend.confirmed:
        words = f"{words}, confirmed"
    elif trend.verdict in _REAL and trend.needed:
        words = f"{words}, {trend.in_a_row} of {trend.needed} weeks"
    if trend.as_of is not None and trend.today is not None and trend.age == "ageing":
        return f"{words} ({day_words(trend.as_of, today=trend.today)})"
    return words


def sentence(trend: "Trend") -> str:
    """The numbers, in plain words; what is missing where there is no answer."""
    if trend.start is None or trend.series is None or not trend.latest_weeks:
        return trend.missing
    parts = [_numbers(trend), _held(trend), age_words(trend)]
    return " ".join(part for part in parts if part)


def _numbers(trend: "Trend") -> str:
    latest = trend.latest_weeks[-1]
    name, begun = (trend.series or Series.AVERAGE).pain_label, f"{trend.start:.1f}"
    if trend.chosen:
        first = _span(trend, trend.starts[0].first, trend.starts[0].last)
        second = _span(trend, latest.first, latest.last)
        return f"{name} was {begun} in the week {first} and {latest.mean:.1f} in the week {second}."
    start = f"{name} was {begun} at the start ({_start_span(trend)})"
    if trend.verdict is Verdict.UNCERTAIN or (trend.confirmed and not _counts(trend)):
        when = _span(trend, latest.first, latest.last)
        return f"{start}; the latest week was {latest.mean:.1f} ({when})."
    means = _listed([f"{w.mean:.1f}" for w in trend.latest_weeks])
    count = len(trend.latest_weeks)
    full = " full" if trend.latest_weeks[-1].number - trend.latest_weeks[0].number >= count else ""
    weeks = (
        f"the last{full} week was" if count == 1 else f"the last {_COUNTS[count]}{full} weeks were"
    )
    end = f" ({_span(trend, latest.first, latest.last)})" if count == 1 else ""
    each = ", each" if count > 1 else ","
    return f"{start}; {weeks} {means}{end}{each} at least {margin(trend)}."


def _counts(trend: "Trend") -> bool:
    """Whether the latest weeks would confirm it once more, so that it does not merely hold."""
    return trend.in_a_row >= trend.needed


def margin(trend: "Trend") -> str:
    """How far from the start each of the weeks in a row lies: ``2 points and 30 % lower``."""
    rule, better = trend.rule, trend.verdict in _BETTER
    if trend.verdict not in _REAL:
        unit = "point" if rule.possible_points == 1 else "points"
        return f"{rule.possible_points:g} {unit} {'lower' if better else 'higher'}"
    limit = rule.fall_points if better else rule.rise_points
    is_large = trend.needed < rule.weeks_needed + 2 - len(trend.starts)
    points = f"{limit + rule.large_extra * is_large:g} points"
    return f"{points} and {100 * rule.fall_share:g} % lower" if better else f"{points} higher"


def _held(trend: "Trend") -> str:
    if not trend.confirmed or _counts(trend) or trend.confirmed_on is None:
        return ""
    on = day_words(trend.confirmed_on, today=_year_of(trend))
    nearer = ", and the latest week is nearer to the start" if not trend.in_a_row else ""
    unit = "point" if trend.rule.hold_points == 1 else "points"
    return (
        f"Confirmed on {on}{nearer}. It ends if a week comes within"
        f" {trend.rule.hold_points:g} {unit} of it."
    )


def age_words(trend: "Trend") -> str:
    """When the answer is of, where it is not fresh."""
    if trend.as_of is None or trend.today is None:
        return ""
    if trend.age == "ageing":
        weeks = round((trend.today - trend.as_of).days / WEEK_DAYS)
        return f"As of {day_words(trend.as_of, today=trend.today)}, {weeks} weeks ago."
    if trend.age == "old":
        rated = trend.last_rated or trend.as_of
        return f"This is history, as of {day_words(trend.as_of)}: last rated {day_words(rated)}."
    return ""


def confidence(trend: "Trend") -> str:
    """What the verdict may be wrong about; empty where nothing is said."""
    if trend.verdict is Verdict.NOT_ENOUGH_DATA:
        return ""
    if trend.chosen:
        return "Weeks that were chosen may differ by chance: this is never confirmed."
    if trend.age == "old":
        return "Too old to guide what is done now."
    chosen_instead = "Two chosen dates can be compared instead."
    parts = [length_words(trend), chosen_instead] if trend.is_long else []
    if trend.verdict is Verdict.UNCERTAIN:
        parts += [_ended(trend), _power(trend)]
    elif trend.verdict in _REAL:
        parts += [_restless(trend) if trend.confirmed else _row_so_far(trend)]
    else:
        parts += [_possible(trend)]
    parts += [_high_start(trend), _cause(trend)]
    return " ".join(part for part in parts if part)


def length_words(trend: "Trend") -> str:
    """How far apart the compared weeks lie, where that is over half a year; else empty."""
    if not trend.is_long:
        return ""
    first, last = trend.starts[0].first, trend.latest_weeks[-1].last
    months = round((last - first).days / 30.4)
    long = f"{months} months" if months < 24 else f"{round(months / 12)} years"
    return f"Start and latest week lie {long} apart, so pain may have come and gone between them."


def _ended(trend: "Trend") -> str:
    if not trend.ended:
        return ""
    last = trend.ended[-1]
    since, end = (day_words(d, today=_year_of(trend)) for d in (last.confirmed_on, last.ended_on))
    return f"It was {_small(last.verdict)}, confirmed on {since}; that ended on {end}."


def _power(trend: "Trend") -> str:
    """What an answer that shows nothing may have missed; only falls that the start allows."""
    start, rule = trend.start or 0.0, trend.rule
    says = (
        f"No steady change of {rule.fall_points:g} points is shown; that is not the same as none."
    )
    if start < rule.fall_points:
        return f"{says} From so low a start no fall is large enough to be called improved."
    high = (
        " From so high a start no rise can be called worse."
        if start > 10 - rule.rise_points
        else ""
    )
    if rule.is_own:
        return f"{says}{high}"
    two = "one of 2 in about 3 of 10 (simulated)"
    if start < rule.fall_points + 1:
        return (
            f"{says} A true fall of 2 is confirmed within four weeks in about 3 of 10 (simulated)."
        )
    return f"{says} A true fall of 3 is confirmed within four weeks in about 7 of 10, {two}.{high}"


def _restless(trend: "Trend") -> str:
    """The person's own number: how far the weekly mean usually moves, and how often chance does."""
    usual = trend.usual_move
    if usual is None:
        return "It is too early to say how restless this pain is from week to week."
    moves = f"From week to week it usually moves by {usual:.1f}"
    chance = trend.chance
    if chance is None:
        own = trend.rule.is_laxer
        return f"{moves}. With limits this low no number of odds is known." if own else f"{moves}."
    number, weeks = chance
    return (
        f"{moves}; of 100 flat diaries like that about {number} look like this within {weeks}"
        " weeks (simulated)."
    )


def _row_so_far(trend: "Trend") -> str:
    so_far = "week says" if trend.in_a_row == 1 else "weeks say"
    says = f"{trend.in_a_row} {so_far} so; {trend.needed} in a row confirm it."
    when = _next_words(trend)
    if trend.rule.is_laxer or trend.is_long:
        return f"{says} {when}".strip()
    odds = (
        "In flat pain one such week turns up in about 1 of 3 twelve-week records, two in a row in"
        " about 1 of 10 (carry-over .6, simulated)."
    )
    return f"{says} {when} {odds}".replace("  ", " ")


def _next_words(trend: "Trend") -> str:
    """When the next week of the row is over, if it still can follow the latest one."""
    week, today = trend.this_week, trend.today
    if week is None or today is None or trend.age != "fresh":
        return ""
    number = week.number if week.can_fill else week.number + 1
    end = week.last if week.can_fill else _week_later(week.last)
    if number - trend.latest_weeks[-1].number > trend.rule.near_weeks:
        return "The row is broken by weeks with too few ratings and begins anew."
    place = _PLACES[min(trend.in_a_row + 1, 5)]
    return f"The {place} ends on {named_day(end, today)}."


def _possible(trend: "Trend") -> str:
    count = _COUNTS[trend.needed].capitalize()
    says = f"{count} weeks in a row by {margin(trend)}: less than what counts."
    if trend.rule.is_laxer or trend.rule.is_own or trend.is_long:
        return says
    return f"{says} In flat pain that turns up in about 1 of 6 twelve-week records (simulated)."


def _high_start(trend: "Trend") -> str:
    if not trend.high_start or trend.verdict not in _BETTER:
        return ""
    place = next(n for n, w in enumerate(trend.weeks) if w.number == trend.starts[0].number)
    first, second = trend.weeks[place], trend.weeks[place + 1]
    return (
        f"The diary began in a worse spell ({first.mean:.1f}, then {second.mean:.1f}). Part of the"
        " fall may be the return from it."
    )


def _cause(trend: "Trend") -> str:
    if trend.verdict is Verdict.IMPROVED:
        return "It shows that pain fell, not why."
    return "It shows that pain rose, not why." if trend.verdict is Verdict.WORSE else ""


def preview(trend: "Trend") -> str:
    """``This week so far: 3 of 7 days, mean 3.7. Next verdict: Sun 22 Feb.`` Never a verdict."""
    week, today = trend.this_week, trend.today
    if week is None or today is None or trend.chosen or trend.age not in ("fresh", "ageing"):
        return ""
    rated = f"{week.rated_days} of {WEEK_DAYS} days"
    mean = "" if week.mean is None else f", mean {week.mean:.1f}"
    end = week.last if week.can_fill else _week_later(week.last)
    needs = f", with {_more(week.more_needed)}" if week.can_fill and week.more_needed else ""
    return f"This week so far: {rated}{mean}. Next verdict: {named_day(end, today)}{needs}."


def _more(days: int) -> str:
    return "1 more rated day" if days == 1 else f"{days} more rated days"


def _week_later(day: date) -> date:
    return day + timedelta(days=WEEK_DAYS)


def _year_of(trend: "Trend") -> date | None:
    """Whose year needs no telling: this one's, but over half a year every date has its own."""
    return None if trend.is_long else trend.today


def _start_span(trend: "Trend") -> str:
    return _span(trend, trend.starts[0].first, trend.starts[-1].last)


def _span(trend: "Trend", first: date, last: date) -> str:
    return span_words(first, last, _year_of(trend) or date.min)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _small(verdict: Verdict) -> str:
    words = VERDICT_WORDS[verdict]
    return f"{words[0].lower()}{words[1:]}"
