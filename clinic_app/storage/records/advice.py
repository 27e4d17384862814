"""What was suggested for an exercise and decided on it, and what advice is read from."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, insert, select

from clinic_app.domain.advice.advice import Advice, AdviceDecision, AdviceInput
from clinic_app.domain.pain.pain import Series
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.rows import about, named_about
from clinic_app.storage.tables import advice_decision, pain_entry, program_revision
from clinic_app.storage.timestamps import from_json, microseconds, moment, offset_minutes

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
    for row in named_about(tx, query, columns.patient_id, patient_ids):
        found.setdefault(row["patient_id"], []).append(of_row(dict(row)))
    return found


def of_row(row: dict[str, Any]) -> AdviceDecision:
    """A decision from a row of its table, which is used up."""
    document = json.loads(row.pop("document"))
    row["at"] = moment(row["at"], row.pop("at_offset"))
    row["suggested"], row["decided"] = Advice(row["suggested"]), Advice(row["decided"])
    document["inputs"] = tuple(AdviceInput(**one) for one in document["inputs"])
    return AdviceDecision(**row, **document)


_MINUTE, _DAY = 60_000_000, 86_400_000_000  # in microseconds
_EPOCH = date(1970, 1, 1).toordinal()


def plan_days(
    tx: ReadTx, patient_ids: Iterable[str], since: date
) -> dict[str, list[tuple[date, dict[str, Any]]]]:
    """The plan as it stood at the end of each day of change from ``since`` on, oldest first.

    The last plan from before comes first; patients who never had one are left out.
    """
    this, other = program_revision.c, program_revision.alias().c
    before_is_one = case((other.day < since, None), else_=other.day)
    last = (
        select(func.max(other.version))
        .where(other.patient_id == this.patient_id)
        .group_by(before_is_one)
    )
    query = select(this.patient_id, this.day, this.document).where(this.version.in_(last))
    query = query.order_by(this.patient_id, this.version)
    found: dict[str, list[tuple[date, dict[str, Any]]]] = {}
    for patient_id, day, document in about(tx, query, this.patient_id, patient_ids):
        found.setdefault(patient_id, []).append((day, from_json(document)))
    return found


def average_days(
    tx: ReadTx, patient_ids: Iterable[str], since: datetime
) -> dict[str, dict[date, float]]:
    """The mean of the average pain of each rated local day, of what the patients are treated for.

    Voided ratings are left out, and patients without any.
    """
    this = pain_entry.c
    day = (this.at + this.at_offset * _MINUTE) // _DAY
    counts = (
        (this.series == str(Series.AVERAGE))
        & (this.at >= microseconds(since))
        & this.voided.is_(False)
        & (this.site == "")
    )
    query = select(this.patient_id, day, func.sum(this.score), func.count()).where(counts)
    query = query.group_by(this.patient_id, day)
    found: dict[str, dict[date, float]] = {}
    for patient_id, number, total, count in about(tx, query, this.patient_id, patient_ids):
        found.setdefault(patient_id, {})[date.fromordinal(_EPOCH + number)] = total / count
    return found
