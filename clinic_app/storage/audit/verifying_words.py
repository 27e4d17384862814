"""What a check of the trail found, in sentences: kind, day and record number, never a name."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.storage.audit.checkpoints import ChainHead, Checkpoint, Unusable
from clinic_app.storage.audit.record_digests import BOUND
from clinic_app.storage.tables import patient
from clinic_app.storage.timestamps import moment

_LOOK = "Look at it, compare it with a backup, and correct it where it is wrong."
_BACKUP = "Compare with the newest backup, and enter again what is missing."
_WORDS = {
    "clinic": "the clinic's own entry",
    "clinic rule": "a limit of the clinic",
    "clinician": "a clinician's entry",
    "backup place": "a place for backups",
    "template": "a template",
    "patient": "the entry",
    "program": "a plan",
    "pain": "a pain rating",
    "measure": "an outcome measure",
    "advice": "a decision on a suggestion",
    "body chart": "a body chart",
    "diary form": "what a diary form asked",
    "event": "an event",
    "episode": "an episode",
    "exercise log": "an exercise log",
    "handout": "a handout",
    "merge": "two records made one",
    "imported record": "a record from another clinic",
    "other clinician": "somebody of another clinic",
}
_DAYS = ("at", "day", "saved_at", "issued_at", "made_at", "started")


def row_changed(row: Sequence[Any]) -> Finding:
    """A row that is not as it was written, or stands at another place."""
    at = _moment(row[1], row[2])
    what = f"Row {row[0]} of the audit trail was changed or moved after it was written."
    return Finding(FindingKind.ROW_CHANGED, what, at, "Compare it with a backup.")


def gap(before: int, after: int) -> Finding:
    """Rows that are not there, with others after them."""
    lost = after - before - 1
    rows = f"Row {before + 1}" if lost == 1 else f"Rows {before + 1} to {after - 1}"
    verb = "is" if lost == 1 else "are"
    return Finding(
        FindingKind.ROWS_MISSING, f"{rows} of the audit trail {verb} missing.", None, _BACKUP
    )


def behind(found: Checkpoint, head: ChainHead, last: int | None) -> Finding:
    """The file ends before its checkpoint, or went another way."""
    since = None if last is None else datetime.fromtimestamp(last / 1e6, UTC).astimezone()
    written = f", the last of them {told(found.at)}" if found.at else ""
    lost = found.head.count - head.count
    if lost <= 0:
        what = "The records are not those that were written last here: another file was put back."
        return Finding(FindingKind.OTHER_RECORD, what, found.at, _BACKUP)
    many = "1 change or note is" if lost == 1 else f"{lost:,} changes or notes are"
    newest = f" The newest that is there was made {told(since)}." if since else ""
    what = f"{many} missing at the end{written}.{newest}"
    return Finding(FindingKind.ROWS_MISSING, what, since, _BACKUP)


def no_checkpoint(is_beside: bool, why: Unusable) -> Finding:
    """A checkpoint that is not there, or cannot be used."""
    state = {
        Unusable.MISSING: "is missing",
        Unusable.UNREADABLE: "may not be read",
        Unusable.DAMAGED: "cannot be read",
        Unusable.OTHER_CLINIC: "belongs to another clinic",
    }[why]
    name = "clinic.audit" if is_beside else "outside the clinic's folder"
    what = f"The checkpoint {name} {state}. It tells whether changes are missing at the end."
    step = "What there is holds together; the checkpoint is written anew."
    return Finding(FindingKind.CHECKPOINT, what, None, step)


def journal(commits: int) -> Finding:
    """A journal that is damaged before its end."""
    many = "One change lies" if commits == 1 else f"{commits:,} changes lie"
    what = f"The journal clinic.db-wal is damaged. {many} behind the damage and cannot be read."
    return Finding(FindingKind.JOURNAL, what, None, "Do not delete it: somebody may read more.")


def cause(path: Path) -> Finding:
    """Why changes may be missing, by the files that there are."""
    wal, index = (path.with_name(path.name + end).exists() for end in ("-wal", "-shm"))
    if index and not wal:
        what = "The journal clinic.db-wal is missing: it was deleted, or not copied along."
        return Finding(FindingKind.JOURNAL, what, None, "Put it back beside clinic.db if you can.")
    if wal:
        what = "The journal clinic.db-wal was cut off, or older files were put back."
    else:
        what = "An older clinic.db was put back, or its journal clinic.db-wal was deleted."
    step = "If a newer copy of both files exists, put them back while Handrail is closed."
    return Finding(FindingKind.JOURNAL, what, None, step)


def pages(damaged: int, total: int) -> Finding:
    """Pages of the file that are not as they were written."""
    verb = "is" if damaged == 1 else "are"
    what = f"{damaged:,} of {total:,} pages of clinic.db {verb} damaged and cannot be read."
    step = "A damaged file often means a dying disk: copy the folder to another one now."
    return Finding(FindingKind.PAGES, what, None, step)


def untold(count: int) -> Finding:
    """More than are told one by one."""
    return Finding(FindingKind.RECORD_CHANGED, f"{count:,} more were found.", None, _LOOK)


def no_secret(connection: Connection, owner: str) -> Finding:
    """Somebody's proofs cannot be held against anything, and no erasure tells why."""
    what = f"The secret that proves the records{_of(connection, owner)} is missing."
    return Finding(FindingKind.SECRET, what, None, "Put the newest backup beside it and compare.")


def changed(connection: Connection, kind: str, row: Sequence[Any]) -> Finding:
    """A record that is not as the trail says."""
    what = _record(connection, kind, row)
    return Finding(FindingKind.RECORD_CHANGED, f"{what} was changed outside Handrail.", None, _LOOK)


def added(connection: Connection, kind: str, row: Sequence[Any]) -> Finding:
    """A record that the trail does not know."""
    what = _record(connection, kind, row)
    return Finding(FindingKind.RECORD_ADDED, f"{what} was added outside Handrail.", None, _LOOK)


def orphans(kind: str) -> Finding:
    """The second part of records whose first part is not there."""
    what = f"A part of {_WORDS[kind]} that is not in the clinic was added outside Handrail."
    return Finding(FindingKind.RECORD_ADDED, what, None, _LOOK)


def missing(connection: Connection, kind: str, row: Sequence[Any]) -> Finding:
    """A record that a row of the trail tells of and that is not there."""
    at = _moment(row[1], row[2])
    what = f"{_WORDS[kind]}{_of(connection, row[9])}, noted {told(at)}, is missing."
    return Finding(FindingKind.RECORD_MISSING, f"{what[0].upper()}{what[1:]}", at, _BACKUP)


def told(at: datetime | None) -> str:
    """A moment as a person reads it: ``on 3 Mar 2026 at 14:05``."""
    return f"on {day_words(at.date())} at {at:%H:%M}" if at else "at an unknown time"


def _record(connection: Connection, kind: str, row: Sequence[Any]) -> str:
    names = [column.name for column in BOUND[kind].columns]
    values = dict(zip(names, row, strict=True))
    whose = values.get("id") if kind == "patient" else values.get("patient_id")
    when = next((values[name] for name in _DAYS if values.get(name) is not None), None)
    if isinstance(when, int):
        offset = next((v for n, v in values.items() if n.endswith("_offset") and v is not None), 0)
        when = _moment(when, offset)
    if isinstance(when, str):
        when = _date(when)
    day = f" of {day_words(when)}" if isinstance(when, date) else ""
    what = f"{_WORDS[kind]}{day}{_of(connection, whose)}"
    return what[0].upper() + what[1:]


def _of(connection: Connection, patient_id: str | None) -> str:
    if patient_id is None or patient_id == "clinic":
        return ""
    query = select(patient.c.record_number).where(patient.c.id == patient_id)
    number = connection.execute(query).scalar()
    return f" of patient {number}" if number else " of a patient without a record number"


def _moment(at: object, offset: object) -> datetime | None:
    """A time as it lies in the file; None where it is no time any more."""
    try:
        return moment(at, offset) if isinstance(at, int) and isinstance(offset, int) else None
    except (OverflowError, ValueError):
        return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
