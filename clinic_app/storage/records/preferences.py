"""What a clinician likes to have at hand. No patient data, so no audit rows."""

from datetime import datetime

from sqlalchemy import delete, select

from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.rows import put as put_row
from clinic_app.storage.tables import exercise_use, favourite, preference
from clinic_app.storage.timestamps import microseconds


def favourites(tx: ReadTx, clinician_id: str) -> set[str]:
    """The ids of the clinician's favourite exercises."""
    query = select(favourite.c.exercise_id).where(favourite.c.clinician_id == clinician_id)
    return set(tx.connection.execute(query).scalars())


def set_favourite(tx: WriteTx, clinician_id: str, exercise_id: str, on: bool) -> None:
    """Make an exercise a favourite, or no longer one."""
    key = {"clinician_id": clinician_id, "exercise_id": exercise_id}
    if on:
        put_row(tx, favourite, key, key)
        return
    same = (favourite.c.clinician_id == clinician_id) & (favourite.c.exercise_id == exercise_id)
    tx.connection.execute(delete(favourite).where(same))


def record_use(tx: WriteTx, clinician_id: str, exercise_id: str, at: datetime) -> None:
    """Note that the clinician put an exercise into a plan."""
    key = {"clinician_id": clinician_id, "exercise_id": exercise_id}
    put_row(tx, exercise_use, key, {"used_at": microseconds(at)})


def recents(tx: ReadTx, clinician_id: str, limit: int) -> list[str]:
    """The ids of the exercises used last, the latest first."""
    query = select(exercise_use.c.exercise_id).where(exercise_use.c.clinician_id == clinician_id)
    latest = query.order_by(exercise_use.c.used_at.desc(), exercise_use.c.exercise_id).limit(limit)
    return list(tx.connection.execute(latest).scalars())


def get(tx: ReadTx, clinician_id: str, key: str) -> str | None:
    """A setting of the clinician's, or None when it was never set."""
    same = (preference.c.clinician_id == clinician_id) & (preference.c.name == key)
    return tx.connection.execute(select(preference.c.value).where(same)).scalar()


def put(tx: WriteTx, clinician_id: str, key: str, value: str) -> None:
    """Keep a setting of the clinician's."""
    put_row(tx, preference, {"clinician_id": clinician_id, "name": key}, {"value": value})
