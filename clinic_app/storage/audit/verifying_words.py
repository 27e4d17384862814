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
from clinic_app.words import N_, _, ngettext

_LOOK = N_("Look at it, compare it with a backup, and correct it where it is wrong.")
_BACKUP = N_("Compare with the newest backup, and enter again what is missing.")
_WORDS = {
    "clinic": N_("the clinic's own entry"),
    "clinic rule": N_("a limit of the clinic"),
    "clinician": N_("a clinician's entry"),
    "backup place": N_("a place for backups"),
    "template": N_("a template"),
    "patient": N_("the entry"),
    "program": N_("a plan"),
    "pain": N_("a pain rating"),
    "measure": N_("an outcome measure"),
    "advice": N_("a decision on a suggestion"),
    "body chart": N_("a body chart"),
    "diary form": N_("what a diary form asked"),
    "event": N_("an event"),
    "episode": N_("an episode"),
    "exercise log": N_("an exercise log"),
    "handout": N_("a handout"),
    "merge": N_("two records made one"),
    "imported record": N_("a record from another clinic"),
    "other clinician": N_("somebody of another clinic"),
}
_CHECKPOINT_STATES = {  # of the one beside the clinic file or not, and why it cannot be used
    (True, Unusable.MISSING): N_("The checkpoint clinic.audit is missing."),
    (True, Unusable.UNREADABLE): N_("The checkpoint clinic.audit may not be read."),
    (True, Unusable.DAMAGED): N_("The checkpoint clinic.audit cannot be read."),
    (True, Unusable.OTHER_CLINIC): N_("The checkpoint clinic.audit belongs to another clinic."),
    (False, Unusable.MISSING): N_("The checkpoint outside the clinic's folder is missing."),
    (False, Unusable.UNREADABLE): N_("The checkpoint outside the clinic's folder may not be read."),
    (False, Unusable.DAMAGED): N_("The checkpoint outside the clinic's folder cannot be read."),
    (False, Unusable.OTHER_CLINIC): N_(
        "The checkpoint outside the clinic's folder belongs to another clinic."
    ),
}
_CHECKPOINT_TELLS = N_("It tells whether changes are missing at the end.")
PATIENT = N_("patient {number}")  # as findings name one; erasing looks for it in every language
_DAYS = ("at", "day", "saved_at", "issued_at", "made_at", "started")


def row_changed(row: Sequence[Any]) -> Finding:
    """A row that is not as it was written, or stands at another place."""
    at = _moment(row[1], row[2])
    what = _(
        "Row {number} of the audit trail was changed or moved after it was written.", number=row[0]
    )
    return Finding(FindingKind.ROW_CHANGED, what, at, _("Compare it with a backup."))


def gap(before: int, after: int) -> Finding:
    """Rows that are not there, with others after them."""
    lost = after - before - 1
    first, last = before + 1, after - 1
    if lost == 1:
        what = _("Row {number} of the audit trail is missing.", number=first)
    else:
        what = _("Rows {first} to {last} of the audit trail are missing.", first=first, last=last)
    return Finding(FindingKind.ROWS_MISSING, what, None, _(_BACKUP))


def behind(found: Checkpoint, head: ChainHead, last: int | None) -> Finding:
    """The file ends before its checkpoint, or went another way."""
    since = None if last is None else datetime.fromtimestamp(last / 1e6, UTC).astimezone()
    lost = found.head.count - head.count
    if lost <= 0:
        what = _(
            "The records are not those that were written last here: another file was put back."
        )
        return Finding(FindingKind.OTHER_RECORD, what, found.at, _(_BACKUP))
    if found.at:
        what = ngettext(
            "{count} change or note is missing at the end, the last of them {when}.",
            "{count} changes or notes are missing at the end, the last of them {when}.",
            lost,
            count=format(lost, ","),
            when=told(found.at),
        )
    else:
        what = ngettext(
            "{count} change or note is missing at the end.",
            "{count} changes or notes are missing at the end.",
            lost,
            count=format(lost, ","),
        )
    if since:
        newest = _("The newest that is there was made {when}.", when=told(since))
        what = f"{what} {newest}"
    return Finding(FindingKind.ROWS_MISSING, what, since, _(_BACKUP))


def no_checkpoint(is_beside: bool, why: Unusable) -> Finding:
    """A checkpoint that is not there, or cannot be used."""
    sentence = _(_CHECKPOINT_STATES[is_beside, why])
    what = f"{sentence} {_(_CHECKPOINT_TELLS)}"
    step = _("What there is holds together; the checkpoint is written anew.")
    return Finding(FindingKind.CHECKPOINT, what, None, step)


def journal(commits: int) -> Finding:
    """A journal that is damaged before its end."""
    what = ngettext(
        "The journal clinic.db-wal is damaged."
        " One change lies behind the damage and cannot be read.",
        "The journal clinic.db-wal is damaged."
        " {count} changes lie behind the damage and cannot be read.",
        commits,
        count=format(commits, ","),
    )
    return Finding(FindingKind.JOURNAL, what, None, _("Do not delete it: somebody may read more."))


def cause(path: Path) -> Finding:
    """Why changes may be missing, by the files that there are."""
    wal, index = (path.with_name(path.name + end).exists() for end in ("-wal", "-shm"))
    if index and not wal:
        what = _("The journal clinic.db-wal is missing: it was deleted, or not copied along.")
        step = _("Put it back beside clinic.db if you can.")
        return Finding(FindingKind.JOURNAL, what, None, step)
    if wal:
        what = _("The journal clinic.db-wal was cut off, or older files were put back.")
    else:
        what = _("An older clinic.db was put back, or its journal clinic.db-wal was deleted.")
    step = _("If a newer copy of both files exists, put them back while Handrail is closed.")
    return Finding(FindingKind.JOURNAL, what, None, step)


def pages(damaged: int, total: int) -> Finding:
    """Pages of the file that are not as they were written."""
    what = ngettext(
        "{count} of {total} pages of clinic.db is damaged and cannot be read.",
        "{count} of {total} pages of clinic.db are damaged and cannot be read.",
        damaged,
        count=format(damaged, ","),
        total=format(total, ","),
    )
    step = _("A damaged file often means a dying disk: copy the folder to another one now.")
    return Finding(FindingKind.PAGES, what, None, step)


def untold(count: int) -> Finding:
    """More than are told one by one."""
    what = ngettext(
        "{count} more was found.", "{count} more were found.", count, count=format(count, ",")
    )
    return Finding(FindingKind.RECORD_CHANGED, what, None, _(_LOOK))


def no_secret(connection: Connection, owner: str) -> Finding:
    """Somebody's proofs cannot be held against anything, and no erasure tells why."""
    is_patient, named = _whose(connection, owner)
    if named:
        what = _("The secret that proves the records of {patient} is missing.", patient=named)
    elif is_patient:
        what = _(
            "The secret that proves the records of a patient without a record number is missing."
        )
    else:
        what = _("The secret that proves the records is missing.")
    step = _("Put the newest backup beside it and compare.")
    return Finding(FindingKind.SECRET, what, None, step)


def changed(connection: Connection, kind: str, row: Sequence[Any]) -> Finding:
    """A record that is not as the trail says."""
    what = _("{record} was changed outside Handrail.", record=_record(connection, kind, row))
    return Finding(FindingKind.RECORD_CHANGED, what, None, _(_LOOK))


def added(connection: Connection, kind: str, row: Sequence[Any]) -> Finding:
    """A record that the trail does not know."""
    what = _("{record} was added outside Handrail.", record=_record(connection, kind, row))
    return Finding(FindingKind.RECORD_ADDED, what, None, _(_LOOK))


def orphans(kind: str) -> Finding:
    """The second part of records whose first part is not there."""
    what = _(
        "A part of {record} that is not in the clinic was added outside Handrail.",
        record=_(_WORDS[kind]),
    )
    return Finding(FindingKind.RECORD_ADDED, what, None, _(_LOOK))


def missing(connection: Connection, kind: str, row: Sequence[Any]) -> Finding:
    """A record that a row of the trail tells of and that is not there."""
    at = _moment(row[1], row[2])
    record = _capital(_of(connection, _(_WORDS[kind]), row[9]))
    what = _("{record}, noted {when}, is missing.", record=record, when=told(at))
    return Finding(FindingKind.RECORD_MISSING, what, at, _(_BACKUP))


def told(at: datetime | None) -> str:
    """A moment as a person reads it: ``on 3 Mar 2026 at 14:05``."""
    if at is None:
        return _("at an unknown time")
    return _("on {day} at {time}", day=day_words(at.date()), time=format(at, "%H:%M"))


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
    what = _(_WORDS[kind])
    if isinstance(when, date):
        what = _("{record} of {day}", record=what, day=day_words(when))
    return _capital(_of(connection, what, whose))


def _of(connection: Connection, record: str, patient_id: str | None) -> str:
    """A record in words, with the number of its patient."""
    is_patient, named = _whose(connection, patient_id)
    if named:
        return _("{record} of {patient}", record=record, patient=named)
    if is_patient:
        return _("{record} of a patient without a record number", record=record)
    return record


def _whose(connection: Connection, patient_id: str | None) -> tuple[bool, str]:
    """Whether it is a patient's, and what findings call them by their record number."""
    if patient_id is None or patient_id == "clinic":
        return False, ""
    query = select(patient.c.record_number).where(patient.c.id == patient_id)
    number = connection.execute(query).scalar()
    return True, _(PATIENT, number=number) if number else ""


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


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
