"""The chart's description: gaps stay gaps, spans end where they should."""

from datetime import UTC, date, datetime, timedelta

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.pain_chart import Happening, Span, day_of, describe, parse_span

TODAY = date(2026, 11, 22)


def entry(days_ago: int, score: int, series: Series = Series.AVERAGE, **more: bool) -> PainEntry:
    at = datetime(2026, 11, 22, 20, tzinfo=UTC) - timedelta(days=days_ago)
    return PainEntry(f"{series}{days_ago}", "p", series, score, at, **more)  # pyright: ignore[reportArgumentType]


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
        Happening(TODAY - timedelta(days=30), "Plan started"),
        Happening(TODAY, "Bridge added"),
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
    chart = describe([entry(n, 1) for n in range(7)], [], span=Span.ALL, today=TODAY)
    assert chart.band == (0.0, 3.0)


def test_an_unknown_range_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="2w, 6w, 3m, all"):
        parse_span("1y")
