"""What a clinic holds, counted: for its backups, which say it without a name."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from clinic_app.domain.records.backup import Contents
from clinic_app.storage import tables
from clinic_app.storage.audit.audit import AuditTrail
from clinic_app.storage.backup.backup_seal import SealedPart, patient_marks
from clinic_app.storage.keys.sealing import Secret
from clinic_app.storage.timestamps import moment_or_none


def contents(connection: Connection) -> Contents:
    """How much the clinic holds, as the transaction sees it."""
    return Contents(_patients(connection), *_ratings(connection), _rows(connection))


def sealed_part(
    connection: Connection, trail: AuditTrail, trail_key: Secret, key_mark: bytes
) -> SealedPart:
    """All that a backup seals, of what the transaction sees."""
    ids = connection.execute(select(tables.patient.c.id)).scalars()
    marks = patient_marks(trail_key, ids)
    return SealedPart(contents(connection), trail.head(connection).mac, marks, key_mark)


def _patients(connection: Connection) -> int:
    """Every patient, archived ones too; one who was found to be another is no second one."""
    merged = select(tables.merge.c.other_id).where(tables.merge.c.state == "merged")
    everybody = select(func.count()).select_from(tables.patient)
    return connection.execute(everybody.where(tables.patient.c.id.not_in(merged))).scalar_one()


def _ratings(connection: Connection) -> tuple[int, datetime | None]:
    entries = tables.pain_entry.c
    whole = entries.voided.is_(False)
    counted = select(func.count(), func.max(entries.at)).where(whole)
    count, last = connection.execute(counted).one()
    offset = select(entries.at_offset).where(whole, entries.at == last).limit(1)
    return count, moment_or_none(last, connection.execute(offset).scalar())


def _rows(connection: Connection) -> int:
    last = connection.execute(select(func.max(tables.audit_row.c.seq))).scalar()
    return last or 0
