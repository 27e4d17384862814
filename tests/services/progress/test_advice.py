"""Advice on a patient's plan: what waits, what was decided, and that it changes nothing itself."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from queries import queries_of

import clinic_app
from clinic_app.domain.advice.advice import Advice, AdviceRules
from clinic_app.domain.errors import NotFound
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.plan import Plan, PlanItem, new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.changes import Change, ProgressChanged
from clinic_app.services.workspace import Workspace
from clinic_app.storage.records import plans

from ..conftest import Clock

CALM = {"pain_during": 1, "pain_next_morning": 1, "reps_left": 4}


def logged(
    workspace: Workspace, patient: Patient, item: PlanItem, ago: int, **values: object
) -> ExerciseLog:
    """A session ``ago`` days ago with every set done."""
    day = workspace.now().date() - timedelta(days=ago)
    told = {"sets_done": item.dose.sets, "sets_asked": item.dose.sets, **CALM, **values}
    one = ExerciseLog(new_id(), patient.id, day, item.exercise_id, item.id, 1, 1, **told)
    return workspace.exercise_logs.add(one)


def warned(workspace: Workspace, patient: Patient, text: str = "weak foot") -> Event:
    day = workspace.now().date()
    return workspace.events.add(Event(new_id(), patient.id, day, EventKind.WARNING_SIGN, text))


@pytest.fixture
def plan(workspace: Workspace, patient: Patient) -> Plan:
    """Bridge and squat, saved today."""
    made = Plan(tuple(PlanItem.of(workspace.library.exercise(i)) for i in ("bridge", "squat")))
    workspace.plans.save(patient.id, made, version=0)
    return made


@pytest.fixture
def calm(workspace: Workspace, patient: Patient, plan: Plan) -> Plan:
    """The same, with two calm sessions of the bridge."""
    for ago in (3, 1):
        logged(workspace, patient, plan.items[0], ago)
    return plan


def test_one_suggestion_for_each_item(workspace: Workspace, patient: Patient, calm: Plan) -> None:
    bridge, squat = workspace.advice.suggestions(patient.id)
    assert (bridge.advice, bridge.axis) == (Advice.HARDER, "load")
    assert bridge.change_words == "Band above knees: none → light"
    assert (squat.advice, squat.rule_id) == (Advice.SAME, "same.few")
    assert workspace.advice.waiting([patient.id]) == {patient.id: 1}
    with pytest.raises(NotFound):
        workspace.advice.suggestions("nobody")


def test_nothing_is_suggested_without_a_plan(workspace: Workspace, patient: Patient) -> None:
    assert workspace.advice.suggestions(patient.id) == []
    warned(workspace, patient)
    assert workspace.advice.waiting([patient.id]) == {}


def test_a_decided_suggestion_comes_back_with_new_data_only(
    workspace: Workspace, patient: Patient, calm: Plan, clock: Clock, heard: list[Change]
) -> None:
    advice = workspace.advice
    (first,) = advice.open_suggestions(patient.id)
    decision = advice.decide(patient.id, first, Advice.SAME, note="Wait a week")
    assert heard[-1] == ProgressChanged(patient.id)
    assert advice.open_suggestions(patient.id) == []
    assert advice.waiting([patient.id]) == {}
    assert advice.decided_on(patient.id) == {first.item_id: decision}
    clock.forward(days=1)
    assert advice.open_suggestions(patient.id) == []
    logged(workspace, patient, calm.items[0], 0)
    assert [s.advice for s in advice.open_suggestions(patient.id)] == [Advice.HARDER]
    kept = advice.history(patient.id)
    assert [(d.suggested, d.decided, d.note) for d in kept] == [
        (Advice.HARDER, Advice.SAME, "Wait a week")
    ]
    assert kept[0].inputs == first.inputs
    assert kept[0].clinician_id == workspace.actor.id


def test_an_undone_decision_is_kept_and_the_suggestion_waits_again(
    workspace: Workspace, patient: Patient, calm: Plan
) -> None:
    advice = workspace.advice
    (first,) = advice.open_suggestions(patient.id)
    for _ in range(2):
        advice.decide(patient.id, first, Advice.HARDER)
        assert advice.open_suggestions(patient.id) == []
        advice.take_back(patient.id, first, Advice.HARDER)
        assert advice.open_suggestions(patient.id) == [first]
    assert sorted(d.undone for d in advice.history(patient.id)) == [False, False, True, True]


def test_deciding_never_changes_the_plan(
    workspace: Workspace, patient: Patient, calm: Plan
) -> None:
    (first,) = workspace.advice.open_suggestions(patient.id)
    workspace.advice.decide(patient.id, first, Advice.HARDER)
    saved = workspace.plans.current(patient.id)
    assert (saved.plan, saved.version) == (calm, 1)


def test_after_a_change_of_the_rung_it_is_tried_anew(
    workspace: Workspace, patient: Patient, calm: Plan, clock: Clock
) -> None:
    clock.forward(days=1)
    (first,) = workspace.advice.open_suggestions(patient.id)
    assert first.changed is not None
    workspace.plans.save(patient.id, calm.replaced(first.changed), version=1)
    assert workspace.advice.suggestions(patient.id)[0].rule_id == "same.few"
    lighter = replace(calm.items[0], dose=Dose(sets=1))
    workspace.plans.save(patient.id, calm.replaced(lighter), version=2)
    assert workspace.advice.suggestions(patient.id)[0].rule_id == "same.few"
    # Another note is no other exercise.
    clock.forward(days=1)
    noted = replace(calm.items[0], note="Slowly")
    workspace.plans.save(patient.id, calm.replaced(noted), version=3)
    clock.forward(days=1)
    for ago in (1, 0):
        logged(workspace, patient, noted, ago)
    assert workspace.advice.suggestions(patient.id)[0].advice is Advice.SAME
    noted = replace(noted, note="Slowly, please")
    workspace.plans.save(patient.id, calm.replaced(noted), version=4)
    clock.forward(days=1)
    logged(workspace, patient, noted, 0)
    assert workspace.advice.suggestions(patient.id)[0].advice is Advice.HARDER


def test_a_plan_taken_over_anew_keeps_its_sessions(
    workspace: Workspace, patient: Patient, calm: Plan
) -> None:
    fresh = Plan(tuple(replace(item, id=new_id()) for item in calm.items))
    workspace.plans.save(patient.id, fresh, version=1)
    assert workspace.advice.suggestions(patient.id)[0].advice is Advice.HARDER


def test_a_warning_sign_waits_once_for_the_whole_plan_until_it_was_seen(
    workspace: Workspace, patient: Patient, calm: Plan, clock: Clock
) -> None:
    advice = workspace.advice
    warned(workspace, patient)
    assert {s.advice for s in advice.suggestions(patient.id)} == {Advice.STOP}
    (stop,) = advice.open_suggestions(patient.id)
    assert stop.changed is None
    assert advice.waiting_kinds([patient.id]) == {patient.id: (Advice.STOP,)}
    advice.decide(patient.id, stop, Advice.STOP, note="Sent to the doctor")
    assert [s.advice for s in advice.open_suggestions(patient.id)] == [Advice.HARDER]
    clock.forward(days=1)
    warned(workspace, patient, "both feet weak")
    (again,) = advice.open_suggestions(patient.id)
    assert (again.advice, len(again.inputs)) == (Advice.STOP, 1)


def test_ratings_say_what_is_usual_and_voided_ones_do_not(
    workspace: Workspace, patient: Patient, plan: Plan
) -> None:
    def rate(score: int, ago: int, site: str = "") -> PainRating:
        at = workspace.now() - timedelta(days=ago)
        one = PainRating(new_id(), patient.id, Series.AVERAGE, score, at, site=site)
        workspace.pain.add_all(patient.id, [one])
        return one

    for ago in range(2, 9):
        rate(4, ago)
        rate(9, ago, site="belly")
    wrong = rate(9, 2)
    workspace.pain.void(patient.id, wrong.id, "Typed wrong")
    logged(workspace, patient, plan.items[0], 1, pain_next_morning=6)
    (found, _) = workspace.advice.suggestions(patient.id)
    assert found.rule_id == "easier.morning"
    assert found.inputs[1].value == "4, median of 7 rated days in the week before"


def test_the_clinics_own_limits_count(workspace: Workspace, patient: Patient, calm: Plan) -> None:
    workspace.rules.save_advice(AdviceRules(reps_left_harder=6, extra_reps=5))
    assert workspace.advice.suggestions(patient.id)[0].rule_id == "same.no-reserve"


def test_a_precaution_of_the_patient_keeps_a_rung_from_being_proposed(
    workspace: Workspace, patient: Patient, calm: Plan
) -> None:
    (found,) = workspace.advice.open_suggestions(patient.id)
    assert found.changed is not None
    tags = tuple(workspace.library.vocabulary.terms["precaution"])
    met = workspace.plans.item_concerns(found.changed, tags)
    assert met, "the next rung of the bridge meets no precaution at all: choose another one"
    workspace.patients.update(replace(patient, precautions=(met[0].tag,)))
    assert workspace.advice.waiting([patient.id]) == {}
    assert "precaution" in workspace.advice.suggestions(patient.id)[0].because


def test_a_plan_that_cannot_be_read_does_not_hide_the_others(
    workspace: Workspace, patient: Patient, calm: Plan, clock: Clock
) -> None:
    other = workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    item = calm.items[0]
    document = plan_document.to_document(Plan((item,)))
    gone = {"items": [*document["items"], {"exercise": "gone", "id": "x", "dose": {"sets": 2}}]}  # type: ignore[misc]
    with workspace._database.write(workspace.actor.id) as tx:  # pyright: ignore[reportPrivateUsage]
        plans.save(tx, other.id, gone, 0, clock())
    for ago in (3, 1):
        logged(workspace, other, item, ago)
    assert workspace.advice.waiting([patient.id, other.id]) == {patient.id: 1}


def test_many_patients_are_asked_about_at_once(workspace: Workspace) -> None:
    patients = [
        workspace.patients.add(Patient(new_id(), f"Ned{n}", "Placeholder")) for n in range(300)
    ]
    item = PlanItem.of(workspace.library.exercise("bridge"))
    for one in patients:
        workspace.plans.save(one.id, Plan((item,)), version=0)
        if int(one.id, 16) % 2:
            logged(workspace, one, item, 3)
            logged(workspace, one, item, 1)
    with queries_of(workspace._database) as asked:
        found = workspace.advice.waiting([p.id for p in patients])
    assert set(found) == {p.id for p in patients if int(p.id, 16) % 2}
    assert len(asked) <= 20  # however many they are


def test_no_word_of_advice_reaches_the_patient(
    workspace: Workspace, patient: Patient, calm: Plan
) -> None:
    def printed() -> list[str]:
        made = (
            workspace.handouts.draft(
                patient.id, workspace.handouts.usual_options(workspace.patients.get(patient.id))
            ).pdf,
            workspace.forms.make(patient.id),
        )
        return [page.extract_text() for pdf in made for page in PdfReader(BytesIO(pdf)).pages]

    warned(workspace, patient)
    with_advice = printed()
    for log in workspace.exercise_logs.valid(patient.id):
        workspace.exercise_logs.void(patient.id, log.id, "Typed wrong")
    for event in workspace.events.valid(patient.id):
        workspace.events.void(patient.id, event.id, "Typed wrong")
    assert with_advice == printed()


@pytest.mark.parametrize(
    "part",
    [
        "paper",
        "ui/handout",
        "ui/kiosk",
        "ui/forms",
        "services/plan/handouts.py",
        "services/diary/forms.py",
    ],
)
def test_what_patients_see_is_made_without_knowing_of_advice(part: str) -> None:
    root = Path(clinic_app.__file__).parent / part
    files = [root] if root.suffix else list(root.rglob("*.py"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert ".advice" not in text, file.name
        assert "import advice" not in text, file.name


def rated(workspace: Workspace, patient: Patient, days: dict[int, int]) -> None:
    """Average pain by how many days ago."""
    workspace.pain.add_all(
        patient.id,
        [
            PainRating(
                new_id(), patient.id, Series.AVERAGE, score, workspace.now() - timedelta(days=ago)
            )
            for ago, score in days.items()
        ],
    )


def happened(workspace: Workspace, patient: Patient, kind: EventKind, ago: int = 0) -> Event:
    day = workspace.now().date() - timedelta(days=ago)
    return workspace.events.add(Event(new_id(), patient.id, day, kind))


def test_the_day_after_surgery_and_a_flare_up_with_pain_worse_nothing_is_harder(
    workspace: Workspace, patient: Patient, calm: Plan
) -> None:
    """Pain 2 for three weeks, then 7 and mornings at 7; calm sessions told; surgery yesterday."""
    for ago in (3, 1):
        logged(workspace, patient, calm.items[1], ago, pain_during=2, pain_next_morning=7)
    rated(workspace, patient, {n: 7 if n < 14 else 2 for n in range(35)})
    happened(workspace, patient, EventKind.FLARE_UP, 1)
    happened(workspace, patient, EventKind.SURGERY, 1)
    assert workspace.advice.waiting_kinds([patient.id]).get(patient.id, ()) == (Advice.EASIER,)
    bridge, squat = workspace.advice.suggestions(patient.id)
    assert (bridge.advice, bridge.rule_id) == (Advice.SAME, "same.surgery")
    assert squat.rule_id == "easier.morning"
    assert squat.because.startswith("Pain 7 the morning after")
    happened(workspace, patient, EventKind.CLEARED)
    assert workspace.advice.suggestions(patient.id)[0].rule_id == "same.worse"
    held = workspace.advice.holds(patient.id)
    assert set(held) == {item.id for item in calm.items}
    assert held[calm.items[0].id].startswith("Pain is worse")


def test_a_region_that_is_rated_apart_and_worse_holds_too(
    workspace: Workspace, patient: Patient, calm: Plan
) -> None:
    assert workspace.advice.holds(patient.id).get(calm.items[0].id) is None
    now = workspace.now()
    entries = [
        PainRating(new_id(), patient.id, Series.AVERAGE, 2 if n >= 14 else 6,
                  now - timedelta(days=n), site="neck-back")
        for n in range(28)
    ]  # fmt: skip
    workspace.pain.add_all(patient.id, entries)
    (bridge, _) = workspace.advice.suggestions(patient.id)
    assert bridge.rule_id == "same.worse"
    assert "(back of the neck)" in bridge.because
    assert workspace.advice.waiting([patient.id]) == {}


def test_a_decision_of_december_stands_in_january(
    workspace: Workspace, patient: Patient, plan: Plan, clock: Clock
) -> None:
    clock.forward(days=39)  # New Year's Eve
    for ago in (3, 1):
        logged(workspace, patient, plan.items[0], ago)
    (first,) = workspace.advice.open_suggestions(patient.id)
    workspace.advice.decide(patient.id, first, Advice.SAME)
    clock.forward(days=1)
    told = workspace.advice.suggestions(patient.id)[0]
    assert told.advice is Advice.HARDER
    assert "28 Dec 2026" in told.because
    assert workspace.advice.open_suggestions(patient.id) == []
    assert workspace.advice.waiting([patient.id]) == {}
