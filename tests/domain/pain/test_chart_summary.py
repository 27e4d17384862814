"""The chart as a few sentences for who cannot see it."""

from datetime import UTC, date, datetime, timedelta

from clinic_app.domain.pain.chart_summary import change_words, of_words, span_words, summary
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, Span, describe
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.measures import measure_named
from clinic_app.domain.progress.outcome_measure import MeasureResult, MeasureTrack

_NOON = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
_TODAY = date(2026, 10, 20)


def _entry(day: int, score: int) -> PainRating:
    return PainRating(str(day), "p", Series.AVERAGE, score, _NOON + timedelta(days=day))


def _track(*scores: float) -> MeasureTrack:
    days = (date(2026, 10, 1) + timedelta(days=7 * n) for n in range(len(scores)))
    results = (MeasureResult(f"{d}", "p", "psfs", d, s) for d, s in zip(days, scores, strict=True))
    return MeasureTrack(measure_named("psfs"), tuple(results))


def test_it_names_range_series_verdict_gaps_and_changes() -> None:
    annotations = [
        ChartAnnotation(date(2026, 10, 1), "Plan started"),
        ChartAnnotation(date(2026, 10, 1), "Visit", FlagKind.VISIT),
    ]
    chart = describe([_entry(0, 5), _entry(1, 7)], annotations, span=Span.ALL, today=_TODAY)
    said = summary(chart)
    assert said.startswith("Pain from Thu 1 Oct 2026 to Tue 20 Oct 2026, 0 to 10, up is worse.")
    assert "Average, 24 h: 2 ratings, 5 to 7, the last 7 on 2 Oct." in said
    assert "Not enough data. 2 rated days so far, no full week." in said
    assert "No ratings on 4 days or more: 3 to 20 Oct." in said
    assert said.endswith("What changed: 1 Oct Plan started. 1 visit.")


def test_what_lies_in_another_year_carries_it() -> None:
    flag = ChartAnnotation(date(2026, 10, 1), "Plan started")
    said = summary(describe([_entry(0, 5)], [flag], span=Span.ALL, today=date(2028, 1, 5)))
    assert "the last 5 on 1 Oct 2026." in said
    assert "What changed: 1 Oct 2026 Plan started." in said


def test_sessions_and_measures_are_said_as_well() -> None:
    log = ExerciseLog("l", "p", date(2026, 10, 2), "bridge", "", 2, 3)
    chart = describe(
        [_entry(0, 5)], [], span=Span.ALL, today=_TODAY, logs=[log], measures=(_track(3.3, 6.3),)
    )
    said = summary(chart)
    assert "Sessions done: 2 of 3 in 1 week, 2 not known." in said
    assert said.endswith("3.3 to 6.3 of 10, up is better. Improved.")


def test_nothing_is_said_as_nothing() -> None:
    said = summary(describe([], [], span=Span.ALL, today=_TODAY))
    assert "No ratings in this range." in said
    assert "No ratings on" not in said


def test_a_measure_asked_once_has_no_change() -> None:
    assert change_words(_track(3.3)) == "Asked once"
    assert span_words(_track(3.3)) == "3.3"
    assert of_words(_track(3.3)) == "of 10"
    assert change_words(_track(6.3, 3.3)) == "Worse"
    assert change_words(_track(3.3, 4.3)) == "Uncertain"
