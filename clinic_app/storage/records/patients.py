"""Patients and their episodes of care."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy import update as sql_update

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.patient.patient import PATIENT_FIELDS, CaseloadRow, Episode, Patient
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.rows import about, change, field_changes
from clinic_app.storage.tables import episode, handout, merge, patient
from clinic_app.storage.timestamps import microseconds, moment, moment_or_none, offset_minutes
from clinic_app.words import _

_PATIENT = tuple(patient.c[name] for name in PATIENT_FIELDS)
_HIDDEN = select(merge.c.other_id).where(merge.c.state == "merged")
_EPISODE = tuple(column.name for column in episode.c)
_OWN_NUMBER = re.compile(r"H-([0-9]+)")


def add(tx: WriteTx, new: Patient) -> None:
    """Keep a new patient. Raises Conflict when the id is there already."""
    tx.connection.execute(insert(patient).values(_patient_values(new)))
    tx.audit("add", "patient", new.id)


def get(tx: ReadTx, patient_id: str) -> Patient:
    """The patient with this id. Raises NotFound."""
    query = select(*_PATIENT).where(patient.c.id == patient_id)
    row = tx.connection.execute(query).first()
    if row is None:
        raise NotFound(_("This patient is not in the clinic file."))
    return _patient(row)


def update(tx: WriteTx, changed: Patient) -> Patient:
    """Keep a changed patient; returns it with its new version.

    Raises Conflict when the stored version is not the one that was changed, or NotFound.
    """
    before = get(tx, changed.id)
    kept = changed.changed(version=changed.version + 1)
    same = (patient.c.id == changed.id) & (patient.c.version == changed.version)
    done = tx.connection.execute(sql_update(patient).where(same).values(_patient_values(kept)))
    if done.rowcount != 1:
        raise Conflict(
            _("Somebody else changed this patient meanwhile."), _("Look at it again first.")
        )
    found = field_changes(before, kept, but=("version",))
    tx.audit("change", "patient", kept.id, {**found, "version": kept.version})
    return kept


def listing(tx: ReadTx, include_archived: bool = False) -> list[CaseloadRow]:
    """Every patient with the newest open episode, by family and given name.

    Whoever was made one with another is no patient by themselves; that one tells it as ``former``.
    """
    query = select(*_PATIENT, patient.c.opened_at, patient.c.opened_at_offset)
    query = query.where(patient.c.id.not_in(_HIDDEN))
    if not include_archived:
        query = query.where(patient.c.archived.is_(False))
    query = query.order_by(patient.c.family, patient.c.given, patient.c.id)
    open_episodes = _open_episodes(tx)
    printed = _printed(tx)
    former: dict[str, list[Patient]] = {}
    for gone, kept_id in made_one(tx):
        former.setdefault(kept_id, []).append(gone)
    found: list[CaseloadRow] = []
    for row in tx.connection.execute(query).all():
        values: list[Any] = list(row)
        one = _patient(values[:-2])
        opened = moment_or_none(values[-2], values[-1])
        parts = open_episodes.get(one.id), opened, printed.get(one.id)
        found.append(CaseloadRow(one, *parts, former=tuple(former.get(one.id, ()))))
    return found


def made_one(tx: ReadTx) -> list[tuple[Patient, str]]:
    """Every patient who was made one with another, and the id of that one."""
    query = select(*_PATIENT, merge.c.patient_id).join(merge, merge.c.other_id == patient.c.id)
    rows = tx.connection.execute(query.where(merge.c.state == "merged").order_by(merge.c.at))
    found = [(_patient(list(row)[:-1]), row[-1]) for row in rows]
    into = {gone.id: kept_id for gone, kept_id in found}
    return [(gone, _last(into, kept_id)) for gone, kept_id in found]


def _last(into: Mapping[str, str], patient_id: str) -> str:
    seen = {patient_id}
    while (further := into.get(patient_id)) and further not in seen:
        patient_id = further
        seen.add(further)
    return patient_id


def mark_opened(tx: WriteTx, patient_id: str, at: datetime) -> None:
    """Note that the patient was looked at; not a change that another seat could conflict with."""
    values = {"opened_at": microseconds(at), "opened_at_offset": offset_minutes(at)}
    change(tx, patient, patient.c.id == patient_id, values, "patient")
    tx.audit("open", "patient", patient_id)


def add_episode(tx: WriteTx, new: Episode) -> None:
    """Keep a new episode. Raises NotFound when its patient is not there."""
    tx.connection.execute(insert(episode).values(_episode_values(new)))
    tx.audit("add", "episode", new.id, {"patient": new.patient_id})


def update_episode(tx: WriteTx, changed: Episode) -> None:
    """Keep a changed episode. Raises NotFound."""
    here = (episode.c.id == changed.id) & (episode.c.patient_id == changed.patient_id)
    stored = tx.connection.execute(select(episode).where(here)).mappings().first()
    change(tx, episode, here, _episode_values(changed), "episode")
    told = field_changes(Episode(**stored), changed) if stored else {}
    tx.audit("change", "episode", changed.id, {**told, "patient": changed.patient_id})


def episodes(tx: ReadTx, patient_id: str) -> list[Episode]:
    """The patient's episodes, newest first."""
    query = select(episode).where(episode.c.patient_id == patient_id)
    newest_first = query.order_by(episode.c.started.desc(), episode.c.id.desc())
    return [Episode(**row) for row in tx.connection.execute(newest_first).mappings()]


def precautions(tx: ReadTx, patient_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The precautions of each patient."""
    query = select(patient.c.id, patient.c.precautions)
    rows = about(tx, query, patient.c.id, patient_ids)
    return {patient_id: tuple(tags.split()) for patient_id, tags in rows}


def newest_care(tx: ReadTx, patient_ids: Iterable[str]) -> dict[str, tuple[str, date | None]]:
    """Region of each patient's newest episode, and its start where there was one before it.

    Patients without an episode are left out.
    """
    found: dict[str, tuple[str, date | None]] = {}
    columns = (episode.c.patient_id, episode.c.region, episode.c.started)
    query = select(*columns).order_by(episode.c.started, episode.c.id)
    for patient_id, region, started in about(tx, query, episode.c.patient_id, patient_ids):
        found[patient_id] = region, started if patient_id in found else None
    return found


def next_record_number(tx: ReadTx) -> str:
    """The first number after all of the form ``H-0001``; others that people typed do not count."""
    query = select(patient.c.record_number).where(patient.c.record_number.like("H-%"))
    matches = (_OWN_NUMBER.fullmatch(number) for number in tx.connection.execute(query).scalars())
    taken = (int(match.group(1)) for match in matches if match)
    return f"H-{max(taken, default=0) + 1:04d}"


def refuse_taken_number(tx: ReadTx, wanted: Patient) -> None:
    """Raises Conflict when another patient has this record number, in any case.

    Whoever was made one with this patient is no other.
    """
    same = func.lower(patient.c.record_number) == wanted.record_number.lower()
    mine = select(merge.c.other_id).where(
        merge.c.patient_id == wanted.id, merge.c.state == "merged"
    )
    others = patient.c.id.not_in(mine)
    query = select(patient.c.id).where(same, patient.c.id != wanted.id, others).limit(1)
    if wanted.record_number and tx.connection.execute(query).first():
        raise Conflict(_("Another patient has this record number."), _("Choose another one."))


def _open_episodes(tx: ReadTx) -> dict[str, Episode]:
    # In order of start, so that the newest one of a patient comes last and stays.
    query = select(episode).where(episode.c.ended.is_(None))
    oldest_first = query.order_by(episode.c.started, episode.c.id)
    rows = tx.connection.execute(oldest_first).all()
    found = (Episode(**dict(zip(_EPISODE, row, strict=True))) for row in rows)
    return {one.patient_id: one for one in found}


def _printed(tx: ReadTx) -> dict[str, datetime]:
    newest = (
        select(handout.c.patient_id, func.max(handout.c.issued_at).label("issued_at"))
        .group_by(handout.c.patient_id)
        .subquery()
    )
    same = (handout.c.patient_id == newest.c.patient_id) & (
        handout.c.issued_at == newest.c.issued_at
    )
    query = select(handout.c.patient_id, handout.c.issued_at, handout.c.issued_at_offset)
    rows = tx.connection.execute(query.join(newest, same))
    return {patient_id: moment(at, offset) for patient_id, at, offset in rows}


def _patient_values(value: Patient) -> dict[str, Any]:
    values = {name: getattr(value, name) for name in PATIENT_FIELDS}
    return {**values, "precautions": " ".join(value.precautions)}


def _patient(row: Sequence[Any]) -> Patient:
    """A patient from the columns of ``_PATIENT``; a caseload has thousands, so by their order."""
    values: dict[str, Any] = dict(zip(PATIENT_FIELDS, row, strict=True))
    values["precautions"] = tuple(values["precautions"].split())
    return Patient(**values)


def _episode_values(value: Episode) -> dict[str, Any]:
    return {column.name: getattr(value, column.name) for column in episode.c}
