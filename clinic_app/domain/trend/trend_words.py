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
from clinic_app.domain.trend.trend_rules import WEEK_DAYS, number_words
from clinic_app.words import N_, NP_, _, interface, ngettext

if TYPE_CHECKING:
    from clinic_app.domain.trend.trend import Trend

VERDICT_WORDS = {
    Verdict.IMPROVED: NP_("verdict", "Improved"),
    Verdict.POSSIBLY_BETTER: NP_("verdict", "Possibly better"),
    Verdict.UNCERTAIN: NP_("verdict", "Uncertain"),
    Verdict.POSSIBLY_WORSE: NP_("verdict", "Possibly worse"),
    Verdict.WORSE: NP_("verdict", "Worse"),
    Verdict.NOT_ENOUGH_DATA: NP_("verdict", "Not enough data"),
}
_WAS = {
    Verdict.IMPROVED: N_("Was improved ({day})"),
    Verdict.POSSIBLY_BETTER: N_("Was possibly better ({day})"),
    Verdict.UNCERTAIN: N_("Was uncertain ({day})"),
    Verdict.POSSIBLY_WORSE: N_("Was possibly worse ({day})"),
    Verdict.WORSE: N_("Was worse ({day})"),
    Verdict.NOT_ENOUGH_DATA: N_("Was not enough data ({day})"),
}
_NEXT = (
    N_("The first ends on {day}."),
    N_("The second ends on {day}."),
    N_("The third ends on {day}."),
    N_("The fourth ends on {day}."),
    N_("The fifth ends on {day}."),
)
_ENDS = {
    Verdict.IMPROVED: N_("It was improved, confirmed on {since}; that ended on {end}."),
    Verdict.WORSE: N_("It was worse, confirmed on {since}; that ended on {end}."),
}
_REAL = (Verdict.IMPROVED, Verdict.WORSE)
_BETTER = (Verdict.IMPROVED, Verdict.POSSIBLY_BETTER)


def headline(trend: "Trend") -> str:
    """``Improved, confirmed``, ``Worse, 1 of 3 weeks``, ``Was improved (15 Feb 2024)``."""
    words = _(VERDICT_WORDS[trend.verdict])
    if trend.as_of is not None and trend.age == "old":
        return _(_WAS[trend.verdict], day=day_words(trend.as_of))
    if trend.confirmed:
        words = _("{verdict}, confirmed", verdict=words)
    elif trend.verdict in _REAL and trend.needed:
        words = _(
            "{verdict}, {count} of {needed} weeks",
            verdict=words,
            count=trend.in_a_row,
            needed=trend.needed,
        )
    if trend.as_of is not None and trend.today is not None and trend.age == "ageing":
        return f"{words} ({day_words(trend.as_of, today=trend.today)})"
    return words


def short_headline(trend: "Trend") -> str:
    """One or two words of it, where there is little room."""
    if trend.verdict is Verdict.NOT_ENOUGH_DATA:
        return _("Too few")
    is_counted = trend.confirmed or (trend.verdict in _REAL and trend.needed)
    return _(VERDICT_WORDS[trend.verdict]) if is_counted and trend.age != "old" else trend.headline


def sentence(trend: "Trend") -> str:
    """The numbers, in plain words; what is missing where there is no answer."""
    if trend.start is None or trend.series is None or not trend.latest_weeks:
        return trend.missing or _("No ratings yet.")
    parts = [_numbers(trend), _held(trend), age_words(trend)]
    return " ".join(part for part in parts if part)


def _numbers(trend: "Trend") -> str:
    latest = trend.latest_weeks[-1]
    pain, begun = (trend.series or Series.AVERAGE).pain_label, f"{trend.start:.1f}"
    if trend.chosen:
        first = _span(trend, trend.starts[0].first, trend.starts[0].last)
        second = _span(trend, latest.first, latest.last)
        return _(
            "{pain} was {start} in the week {first} and {latest} in the week {second}.",
            pain=pain,
            start=begun,
            first=first,
            latest=f"{latest.mean:.1f}",
            second=second,
        )
    start = {"pain": pain, "start": begun, "days": _start_span(trend)}
    if trend.verdict is Verdict.UNCERTAIN or (trend.confirmed and not _counts(trend)):
        when = _span(trend, latest.first, latest.last)
        return _(
            "{pain} was {start} at the start ({days}); the latest week was {latest} ({when}).",
            **start,
            latest=f"{latest.mean:.1f}",
            when=when,
        )
    count = len(trend.latest_weeks)
    if count == 1:
        return _(
            "{pain} was {start} at the start ({days}); the last week was {latest} ({when}), at"
            " least {margin}.",
            **start,
            latest=f"{latest.mean:.1f}",
            when=_span(trend, latest.first, latest.last),
            margin=margin(trend),
        )
    several = start | {
        "number": number_words(count),
        "means": _listed([f"{w.mean:.1f}" for w in trend.latest_weeks]),
        "margin": margin(trend),
    }
    if trend.latest_weeks[-1].number - trend.latest_weeks[0].number >= count:
        return _(
            "{pain} was {start} at the start ({days}); the last {number} full weeks were {means},"
            " each at least {margin}.",
            **several,
        )
    return _(
        "{pain} was {start} at the start ({days}); the last {number} weeks were {means}, each at"
        " least {margin}.",
        **several,
    )


def _counts(trend: "Trend") -> bool:
    """Whether the latest weeks would confirm it once more, so that it does not merely hold."""
    return trend.in_a_row >= trend.needed


def margin(trend: "Trend") -> str:
    """How far from the start each of the weeks in a row lies: ``2 points and 30 % lower``."""
    rule, better = trend.rule, trend.verdict in _BETTER
    if trend.verdict not in _REAL:
        if better:
            return ngettext("{count} point lower", "{count} points lower", rule.possible_points)
        return _points_higher(rule.possible_points)
    limit = rule.fall_points if better else rule.rise_points
    is_large = trend.needed < rule.weeks_needed + 2 - len(trend.starts)
    points = limit + rule.large_extra * is_large
    if not better:
        return _points_higher(points)
    return _(
        "{points} points and {share} % lower",
        points=interface().number(points),
        share=f"{100 * rule.fall_share:g}",
    )


def _points_higher(points: float) -> str:
    return ngettext("{count} point higher", "{count} points higher", points)


def _held(trend: "Trend") -> str:
    if not trend.confirmed or _counts(trend) or trend.confirmed_on is None:
        return ""
    on = day_words(trend.confirmed_on, today=_year_of(trend))
    if trend.in_a_row:
        said = _("Confirmed on {day}.", day=on)
    else:
        said = _("Confirmed on {day}, and the latest week is nearer to the start.", day=on)
    ends = ngettext(
        "It ends if a week comes within {count} point of it.",
        "It ends if a week comes within {count} points of it.",
        trend.rule.hold_points,
    )
    return f"{said} {ends}"


def age_words(trend: "Trend") -> str:
    """When the answer is of, where it is not fresh."""
    if trend.as_of is None or trend.today is None:
        return ""
    if trend.age == "ageing":
        weeks = round((trend.today - trend.as_of).days / WEEK_DAYS)
        day = day_words(trend.as_of, today=trend.today)
        return ngettext(
            "As of {day}, {count} week ago.", "As of {day}, {count} weeks ago.", weeks, day=day
        )
    if trend.age == "old":
        rated = trend.last_rated or trend.as_of
        return _(
            "This is history, as of {day}: last rated {rated}.",
            day=day_words(trend.as_of),
            rated=day_words(rated),
        )
    return ""


def confidence(trend: "Trend") -> str:
    """What the verdict may be wrong about; empty where nothing is said."""
    if trend.verdict is Verdict.NOT_ENOUGH_DATA:
        return ""
    if trend.chosen:
        return _("Weeks that were chosen may differ by chance: this is never confirmed.")
    if trend.age == "old":
        return _("Too old to guide what is done now.")
    chosen_instead = _("Two chosen dates can be compared instead.")
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
    if months < 24:
        return ngettext(
            "Start and latest week lie {count} month apart, so pain may have come and gone between"
            " them.",
            "Start and latest week lie {count} months apart, so pain may have come and gone between"
            " them.",
            months,
        )
    return ngettext(
        "Start and latest week lie {count} year apart, so pain may have come and gone between"
        " them.",
        "Start and latest week lie {count} years apart, so pain may have come and gone between"
        " them.",
        round(months / 12),
    )


def _ended(trend: "Trend") -> str:
    if not trend.ended:
        return ""
    last = trend.ended[-1]
    since, end = (day_words(d, today=_year_of(trend)) for d in (last.confirmed_on, last.ended_on))
    return _(_ENDS[last.verdict], since=since, end=end)


def _power(trend: "Trend") -> str:
    """What an answer that shows nothing may have missed; only falls that the start allows."""
    start, rule = trend.start or 0.0, trend.rule
    says = _(
        "No steady change of {points} points is shown; that is not the same as none.",
        points=interface().number(rule.fall_points),
    )
    if start < rule.fall_points:
        low = _("From so low a start no fall is large enough to be called improved.")
        return f"{says} {low}"
    high = ""
    if start > 10 - rule.rise_points:
        high = " " + _("From so high a start no rise can be called worse.")
    if rule.is_own:
        return f"{says}{high}"
    if start < rule.fall_points + 1:
        odds = _("A true fall of 2 is confirmed within four weeks in about 3 of 10 (simulated).")
        return f"{says} {odds}"
    odds = _(
        "A true fall of 3 is confirmed within four weeks in about 7 of 10, one of 2 in about 3 of"
        " 10 (simulated)."
    )
    return f"{says} {odds}{high}"


def _restless(trend: "Trend") -> str:
    """The person's own number: how far the weekly mean usually moves, and how often chance does."""
    usual = trend.usual_move
    if usual is None:
        return _("It is too early to say how restless this pain is from week to week.")
    moves = f"{usual:.1f}"
    chance = trend.chance
    if chance is None:
        said = _("From week to week it usually moves by {points}.", points=moves)
        if not trend.rule.is_laxer:
            return said
        return f"{said} " + _("With limits this low no number of odds is known.")
    number, weeks = chance
    return _(
        "From week to week it usually moves by {points}; of 100 flat diaries like that about"
        " {number} look like this within {weeks} weeks (simulated).",
        points=moves,
        number=number,
        weeks=weeks,
    )


def _row_so_far(trend: "Trend") -> str:
    says = ngettext(
        "{count} week says so; {needed} in a row confirm it.",
        "{count} weeks say so; {needed} in a row confirm it.",
        trend.in_a_row,
        needed=trend.needed,
    )
    when = _next_words(trend)
    if trend.rule.is_laxer or trend.is_long:
        return f"{says} {when}".strip()
    odds = _(
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
        return _("The row is broken by weeks with too few ratings and begins anew.")
    return _(_NEXT[min(trend.in_a_row, 4)], day=named_day(end, today))


def _possible(trend: "Trend") -> str:
    says = _(
        "{number} weeks in a row by {margin}: less than what counts.",
        number=number_words(trend.needed).capitalize(),
        margin=margin(trend),
    )
    if trend.rule.is_laxer or trend.rule.is_own or trend.is_long:
        return says
    odds = _("In flat pain that turns up in about 1 of 6 twelve-week records (simulated).")
    return f"{says} {odds}"


def _high_start(trend: "Trend") -> str:
    if not trend.high_start or trend.verdict not in _BETTER:
        return ""
    place = next(n for n, w in enumerate(trend.weeks) if w.number == trend.starts[0].number)
    first, second = trend.weeks[place], trend.weeks[place + 1]
    return _(
        "The diary began in a worse spell ({first}, then {second}). Part of the fall may be the"
        " return from it.",
        first=f"{first.mean:.1f}",
        second=f"{second.mean:.1f}",
    )


def _cause(trend: "Trend") -> str:
    if trend.verdict is Verdict.IMPROVED:
        return _("It shows that pain fell, not why.")
    return _("It shows that pain rose, not why.") if trend.verdict is Verdict.WORSE else ""


def preview(trend: "Trend") -> str:
    """``This week so far: 3 of 7 days, mean 3.7. Next verdict: Sun 22 Feb.`` Never a verdict."""
    week, today = trend.this_week, trend.today
    if week is None or today is None or trend.chosen or trend.age not in ("fresh", "ageing"):
        return ""
    if week.mean is None:
        so_far = _(
            "This week so far: {rated} of {days} days.", rated=week.rated_days, days=WEEK_DAYS
        )
    else:
        so_far = _(
            "This week so far: {rated} of {days} days, mean {mean}.",
            rated=week.rated_days,
            days=WEEK_DAYS,
            mean=f"{week.mean:.1f}",
        )
    end = named_day(week.last if week.can_fill else _week_later(week.last), today)
    if week.can_fill and week.more_needed:
        following = ngettext(
            "Next verdict: {day}, with {count} more rated day.",
            "Next verdict: {day}, with {count} more rated days.",
            week.more_needed,
            day=end,
        )
    else:
        following = _("Next verdict: {day}.", day=end)
    return f"{so_far} {following}"


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
    if len(words) == 1:
        return words[0]
    return _("{several} and {last}", several=", ".join(words[:-1]), last=words[-1])
