"""Limits that the clinic set for itself, as documents by name."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.rows import put as put_row
from clinic_app.storage.tables import clinic_rule
from clinic_app.storage.timestamps import from_json, to_json


def every(tx: ReadTx) -> dict[str, dict[str, Any]]:
    """All documents by name; what the clinic did not set is not there."""
    return {row.name: from_json(row.document) for row in tx.connection.execute(select(clinic_rule))}


def put(tx: WriteTx, name: str, document: Mapping[str, object]) -> None:
    """Keep a rule's limits, new or changed."""
    put_row(tx, clinic_rule, {"name": name}, {"document": to_json(document)})
    tx.audit("save", "clinic rule", name, document)


def clear(tx: WriteTx, name: str) -> None:
    """Go back to the limits as shipped."""
    tx.connection.execute(delete(clinic_rule).where(clinic_rule.c.name == name))
    tx.audit("clear", "clinic rule", name)
