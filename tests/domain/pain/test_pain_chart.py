"""The chart's description: gaps stay gaps, spans end where they should."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import (
    ChartAnnotation,
    Span,
    between,
    cut,
    day_of,
    describe,
    parse_span,
    x_of,
)

TODAY = date(2026, 11, 22)


def entry(days_ago: int, score: int, series: Series = Series.AVERAGE, **more: bool) -> PainRating:
    at = datetime(2026, 11, 22, 20, tzinfo=UTC) - timedelta(days=days_ago)
    return PainRating(f"{series}{days_ago}", "p", series, score, at, **more)  # pyright: ignore[reportArgumentType]


def test_a_day_without_a_rating_parts_the_line() -> None:
    chart = describe([entry(5, 6), entry(4, 5), entry(2, 4)], [], span=Span.TWO_WEEKS, today=TODAY)
    average = chart.tracks[0]
    assert [[p.score for p in run] for run in average.runs] == [[6, 5], [4]]


def test_present_pain_is_never_joined() -> None:
    chart = describe(
        [entry(1, 6, Series.NOW), entry(0, 5, Series.NOW)], [], span=Span.TWO_WEEKS, today=TODAY
    )
    now = next(t for t in chart.tracks if t.series is Series.NOW)
    assert len(now.runs) == 2


def test_voided_ratings_are_not_drawn() -> None:
    chart = describe([entry(1, 9, voided=True)], [], span=Span.ALL, today=TODAY)
    assert all(not track.runs for track in chart.tracks)


def test_a_span_ends_today_and_flags_outside_it_are_left_out() -> None:
    flags = [
        ChartAnnotation(TODAY - timedelta(days=30), "Plan started"),
        ChartAnnotation(TODAY, "Bridge added"),
    ]
    chart = describe([entry(3, 4)], flags, span=Span.TWO_WEEKS, today=TODAY)
    assert day_of(chart.x_last - 0.5) == TODAY
    assert chart.x_last - chart.x_first == 14
    assert [f.text for f in chart.flags] == ["Bridge added"]


def test_old_ratings_are_shown_where_they_are() -> None:
    chart = describe([entry(400, 4)], [], span=Span.SIX_WEEKS, today=TODAY)
    assert day_of(chart.x_last - 0.5) == TODAY - timedelta(days=400)
    assert chart.tracks[0].runs


def test_an_empty_chart_still_has_two_weeks() -> None:
    chart = describe([], [], span=Span.ALL, today=TODAY)
    assert chart.x_last - chart.x_first == 14
    assert chart.band is None


def test_the_band_stays_inside_the_scale() -> None:
    chart = describe([entry(n, 1) for n in range(14)], [], span=Span.ALL, today=TODAY)
    assert chart.band == (0.0, 3.0)


def test_an_unknown_range_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="2w, 6w, 3m, all"):
        parse_span("1y")


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 23)), min_size=1, max_size=40))
def test_every_rating_stands_over_its_own_day(given_times: list[tuple[int, int]]) -> None:
    """Alone in the middle of the day's column; several side by side around it, in their order."""
    entries = [
        PainRating(f"{n}", "p", Series.AVERAGE, 5, datetime(2026, 11, 1 + day, hour, tzinfo=UTC))
        for n, (day, hour) in enumerate(given_times)
    ]
    points = describe(entries, [], span=Span.ALL, today=TODAY).tracks[0].points
    for day in {p.at.date() for p in points}:
        places = [p.x - x_of(day) for p in points if p.at.date() == day]
        assert all(0 < place < 1 for place in places)
        assert sum(places) / len(places) == pytest.approx(0.5)
        assert places == sorted(set(places))


def test_a_flag_stands_over_its_day() -> None:
    chart = describe([entry(2, 5)], [ChartAnnotation(TODAY, "Visit")], span=Span.ALL, today=TODAY)
    assert chart.flags[0].x == x_of(TODAY) + 0.5


def test_the_room_of_a_rating_is_that_between_rated_days() -> None:
    apart = describe([entry(3000, 5), entry(0, 6)], [], span=Span.ALL, today=TODAY)
    assert apart.usual_gap == 3000
    daily = describe([entry(n, 5) for n in range(20)], [], span=Span.ALL, today=TODAY)
    assert daily.usual_gap == 1


def test_windows_are_the_weeks_of_the_verdict_and_tell_their_spread() -> None:
    scores = [6, 7, 5, 6, 6, 6, 6, 4, 3, 5, 4, 4, 4, 4]
    entries = [entry(13 - n, score) for n, score in enumerate(scores)]
    chart = describe(entries, [], span=Span.ALL, today=TODAY)
    assert [(w.mean, w.low, w.high, w.rated_days) for w in chart.windows] == [
        (6, 5, 7, 7),
        (4, 3, 5, 7),
    ]
    assert chart.windows[1].x_end == chart.x_last
    assert [day_of(w.x_first) for w in chart.windows] == [w.first for w in chart.trend.weeks]
    assert chart.tracks[0].windows == chart.windows


def test_every_series_has_windows_of_its_own_on_the_same_days() -> None:
    entries = [entry(n, 6) for n in range(14)]
    entries += [entry(n, 8, Series.WORST) for n in range(14)]
    chart = describe(entries, [], span=Span.ALL, today=TODAY)
    average, worst = chart.tracks[0], chart.tracks[1]
    assert [w.mean for w in worst.windows] == [8, 8]
    assert [w.x_first for w in worst.windows] == [w.x_first for w in average.windows]


def test_a_week_with_few_ratings_has_no_mean() -> None:
    entries = [entry(n, 6) for n in range(7)] + [entry(n, 6) for n in (9, 11)]
    assert len(describe(entries, [], span=Span.ALL, today=TODAY).windows) == 1


@pytest.mark.parametrize("span", list(Span))
def test_a_cut_shows_the_same_days_as_a_chart_of_that_span(span: Span) -> None:
    entries = [entry(n, n % 8) for n in range(0, 200, 2)]
    flags = [ChartAnnotation(TODAY - timedelta(days=n), "Changed") for n in (1, 20, 60, 150)]
    part = cut(describe(entries, flags, span=Span.ALL, today=TODAY), span)
    there = describe(entries, flags, span=span, today=TODAY)
    assert (part.x_last, part.flags) == (there.x_last, there.flags)
    assert [t.points for t in part.tracks] == [t.points for t in there.tracks]
    assert part.windows == there.windows
    assert part.trend == there.trend


def test_a_cut_of_old_ratings_ends_at_the_last_of_them() -> None:
    flags = [ChartAnnotation(TODAY, "Plan changed")]
    whole = describe([entry(n, 4) for n in (60, 70)], flags, span=Span.ALL, today=TODAY)
    part = cut(whole, Span.TWO_WEEKS)
    assert day_of(part.x_last - 1) == TODAY - timedelta(days=60)
    assert len(part.tracks[0].points) == 2


def test_between_keeps_whole_weeks_of_sessions_and_days_inside() -> None:
    chart = describe([entry(n, 4) for n in range(20)], [], span=Span.ALL, today=TODAY)
    first = x_of(TODAY - timedelta(days=5))
    part = between(chart, first, chart.x_last)
    assert len(part.tracks[0].points) == 6
    assert all(x_of(week.last) >= first for week in part.weeks)
