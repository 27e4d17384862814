"""Results of a measure: what a change may be called, in both directions, at the very threshold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.measures import MEASURES, measure_named
from clinic_app.domain.progress.outcome_measure import (
    Change,
    MeasureResult,
    MeasureTrack,
    OutcomeMeasure,
    mean_of,
    tracks,
)

FIRST = date(2026, 10, 1)
measures = st.sampled_from(MEASURES)


def result(
    measure_id: str,
    day: int,
    score: float,
    *,
    items: tuple[tuple[str, float], ...] = (),
    **more: bool,
) -> MeasureResult:
    """A result of Marigold's, ``day`` days after the first visit."""
    made = f"{measure_id}{day}-{score}"
    return MeasureResult(made, "p", measure_id, FIRST + timedelta(days=day), score, items, **more)  # pyright: ignore[reportArgumentType]  # only voided is given


def track(measure_id: str, *scores: float) -> MeasureTrack:
    found = [result(measure_id, n, score) for n, score in enumerate(scores)]
    return tracks(found, MEASURES)[0]


@pytest.mark.parametrize(
    ("measure_id", "first", "last", "reading"),
    [
        ("odi", 46, 36, Change.BETTER),
        ("odi", 46, 37, Change.UNCERTAIN),
        ("odi", 46, 56, Change.WORSE),
        ("odi", 46, 55, Change.UNCERTAIN),
        ("lefs", 40, 49, Change.BETTER),
        ("lefs", 49, 40, Change.WORSE),
        ("ndi", 20, 15, Change.POSSIBLE),
        ("ndi", 20, 11, Change.POSSIBLE),
        ("ndi", 20, 10, Change.BETTER),
        ("ndi", 10, 15, Change.UNCERTAIN),
        ("quickdash", 47.7, 30.6, Change.BETTER),
        ("quickdash", 47.7, 34.1, Change.POSSIBLE),
        ("psfs", 3.3, 5.3, Change.BETTER),
        ("rmdq", 10, 5, Change.BETTER),
        ("rmdq", 20, 15, Change.POSSIBLE),
        ("rmdq", 20, 14, Change.BETTER),
        ("peg", 6.7, 4.95, Change.BETTER),
    ],
)
def test_a_change_is_called_what_its_thresholds_allow(
    measure_id: str, first: float, last: float, reading: Change
) -> None:
    assert track(measure_id, first, last).reading is reading


def test_a_rating_of_change_is_its_own_change() -> None:
    assert track("groc", 3).reading is Change.BETTER
    assert track("groc", 4, -3).reading is Change.WORSE
    assert track("groc", 2).reading is Change.UNCERTAIN
    assert track("groc", 2).band == (-2.5, 2.5)


def test_one_result_says_nothing_of_change() -> None:
    single = track("odi", 40)
    assert (single.change, single.reading) == (None, Change.TOO_FEW)


def test_the_band_lies_around_the_start_and_inside_the_range() -> None:
    assert track("odi", 46, 30).band == (36, 56)
    assert track("odi", 4, 30).band == (0, 14)
    assert track("lefs", 76, 80).band == (67, 80)


def test_other_activities_start_anew() -> None:
    asked = (("Stairs", 4), ("Cooking", 2), ("Socks", 3))
    same = (("socks", 6.0), ("Stairs", 7.0), ("Cooking", 5.0))
    other = (("Stairs", 7), ("Dancing", 5), ("Socks", 6))
    found = [result("psfs", 0, 3, items=asked), result("psfs", 9, 6, items=same)]
    (known,) = tracks(found, MEASURES)
    assert (known.change, known.reading) == (3, Change.BETTER)
    (anew,) = tracks([*found, result("psfs", 12, 6, items=other)], MEASURES)
    assert (anew.change, anew.reading) == (None, Change.TOO_FEW)
    assert [r.day for r in anew.results] == [FIRST + timedelta(days=12)]
    assert len(known.results) == 2


def test_tracks_go_by_day_without_what_was_struck_out() -> None:
    found = [
        result("odi", 9, 30),
        result("odi", 0, 46),
        result("odi", 4, 99, voided=True),
        result("lefs", 0, 40),
        result("unknown", 0, 1),
    ]
    shown = tracks(found, MEASURES)
    assert [(t.measure.id, [r.score for r in t.results]) for t in shown] == [
        ("odi", [46, 30]),
        ("lefs", [40]),
    ]
    assert tracks([], MEASURES) == ()


def test_the_last_listed_of_one_day_counts() -> None:
    (one,) = tracks([result("odi", 0, 46), result("odi", 0, 44)], MEASURES)
    assert [r.score for r in one.results] == [44]


@given(measures, st.data())
def test_the_mirrored_change_has_the_mirrored_reading(
    measure: OutcomeMeasure, data: st.DataObject
) -> None:
    steps = round((measure.high - measure.low) / measure.step)
    places = st.integers(0, steps).map(lambda n: round(measure.low + n * measure.step, 6))
    scores = data.draw(st.lists(places, min_size=2, max_size=4))
    found = track(measure.id, *scores)
    gain = (found.change or 0) * (1 if measure.up_is_better else -1)
    if found.reading is Change.BETTER:
        assert gain > 0
    if found.reading is Change.WORSE:
        assert gain < 0
    band = found.band
    assert band is not None
    assert measure.low <= band[0] <= band[1] <= measure.high


@pytest.mark.parametrize(
    ("text", "score"), [("42", 42), (" 42 % ", 42), ("42%", 42), ("7,0", 7), ("+3", 3), ("0", 0)]
)
def test_a_score_is_read_as_people_type_it(text: str, score: float) -> None:
    assert measure_named("odi").parse(text) == score


@pytest.mark.parametrize(
    "text", ["", "x", "4 2", "1e3", "--3", "nan", "inf", "٤", "4.5.1", ".", "-"]
)
def test_what_is_no_score_is_refused_with_the_range(text: str) -> None:
    with pytest.raises(UserError, match="from 0 to 100"):
        measure_named("odi").parse(text)


def test_scores_outside_range_and_step_are_told_apart() -> None:
    with pytest.raises(UserError, match="must be between -5 and 5"):
        measure_named("groc").parse("-6")
    with pytest.raises(UserError, match="steps of 1"):
        measure_named("lefs").parse("44.5")


def test_words_of_range_and_score() -> None:
    odi, groc = measure_named("odi"), measure_named("groc")
    assert odi.range_words == "0 to 100 %, up is worse"
    assert odi.told(42) == "42 %"
    assert groc.range_words == "-5 to +5, up is better"
    assert (groc.told(3), groc.told(groc.parse("-0")), groc.told(-2)) == ("+3", "0", "-2")
    assert measure_named("promis-pf").told(41.5) == "41.5 T"


def test_means_are_written_to_one_decimal() -> None:
    assert mean_of([4, 4, 5]) == 4.3
    assert mean_of([0, 0, 0, 1]) == 0.3
    assert mean_of([10, 10, 10]) == 10


@given(st.lists(st.integers(0, 10), min_size=1, max_size=5))
def test_a_mean_lies_between_its_answers(answers: list[int]) -> None:
    mean = mean_of(answers)
    assert min(answers) <= mean <= max(answers)
    assert abs(mean - sum(answers) / len(answers)) <= 0.05 + 1e-9
    assert measure_named("psfs").checked(mean) == mean


def test_a_persons_words_stay_one_clean_line() -> None:
    kept = result("psfs", 0, 4, items=((" Subir\nescaleras  ", 4.0),))
    assert kept.items == (("Subir escaleras", 4.0),)
    with pytest.raises(UserError, match="The activity is longer"):
        result("psfs", 0, 4, items=(("x" * 100_000, 4.0),))
