"""Reading the audit trail, newest rows first, in parts: a search never keeps anybody waiting."""

from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select

from clinic_app.domain.records.trail import TrailPart, TrailQuery, TrailRow
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.tables import audit_row
from clinic_app.storage.timestamps import from_json, microseconds, moment

STRETCH = 50_000  # rows that are looked at before what was found is given out
_C = audit_row.c
_COLUMNS = (
    _C.seq, _C.at, _C.at_offset, _C.actor_id, _C.action, _C.kind, _C.entity_id, _C.detail,
    _C.patient_id,
)  # fmt: skip


def part(tx: ReadTx, query: TrailQuery, *, before_seq: int | None, limit: int) -> TrailPart:
    """The newest rows before ``before_seq`` that answer the query, at most ``limit``.

    Where few answer it there may be fewer rows, or none, although older ones follow.
    """
    newest = _newest(tx)
    top = newest + 1 if before_seq is None else min(before_seq, newest + 1)
    # The rows of one patient lie together in an index; all others are looked through.
    low = 0 if query.patient_id else top - 1 - STRETCH
    requested = _wanted(query).where(_C.seq < top, _C.seq > low).limit(limit)
    rows = tx.connection.execute(requested).all()
    if len(rows) == limit:
        low = rows[-1].seq - 1
    found = tuple(_row(row) for row in rows)
    return TrailPart(found, low + 1 if low > 0 else None, _reached(tx, max(low, 0) + 1))


def count(tx: ReadTx) -> int:
    """How many rows the trail has."""
    return _newest(tx)


def _newest(tx: ReadTx) -> int:
    return tx.connection.execute(select(func.max(_C.seq))).scalar() or 0


def _reached(tx: ReadTx, seq: int) -> Any:
    row = tx.connection.execute(select(_C.at, _C.at_offset).where(_C.seq == seq)).first()
    return moment(row.at, row.at_offset) if row else None


def _wanted(query: TrailQuery) -> Select[*tuple[Any, ...]]:
    requested = select(*_COLUMNS).order_by(_C.seq.desc())
    if query.patient_id:
        requested = requested.where(_C.patient_id == query.patient_id)
    if query.actor_id:
        requested = requested.where(_C.actor_id == query.actor_id)
    if query.since:
        requested = requested.where(_C.at >= microseconds(query.since))
    if query.until:
        requested = requested.where(_C.at < microseconds(query.until))
    if query.pairs:
        pairs = sorted(query.pairs)
        requested = requested.where(or_(*(and_(_C.action == a, _C.kind == k) for a, k in pairs)))
    return requested


def _row(row: Row[*tuple[Any, ...]]) -> TrailRow:
    detail = from_json(row.detail) if row.detail else {}
    return TrailRow(
        row.seq,
        moment(row.at, row.at_offset),
        row.actor_id,
        row.action,
        row.kind,
        row.entity_id,
        detail,
        row.patient_id or _patient_of(row, detail),
    )


def _patient_of(row: Row[*tuple[Any, ...]], detail: dict[str, Any]) -> str | None:
    """Whose record an older row is about, from what its mac covers."""
    if row.kind in ("patient", "program", "kiosk"):
        return row.entity_id
    found = detail.get("patient")
    return found if isinstance(found, str) else None
