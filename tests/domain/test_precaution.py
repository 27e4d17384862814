"""Precautions are met at some settings and not at others."""

from clinic_app.domain.precaution import concerns
from clinic_app.services.library import open_library

HINGE = open_library().exercise("hip-hinge")


def tags(depth_deg: float, *patient: str) -> list[str]:
    return [c.tag for c in concerns(HINGE, {"depth_deg": depth_deg}, patient)]


def test_a_limit_on_depth_counts_only_beyond_it() -> None:
    assert tags(80, "osteoporosis") == ["osteoporosis"]
    assert tags(45, "osteoporosis") == []


def test_a_patient_without_the_precaution_meets_none() -> None:
    assert tags(90) == []


def test_defaults_stand_in_for_settings_that_are_not_named() -> None:
    [found] = concerns(HINGE, {}, ("osteoporosis",))
    assert found.source_id == "too-fit-to-fracture"


def test_a_weight_is_a_precaution_of_its_own_at_any_depth() -> None:
    found = concerns(HINGE, {"depth_deg": 30, "load_kg": 4}, ("osteoporosis", "hernia-repair"))
    assert [c.tag for c in found] == ["osteoporosis", "hernia-repair"]
    assert concerns(HINGE, {"depth_deg": 30, "load_kg": 0}, ("osteoporosis",)) == ()
