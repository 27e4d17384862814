"""Handouts as they were given out: the plan's snapshot and the exact PDF, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from clinic_app.domain.errors import NotFound
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.storage.file.engine_sqlite import json_part
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.tables import handout, handout_pdf
from clinic_app.storage.timestamps import from_json, microseconds, moment, offset_minutes, to_json
from clinic_app.words import _


@dataclass(frozen=True)
class PrintedPlan:
    """What a handout asked for: its plan document and its options, without texts and pictures."""

    issued_at: datetime
    plan: dict[str, Any]
    options: dict[str, Any]


def issue(tx: WriteTx, issued: IssuedHandout, pdf: bytes) -> None:
    """Keep a handout with its PDF. Raises NotFound for an unknown patient."""
    tx.connection.execute(insert(handout).values(_values(issued)))
    put_pdf(tx, issued.id, pdf)
    tx.audit("issue", "handout", issued.id, {"patient": issued.patient_id, "sha256": issued.sha256})


def put_pdf(tx: WriteTx, handout_id: str, pdf: bytes) -> None:
    """Keep the pages of a handout; its row of the trail proves them, too."""
    tx.connection.execute(insert(handout_pdf).values(handout_id=handout_id, pdf=pdf))


def listing(tx: ReadTx, patient_id: str) -> list[IssuedHandout]:
    """The patient's handouts, newest first."""
    query = select(handout).where(handout.c.patient_id == patient_id)
    newest_first = query.order_by(handout.c.issued_at.desc(), handout.c.id)
    return [of_row(dict(row)) for row in tx.connection.execute(newest_first).mappings()]


def plans(tx: ReadTx, patient_id: str) -> list[PrintedPlan]:
    """The plans of the patient's handouts, newest first; far quicker than whole snapshots."""
    plan, options = (json_part(handout.c.snapshot, part) for part in ("plan", "content.options"))
    query = select(handout.c.issued_at, handout.c.issued_at_offset, plan, options)
    here = query.where(handout.c.patient_id == patient_id)
    rows = tx.connection.execute(here.order_by(handout.c.issued_at.desc(), handout.c.id))
    return [
        PrintedPlan(moment(at, offset), from_json(plan or "{}"), from_json(options or "{}"))
        for at, offset, plan, options in rows
    ]


def pdf(tx: ReadTx, handout_id: str) -> bytes:
    """The exact bytes that were issued. Raises NotFound."""
    query = select(handout_pdf.c.pdf).where(handout_pdf.c.handout_id == handout_id)
    found = tx.connection.execute(query).scalar()
    if found is None:
        raise NotFound(_("This handout is not in the clinic file."))
    return found


def _values(issued: IssuedHandout) -> dict[str, Any]:
    return {
        "id": issued.id,
        "patient_id": issued.patient_id,
        "issued_at": microseconds(issued.issued_at),
        "issued_at_offset": offset_minutes(issued.issued_at),
        "clinician_id": issued.clinician_id,
        "paper": str(issued.paper),
        "pages": issued.pages,
        "snapshot": to_json(issued.snapshot),
        "sha256": issued.sha256,
    }


def of_row(row: Mapping[str, Any]) -> IssuedHandout:
    """A handout from a row of its table."""
    return IssuedHandout(
        id=row["id"],
        patient_id=row["patient_id"],
        issued_at=moment(row["issued_at"], row["issued_at_offset"]),
        clinician_id=row["clinician_id"],
        paper=Paper(row["paper"]),
        pages=row["pages"],
        snapshot=from_json(row["snapshot"]),
        sha256=row["sha256"],
    )
