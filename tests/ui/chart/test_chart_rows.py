"""The table twin tells the same as the picture."""

from datetime import UTC, date, datetime, timedelta

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, PainChart, Span, describe
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.measures import measure_named
from clinic_app.domain.progress.outcome_measure import MeasureResult, MeasureTrack
from clinic_app.ui.chart.chart_rows import event_rows, measure_rows, week_rows

_FIRST = date(2026, 10, 5)


def _chart() -> PainChart:
    at = datetime(2026, 10, 5, 12, tzinfo=UTC)
    entries = [
        PainRating(str(n), "p", Series.AVERAGE, 4, at + timedelta(days=n)) for n in range(14)
    ]
    logs = [ExerciseLog("l", "p", _FIRST, "bridge", "", 1, 2)]
    plan = ChartAnnotation(
        _FIRST, "Bridge added and 1 more", details=("Bridge added", "Squat added")
    )
    visit = ChartAnnotation(_FIRST, "Visit", FlagKind.VISIT, event_id="v")
    results = tuple(
        MeasureResult(str(n), "p", "odi", _FIRST + timedelta(days=n), s)
        for n, s in ((0, 38), (9, 8))
    )
    track = MeasureTrack(measure_named("odi"), results)
    return describe(
        entries,
        [plan, visit],
        span=Span.ALL,
        today=date(2026, 10, 18),
        logs=logs,
        measures=(track,),
    )


def test_weeks_hold_means_and_sessions_the_newest_first() -> None:
    rows = [row.cells[0:1] + row.cells[2:] for row in week_rows(_chart())]
    assert rows == [
        ("Mon 12 Oct 2026", "Average, 24 h, mean", "4.0", "7 days, 4.0 to 4.0"),
        ("Mon 12 Oct 2026", "Sessions", "Sessions not known", ""),
        ("Mon 5 Oct 2026", "Average, 24 h, mean", "4.0", "7 days, 4.0 to 4.0"),
        ("Mon 5 Oct 2026", "Sessions", "1 of 2 sessions done", "1 known day"),
    ]


def test_measures_tell_each_result_and_the_latest_change() -> None:
    latest, first = measure_rows(_chart())
    assert latest.cells[1:] == ("ODI", "8% of 100, up is worse", "−30", "Improved")
    assert first.cells[3:] == ("", "")


def test_events_tell_all_details_and_keep_the_voided() -> None:
    voided = Event("e", "p", _FIRST, EventKind.FLARE_UP, "stairs", voided=True, void_reason="twice")
    rows = event_rows(_chart(), [voided])
    assert [row.cells[1:] for row in rows] == [
        ("Plan change", "Bridge added; Squat added", ""),
        ("Visit", "", ""),
        ("Flare-up", "stairs", "Entered in error: twice"),
    ]
    assert rows[2].voided is voided
    assert rows[1].flag is not None
