"""The trail as people read it, and that everything that must stand in it does."""

import ast
import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import clinic_app
from clinic_app.domain.errors import NotAllowed, WrongPassphrase
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import Span
from clinic_app.domain.patient.patient import ClinicSetup, Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.progress.reports import ReportOptions
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace

from ..conftest import CHEAP, PASSPHRASE, Clock

Act = Callable[[Workspace, Patient], object]
EVERYTHING = TrailQuery()
KIM = "violet anchor crumb tundra"


def sentences(workspace: Workspace, query: TrailQuery = EVERYTHING) -> list[str]:
    """The newest first."""
    return [line.told.sentence for line in workspace.trail.lines(query)]


def with_plan(workspace: Workspace, patient: Patient) -> PlanItem:
    exercise = workspace.library.exercise("hip-hinge")
    item = PlanItem.of(exercise)
    workspace.plans.save(patient.id, Plan((item,)), version=0)
    return item


# --- what leaves the program --------------------------------------------------------------------

OPTIONS = HandoutOptions()
GIVEN_OUT: dict[str, tuple[Act, str]] = {
    "pain.chart_file": (
        lambda w, p: w.pain.chart_file(p.id, kind="svg", span=Span.ALL),
        "saved the pain chart of Marigold Sample (SVG file)",
    ),
    "pain.export_csv": (
        lambda w, p: w.pain.export_csv(p.id),
        "saved the pain ratings of Marigold Sample (CSV file)",
    ),
    "reports.make": (
        lambda w, p: w.reports.make(p.id, ReportOptions()),
        "saved a progress report on Marigold Sample",
    ),
    "handouts.give_out": (
        lambda w, p: w.handouts.give_out(w.handouts.issue(p.id, OPTIONS), "print"),
        "printed the handout of Marigold Sample",
    ),
    "forms.make": (lambda w, p: w.forms.make(p.id), "made a diary form for Marigold Sample"),
    "trail.csv": (lambda w, p: w.trail.csv(TrailQuery()), "saved the audit trail (CSV file)"),
    "trail.pdf": (
        lambda w, p: w.trail.pdf(TrailQuery(), "export").pdf,
        "saved the audit trail (PDF file)",
    ),
}
LOOKED_AT = {"handouts.draft", "handouts.pdf", "reports.draft"}  # drawn on the screen, no more


def services(workspace: Workspace) -> dict[str, Callable[..., object]]:
    """Every method of an open clinic's services that gives a file's bytes, by its name."""
    found: dict[str, Callable[..., object]] = {}
    for name, service in vars(workspace).items():
        if not type(service).__module__.startswith("clinic_app.services"):
            continue
        for told, method in inspect.getmembers(service, inspect.ismethod):
            gives = str(inspect.signature(method).return_annotation)
            if not told.startswith("_") and ("bytes" in gives or "RenderedHandout" in gives):
                found[f"{name}.{told}"] = method
    return found


def test_every_way_to_a_files_bytes_is_noted_or_only_drawn(workspace: Workspace):
    assert set(services(workspace)) == set(GIVEN_OUT) | LOOKED_AT


@pytest.mark.parametrize("way", GIVEN_OUT)
def test_what_is_given_out_stands_in_the_trail(workspace: Workspace, patient: Patient, way: str):
    with_plan(workspace, patient)
    workspace.pain.record(patient.id, 4, series=Series.NOW)
    act, words = GIVEN_OUT[way]
    act(workspace, patient)
    assert sentences(workspace)[0:2].count(f"Robin Demo {words}") == 1


def test_what_is_not_noted_is_only_drawn_on_the_screen():
    drawn = {"ui/handout/checks.py": {"draft", "pdf"}, "ui/report/report_dialog.py": {"draft"}}
    source = Path(clinic_app.__file__).parent
    for folder in ("ui", "cli", "app"):
        for file in (source / folder).rglob("*.py"):
            allowed = drawn.get(file.relative_to(source).as_posix(), set[str]())
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                    used = f"{node.value.attr}.{node.attr}"
                    assert used not in LOOKED_AT or node.attr in allowed, (file, node.lineno)


# --- who came in ---------------------------------------------------------------------------------


def test_unlocks_wrong_tries_recovery_and_locks_stand_in_the_trail(
    tmp_path: Path, clock: Clock, setup: ClinicSetup
):
    folder = tmp_path / "clinic"

    def door() -> AccessService:
        return AccessService(folder, cost=CHEAP, now=clock)

    made = AccessService(folder, cost=CHEAP, now=clock).create(setup)
    robin = made.actor.id
    made.sign_ins.locked("idle")
    made.close()
    with pytest.raises(WrongPassphrase):
        door().unlock(robin, "not this one")
    with pytest.raises(WrongPassphrase):
        door().recover("K7QM-2FHX-ABCD-EFGH-JKMN-PQRS-TUVW-XYZ3", robin, KIM)
    opened = AccessService(folder, cost=CHEAP, now=clock, command="patients")
    opened.unlock_any(PASSPHRASE).close()
    last = door().recover(setup.recovery_key, robin, KIM)
    found = sentences(last)
    last.close()
    assert found[0] == "Robin Demo read the audit trail"
    assert found[1] == (
        "Somebody opened the clinic with the recovery key in the name of Robin Demo"
    )
    unlocks = [words for words in found if "unlocked" in words]
    assert len(unlocks) == 1
    assert "with the command 'patients'" in unlocks[0]
    tried = [words for words in found if "tried" in words]
    assert "Somebody tried a wrong recovery key on" in tried[0]
    assert "Somebody tried a wrong passphrase for Robin Demo on" in tried[1]
    assert "Robin Demo left the window untouched until the clinic locked" in found


def test_noting_never_keeps_anybody_out(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    keys = workspace.staff._keys
    actor = workspace.actor.id
    with pytest.raises(WrongPassphrase):
        keys.unlock(actor, "wrong")
    workspace._database.is_read_only = True
    workspace.sign_ins.unlocked()
    workspace.sign_ins.locked("key")
    assert len(keys.failed_tries) == 1  # it stays until it can be noted
    workspace._database.is_read_only = False
    workspace.sign_ins.unlocked()
    assert keys.failed_tries == ()
    assert any("tried a wrong passphrase" in words for words in sentences(workspace))


# --- reading -------------------------------------------------------------------------------------


def test_a_change_of_the_plan_says_what_changed_and_shows_before_and_after(
    workspace: Workspace, patient: Patient
):
    item = with_plan(workspace, patient)
    exercise = workspace.library.exercise("hip-hinge")
    deeper = item.with_setting(exercise, "depth_deg", 45)
    workspace.plans.save(patient.id, Plan((deeper,)), version=1)
    lines = list(workspace.trail.lines(TrailQuery(patient_id=patient.id)))
    changed = next(line for line in lines if line.row.pair == ("save", "program"))
    assert changed.told.sentence.startswith("Robin Demo changed the plan of Marigold Sample: ")
    assert "depth 60" in changed.told.sentence
    assert (changed.patient, changed.record_number) == ("Marigold Sample", patient.record_number)
    both = workspace.trail.before_after(changed.row)
    assert both.before[0].startswith("1. Hip hinge")
    assert both.before != both.after


def test_a_voided_rating_is_named_with_its_reason(workspace: Workspace, patient: Patient):
    entry = workspace.pain.record(patient.id, 7, series=Series.WORST)
    workspace.pain.void(patient.id, entry.id, "typed twice")
    assert sentences(workspace)[1] == (
        "Robin Demo marked the pain rating 7 (worst) of 22 Nov in the record of"
        " Marigold Sample as entered in error: typed twice"
    )


def test_a_changed_name_is_told_from_what_to_what(workspace: Workspace, patient: Patient):
    workspace.patients.update(patient.changed(family="Example"))
    line = next(
        one for one in workspace.trail.lines(TrailQuery()) if one.row.pair == ("change", "patient")
    )
    assert line.told.did.endswith(": family name Sample to Example")
    both = workspace.trail.before_after(line.row)
    assert (both.before, both.after) == (("Family name: Sample",), ("Family name: Example",))


def test_reading_is_noted_once_and_once_for_each_patient(workspace: Workspace, patient: Patient):
    of_patient = TrailQuery(patient_id=patient.id)
    for _ in range(3):
        sentences(workspace)
        sentences(workspace, of_patient)
    reads = [r for r in workspace.trail.lines(TrailQuery()) if r.row.pair == ("read", "trail")]
    assert [line.row.patient_id for line in reads] == [patient.id, None]


def test_an_assistant_reads_nothing_of_it(workspace: Workspace, tmp_path: Path, clock: Clock):
    kim = workspace.staff.add_clinician("Kim Standin", "", Role.ASSISTANT, KIM, own=PASSPHRASE)
    workspace.close()
    opened = AccessService(tmp_path / "clinic", cost=CHEAP, now=clock).unlock(kim.id, KIM)
    trail = opened.trail
    assert "you are signed in as an assistant" in trail.refusal
    for ask in (
        lambda: list(trail.lines(TrailQuery())),
        trail.count,
        lambda: trail.csv(TrailQuery()),
        lambda: trail.pdf(TrailQuery(), "print"),
    ):
        with pytest.raises(NotAllowed):
            ask()
    opened.close()


def test_changes_of_clinic_and_episode_say_what_was_and_is(workspace: Workspace, patient: Patient):
    clinic = workspace.staff.clinic()
    workspace.staff.save_clinic(replace(clinic, phone="(555) 010-0199"))
    (episode,) = workspace.patients.episodes(patient.id)
    workspace.patients.update_episode(replace(episode, side="right"))
    found = sentences(workspace)
    assert found[1].startswith("Robin Demo changed the episode “Low back pain” (Low back) of")
    assert found[1].endswith(": side none to right")
    assert found[2].endswith("the clinic's details: phone (555) 010-0142 to (555) 010-0199")
