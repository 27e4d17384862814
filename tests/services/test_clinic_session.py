"""What changes no record is noted in the audit trail too."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Permission
from clinic_app.services.clinic_session import ClinicSession
from clinic_app.services.workspace import Workspace
from clinic_app.storage.audit import verifying
from clinic_app.storage.tables import audit_row
from tests.full_disk import a_full_disk


def acting_of(workspace: Workspace) -> ClinicSession:
    return workspace.patients._session


def last_rows(workspace: Workspace, count: int) -> Sequence[Row[Any]]:
    with acting_of(workspace).read() as tx:
        newest = select(audit_row).order_by(audit_row.c.seq.desc()).limit(count)
        return tx.connection.execute(newest).all()[::-1]


def test_a_note_is_one_row_of_the_chain_with_its_patient(workspace: Workspace, patient: Patient):
    session = acting_of(workspace)
    session.note("export", "pain chart", patient.id, {"as": "png"}, patient.id)
    session.note("unlock", "clinic", session.actor_id, {})
    rows = last_rows(workspace, 2)
    assert [(r.action, r.kind, r.patient_id) for r in rows] == [
        ("export", "pain chart", patient.id),
        ("unlock", "clinic", None),
    ]
    assert {r.actor_id for r in rows} == {session.actor_id}
    with session.read() as tx:
        assert verifying.whole(tx).findings == []


def test_a_full_disk_keeps_no_note_and_refuses_nothing(workspace: Workspace, patient: Patient):
    session = acting_of(workspace)
    with a_full_disk():
        assert not session.note("export", "file", "f", {})
    assert session.note("export", "file", "f", {})


def test_a_clinic_that_can_only_be_read_keeps_no_note_and_refuses_nothing(workspace: Workspace):
    session = acting_of(workspace)
    session.database.is_read_only = True  # how a file that cannot be written opens
    session.note("export", "caseload", "", {})
    with session.read() as tx:
        notes = select(func.count()).where(audit_row.c.action == "export")
        assert tx.connection.execute(notes).scalar() == 0


def test_a_screen_that_is_being_closed_may_ask_what_is_allowed(workspace: Workspace):
    assert workspace.refusal(Permission.EXPORT) == ""
    workspace.close()
    assert "locked" in workspace.refusal(Permission.EXPORT)
