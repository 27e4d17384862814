"""What rows of the audit trail are about, as it stands now: names, records, versions of plans."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import RowMapping, Table, select

from clinic_app.domain.patient.patient import Episode
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import pain
from clinic_app.storage.records.records import (
    EVENTS,
    EXERCISE_LOGS,
    MEASURES,
    PAIN_MAPS,
    RecordKind,
)
from clinic_app.storage.rows import about, named_about
from clinic_app.storage.tables import (
    advice_decision,
    episode,
    handout,
    patient,
    plan_template,
    program_revision,
)
from clinic_app.storage.timestamps import from_json, moment

_DATED: Mapping[str, RecordKind[Any]] = {
    kind.name: cast("RecordKind[Any]", kind)
    for kind in (EVENTS, EXERCISE_LOGS, MEASURES, PAIN_MAPS)
}


@dataclass(frozen=True)
class PatientName:
    """Who a patient is, in a list that names many."""

    name: str
    record_number: str


@dataclass(frozen=True)
class GivenOut:
    """A handout: its day and how many pages."""

    day: Any
    pages: int


def patients(tx: ReadTx, ids: Collection[str]) -> dict[str, PatientName]:
    """The names of patients; those who are not in the file are left out."""
    columns = (patient.c.id, patient.c.given, patient.c.family, patient.c.record_number)
    return {
        row.id: PatientName(f"{row.given} {row.family}", row.record_number)
        for row in about(tx, select(*columns), patient.c.id, ids)
    }


def records(
    tx: ReadTx, kind: str, ids: Collection[str], patient_ids: Collection[str]
) -> dict[str, object]:
    """Records of a kind by id; a kind that keeps none in a table gives none."""
    if kind in _DATED:
        of = _DATED[kind]
        return {row["id"]: of.from_row(dict(row)) for row in _rows(tx, of.table, ids)}
    if kind == "pain":
        return dict(pain.by_id(tx, patient_ids, ids))
    if kind == "episode":
        return {row["id"]: Episode(**row) for row in _rows(tx, episode, ids)}
    if kind == "template":
        return {row["id"]: row["name"] for row in _rows(tx, plan_template, ids)}
    if kind == "advice":
        decisions = _rows(tx, advice_decision, ids)
        return {row["id"]: from_json(row["document"]).get("exercise_id", "") for row in decisions}
    if kind == "handout":
        return {row["id"]: _given_out(row) for row in _rows(tx, handout, ids)}
    return {}


def plans(tx: ReadTx, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Plan documents by patient and version."""
    versions: dict[str, list[int]] = {}
    for patient_id, version in wanted:
        versions.setdefault(patient_id, []).append(version)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    columns = program_revision.c
    for patient_id, some in versions.items():
        query = select(columns.version, columns.document).where(columns.patient_id == patient_id)
        for version, document in tx.connection.execute(query.where(columns.version.in_(some))):
            found[patient_id, version] = from_json(document)
    return found


def _rows(tx: ReadTx, table: Table, ids: Collection[str]) -> Iterable[RowMapping]:
    columns = [c for c in table.c if c.name != "snapshot"]  # a handout's may be long
    return named_about(tx, select(*columns), table.c.id, ids)


def _given_out(row: RowMapping) -> GivenOut:
    return GivenOut(moment(row["issued_at"], row["issued_at_offset"]).date(), row["pages"])
