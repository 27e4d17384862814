"""Two records made one, and taken back: nothing is lost, nothing is told twice, all is proven."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from trials import TIMES

from clinic_app.domain.errors import Conflict
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage import tables
from clinic_app.storage.audit import record_digests, verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import drafts, erasing, merging, pain, patients, plans
from clinic_app.storage.records.drafts import StoredDraft
from clinic_app.storage.records.drafts import save as save_draft

from ..audit.test_record_digests import OTHER, WHO, _fill
from ..conftest import ACTOR

AT = datetime(2026, 3, 4, 14, 5, tzinfo=UTC)
_BESIDE = {"merge", "audit_row", "program_revision"}


@pytest.fixture
def filled(db: Database) -> Database:
    """Something of every kind of the one patient, a little of the other, and a third patient."""
    with db.write(ACTOR) as tx:
        _fill(tx)
        tx.connection.execute(tables.merge.delete())
        tx.changes[:] = [one for one in tx.changes if one.kind != "merge"]
        patients.add(tx, Patient("3" * 32, "Ana", "Prueba", record_number="H-0009"))
        pain.add(tx, [PainRating(new_id(), "3" * 32, Series.NOW, 2, AT)])
        for place in (f"event/{WHO}", f"plan/{WHO}"):
            save_draft(tx, StoredDraft(ACTOR, place, "{}", AT, WHO))
    return db


def _merge(db: Database, kept: str, other: str, **values: object) -> str:
    merge_id, of_other = new_id(), bool(values.pop("plan_of_other", False))
    with db.write(ACTOR) as tx:
        chosen = patients.get(tx, kept).changed(**values)
        merging.merge(tx, merge_id, chosen, other, plan_of_other=of_other, at=AT)
    return merge_id


def _part(db: Database, merge_id: str) -> None:
    with db.write(ACTOR) as tx:
        merging.part(tx, merging.get(tx, merge_id), AT)


def _content(db: Database, but: Collection[str] = ()) -> dict[str, list[str]]:
    """All rows of all tables; without versions, and rows that hold one of some texts."""
    found: dict[str, list[str]] = {}
    with db.read() as tx:
        for table in tables.metadata.sorted_tables:
            if table.name in _BESIDE:
                continue
            columns = [c for c in table.c if (table.name, c.name) != ("patient", "version")]
            rows = map(repr, tx.connection.execute(select(*columns)).all())
            found[table.name] = sorted(r for r in rows if not any(one in r for one in but))
        found["plans"] = [repr(plans.current(tx, i).document) for i in (WHO, OTHER, "3" * 32)]
    return found


def _check(db: Database) -> None:
    with db.read() as tx:
        found = [finding.what for finding in verifying.whole(tx).findings]
        assert found == []


def _rate(tx: WriteTx, who: str, minutes: int) -> str:
    entry = PainRating(new_id(), who, Series.NOW, 5, AT + timedelta(minutes=minutes))
    pain.add(tx, [entry])
    return entry.id


def test_no_table_with_a_patient_is_forgotten():
    stay = {"program_revision", "audit_row", "draft"}  # a draft moves by its place
    of_patients = {t.name for t in tables.metadata.sorted_tables if "patient_id" in t.c}
    moved = {record_digests.BOUND[kind].table.name for kind in merging.MOVED}
    assert moved == of_patients - stay


def test_everything_moves_and_the_whole_check_is_clean(filled: Database):
    merge_id = _merge(filled, OTHER, WHO, given="Chosen", plan_of_other=True)
    _check(filled)
    with filled.read() as tx:
        assert merging.counts(tx, WHO) == {}
        assert [place.place for place in _drafts(tx)] == [f"event/{OTHER}", f"plan/{OTHER}"]
        assert plans.current(tx, OTHER).document == {"items": [1]}
        assert plans.current(tx, WHO).version == 2
        listed = patients.listing(tx)
        assert WHO not in [row.patient.id for row in listed]
        (kept,) = [row for row in listed if row.patient.id == OTHER]
        assert [one.id for one in kept.former] == [WHO]
        assert erasing.together(tx, WHO) == [WHO, OTHER]
    _part(filled, merge_id)
    _check(filled)
    with pytest.raises(Conflict):
        _part(filled, merge_id)


def _drafts(tx: ReadTx) -> list[StoredDraft]:
    return sorted(drafts.listing(tx, ACTOR), key=lambda one: one.place)


@settings(
    max_examples=max(6, int(6 * TIMES)),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    kept_first=st.booleans(),
    chosen=st.fixed_dictionaries(
        {},
        optional={
            "given": st.sampled_from(["Marigold", "Other"]),
            "born": st.just(date(1958, 3, 4)),
            "precautions": st.just(("osteoporosis",)),
            "plan_of_other": st.booleans(),
        },
    ),
    new=st.integers(0, 3),
)
def test_taken_back_all_is_as_before_and_what_is_new_stays(
    filled: Database, kept_first: bool, chosen: dict[str, object], new: int
):
    kept, other = (WHO, OTHER) if kept_first else (OTHER, WHO)
    before = _content(filled)
    merge_id = _merge(filled, kept, other, **chosen)
    with filled.write(ACTOR) as tx:
        added = [_rate(tx, kept, n) for n in range(new)]
    _check(filled)
    _part(filled, merge_id)
    _check(filled)
    assert _content(filled, added) == before
    with filled.write(ACTOR) as tx:
        mine = {one.id for one in pain.listing(tx, kept)}
        assert set(added) <= mine
        tx.connection.execute(tables.pain_entry.delete().where(tables.pain_entry.c.id.in_(added)))
        for one in added:
            tx.audit("void", "pain", one, {"patient": kept})


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("kept_last", [True, False])
def test_three_records_are_parted_in_either_order(filled: Database, first: int, kept_last: bool):
    before = _content(filled)
    third = "3" * 32
    made = [_merge(filled, OTHER, WHO, given="Chosen", plan_of_other=True)]
    made.append(_merge(filled, *((OTHER, third) if kept_last else (third, OTHER))))
    _check(filled)
    with filled.read() as tx:
        top = OTHER if kept_last else third
        assert {kept for _, kept in patients.made_one(tx)} == {top}
        assert len(merging.listing(tx, top)) == 2
    for one in (first, 1 - first):
        _part(filled, made[one])
        _check(filled)
    assert _content(filled) == before


def test_what_went_back_from_behind_a_third_record_may_be_made_one_with_it(filled: Database):
    third = "3" * 32
    inner, outer = _merge(filled, OTHER, WHO), _merge(filled, third, OTHER)
    _part(filled, inner)
    again = _merge(filled, third, WHO)
    _part(filled, outer)
    with filled.read() as tx:
        assert merging.counts(tx, WHO) == {}
        assert merging.counts(tx, third)["episode"] == 1
    _part(filled, again)
    _check(filled)


def test_values_and_plan_that_changed_since_stay(filled: Database):
    merge_id = _merge(filled, OTHER, WHO, given="Chosen", family="Too", plan_of_other=True)
    with filled.write(ACTOR) as tx:
        patients.update(tx, patients.get(tx, OTHER).changed(given="Later"))
        plans.save(tx, OTHER, {"items": [7]}, plans.current(tx, OTHER).version, AT)
        back = merging.going(tx, merging.get(tx, merge_id))
    assert back.changed_since == ("given", "plan")
    _part(filled, merge_id)
    with filled.read() as tx:
        now = patients.get(tx, OTHER)
        assert (now.given, now.family) != ("Chosen", "Too")
        assert now.given == "Later"
        assert plans.current(tx, OTHER).document == {"items": [7]}


def test_a_number_that_somebody_else_has_meanwhile_stops_the_parting(filled: Database):
    with filled.read() as tx:
        number = patients.get(tx, OTHER).record_number or "H-0002"
    with filled.write(ACTOR) as tx:
        patients.update(tx, patients.get(tx, OTHER).changed(record_number=number))
    merge_id = _merge(filled, OTHER, WHO, record_number="H-0777")
    with filled.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Otto", "Beispiel", record_number=number))
    with pytest.raises(Conflict, match="record number"):
        _part(filled, merge_id)
    with filled.read() as tx:
        assert merging.get(tx, merge_id).state == merging.MERGED


def test_whoever_is_hidden_is_not_made_one_again(filled: Database):
    _merge(filled, OTHER, WHO)
    for pair in ((WHO, "3" * 32), ("3" * 32, WHO), (OTHER, OTHER)):
        with pytest.raises(Conflict):
            _merge(filled, *pair)


def test_erased_both_go_and_the_check_is_clean(filled: Database):
    _merge(filled, OTHER, WHO, given="Chosen")
    with filled.write(ACTOR) as tx:
        assert set(erasing.erase(tx, OTHER, reason={})) == {OTHER, WHO}
    _check(filled)


def test_erased_after_parting_the_other_stays_proven(filled: Database):
    _part(filled, _merge(filled, OTHER, WHO))
    with filled.write(ACTOR) as tx:
        assert erasing.erase(tx, WHO, reason={}) == [WHO]
    _check(filled)
    with filled.read() as tx:
        assert merging.counts(tx, OTHER)["pain"] == 3


def test_the_check_of_the_newest_rows_is_clean_when_records_moved_among_them(filled: Database):
    with filled.read() as tx:
        start = tx.trail.head(tx.connection)
    with filled.write(ACTOR) as tx:
        _rate(tx, WHO, 1)
    merge_id = _merge(filled, OTHER, WHO)
    for step in (lambda: None, lambda: _part(filled, merge_id)):
        step()
        with filled.read() as tx:
            assert verifying.newest(tx.trail, tx.connection, start).findings == []
