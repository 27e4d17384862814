"""Dated records: kept whole, listed by day, struck out and never deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.pain.pain import PainMap
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.storage.audit import verifying
from clinic_app.storage.batches import batches
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import patients, records
from clinic_app.storage.records.records import EVENTS, EXERCISE_LOGS, MEASURES, PAIN_MAPS
from clinic_app.storage.tables import audit_row

from ..conftest import ACTOR

DAY = date(2026, 11, 2)


def event(patient: Patient, days: int = 0, text: str = "") -> Event:
    return Event(new_id(), patient.id, DAY + timedelta(days=days), EventKind.FLARE_UP, text)


def samples(patient: Patient) -> list[tuple[records.RecordKind[Any], Any]]:
    """One record of each kind with every field set."""
    western = timezone(timedelta(hours=-8))
    return [
        (EVENTS, Event("e", patient.id, DAY, EventKind.INJECTION, "=1 <b>", "clinic", True, "no")),
        (
            EXERCISE_LOGS,
            ExerciseLog(
                "l", patient.id, DAY, "bridge", "item", 2, 3, 1, 5, 3, 3, 4, 7, 2, 3, True, "diary"
            ),
        ),
        (EXERCISE_LOGS, ExerciseLog("l", patient.id, DAY, "", "", 0, 7, 7)),
        (
            MEASURES,
            MeasureResult(
                "m",
                patient.id,
                "psfs",
                DAY,
                4.3,
                (("Subir la escalera \u00f1", 4.0), ("Socks", 4.6)),
            ),
        ),
        (MEASURES, MeasureResult("m", patient.id, "odi", DAY, 46.0)),
        (
            PAIN_MAPS,
            PainMap("b", patient.id, datetime(2026, 11, 2, 22, tzinfo=western), ("low-back",)),
        ),
        (PAIN_MAPS, PainMap("b", patient.id, datetime(2026, 11, 2, tzinfo=UTC), ())),
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_record_comes_back_as_it_was(db: Database, patient: Patient, number: int) -> None:
    kind, record = samples(patient)[number]
    with db.write(ACTOR) as tx:
        records.add(tx, kind, [record])
    with db.read() as tx:
        (kept,) = records.listing(tx, kind, patient.id)
    assert kept == record
    assert repr(kept) == repr(record)  # equal times may have another offset


def test_records_are_listed_by_day_and_by_patient(db: Database, patient: Patient) -> None:
    other = Patient(new_id(), "Otto", "Example")
    mine = [event(patient, n) for n in (3, 0, 1)]
    with db.write(ACTOR) as tx:
        patients.add(tx, other)
        records.add(tx, EVENTS, [*mine, event(other, 2)])
        records.add(tx, EVENTS, [])
    with db.read() as tx:
        assert [e.day for e in records.listing(tx, EVENTS, patient.id)] == sorted(
            e.day for e in mine
        )
        found = records.recent(
            tx, EVENTS, [patient.id, other.id, "nobody"], DAY + timedelta(days=2)
        )
    assert {key: len(value) for key, value in found.items()} == {patient.id: 1, other.id: 1}


def test_a_struck_out_record_stays_with_its_reason_and_can_come_back(
    db: Database, patient: Patient
) -> None:
    added = event(patient, text="fell")
    with db.write(ACTOR) as tx:
        records.add(tx, EVENTS, [added])
        records.void(tx, EVENTS, patient.id, added.id, "wrong patient")
    with db.read() as tx:
        struck = replace(added, voided=True, void_reason="wrong patient")
        assert records.listing(tx, EVENTS, patient.id) == [struck]
    with db.write(ACTOR) as tx:
        records.unvoid(tx, EVENTS, patient.id, added.id)
    with db.read() as tx:
        assert records.listing(tx, EVENTS, patient.id) == [added]
        query = select(audit_row.c.action, audit_row.c.kind, audit_row.c.entity_id)
        rows = [tuple(r) for r in tx.connection.execute(query.order_by(audit_row.c.seq))]
        assert verifying.whole(tx).findings == []
    assert rows[-3:] == [(action, "event", added.id) for action in ("add", "void", "unvoid")]


def test_what_is_another_patients_cannot_be_struck_out(db: Database, patient: Patient) -> None:
    added = event(patient)
    with db.write(ACTOR) as tx:
        records.add(tx, EVENTS, [added])
    for patient_id, record_id in (("nobody", added.id), (patient.id, "nothing")):
        with pytest.raises(NotFound, match="event is not in the clinic"), db.write(ACTOR) as tx:
            records.void(tx, EVENTS, patient_id, record_id, "x")


def test_all_or_none_are_kept(db: Database, patient: Patient) -> None:
    stranger = replace(event(patient), patient_id="nobody")
    with pytest.raises(NotFound), db.write(ACTOR) as tx:
        records.add(tx, EVENTS, [event(patient), stranger])
    twice = event(patient)
    with pytest.raises(Conflict), db.write(ACTOR) as tx:
        records.add(tx, EVENTS, [twice, twice])
    with db.read() as tx:
        assert records.listing(tx, EVENTS, patient.id) == []


def test_many_ids_are_asked_for_some_at_a_time() -> None:
    ids = [str(n) for n in range(1203)]
    parts = list(batches(ids))
    assert [len(part) for part in parts] == [500, 500, 203]
    assert [i for part in parts for i in part] == ids
    assert list(batches([])) == []
