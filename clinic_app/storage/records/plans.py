"""A patient's plan: every version that was ever saved, the newest being the current one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select

from clinic_app.domain.errors import Conflict
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.rows import about
from clinic_app.storage.tables import program_revision as revision
from clinic_app.storage.timestamps import from_json, microseconds, moment, offset_minutes, to_json
from clinic_app.words import _


@dataclass(frozen=True)
class StoredPlan:
    """A plan document (`domain.plan_document`). Version 0, without a time, was never saved."""

    document: dict[str, Any]
    version: int
    saved_at: datetime | None


def current(tx: ReadTx, patient_id: str) -> StoredPlan:
    """The patient's newest plan; an empty one of version 0 when there is none."""
    query = select(revision).where(revision.c.patient_id == patient_id)
    row = (
        tx.connection.execute(query.order_by(revision.c.version.desc()).limit(1)).mappings().first()
    )
    if row is None:
        return StoredPlan({"items": []}, 0, None)
    saved_at = moment(row["saved_at"], row["saved_at_offset"])
    return StoredPlan(from_json(row["document"]), row["version"], saved_at)


def save(
    tx: WriteTx,
    patient_id: str,
    document: Mapping[str, object],
    expected_version: int,
    at: datetime,
) -> StoredPlan:
    """Keep a new version after ``expected_version``; ``at`` gives the local day it counts for.

    Raises Conflict when the newest version is another one, NotFound for an unknown patient.
    """
    newest = tx.connection.execute(
        select(func.max(revision.c.version)).where(revision.c.patient_id == patient_id)
    ).scalar()
    if (newest or 0) != expected_version:
        raise Conflict(
            _("Somebody else changed this plan meanwhile."),
            _("Nothing was overwritten: look at both."),
        )
    text = to_json(document)
    values = {
        "patient_id": patient_id,
        "version": expected_version + 1,
        "saved_at": microseconds(at),
        "saved_at_offset": offset_minutes(at),
        "day": at.date(),
        "clinician_id": tx.actor_id,
        "document": text,
    }
    tx.connection.execute(insert(revision).values(values))
    tx.audit("save", "program", patient_id, {"version": expected_version + 1})
    return StoredPlan(from_json(text), expected_version + 1, at)


def with_plan(tx: ReadTx, patient_ids: Iterable[str]) -> set[str]:
    """Those of the patients for whom a plan was ever saved."""
    query = select(revision.c.patient_id).distinct()
    return {row[0] for row in about(tx, query, revision.c.patient_id, patient_ids)}


def daily_documents(tx: ReadTx, patient_id: str) -> list[tuple[date, dict[str, Any]]]:
    """The last version of each local day on which the plan was saved, oldest day first."""
    last = (
        select(func.max(revision.c.version))
        .where(revision.c.patient_id == patient_id)
        .group_by(revision.c.day)
    )
    here = (revision.c.patient_id == patient_id) & revision.c.version.in_(last)
    query = select(revision.c.day, revision.c.document).where(here).order_by(revision.c.day)
    return [(day, from_json(document)) for day, document in tx.connection.execute(query)]


def of_version(tx: ReadTx, patient_id: str, version: int) -> dict[str, Any]:
    """The plan as a version had it; an empty one of version 0."""
    here = (revision.c.patient_id == patient_id) & (revision.c.version == version)
    text = tx.connection.execute(select(revision.c.document).where(here)).scalar()
    return {"items": []} if text is None else from_json(text)
