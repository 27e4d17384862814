"""Plans: every version stays, and nobody's is overwritten."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.patient.patient import Patient
from clinic_app.storage.audit import verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import plans
from clinic_app.storage.tables import program_revision

from ..conftest import ACTOR

EAST = timezone(timedelta(hours=9))


def _plan(note: str) -> dict[str, object]:
    return {"items": [{"exercise": "hip-hinge", "note": note, "settings": {"depth_deg": 45.5}}]}


def test_a_patient_without_a_plan_has_an_empty_one_of_version_0(db: Database, patient: Patient):
    with db.read() as tx:
        assert plans.current(tx, patient.id) == plans.StoredPlan({"items": []}, 0, None)


def test_the_newest_plan_comes_back_with_its_own_time(db: Database, patient: Patient):
    at = datetime(2026, 3, 1, 8, 15, tzinfo=EAST)
    with db.write(ACTOR) as tx:
        first = plans.save(tx, patient.id, _plan("slowly"), 0, at)
        second = plans.save(tx, patient.id, _plan("\u6f22 'quoted'"), first.version, at)
    with db.read() as tx:
        stored = plans.current(tx, patient.id)
        assert verifying.whole(tx).findings == []
    assert stored == second
    assert (stored.version, stored.document) == (2, _plan("\u6f22 'quoted'"))
    assert stored.saved_at is not None
    assert stored.saved_at.isoformat() == at.isoformat()


def test_a_plan_that_changed_meanwhile_is_a_conflict_and_all_versions_stay(
    db: Database, patient: Patient
):
    at = datetime(2026, 3, 1, tzinfo=UTC)
    with db.write(ACTOR) as tx:
        plans.save(tx, patient.id, _plan("a"), 0, at)
        plans.save(tx, patient.id, _plan("b"), 1, at)
    for stale in (0, 1, 3):
        with pytest.raises(Conflict), db.write(ACTOR) as tx:
            plans.save(tx, patient.id, _plan("c"), stale, at)
    with db.read() as tx:
        assert plans.current(tx, patient.id).document == _plan("b")
        count = select(func.count()).select_from(program_revision)
        assert tx.connection.execute(count).scalar() == 2


def test_a_plan_needs_its_patient(db: Database):
    with pytest.raises(NotFound), db.write(ACTOR) as tx:
        plans.save(tx, "x", _plan("a"), 0, datetime(2026, 3, 1, tzinfo=UTC))


def test_each_local_day_keeps_its_last_plan(db: Database, patient: Patient):
    # 20:00 UTC on the first of March is the second of March already where it was saved.
    times = [
        datetime(2026, 3, 1, 9, tzinfo=EAST),
        datetime(2026, 3, 1, 23, 59, tzinfo=EAST),
        datetime(2026, 3, 1, 20, tzinfo=UTC).astimezone(EAST),
    ]
    with db.write(ACTOR) as tx:
        for version, at in enumerate(times):
            plans.save(tx, patient.id, _plan(str(version)), version, at)
    with db.read() as tx:
        days = plans.daily_documents(tx, patient.id)
    assert days == [(date(2026, 3, 1), _plan("1")), (date(2026, 3, 2), _plan("2"))]
