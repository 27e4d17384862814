"""Plans are saved whole, never overwritten in silence, and flagged once a day."""

import pytest

from clinic_app.domain.errors import Conflict, UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.changes import Change, PlanSaved
from clinic_app.services.workspace import Workspace

from ..conftest import Clock


def items(workspace: Workspace, *ids: str) -> Plan:
    return Plan(tuple(PlanItem.of(workspace.library.exercise(i)) for i in ids))


def test_a_plan_is_saved_and_read_again(
    workspace: Workspace, patient: Patient, heard: list[Change]
) -> None:
    plan = items(workspace, "hip-hinge", "bridge")
    saved = workspace.plans.save(patient.id, plan, version=0)
    assert saved.version == 1
    assert workspace.plans.current(patient.id).plan == plan
    assert heard[-1] == PlanSaved(patient.id)


def test_an_old_version_is_a_conflict_and_loses_nothing(
    workspace: Workspace, patient: Patient
) -> None:
    mine, theirs = items(workspace, "bridge"), items(workspace, "clamshell")
    workspace.plans.save(patient.id, theirs, version=0)
    with pytest.raises(Conflict):
        workspace.plans.save(patient.id, mine, version=0)
    assert workspace.plans.current(patient.id).plan == theirs


def test_a_bad_document_leaves_the_plan_as_it_was(workspace: Workspace, patient: Patient) -> None:
    plan = items(workspace, "bridge")
    workspace.plans.save(patient.id, plan, version=0)
    with pytest.raises(UserError, match="'exercises' is not a known key"):
        workspace.plans.replace(patient.id, {"exercises": []})
    assert workspace.plans.current(patient.id).plan == plan


def test_one_flag_a_day_says_what_changed(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    save = workspace.plans.save
    plan = items(workspace, "hip-hinge")
    save(patient.id, plan, version=0)
    save(patient.id, plan.with_item(PlanItem.of(workspace.library.exercise("bridge"))), version=1)
    first_day = clock().date()
    clock.forward(days=7)
    last = save(patient.id, items(workspace), version=2)
    assert last.version == 3
    flags = workspace.plans.flags(patient.id)
    assert (flags[0].day, flags[0].text) == (first_day, "Plan started")
    assert flags[1].day == clock().date()
    assert flags[1].text.endswith("removed and 1 more")


def test_a_change_taken_back_on_the_same_day_is_no_flag(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    plan = items(workspace, "bridge")
    workspace.plans.save(patient.id, plan, version=0)
    clock.forward(days=2)
    more = plan.with_item(PlanItem.of(workspace.library.exercise("clamshell")))
    workspace.plans.save(patient.id, more, version=1)
    workspace.plans.save(patient.id, plan, version=2)
    assert len(workspace.plans.flags(patient.id)) == 1


def test_precautions_met_are_told_per_item(workspace: Workspace, patient: Patient) -> None:
    plan = items(workspace, "hip-hinge", "chin-tuck")
    met = workspace.plans.concerns(plan, ("fall-risk",))
    hinge, tuck = plan.items
    assert met[hinge.id][0].reason
    assert met[tuck.id] == ()
