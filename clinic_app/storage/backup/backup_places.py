"""Where backups of a clinic go: rows of a table, each change of one noted in the trail."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, select

from clinic_app.domain.records.backup import DEFAULT_PLACE, Backup, BackupPlace, Keep
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import preferences
from clinic_app.storage.rows import put
from clinic_app.storage.tables import audit_row, backup_place
from clinic_app.storage.timestamps import microseconds, moment_or_none, offset_minutes

_OWNER, _NAME, _NOT_WANTED = "clinic", "default-backup-place", "not wanted"


def places(tx: ReadTx, default: BackupPlace | None) -> list[BackupPlace]:
    """All places, by name; ``default`` comes first, unless it was removed.

    It needs no row before something goes there. Where its row tells no folder, the one of
    ``default`` counts: another on each computer.
    """
    query = select(backup_place).order_by(backup_place.c.name, backup_place.c.id)
    found = {row["id"]: _place(row) for row in tx.connection.execute(query).mappings()}
    kept = found.pop(DEFAULT_PLACE, default)
    is_wanted = preferences.get(tx, _OWNER, _NAME) != _NOT_WANTED
    if default and kept and is_wanted:
        return [replace(kept, path=default.path), *found.values()]
    return list(found.values())


def save(tx: WriteTx, place: BackupPlace) -> None:
    """Keep a new place, or another folder, name or rule of one; how its backups went stays."""
    _change(tx, place, path=place.path, name=place.name, keep=place.keep)
    if place.is_default:
        preferences.put(tx, _OWNER, _NAME, "")
    tx.audit("save", "backup place", place.id, {"name": place.name})


def remove(tx: WriteTx, place: BackupPlace) -> None:
    """Let backups go there no more; those that lie there stay."""
    tx.connection.execute(backup_place.delete().where(backup_place.c.id == place.id))
    if place.is_default:
        preferences.put(tx, _OWNER, _NAME, _NOT_WANTED)
    tx.audit("remove", "backup place", place.id, {"name": place.name})


def note_made(tx: WriteTx, place: BackupPlace, made: Backup, more: Mapping[str, object]) -> None:
    """Note a backup that was made in the place, and verified."""
    contents = made.contents
    _change(
        tx,
        place,
        verified_at=made.made_at,
        file=made.path.name,
        rows=contents.rows if contents else 0,
        patients=contents.patients if contents else 0,
        size=made.size,
        failed_at=None,
        failure="",
    )
    tx.audit("make", "backup place", place.id, {"name": place.name, **more})


def note_failed(
    tx: WriteTx, place: BackupPlace, at: datetime, why: str, more: Mapping[str, object]
) -> None:
    """Note that a backup could not be made in the place."""
    _change(tx, place, failed_at=at, failure=why)
    tx.audit("fail", "backup place", place.id, {"name": place.name, **more})


def first_row_at(tx: ReadTx) -> datetime | None:
    """When the clinic's trail begins."""
    rows = audit_row.c
    first = tx.connection.execute(select(rows.at, rows.at_offset).order_by(rows.seq).limit(1))
    row = first.first()
    return moment_or_none(row[0], row[1]) if row else None


def _change(tx: WriteTx, place: BackupPlace, **changed: Any) -> None:
    """Change a place as it stands now; one that has no row yet is added."""
    query = select(backup_place).where(backup_place.c.id == place.id)
    row = tx.connection.execute(query).mappings().first()
    put(
        tx,
        backup_place,
        {"id": place.id},
        _values(replace(_place(row) if row else place, **changed)),
    )


def _values(place: BackupPlace) -> dict[str, Any]:
    values: dict[str, Any] = {
        "path": "" if place.is_default else str(place.path),
        "name": place.name,
        "keep_days": place.keep.days,
        "keep_weeks": place.keep.weeks,
        "keep_months": place.keep.months,
        "file": place.file,
        "rows": place.rows,
        "patients": place.patients,
        "size": place.size,
        "failure": place.failure,
    }
    for name, at in (("verified_at", place.verified_at), ("failed_at", place.failed_at)):
        values[name] = microseconds(at) if at else None
        values[f"{name}_offset"] = offset_minutes(at) if at else None
    return values


def _place(row: RowMapping) -> BackupPlace:
    return BackupPlace(
        row["id"],
        Path(row["path"]),
        row["name"],
        Keep(row["keep_days"], row["keep_weeks"], row["keep_months"]),
        moment_or_none(row["verified_at"], row["verified_at_offset"]),
        row["file"],
        row["rows"],
        row["patients"],
        row["size"],
        moment_or_none(row["failed_at"], row["failed_at_offset"]),
        row["failure"],
    )
