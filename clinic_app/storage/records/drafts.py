"""What was typed and not saved yet. A draft is no record, so it has no audit row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, delete, or_, select, update

from clinic_app.domain.errors import NotFound
from clinic_app.domain.patient.draft import VERSION_OF, Draft, Waiting
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.keys import secret_keys
from clinic_app.storage.rows import put
from clinic_app.storage.tables import draft
from clinic_app.storage.timestamps import from_json, microseconds, moment, offset_minutes, to_json
from clinic_app.words import _


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
        raise NotFound(_("This unfinished typing is not there any more."))


def places(tx: ReadTx, writer_id: str) -> set[str]:
    """Every place at which a person has a draft."""
    query = select(draft.c.place).where(draft.c.writer_id == writer_id)
    return set(tx.connection.execute(query).scalars())


def move(tx: WriteTx, from_id: str, to_id: str) -> list[list[str]]:
    """What waits unsaved for a patient, to be offered at the other; writer, place before, after."""
    about = or_(draft.c.patient_id == from_id, draft.c.place.contains(from_id))
    rows = tx.connection.execute(select(draft.c.writer_id, draft.c.place).where(about)).all()
    moved: list[list[str]] = []
    for writer, place in rows:
        became = place.replace(from_id, to_id)
        if became == place or not _has_draft(tx, writer, became):
            moved.append([writer, place, became])
            put_at(tx, (writer, place), became, from_id, to_id)
    return moved


def put_at(tx: WriteTx, at: tuple[str, str], became: str, from_id: str, to_id: str) -> None:
    """Move a draft that is still one patient's, but where its writer has another in the place."""
    writer, place = at
    if place != became and _has_draft(tx, writer, became):
        return
    mine = or_(draft.c.patient_id == from_id, draft.c.patient_id.is_(None))
    here = _same(writer, place) & mine
    content = tx.connection.execute(select(draft.c.content).where(here)).scalar()
    if content is None:
        return
    whose = case((draft.c.patient_id.is_(None), None), else_=to_id)
    values = {"place": became, "patient_id": whose, "content": _typed_for(content, from_id, to_id)}
    tx.connection.execute(update(draft).where(here).values(values))


def _typed_for(content: str, from_id: str, to_id: str) -> str:
    """What was typed for one patient, as typed for another.

    A version counts the plans of one patient alone: it goes along with the id of whose it is.
    """
    found = from_json(content.replace(from_id, to_id))
    if "version" in found:
        found.setdefault(VERSION_OF, from_id)
        if found[VERSION_OF] == to_id:
            del found[VERSION_OF]
    return to_json(found)


def _has_draft(tx: ReadTx, writer: str, place: str) -> bool:
    query = select(draft.c.place).where(_same(writer, place))
    return tx.connection.execute(query).first() is not None


def _same(writer_id: str, place: str) -> Any:
    return (draft.c.writer_id == writer_id) & (draft.c.place == place)


def _stored(row: Row[Any]) -> StoredDraft:
    at = moment(row.at, row.at_offset)
    return StoredDraft(row.writer_id, row.place, row.content, at, row.patient_id)
