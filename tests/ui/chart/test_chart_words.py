"""The chart in words: what the cursor says."""

from datetime import UTC, date, datetime, timedelta

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import (
    ChartAnnotation,
    ChartPoint,
    FlagKind,
    Span,
    WindowMean,
    describe,
    x_of,
)
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.ui.chart.chart_words import Stop
from clinic_app.ui.chart.plot.chart_pointer import lanes

_NOON = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
_DAY = date(2026, 10, 2)


def _entry(day: int, score: int, series: Series = Series.AVERAGE, context: str = "") -> PainRating:
    at = _NOON + timedelta(days=day)
    return PainRating(f"{series}{day}", "p", series, score, at, context)


def test_stops_stand_in_the_order_of_time_flags_among_them() -> None:
    entries = [_entry(0, 5), _entry(2, 4), _entry(1, 6, Series.NOW, "on the stairs")]
    annotations = [ChartAnnotation(_DAY, "Plan started")]
    chart = describe(entries, annotations, span=Span.ALL, today=date(2026, 10, 20))
    (lane,) = lanes(chart)
    found = [lane.stop(n) for n in range(len(lane))]
    assert [s.title for s in found] == ["5 of 10", "Plan started", "6 of 10", "4 of 10"]
    assert found[2].lines == ("Now", "Fri 2 Oct 2026, 12:30", "on the stairs")
    assert found[1].spoken == "Plan started. Plan change 1. Fri 2 Oct 2026"


def test_visits_have_no_number_of_their_own() -> None:
    visit = ChartAnnotation(_DAY, "Visit", FlagKind.VISIT)
    flare = ChartAnnotation(_DAY + timedelta(days=1), "Flare-up: stairs", FlagKind.FLARE_UP)
    chart = describe([_entry(0, 5)], [visit, flare], span=Span.ALL, today=date(2026, 10, 20))
    (lane,) = lanes(chart)
    assert [lane.stop(n).lines[0] for n in (1, 2)] == ["Visit", "Flare-up 1"]


def test_a_mean_tells_its_days_and_its_spread() -> None:
    mean = WindowMean(x_of(_DAY), x_of(_DAY) + 7, 4.25, 2, 7, 6)
    stop = Stop(mean)
    assert stop.score == 4.25
    assert stop.x == x_of(_DAY) + 3.5
    assert stop.title == "Mean 4.2 of 10"
    assert stop.lines[1:] == ("2 to 8 Oct 2026", "days from 2.0 to 7.0, 6 rated")


def test_a_week_tells_done_and_asked_and_what_is_not_known() -> None:
    known = Stop(AdherenceWeek(_DAY, 12, 14, 6))
    assert known.spoken == "12 of 14 sessions done. 2 to 8 Oct 2026. known of 6 days"
    assert Stop(AdherenceWeek(_DAY, 5, 7, 7, of_days=True)).title == "5 of 7 days done"
    unknown = Stop(AdherenceWeek(_DAY, 0, 0, 0))
    assert unknown.spoken == "Sessions not known. 2 to 8 Oct 2026"
    assert unknown.score is None


def test_a_flag_and_a_rating_say_what_they_are() -> None:
    assert Stop(ChartAnnotation(_DAY, "Bridge added")).score is None
    assert Stop(ChartPoint(x_of(_DAY), 3, _NOON, "")).lines[0] == "Average, 24 h"
