"""Ratings: their own time comes back, nothing is deleted, patients are kept apart."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.trend import trend
from clinic_app.storage.audit import verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import pain, patients, records
from clinic_app.storage.tables import audit_row
from clinic_app.storage.timestamps import from_json

from ..conftest import ACTOR

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def _entry(patient: Patient, at: datetime = AT, series: Series = Series.NOW) -> PainRating:
    return PainRating(new_id(), patient.id, series, 4, at, "after walking", source="csv")


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seconds=st.integers(-(10**9), 4 * 10**9),
    rest=st.integers(0, 999_999),
    offset=st.integers(-14 * 60, 14 * 60),
)
def test_a_time_comes_back_exact_with_its_own_offset(
    db: Database, patient: Patient, seconds: int, rest: int, offset: int
):
    zone = timezone(timedelta(minutes=offset))
    at = AT.replace(tzinfo=zone, microsecond=rest) + timedelta(seconds=seconds - 10**9)
    entry = _entry(patient, at)
    with db.write(ACTOR) as tx:
        pain.add(tx, [entry])
    with db.read() as tx:
        kept = {e.id: e for e in pain.listing(tx, patient.id)}[entry.id]
    assert kept == entry
    assert kept.at.isoformat() == entry.at.isoformat()


def test_ratings_come_in_order_of_time_whatever_their_series(db: Database, patient: Patient):
    mixed = [
        _entry(patient, AT + timedelta(hours=(n * 7) % 24), list(Series)[n % 4]) for n in range(24)
    ]
    with db.write(ACTOR) as tx:
        pain.add(tx, mixed)
    with db.read() as tx:
        assert pain.listing(tx, patient.id) == sorted(mixed, key=lambda e: e.at)
        since = AT + timedelta(hours=12)
        later = pain.listing(tx, patient.id, since=since)
        assert verifying.whole(tx).findings == []
    assert later == sorted((e for e in mixed if e.at >= since), key=lambda e: e.at)
    assert len(later) == 12


def test_many_ratings_share_audit_rows_that_name_each(db: Database, patient: Patient):
    many = [_entry(patient, AT + timedelta(minutes=n)) for n in range(1201)]
    with db.write(ACTOR) as tx:
        pain.add(tx, many)
    with db.read() as tx:
        assert len(pain.listing(tx, patient.id)) == len(many)
        assert verifying.whole(tx).findings == []
        rows = tx.connection.execute(
            select(audit_row.c.detail).where(audit_row.c.kind == "pain").order_by(audit_row.c.seq)
        ).scalars()
        listed = [from_json(detail) for detail in rows]
    assert [len(detail["ratings"]) for detail in listed] == [500, 500, 201]
    named = [tuple(rating) for detail in listed for rating in detail["ratings"]]
    assert named == [(e.id, str(e.series), e.score) for e in many]
    assert {detail["patient"] for detail in listed} == {patient.id}


def test_a_batch_with_one_bad_rating_keeps_none(db: Database, patient: Patient):
    known = _entry(patient)
    with db.write(ACTOR) as tx:
        pain.add(tx, [known])
    with pytest.raises(Conflict), db.write(ACTOR) as tx:
        pain.add(tx, [_entry(patient), known])
    with pytest.raises(NotFound), db.write(ACTOR) as tx:
        pain.add(tx, [_entry(patient), _entry(Patient("x", "Ned", "Placeholder"))])
    with db.read() as tx:
        assert pain.listing(tx, patient.id) == [known]


def test_a_voided_rating_stays_with_its_reason_and_can_come_back(db: Database, patient: Patient):
    entry = _entry(patient)
    with db.write(ACTOR) as tx:
        pain.add(tx, [entry])
        records.void(tx, pain.RATINGS, patient.id, entry.id, "wrong day")
    with db.read() as tx:
        (voided,) = pain.listing(tx, patient.id)
    assert (voided.voided, voided.void_reason, voided.score) == (True, "wrong day", 4)
    with db.write(ACTOR) as tx:
        records.unvoid(tx, pain.RATINGS, patient.id, entry.id)
    with db.read() as tx:
        assert pain.listing(tx, patient.id) == [entry]


def test_only_the_patients_own_rating_can_be_voided(db: Database, patient: Patient):
    entry = _entry(patient)
    with db.write(ACTOR) as tx:
        pain.add(tx, [entry])
    for change in (
        lambda tx: records.void(tx, pain.RATINGS, new_id(), entry.id, "x"),
        lambda tx: records.unvoid(tx, pain.RATINGS, patient.id, new_id()),
    ):
        with pytest.raises(NotFound), db.write(ACTOR) as tx:
            change(tx)
    with db.read() as tx:
        assert pain.listing(tx, patient.id) == [entry]


def test_recent_ratings_of_many_patients(db: Database, patient: Patient):
    others = [Patient(new_id(), "Ned", f"Placeholder {n}") for n in range(600)]
    late = {other.id: [_entry(other, AT + timedelta(days=1))] for other in others[:-1]}
    with db.write(ACTOR) as tx:
        for other in others:
            patients.add(tx, other)
        pain.add(tx, [_entry(patient), _entry(others[0], AT - timedelta(days=40))])
        pain.add(tx, [entry for entries in late.values() for entry in entries])
    with db.read() as tx:
        found = pain.recent(tx, [other.id for other in others], AT)
        assert pain.recent(tx, [], AT) == {}
    assert found == late


def test_nothing_to_add_is_no_change(db: Database, patient: Patient):
    with db.write(ACTOR) as tx:
        pain.add(tx, [])
        assert tx.changes == []


def test_daily_means_are_those_of_the_domain_on_local_days(db: Database, patient: Patient):
    zone = timezone(timedelta(hours=-8))
    late = AT.replace(tzinfo=zone, hour=23, minute=50)
    given_ = [
        _entry(patient, late, Series.AVERAGE),
        _entry(patient, late + timedelta(minutes=20), Series.AVERAGE),
        _entry(patient, late + timedelta(hours=3), Series.AVERAGE),
        _entry(patient, late, Series.WORST),
    ]
    struck = _entry(patient, late + timedelta(days=9), Series.AVERAGE)
    with db.write(ACTOR) as tx:
        pain.add(tx, [*given_, struck])
        records.void(tx, pain.RATINGS, patient.id, struck.id, "slip")
    with db.read() as tx:
        found = pain.daily_means(tx, [patient.id, "nobody"])
    assert set(found) == {patient.id}
    for series in (Series.AVERAGE, Series.WORST):
        expected = trend.daily_means(e for e in given_ if e.series is series)
        assert found[patient.id][""][series] == expected
