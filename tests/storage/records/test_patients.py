"""Patients, episodes and the caseload as the home screen asks for them."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from queries import queries_of

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.patient.patient import CaseloadRow, Episode, Paper, Patient
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import handouts, patients
from clinic_app.storage.tables import audit_row

from ..conftest import ACTOR

NEPAL = timezone(timedelta(hours=5, minutes=45))
AT = datetime(2026, 3, 1, 23, 30, 15, 123457, tzinfo=NEPAL)


def _episode(patient: Patient, started: date, ended: date | None = None) -> Episode:
    return Episode(
        new_id(), patient.id, "Low back pain", "low-back", "left", "M54.50", started, ended
    )


def test_every_field_comes_back_as_it_was(db: Database):
    full = Patient(
        new_id(),
        "B\u00e9a \u6f22",
        "Testcase-\u05d0",
        date(1950, 2, 28),
        "H-0007",
        "es",
        ("pregnancy", "osteoporosis"),
        True,
        3,
        "woman-brown",
    )
    with db.write(ACTOR) as tx:
        patients.add(tx, full)
    with db.read() as tx:
        assert patients.get(tx, full.id) == full


def test_an_unknown_patient_is_not_found(db: Database):
    with db.read() as tx, pytest.raises(NotFound):
        patients.get(tx, new_id())
    for change in (
        lambda tx: patients.mark_opened(tx, "x", AT),
        lambda tx: patients.update(tx, Patient("x", "Ned", "Placeholder")),
        lambda tx: patients.add_episode(
            tx, Episode(new_id(), "x", "Pain", "hip", started=date(2026, 1, 1))
        ),
        lambda tx: patients.update_episode(tx, Episode("x", "x", "Pain", "hip")),
    ):
        with pytest.raises(NotFound), db.write(ACTOR) as tx:
            change(tx)


def test_the_same_id_is_kept_once(db: Database, patient: Patient):
    with pytest.raises(Conflict), db.write(ACTOR) as tx:
        patients.add(tx, patient.changed(given="Otto"))
    with db.read() as tx:
        assert patients.get(tx, patient.id) == patient


def test_a_change_counts_the_version_up_and_names_its_fields(db: Database, patient: Patient):
    with db.write(ACTOR) as tx:
        kept = patients.update(tx, patient.changed(given="Otto", precautions=("pregnancy",)))
    assert kept.version == 2
    with db.read() as tx:
        assert patients.get(tx, patient.id) == kept
        details = tx.connection.execute(audit_row.select()).all()
    assert json.loads(details[-1].detail) == {
        "fields": ["given", "precautions"],
        "version": 2,
        "before": {"given": "Marigold", "precautions": ""},
        "after": {"given": "Otto", "precautions": "pregnancy"},
    }


def test_a_change_of_what_another_seat_changed_is_a_conflict(db: Database, patient: Patient):
    with db.write(ACTOR) as tx:
        kept = patients.update(tx, patient.changed(given="Otto"))
    with pytest.raises(Conflict), db.write(ACTOR) as tx:
        patients.update(tx, patient.changed(given="Ned"))
    with db.read() as tx:
        assert patients.get(tx, patient.id) == kept


def test_the_caseload_shows_the_newest_open_episode_and_the_last_times(
    db: Database, patient: Patient
):
    older = _episode(patient, date(2025, 1, 1))
    newest = _episode(patient, date(2026, 1, 1))
    closed = _episode(patient, date(2026, 2, 1), date(2026, 2, 20))
    earlier = AT - timedelta(days=9)
    with db.write(ACTOR) as tx:
        for episode in (newest, older, closed):
            patients.add_episode(tx, episode)
        patients.mark_opened(tx, patient.id, AT)
        for at in (AT, earlier):
            issued = IssuedHandout(new_id(), patient.id, at, ACTOR, Paper.A4, 1, {}, "0" * 64)
            handouts.issue(tx, issued, b"%PDF")
    with db.read() as tx:
        (row,) = patients.listing(tx)
        assert patients.episodes(tx, patient.id) == [closed, newest, older]
        assert verifying.whole(tx).findings == []
    assert (row.patient, row.episode) == (patient, newest)
    assert row.opened_at is not None
    assert row.opened_at.isoformat() == AT.isoformat()
    assert row.printed_at is not None
    assert row.printed_at.isoformat() == AT.isoformat()


def test_opening_a_patient_is_no_change_that_conflicts(db: Database, patient: Patient):
    with db.write(ACTOR) as tx:
        patients.mark_opened(tx, patient.id, AT)
        assert patients.update(tx, patient.changed(given="Otto")).version == 2


def test_archived_patients_are_listed_on_demand_only(db: Database, patient: Patient):
    with db.write(ACTOR) as tx:
        patients.update(tx, patient.changed(archived=True))
    with db.read() as tx:
        assert patients.listing(tx) == []
        assert len(patients.listing(tx, include_archived=True)) == 1


def test_an_episode_can_be_ended(db: Database, patient: Patient):
    episode = _episode(patient, date(2026, 1, 1))
    ended = _with_end(episode, date(2026, 2, 1))
    with db.write(ACTOR) as tx:
        patients.add_episode(tx, episode)
        patients.update_episode(tx, ended)
    with db.read() as tx:
        assert patients.episodes(tx, patient.id) == [ended]
        assert patients.listing(tx)[0].episode is None


def _with_end(episode: Episode, ended: date) -> Episode:
    return Episode(**{**episode.__dict__, "ended": ended})


def test_record_numbers_go_on_from_the_highest_of_their_own_form(db: Database):
    for number, following in [("", "H-0001"), ("H-0041", "H-0042"), ("H-x9", "H-0042")]:
        with db.write(ACTOR) as tx:
            patients.add(tx, Patient(new_id(), "Ned", "Placeholder", record_number=number))
            assert patients.next_record_number(tx) == following
    with db.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Ned", "Placeholder", record_number="H-99999"))
        assert patients.next_record_number(tx) == "H-100000"


def test_a_caseload_of_two_thousand_asks_no_more_questions(db: Database):
    def listed(many: int) -> list[str]:
        with db.write(ACTOR) as tx:
            day = datetime.now(UTC).date()
            for n in range(many):
                added = Patient(new_id(), f"Given{n}", "Sample")
                patients.add(tx, added)
                patients.add_episode(
                    tx, Episode(new_id(), added.id, "Knee pain", "knee", started=day)
                )
        with db.read() as tx, queries_of(db) as asked:
            rows.extend(patients.listing(tx))
        return asked

    rows: list[CaseloadRow] = []
    few = listed(1)
    rows.clear()
    assert len(listed(1999)) == len(few) <= 4
    assert len(rows) == 2000
    assert all(row.episode for row in rows)
