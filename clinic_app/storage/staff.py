"""The clinic itself and the clinicians who work in it."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from clinic_app.domain.errors import NotFound
from clinic_app.domain.patient import Clinic, Clinician, Paper
from clinic_app.domain.regional import Order, WeightUnit
from clinic_app.domain.role import Role
from clinic_app.storage import tables
from clinic_app.storage.database import ReadTx, WriteTx
from clinic_app.storage.upsert import put

_ONLY = "clinic"  # the key of the one row
_KINDS = {"paper": Paper, "date_order": Order, "weight_unit": WeightUnit}


def clinic(tx: ReadTx) -> Clinic:
    """The clinic's own data. Raises NotFound before they were ever saved."""
    row = tx.connection.execute(select(tables.clinic)).mappings().first()
    if row is None:
        raise NotFound("The clinic has no name yet.", "Set up the clinic first.")
    values: dict[str, Any] = {name: value for name, value in row.items() if name != "id"}
    values |= {name: kind(row[name]) for name, kind in _KINDS.items()}
    return Clinic(**values)


def save_clinic(tx: WriteTx, changed: Clinic) -> None:
    """Keep the clinic's own data."""
    values = asdict(changed)
    put(tx, tables.clinic, {"id": _ONLY}, values | {name: str(values[name]) for name in _KINDS})
    tx.audit("save", "clinic", _ONLY)


def clinicians(tx: ReadTx) -> list[Clinician]:
    """Everybody who works or worked here, by name."""
    query = select(tables.clinician).order_by(tables.clinician.c.name, tables.clinician.c.id)
    rows = tx.connection.execute(query).mappings()
    return [Clinician(**{**row, "role": Role(row["role"])}) for row in rows]


def save_clinician(tx: WriteTx, clinician: Clinician) -> None:
    """Keep a clinician, new or changed."""
    values = {
        "name": clinician.name,
        "credentials": clinician.credentials,
        "role": str(clinician.role),
    }
    added = put(tx, tables.clinician, {"id": clinician.id}, values)
    tx.audit("add" if added else "change", "clinician", clinician.id)
