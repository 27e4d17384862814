"""What each role may do: every guarded action, tried by every role; and none is forgotten."""

import ast
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import clinic_app.services
from clinic_app.domain.advice.advice import AdviceRules
from clinic_app.domain.errors import NotAllowed
from clinic_app.domain.pain.pain_chart import Span
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Permission, Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.domain.trend.trend_rules import rule_for
from clinic_app.services.progress.reports import ReportOptions
from clinic_app.services.unlock.access import AccessService, new_recovery_key
from clinic_app.services.whole_record.record_archive import NotARecord
from clinic_app.services.workspace import Workspace

from .conftest import CHEAP, PASSPHRASE, Clock

SECOND, THIRD = "copper window seldom giraffe", "violet anchor crumb tundra"
Act = Callable[[Workspace, Patient, str], object]


def _read_record_in(workspace: Workspace, patient: Patient, _own: str) -> None:
    """A file that is no record is refused only after the role was asked."""
    file = workspace.folder.with_name("r.zip")
    file.write_bytes(b"no record")
    with suppress(NotARecord):
        workspace.record_import.preview(file)


CLINICAL, OWNERS = {Role.OWNER, Role.CLINICIAN}, {Role.OWNER}
ACTIONS: dict[str, tuple[set[Role], Act]] = {
    "archive": (CLINICAL, lambda w, p, _: w.patients.set_archived(p.id, archived=True)),
    "archive by saving the record": (
        CLINICAL,
        lambda w, p, _: w.patients.update(p.changed(archived=True)),
    ),
    "ratings as a file": (CLINICAL, lambda w, p, _: w.pain.export_csv(p.id)),
    "chart as a file": (
        CLINICAL,
        lambda w, p, _: w.pain.chart_file(p.id, kind="svg", span=Span.ALL),
    ),
    "whole record": (CLINICAL, lambda w, p, _: w.record_export.document(p.id)),
    "whole record as a file": (
        CLINICAL,
        lambda w, p, _: w.record_export.write_record(p.id, w.folder.with_name("r.zip"), None),
    ),
    "two records made one": (
        CLINICAL,
        lambda w, p, _: w.merging.two_people(p.id, w.patients.add(Patient(new_id(), "A", "B")).id),
    ),
    "a record from another clinic": (CLINICAL, _read_record_in),
    "report": (CLINICAL, lambda w, p, _: w.reports.make(p.id, ReportOptions())),
    "note of a report": (
        CLINICAL,
        lambda w, p, _: w.reports.note_made(p.id, ReportOptions(), "export"),
    ),
    "details of the clinic": (CLINICAL, lambda w, p, _: w.staff.save_clinic(w.staff.clinic())),
    "limits of advice": (OWNERS, lambda w, p, _: w.rules.save_advice(AdviceRules())),
    "limits of the verdict": (OWNERS, lambda w, p, _: w.rules.save_trend("", rule_for(""))),
    "add somebody": (
        OWNERS,
        lambda w, p, own: w.staff.add_clinician("Kim", "", Role.ASSISTANT, THIRD, own=own),
    ),
    "remove somebody": (OWNERS, lambda w, p, own: w.staff.remove_login(_other(w), own=own)),
    "give a login back": (
        OWNERS,
        lambda w, p, own: w.staff.give_back(_other(w), Role.CLINICIAN, THIRD, own=own),
    ),
    "role of another": (
        OWNERS,
        lambda w, p, own: w.staff.set_role(_other(w), Role.OWNER, own=own),
    ),
    "one's own role": (OWNERS, lambda w, p, own: w.staff.set_role(w.actor.id, Role.OWNER, own=own)),
    "passphrase of another": (
        OWNERS,
        lambda w, p, own: w.staff.set_passphrase(_other(w), THIRD, own=own),
    ),
    "recovery key": (
        OWNERS,
        lambda w, p, own: w.staff.replace_recovery_key(new_recovery_key(), own=own),
    ),
    "encrypt the clinic anew": (OWNERS, lambda w, p, own: w.encryption.encrypt_anew(own=own)),
    "drafts of others": (OWNERS, lambda w, p, _: w.drafts.others()),
    "a page of the audit trail": (CLINICAL, lambda w, p, _: w.trail.page(TrailQuery())),
    "lines of the audit trail": (CLINICAL, lambda w, p, _: list(w.trail.lines(TrailQuery()))),
    "length of the audit trail": (CLINICAL, lambda w, p, _: w.trail.count()),
    "audit trail as a file": (CLINICAL, lambda w, p, _: w.trail.csv(TrailQuery())),
    "audit trail on paper": (CLINICAL, lambda w, p, _: w.trail.pdf(TrailQuery(), "print")),
    "sign-ins": (CLINICAL, lambda w, p, _: w.trail.sign_ins()),
    "going on after a finding": (CLINICAL, lambda w, p, _: w.checking.go_on()),
    "own passphrase": (set(Role), lambda w, p, own: w.staff.change_own_passphrase(THIRD, own=own)),
    "a rating": (
        set(Role),
        lambda w, p, _: w.pain.record(p.id, 4),
    ),
    "details of a patient": (set(Role), lambda w, p, _: w.patients.update(p.changed(given="May"))),
}


def _other(workspace: Workspace) -> str:
    """Somebody with a login who is not signed in, and not the last owner."""
    people = workspace.staff.clinicians()
    return next(c.id for c in people if c.id != workspace.actor.id and c.name != "Robin Demo")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ACTIONS)
def test_every_role_does_what_it_may_and_nothing_else(
    workspace: Workspace, patient: Patient, tmp_path: Path, clock: Clock, name: str, role: Role
) -> None:
    allowed, act = ACTIONS[name]
    staff = workspace.staff
    staff.add_clinician("Sam Demo", "", Role.CLINICIAN, "brisk cobalt meadow ferry", own=PASSPHRASE)
    staff.add_clinician("Kim Demo", "", role, SECOND, own=PASSPHRASE)
    before = staff.clinicians(), staff.with_login(), workspace.patients.get(patient.id)
    opened = AccessService(tmp_path / "clinic", cost=CHEAP, now=clock).unlock_any(SECOND)
    try:
        if role in allowed:
            act(opened, patient, SECOND)
        else:
            with pytest.raises(NotAllowed, match=f"signed in as an? {role}"):
                act(opened, patient, SECOND)
            after = staff.clinicians(), staff.with_login(), workspace.patients.get(patient.id)
            assert after == before
    finally:
        opened.close()


def test_a_refusal_is_one_plain_sentence() -> None:
    assert Permission.LIMITS.refusal(Role.OWNER) == ""
    said = Permission.LIMITS.refusal(Role.ASSISTANT)
    assert said == "Changing limits is for an owner; you are signed in as an assistant."
    said = Permission.ARCHIVE.refusal(Role.ASSISTANT)
    assert said.startswith("Archiving a patient is for an owner or a clinician;")


def test_an_owner_may_everything() -> None:
    assert all(permission.is_given_to(Role.OWNER) for permission in Permission)


_ASKS = {"write", "require", "check", "refusal"}


def test_every_permission_is_asked_for_or_given_to_all() -> None:
    """A row of the table that nothing enforces would be a promise on a screen."""
    folder = Path(clinic_app.services.__file__).parent
    asked: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                named = node.func.attr in _ASKS
                asked |= {ast.unparse(a).removeprefix("Permission.") for a in node.args if named}
    guarded = {p.name for p in Permission if not p.is_given_to(Role.ASSISTANT)}
    assert guarded - asked == set()


# What every role may write. A method that writes and asks for no permission has to be put here.
FOR_ALL = set(
    """
    AdviceService._keep DiaryService._write DoubtfulService.void DoubtfulService.restore
    DoubtfulService.keep DraftService._attempt DraftService._save_all FormService.make
    HandoutService.issue KioskService.begin KioskService.keep PainService.add_all
    PatientService.add PatientService.update
    PatientService.opened PatientService.add_episode PatientService.update_episode
    PreferenceService.set_favourite PreferenceService.record_use PreferenceService.put
    PlanService.save RecordService.replace RecordService.void RecordService.restore
    MeasureService.restore TemplateService.save TemplateService.archive
    """.split()
)


def test_whatever_writes_asks_for_a_permission_or_is_known_to_be_for_all() -> None:
    folder = Path(clinic_app.services.__file__).parent
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.ClassDef):
                methods = [m for m in one.body if isinstance(m, ast.FunctionDef)]
                found |= {f"{one.name}.{m.name}" for m in methods if _writes_freely(m)}
    assert found == FOR_ALL


def _writes_freely(method: ast.FunctionDef) -> bool:
    calls = [node for node in ast.walk(method) if isinstance(node, ast.Call) and not node.args]
    return any(ast.unparse(call.func) == "self._session.write" for call in calls)
