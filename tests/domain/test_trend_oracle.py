"""The verdict against a slow second telling of the rule, in fractions and with dates only."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.trend.trend import judge

START = date(2026, 3, 1)  # the weeks around it hold the change of the clocks
Weeks = dict[int, Fraction]  # the mean of each full week that is over, by its number


def entry(day: int, score: int, *, hour: int = 20, offset: int = 0) -> PainRating:
    zone = timezone(timedelta(hours=offset))
    at = datetime.combine(START, datetime.min.time(), zone) + timedelta(days=day, hours=hour)
    return PainRating(f"{day}-{hour}-{score}", "p", Series.AVERAGE, score, at)


def means_of_weeks(rated: dict[int, list[int]], today: int) -> Weeks:
    """Days are numbers; the first rated one begins the first week."""
    days = {d: Fraction(sum(s), len(s)) for d, s in rated.items() if d <= today}
    found: Weeks = {}
    for number in range(1, 40):
        if not days:
            break
        week = [min(days) + 7 * (number - 1) + n for n in range(7)]
        means = [days[d] for d in week if d in days]
        if len(means) >= 4 and (today > week[6] or week[6] in days):
            found[number] = sum(means, Fraction()) / len(means)
    return found


def back_from(weeks: Weeks, number: int) -> list[Fraction]:
    """The mean of a week and of those before it, up to a gap of more than two weeks."""
    row = [weeks[number]]
    while earlier := [n for n in weeks if n < number]:
        if number - max(earlier) > 3:
            break
        number = max(earlier)
        row.append(weeks[number])
    return row


def how_many(row: list[Fraction], away: Fraction) -> int:
    """How many from the first on lie so far away, which are given as distances."""
    return next((n for n, value in enumerate(row) if value < away), len(row))


def slowly(rated: dict[int, list[int]], today: int) -> tuple[str, bool, int, int]:
    """The rule once more: verdict, confirmed, in a row, needed."""
    weeks = means_of_weeks(rated, today)
    numbers = sorted(weeks)
    while len(numbers) > 1 and numbers[1] - numbers[0] > 3:
        del weeks[numbers[0]], numbers[0]
    if len(numbers) < 2:
        return "not_enough_data", False, 0, 0
    one, two = weeks[numbers[0]], weeks[numbers[1]]
    is_short = abs(one - two) >= 2
    start = one if is_short else (one + two) / 2
    first_later = 1 if is_short else 2
    if len(numbers) <= first_later:
        return "not_enough_data", False, 0, 0
    extra = 1 if is_short else 0
    held = ""
    answer = ("", False, 0, 0)
    for last in numbers[first_later:]:
        row = back_from({n: weeks[n] for n in numbers[first_later:]}, last)
        down, up = [start - m for m in row], [m - start for m in row]
        third = Fraction(3, 10) * start
        says, count, needed = "uncertain", 0, 0
        for name, away, small, large in (
            ("improved", down, max(Fraction(2), third), max(Fraction(3), third)),
            ("worse", up, Fraction(2), Fraction(3)),
        ):
            if how_many(away, small):
                missing_small = 3 + extra - how_many(away, small)
                missing_large = 2 + extra - how_many(away, large)
                is_large = missing_large < missing_small
                says = name
                count = how_many(away, large if is_large else small)
                needed = (2 if is_large else 3) + extra
        if says == "uncertain":
            for name, away in (("possibly_better", down), ("possibly_worse", up)):
                if how_many(away, Fraction(1)) >= 3 + extra:
                    says, count, needed = name, how_many(away, Fraction(1)), 3 + extra
        near = {"improved": down[0] < 1, "worse": up[0] < 1}.get(held, False)
        if says in ("improved", "worse") and count >= needed:
            held = says
        elif near:
            held = ""
        if held and says != held:
            says, count, needed = held, 0, 3 + extra
        answer = (says, bool(held), count, needed)
    return answer


def judged(rated: dict[int, list[int]], today: int) -> tuple[str, bool, int, int]:
    entries = [entry(d, s, hour=8 + n) for d, ss in rated.items() for n, s in enumerate(ss)]
    trend = judge(reversed(entries), today=START + timedelta(days=today))
    return str(trend.verdict), trend.confirmed, trend.in_a_row, trend.needed


@given(
    st.dictionaries(st.integers(0, 80), st.lists(st.integers(0, 10), min_size=1, max_size=3)),
    st.integers(0, 90),
)
@settings(max_examples=300, deadline=None)
def test_both_tellings_agree(rated: dict[int, list[int]], today: int) -> None:
    assert judged(rated, today) == slowly(rated, today)


levels = st.lists(st.integers(0, 10), min_size=3, max_size=11)
wiggle = st.lists(st.sampled_from((-1, 0, 0, 0, 1)), min_size=77, max_size=77)


@given(levels, wiggle, st.sets(st.integers(0, 76), max_size=30), st.integers(0, 3))
@settings(max_examples=600, deadline=None)
def test_both_tellings_agree_on_weeks_at_levels_with_days_left_out(
    weeks: list[int], ups: list[int], left_out: set[int], late: int
) -> None:
    scores = [level for level in weeks for _ in range(7)]
    rated = {
        d: [min(10, max(0, s + up))]
        for d, (s, up) in enumerate(zip(scores, ups, strict=False))
        if d not in left_out
    }
    today = len(scores) - 1 + late
    assert judged(rated, today) == slowly(rated, today)


def test_a_rating_belongs_to_the_day_where_it_was_given() -> None:
    # Late at night west of Greenwich it is the next day in UTC already.
    west = [entry(d, 6, hour=23, offset=-8) for d in range(21)]
    assert judge(west, today=None).weeks[0].first == START
    utc = [PainRating(e.id, "p", e.series, e.score, e.at.astimezone(UTC)) for e in west]
    assert judge(utc, today=None).weeks[0].first == START + timedelta(days=1)
