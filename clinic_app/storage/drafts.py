"""What was typed and not saved yet. A draft is no record, so it has no audit row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from clinic_app.domain.draft import Draft, Waiting
from clinic_app.domain.errors import NotFound
from clinic_app.storage import secret_keys
from clinic_app.storage.rows import put
from clinic_app.storage.tables import draft
from clinic_app.storage.timestamps import from_json, microseconds, moment, offset_minutes, to_json
from clinic_app.storage.transactions import ReadTx, WriteTx


@dataclass(frozen=True)
class StoredDraft:
    """A draft with who wrote it, its content as text."""

    writer_id: str
    place: str
    content: str
    at: datetime
    patient_id: str | None = None

    @classmethod
    def of(cls, writer_id: str, made: Draft) -> "StoredDraft":
        """The draft as it is kept."""
        return cls(writer_id, made.place, to_json(made.content), made.at, made.patient_id)

    @property
    def draft(self) -> Draft:
        """The draft as its writer sees it."""
        return Draft(self.place, from_json(self.content), self.at, self.patient_id)


def save(tx: WriteTx, made: StoredDraft) -> None:
    """Keep a draft in place of an earlier one of the same writer and place.

    Nothing is kept of what was typed about somebody who was erased meanwhile.
    """
    if made.patient_id and secret_keys.erased(tx.connection, [made.patient_id]):
        return
    values = {
        "patient_id": made.patient_id,
        "at": microseconds(made.at),
        "at_offset": offset_minutes(made.at),
        "content": made.content,
    }
    put(tx, draft, {"writer_id": made.writer_id, "place": made.place}, values)


def discard(tx: WriteTx, writer_id: str, place: str) -> None:
    """Forget a draft, if it is there."""
    tx.connection.execute(delete(draft).where(_same(writer_id, place)))


def listing(tx: ReadTx, writer_id: str) -> list[StoredDraft]:
    """Everything that a person typed and did not save, the newest first."""
    query = select(draft).where(draft.c.writer_id == writer_id)
    newest = query.order_by(draft.c.at.desc(), draft.c.place)
    return [_stored(row) for row in tx.connection.execute(newest)]


def others(tx: ReadTx, reader_id: str) -> list[Waiting]:
    """Whose typing waits, and for what, but the reader's own; the newest first, no content."""
    columns = (draft.c.writer_id, draft.c.place, draft.c.at, draft.c.at_offset, draft.c.patient_id)
    query = select(*columns).where(draft.c.writer_id != reader_id)
    newest = query.order_by(draft.c.at.desc(), draft.c.writer_id, draft.c.place)
    return [
        Waiting(row.writer_id, row.place, moment(row.at, row.at_offset), row.patient_id)
        for row in tx.connection.execute(newest)
    ]


def hand_on(tx: WriteTx, writer_id: str, place: str, to_id: str, new_place: str) -> None:
    """Make a draft another person's, at ``new_place``. Raises NotFound."""
    moved = update(draft).where(_same(writer_id, place))
    values = {"writer_id": to_id, "place": new_place}
    if tx.connection.execute(moved.values(values)).rowcount != 1:
        raise NotFound("This unfinished typing is not there any more.")


def places(tx: ReadTx, writer_id: str) -> set[str]:
    """Every place at which a person has a draft."""
    query = select(draft.c.place).where(draft.c.writer_id == writer_id)
    return set(tx.connection.execute(query).scalars())


def _same(writer_id: str, place: str) -> Any:
    return (draft.c.writer_id == writer_id) & (draft.c.place == place)


def _stored(row: Row[Any]) -> StoredDraft:
    at = moment(row.at, row.at_offset)
    return StoredDraft(row.writer_id, row.place, row.content, at, row.patient_id)
