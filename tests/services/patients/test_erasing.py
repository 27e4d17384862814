"""Erasure on lawful demand: asked twice, backups told and rewritten, nobody comes back."""

from datetime import date
from pathlib import Path

import pytest

from clinic_app.domain.errors import NotAllowed, NotFound, UserError, WrongPassphrase
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.erasure import Demand, DemandedBy, Ground
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.backup.restoring import stage
from clinic_app.services.patients.erasing import Erased
from clinic_app.services.workspace import Workspace

from ..conftest import PASSPHRASE

DEMAND = Demand(DemandedBy.PATIENT, Ground.RIGHT, date(2026, 3, 3))


@pytest.fixture
def marigold(workspace: Workspace) -> Patient:
    """Marigold Sentinel, with a rating, who will be erased."""
    one = workspace.patients.add(Patient(new_id(), "Marigold", "Sentinel"))
    workspace.pain.record(one.id, 4)
    return one


def _erase(workspace: Workspace, one: Patient) -> Erased:
    return workspace.erasing.erase(one.id, DEMAND, typed=one.name, own=PASSPHRASE)


def test_it_is_asked_twice_and_nothing_goes_before(workspace: Workspace, marigold: Patient):
    erase = workspace.erasing.erase
    with pytest.raises(UserError, match="neither the record number"):
        erase(marigold.id, DEMAND, typed="Marigold", own=PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        erase(marigold.id, DEMAND, typed=marigold.record_number, own="not the passphrase")
    assert workspace.patients.get(marigold.id) == marigold
    assert dict(workspace.erasing.preview(marigold.id).counts)["pain ratings"] == 1


def test_only_an_owner_may(workspace: Workspace, marigold: Patient):
    me = workspace.actor
    other = "violet harbor candle stone"
    workspace.staff.add_clinician("Otto Example", "PT", Role.OWNER, other, own=PASSPHRASE)
    workspace.staff.set_role(me.id, Role.CLINICIAN, own=PASSPHRASE)
    assert "for an owner" in workspace.erasing.refusal
    with pytest.raises(NotAllowed):
        workspace.erasing.preview(marigold.id)
    with pytest.raises(NotAllowed):
        _erase(workspace, marigold)


def test_the_patient_is_nowhere_and_the_whole_check_is_clean(
    workspace: Workspace, marigold: Patient
):
    workspace.drafts.save(f"event/{marigold.id}", {"text": "sentinel"}, marigold.id)
    done = _erase(workspace, marigold)
    assert (done.ids, done.lists_refused, done.is_wiped) == ((marigold.id,), (), True)
    with pytest.raises(NotFound):
        workspace.patients.get(marigold.id)
    assert workspace.drafts.mine() == []
    assert workspace.checking.whole() == []
    told = [line.told.sentence for line in workspace.trail.lines(TrailQuery())]
    assert any("erased a patient on lawful demand, demanded by the patient" in one for one in told)
    assert not any("Marigold" in one or "Sentinel" in one for one in told)


def test_backups_that_hold_the_patient_are_told_and_rewritten(
    workspace: Workspace, marigold: Patient, tmp_path: Path
):
    place = workspace.backups.places()[0]
    made = workspace.backups.make(place.id)
    done = _erase(workspace, marigold)
    held, away = workspace.erasing.still_held(done.ids)
    assert [one.backup.path for one in held] == [made.path]
    assert away == []
    assert (held[0].until - made.made_at.date()).days >= 365
    (refused,) = workspace.erasing.rewrite(held, "not the passphrase")
    assert refused.why
    (rewritten,) = workspace.erasing.rewrite(held, PASSPHRASE)
    assert rewritten.why == ""
    assert workspace.erasing.still_held(done.ids) == ([], [])
    again = workspace.backups.verify(made.path)
    assert again.contents is not None
    assert made.contents is not None
    assert again.contents.patients == made.contents.patients - 1
    staged = stage(made.path, tmp_path / "new", PASSPHRASE)
    assert staged.erased == 0
    staged.discard()


def test_backups_can_be_deleted_instead(workspace: Workspace, marigold: Patient):
    made = workspace.backups.make(workspace.backups.places()[0].id)
    done = _erase(workspace, marigold)
    held, _away = workspace.erasing.still_held(done.ids)
    assert [one.why for one in workspace.erasing.delete(held)] == [""]
    assert not made.path.exists()


def test_an_older_backup_brings_nobody_back(
    workspace: Workspace, marigold: Patient, tmp_path: Path
):
    made = workspace.backups.make(workspace.backups.places()[0].id)
    _erase(workspace, marigold)
    staged = stage(made.path, tmp_path / "new", PASSPHRASE)
    assert staged.erased == 1
    staged.discard()


def test_the_list_goes_along_with_every_backup(
    workspace: Workspace, marigold: Patient, tmp_path: Path
):
    folder = tmp_path / "stick"
    folder.mkdir()
    place = workspace.backups.new_place(folder)
    workspace.backups.save_place(place)
    assert list(folder.glob("*.erased")) == []
    _erase(workspace, marigold)
    assert len(list(folder.glob("*.erased"))) == 1
    next(folder.glob("*.erased")).unlink()
    workspace.backups.make(place.id)
    assert len(list(folder.glob("*.erased"))) == 1


def test_a_record_that_went_out_before_is_not_read_in_again(
    workspace: Workspace, marigold: Patient, tmp_path: Path
):
    out = tmp_path / "record.zip"
    workspace.record_export.write_record(marigold.id, out, None)
    _erase(workspace, marigold)
    with pytest.raises(UserError, match="somebody who was erased here"):
        workspace.record_import.preview(out)
