"""Plans as version 0.3 stored them: without the keys and settings that came later."""

import pytest

from clinic_app.domain.plan.plan_document import from_document, to_document
from clinic_app.services.exercises.library import open_library

LOOK = open_library().exercise
_DOSE = {"sets": 3, "reps": 8, "hold_s": 0, "rest_s": 60, "load_kg": 0, "side": "both"}


@pytest.mark.parametrize(
    ("exercise_id", "settings", "now", "is_to_confirm"),
    [
        ("seated-heel-raise", {"lift_deg": 35, "support": "none"}, {"support": "seat"}, False),
        ("seated-heel-raise", {"support": "hands"}, {"support": "hands"}, False),
        ("kickstand-romanian-deadlift", {"depth_deg": 70}, {"support": "none"}, False),
        ("hip-hinge", {"depth_deg": 80}, {"depth_deg": 80}, False),
        ("bird-dog", {}, {}, True),
        ("dead-bug", {}, {}, True),
    ],
)
def test_a_plan_of_the_version_before_opens_and_steps(
    exercise_id: str, settings: dict[str, object], now: dict[str, object], is_to_confirm: bool
) -> None:
    document = {
        "items": [{"exercise": exercise_id, "settings": settings, "dose": _DOSE, "id": "one"}]
    }
    plan = from_document(document, LOOK)
    (item,) = plan.items
    assert {name: item.settings[name] for name in now} == now
    assert item.to_confirm is is_to_confirm
    assert item.dose.reps == 8
    for up in (False, True):
        step = item.step(LOOK, up=up)
        if step is not None:
            assert item.stepped(step, LOOK).rung == step.rung or step.changes
    assert from_document(to_document(plan), LOOK) == plan
