"""A clinic that Handrail 0.3.0 itself wrote: its plan, favourites and template are whole.

``clinic-0.3.0.zip`` holds one invented patient, whose plan has every exercise of that version.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace

OLD = Path(__file__).with_name("clinic-0.3.0.zip")
COUNT = 42


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with zipfile.ZipFile(OLD) as packed:
        packed.extractall(tmp_path / "clinic")
    opened = AccessService(tmp_path / "clinic").unlock_any("quiet lantern orbit maple")
    yield opened
    opened.close()


def test_the_plan_has_every_exercise_with_its_dose(workspace: Workspace) -> None:
    plan = workspace.plans.current(workspace.patients.find("Marigold").id).plan
    assert len(plan.items) == COUNT
    for item in plan.items:
        exercise = workspace.library.exercise(item.exercise_id)
        assert item.dose.sets >= 1
        assert item.dose.counts_repetitions
        assert item.settings.keys() <= exercise.settings.keys()
    assert plan.items[0].note == "Slowly, please."


def test_favourites_and_the_template_are_there(workspace: Workspace) -> None:
    favourites = workspace.preferences.favourites()
    assert favourites == {"hamstring-stretch-strap", "band-row", "pelvic-tilt"}
    assert {workspace.library.exercise(one).family for one in favourites} >= {"stretch-leg", "pull"}
    (own,) = [t for t in workspace.templates.listing() if t.name == "Our shoulder start"]
    assert len(own.plan.items) == COUNT


def test_its_handout_can_be_made(workspace: Workspace) -> None:
    patient = workspace.patients.find("Marigold")
    saved = workspace.plans.current(patient.id)
    two = replace(saved.plan, items=saved.plan.items[:2])  # all take their time to be drawn
    workspace.plans.save(patient.id, two, version=saved.version)
    handout = workspace.handouts.draft(patient.id, workspace.handouts.usual_options(patient))
    assert handout.pdf.startswith(b"%PDF")
