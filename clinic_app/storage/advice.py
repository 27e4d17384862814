"""What was suggested for an exercise, and what the clinician decided."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select

from clinic_app.domain.advice import Advice, AdviceDecision, AdviceInput
from clinic_app.storage.batches import batches
from clinic_app.storage.tables import advice_decision
from clinic_app.storage.timestamps import microseconds, moment, offset_minutes
from clinic_app.storage.transactions import ReadTx, WriteTx

_IN_DOCUMENT = ("exercise_id", "rule", "inputs", "undone", "note")


def add(tx: WriteTx, decision: AdviceDecision) -> None:
    """Keep a decision. Raises NotFound for an unknown patient."""
    values = asdict(decision)
    document = {name: values.pop(name) for name in _IN_DOCUMENT}
    values |= {
        "at": microseconds(decision.at),
        "at_offset": offset_minutes(decision.at),
        "suggested": str(decision.suggested),
        "decided": str(decision.decided),
        "document": json.dumps(document, ensure_ascii=False, sort_keys=True),
    }
    tx.connection.execute(insert(advice_decision).values(values))
    detail = {"patient": decision.patient_id, "decided": str(decision.decided)}
    tx.audit("decide", "advice", decision.id, detail)


def decisions(tx: ReadTx, patient_ids: Iterable[str]) -> dict[str, list[AdviceDecision]]:
    """Every decision on many patients, the oldest first; those without any are left out."""
    found: dict[str, list[AdviceDecision]] = {}
    columns = advice_decision.c
    query = select(advice_decision).order_by(columns.at, columns.id)
    for some in batches(patient_ids):
        for row in tx.connection.execute(query.where(columns.patient_id.in_(some))).mappings():
            found.setdefault(row["patient_id"], []).append(of_row(dict(row)))
    return found


def of_row(row: dict[str, Any]) -> AdviceDecision:
    """A decision from a row of its table, which is used up."""
    document = json.loads(row.pop("document"))
    row["at"] = moment(row["at"], row.pop("at_offset"))
    row["suggested"], row["decided"] = Advice(row["suggested"]), Advice(row["decided"])
    document["inputs"] = tuple(AdviceInput(**one) for one in document["inputs"])
    return AdviceDecision(**row, **document)
