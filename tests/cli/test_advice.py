"""`handrail advice` as a script would use it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clinic_app.cli.commands import app
from clinic_app.cli.context import PASSPHRASE, CliContext
from clinic_app.domain.advice.advice import Advice
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import Plan, PlanItem, new_id
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.services.workspace import Workspace

WORDS = "quiet lantern orbit maple"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Ivy with a plan of two and two calm sessions of the first."""
    monkeypatch.setenv(PASSPHRASE, WORDS)
    access = AccessService(tmp_path / "clinic", cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
    clinic = Clinic("Sample Clinic", "555 0100")
    made = access.create(ClinicSetup(clinic, "Robin Demo", "PT", WORDS, new_recovery_key()))
    ivy = made.patients.add(Patient(new_id(), "Ivy", "Mockford"))
    lookup = made.library.exercise
    items = (PlanItem.of(lookup("bridge")), PlanItem.of(lookup("squat")))
    made.plans.save(ivy.id, Plan(items), version=0)
    for ago in (3, 1):
        day = made.now().date() - timedelta(days=ago)
        told = {"sets_done": 2, "sets_asked": 2, "reps_left": 4}
        pains = {"pain_during": 1, "pain_next_morning": 1}
        one = ExerciseLog(new_id(), ivy.id, day, "bridge", items[0].id, 1, 1, **told, **pains)
        made.exercise_logs.add(one)
    yield made
    made.close()


def run(workspace: Workspace, *arguments: str) -> str:
    given = CliContext(workspace.folder, lambda *_: None)
    done = CliRunner().invoke(app, ["advice", *arguments], obj=given)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_json_tells_rule_inputs_source_and_change(workspace: Workspace) -> None:
    bridge, squat = json.loads(run(workspace, "Ivy", "--json"))
    assert (bridge["exercise"], bridge["suggestion"]) == ("bridge", "harder")
    assert bridge["rule_id"] == "harder.reps-left"
    assert bridge["rule"].startswith("Harder: pain during 2 or less")
    assert {"name", "value"} == set(bridge["inputs"][0])
    assert "clinical custom" in bridge["source"]
    assert (bridge["axis"], bridge["decided"]) == ("load", None)
    assert bridge["change"] == "Band above knees: none → light"
    assert (squat["suggestion"], squat["change"]) == ("same", None)


def test_a_decision_is_told(workspace: Workspace) -> None:
    ivy = workspace.patients.find("Ivy")
    (first,) = workspace.advice.open_suggestions(ivy.id)
    workspace.advice.decide(ivy.id, first, Advice.SAME)
    assert json.loads(run(workspace, "Ivy", "--json"))[0]["decided"] == "same"


def test_the_history_tells_what_was_suggested_decided_and_undone(workspace: Workspace) -> None:
    ivy = workspace.patients.find("Ivy")
    (first,) = workspace.advice.open_suggestions(ivy.id)
    workspace.advice.decide(ivy.id, first, Advice.SAME, note="Wait a week")
    workspace.advice.take_back(ivy.id, first, Advice.SAME)
    kept, undone = json.loads(run(workspace, "Ivy", "--history", "--json"))
    assert (kept["suggestion"], kept["decided"], kept["undone"]) == ("harder", "same", False)
    assert (kept["by"], kept["note"]) == ("Robin Demo", "Wait a week")
    assert (undone["undone"], undone["inputs"]) == (True, kept["inputs"])
    lines = run(workspace, "Ivy", "--history").splitlines()
    assert "suggested harder  decided same  Wait a week" in lines[0]
    assert lines[1].endswith("undone")


def test_the_table_says_that_nothing_is_changed(workspace: Workspace) -> None:
    lines = run(workspace, "Ivy").splitlines()
    assert lines[0].startswith("Bridge  Harder  Two sessions at 2 or less")
    assert lines[-1] == "Helps you decide. It never changes a plan."
