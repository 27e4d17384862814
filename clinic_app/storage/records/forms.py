"""Diary forms that were given out: what each asked, so that its answers are understood."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.tables import diary_form
from clinic_app.storage.timestamps import from_json, microseconds, offset_minutes, to_json


def add(
    tx: WriteTx, form_id: str, patient_id: str, made_at: datetime, document: Mapping[str, object]
) -> None:
    """Keep what a form asks. Raises NotFound for an unknown patient."""
    values = {
        "id": form_id,
        "patient_id": patient_id,
        "made_at": microseconds(made_at),
        "made_at_offset": offset_minutes(made_at),
        "document": to_json(document),
    }
    tx.connection.execute(insert(diary_form).values(values))
    tx.audit("make", "diary form", form_id, {"patient": patient_id})


def document(tx: ReadTx, form_id: str) -> tuple[str, dict[str, Any]] | None:
    """Whose form it is (a patient's id) and what it asks; None where it was not made here."""
    row = tx.connection.execute(select(diary_form).where(diary_form.c.id == form_id)).first()
    return None if row is None else (row.patient_id, from_json(row.document))
