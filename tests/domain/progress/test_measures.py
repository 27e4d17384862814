"""The table of outcome measures: every number has a source, every range and direction is right."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.measures import MEASURES, check_result, measure_named, offered
from clinic_app.domain.progress.outcome_measure import OutcomeMeasure

from ..test_measure import result

RANGES = {
    "psfs": (0, 10, True),
    "groc": (-5, 5, True),
    "peg": (0, 10, False),
    "odi": (0, 100, False),
    "rmdq": (0, 24, False),
    "ndi": (0, 50, False),
    "lefs": (0, 80, True),
    "quickdash": (0, 100, False),
    "koos-pain": (0, 100, True),
    "hoos-pain": (0, 100, True),
    "promis-pf": (10, 90, True),
}
SMALLEST_KNOWN = {"ndi": 5.0, "quickdash": 13.6}


def test_ranges_and_directions_are_those_of_the_instruments() -> None:
    known = {m.id: (m.low, m.high, m.up_is_better) for m in MEASURES}
    assert {name: known[name] for name in RANGES} == RANGES


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.id)
def test_every_measure_says_where_its_numbers_are_from_and_what_may_be_asked(
    measure: OutcomeMeasure,
) -> None:
    assert measure.source.endswith(".")
    assert measure.licence.endswith(".")
    assert measure.name
    assert measure.full_name
    limits = measure.limits(measure.high)
    assert limits
    assert all(0 < limit < measure.high - measure.low for limit in limits)
    greatest = max(value for value in (measure.mdc, measure.mcid) if value)
    assert f"{greatest:g}".rstrip("0").rstrip(".") in measure.source
    for score in (measure.low, measure.high):
        assert measure.checked(score) == score
    steps = (measure.high - measure.low) / measure.step
    assert abs(steps - round(steps)) < 1e-6


def test_only_what_is_in_our_own_words_is_asked_by_the_program() -> None:
    own = measure_named("psfs").licence
    assert {m.id for m in MEASURES if m.licence == own} == {"psfs", "groc"}
    assert "Brief Pain Inventory" in measure_named("peg").licence
    assert "no source was read" in measure_named("promis-pf").source


def test_two_thresholds_keep_the_smaller_for_a_possible_change() -> None:
    for name, least in SMALLEST_KNOWN.items():
        assert measure_named(name).limits(40)[0] == least


def test_a_measure_is_found_by_its_id_in_any_case() -> None:
    assert measure_named(" ODI ").full_name == "Oswestry Disability Index"
    with pytest.raises(UserError, match="psfs, groc, peg"):
        measure_named("oswestry")


def test_those_used_before_come_first_then_those_of_the_region() -> None:
    names = [m.id for m in offered("neck", ["lefs"])]
    assert names[:5] == ["lefs", "ndi", "psfs", "groc", "peg"]
    assert sorted(names) == sorted(m.id for m in MEASURES)
    assert [m.id for m in offered("", [])][:3] == ["psfs", "groc", "peg"]


@pytest.mark.parametrize(
    ("measure_id", "score", "items", "words"),
    [
        ("odi", 101.0, (), "must be between 0 and 100"),
        ("odi", float("nan"), (), "must be between 0 and 100"),
        ("odi", 42.5, (), "steps of 1"),
        ("groc", -6.0, (), "must be between -5 and 5"),
        ("nps", 5.0, (), "no measure 'nps'"),
        ("psfs", 5.0, (("Stairs", 11.0),), "must be between 0 and 10"),
        ("psfs", 5.0, (("A", 4.0), ("B", 4.0), ("C", 4.0)), "mean of the answers is 4"),
        ("psfs", 4.0, (("Stairs", 4.0), ("Cooking", 4.0)), "3 to 5 activities"),
    ],
)
def test_a_result_that_cannot_be_is_refused(
    measure_id: str, score: float, items: tuple[tuple[str, float], ...], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        check_result(result(measure_id, 0, score, items=items))


def test_a_result_that_can_be_passes() -> None:
    check_result(result("psfs", 0, 4.3, items=(("Stairs", 4), ("Cooking", 4), ("Socks", 5))))
    check_result(result("groc", 0, -5))
