"""Erases a patient on lawful demand: every row, the secret, and what the audit trail says of them.

What stays are rows of the trail without their details: that somebody did something, and when. The
row of the erasure belongs to the clinic, holds no health data, and names the rows of the trail
that were emptied and are not proven by the patient's own secret, so that the chain verifies.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, update

from clinic_app.domain.errors import NotFound
from clinic_app.storage.audit import record_digests
from clinic_app.storage.audit.trail_walk import ACCEPTED, ERASURE
from clinic_app.storage.audit.verifying_words import PATIENT
from clinic_app.storage.backup.erasure_list import Marks, mark_of
from clinic_app.storage.batches import batches
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.keys import secret_keys
from clinic_app.storage.records.record_rows import merged_into, same_person
from clinic_app.storage.tables import (
    audit_row,
    draft,
    merge,
    metadata,
    patient,
    preference,
    secret,
)
from clinic_app.storage.timestamps import from_json
from clinic_app.words import _, languages, wording_in

_AUDIT = audit_row.c
_NO_REASON: Mapping[str, object] = {}


def erase(
    tx: WriteTx, patient_id: str, *, reason: Mapping[str, object], again: bool = False
) -> list[str]:
    """Erase a patient and whoever was made one with them; gives the ids of all of them.

    ``reason`` says who demanded it and on which ground, without health data; ``again`` is for a
    backup of before. Raises NotFound where nobody has this id.
    """
    ids = together(tx, patient_id)
    if not ids:
        raise NotFound(_("This patient is not in the clinic file."))
    names, records = _names(tx, ids), _record_ids(tx, ids)
    named_by_others = merge.c.other_id.in_(ids) & merge.c.patient_id.not_in(ids)
    notes = tx.connection.execute(select(merge.c.id, merge.c.patient_id).where(named_by_others))
    gone = [(note_id, whose) for note_id, whose in notes]
    for table in reversed(metadata.sorted_tables):
        condition = _of(table, ids)
        if condition is not None:
            tx.connection.execute(delete(table).where(condition))
    secret_keys.destroy(tx.connection, ids)
    tx.changes[:] = [change for change in tx.changes if change.owner not in ids]
    emptied, accepted = _empty_trail(tx, ids, names, records)
    for note_id, whose in gone:  # of somebody who stays: that it is no longer there is proven
        tx.audit("give back", "merge", note_id, {"patient": whose})
    for one in ids:
        detail = {**reason, "again": again, "with": [other for other in ids if other != one]}
        if one == ids[0]:
            detail |= {"emptied": emptied, "rows": accepted}
        tx.audit("erase", "erasure", one, detail)
    return ids


def apply_list(tx: WriteTx, marks: Marks, reason: Mapping[str, object] = _NO_REASON) -> list[str]:
    """Erase again whoever is on the list and in this file; gives their ids. For a restored one."""
    if not len(marks):
        return []
    found = tx.connection.execute(select(patient.c.id)).scalars().all()
    key = tx.trail.key
    listed = [one for one in found if mark_of(key, one) in marks]
    erased: list[str] = []
    for one in listed:
        if one not in erased:
            erased += erase(tx, one, reason=reason, again=True)
    return erased


def is_erased(tx: ReadTx, patient_id: str, marks: Marks | None = None) -> bool:
    """Whether somebody of this id was erased here, by this file or by the lists."""
    if secret_keys.erased(tx.connection, [patient_id]):
        return True
    return marks is not None and mark_of(tx.trail.key, patient_id) in marks


def erased_ids(tx: ReadTx) -> list[str]:
    """Everybody who was erased from this file."""
    destroyed = select(secret.c.owner_id).where(func.length(secret.c.value) == 0)
    return list(tx.connection.execute(destroyed).scalars())


def together(tx: ReadTx, patient_id: str) -> list[str]:
    """A patient and whoever was made one with them, the patient first; none where nobody is."""
    known = select(patient.c.id).where(patient.c.id == patient_id)
    if tx.connection.execute(known).first() is None:
        return []
    whole, seen = patient_id, {patient_id}
    while (into := merged_into(tx, whole)) and into not in seen:
        whole = into
        seen.add(into)
    return list(dict.fromkeys([patient_id, *same_person(tx, whole)]))


def counts(tx: ReadTx, ids: Collection[str]) -> dict[str, int]:
    """How many rows of each table would be deleted, by the table's name; none where there are 0."""
    found: dict[str, int] = {}
    for table in metadata.sorted_tables:
        condition = _of(table, ids)
        if condition is not None:
            query = select(func.count()).select_from(table).where(condition)
            found[table.name] = tx.connection.execute(query).scalar_one()
    return {name: count for name, count in found.items() if count}


def _of(table: Table, ids: Collection[str]) -> ColumnElement[bool] | None:
    """Which rows of a table are about these patients; None for a table that tells of none."""
    columns = table.c
    if table is audit_row:
        return None
    if table is patient:
        return columns.id.in_(ids)
    if table is draft:
        inside = [c.contains(one) for one in ids for c in (columns.place, columns.content)]
        return or_(columns.patient_id.in_(ids), *inside)
    if table is preference:
        return or_(*(c.contains(one) for one in ids for c in (columns.name, columns.value)))
    if table is merge:
        return or_(columns.patient_id.in_(ids), columns.other_id.in_(ids))
    if "patient_id" in columns:
        return columns.patient_id.in_(ids)
    for key in table.foreign_keys:  # a second part of a record, such as the bytes of a handout
        whole = key.column.table
        if "patient_id" in whole.c:
            return key.parent.in_(select(key.column).where(whole.c.patient_id.in_(ids)))
    return None


# --- the trail ----------------------------------------------------------------------------------


def _empty_trail(
    tx: WriteTx, ids: Sequence[str], names: Sequence[str], records: Collection[str]
) -> tuple[list[tuple[int, str]], list[int]]:
    """Empty every detail about the patients; gives the rows that their secrets do not explain.

    Each of those comes with what proves the rest of it. The second part are rows of the trail
    that somebody accepted in a row that is emptied now.
    """
    connection, emptied, accepted = tx.connection, list[tuple[int, str]](), list[int]()
    own = _AUDIT.patient_id.in_(ids)
    others = {row[0]: row for row in _rows_of_others(tx, ids, names)}
    others |= {row[0]: row for row in _old_rows(tx, records)}
    connection.execute(update(audit_row).where(own).values(detail=""))
    for _seq, row in sorted(others.items()):
        if row[4] == ACCEPTED:
            accepted += from_json(row[7]).get("rows", ())
        before = tx.trail.mac_before(connection, row[0])
        emptied.append((row[0], tx.trail.without_detail(before, row)))
    for seq, _proof in emptied:
        connection.execute(update(audit_row).where(_AUDIT.seq == seq).values(detail=""))
    return emptied, accepted


def _rows_of_others(
    tx: ReadTx, ids: Sequence[str], names: Sequence[str]
) -> Iterator[Sequence[Any]]:
    """Rows that the patients' secrets do not prove and that tell of them: old ones, the clinic's.

    One that names records by its detail, which prove somebody else's, stays: an id tells nothing.
    """
    inside = [_AUDIT.detail.contains(word, autoescape=True) for word in (*ids, *names)]
    about = or_(_AUDIT.entity_id.in_(ids), *inside)
    not_own = _AUDIT.patient_id.is_(None) | _AUDIT.patient_id.not_in(ids)
    is_erasure = (_AUDIT.action == ERASURE[0]) & (_AUDIT.kind == ERASURE[1])
    query = select(audit_row).where(about, not_own, ~is_erasure, _AUDIT.detail != "")
    for row in tx.connection.execute(query.order_by(_AUDIT.seq)).all():
        kind, entity_id, detail, is_proof = row[5], row[6], row[7], row[10] is not None
        found = from_json(detail)
        same = record_digests.named(kind, entity_id, {}) == record_digests.named(
            kind, entity_id, found
        )
        if not is_proof or same:
            yield row


def _old_rows(tx: ReadTx, records: Collection[str]) -> Iterator[Sequence[Any]]:
    """Rows of before version 0.5, which do not say whose they are, about one of these records."""
    old = _AUDIT.detail_digest.is_(None)
    if tx.connection.execute(select(_AUDIT.seq).where(old).limit(1)).first() is None:
        return
    for some in batches(records):
        query = select(audit_row).where(old, _AUDIT.entity_id.in_(some), _AUDIT.detail != "")
        yield from tx.connection.execute(query).all()


def _record_ids(tx: ReadTx, ids: Sequence[str]) -> list[str]:
    """The ids of all the patients' records."""
    found: list[str] = []
    for table in metadata.sorted_tables:
        condition = _of(table, ids)
        if condition is not None and "id" in table.c:
            found += tx.connection.execute(select(table.c.id).where(condition)).scalars()
    return found


def _names(tx: ReadTx, ids: Sequence[str]) -> list[str]:
    """How the clinic's own rows of the trail may name the patients, as text of a document."""
    columns = (patient.c.given, patient.c.family, patient.c.record_number)
    query = select(*columns).where(patient.c.id.in_(ids))
    found: list[str] = []
    wordings = [wording_in(language) for language in languages()]
    for given, family, number in tx.connection.execute(query):
        parts = [f"{given} {family}".strip(), f"{family}, {given}" if family else ""]
        found += parts
        if number:
            found += [one.gettext(PATIENT, number=number) for one in wordings]
    return [one for one in found if len(one) > 2]
