"""The tables, portable between the encrypted file and a PostgreSQL server."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from clinic_app.storage.columns import columns, ids, moment, of

# Documents are JSON text. Words of a list that never grows long are strings of 16.
_WORD, _NAME = sa.String(16), sa.String(100)
metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _table(name: str, *own: SchemaItem) -> sa.Table:
    """A table whose rows have an id."""
    return sa.Table(name, metadata, *ids("id", key=True), *own)


def _of_patients(name: str, *own: SchemaItem, index: Sequence[str] = ()) -> sa.Table:
    """Rows about patients, found by the patient and the columns of ``index``."""
    found_by = sa.Index(f"ix_{name}_patient_id", "patient_id", *index)
    return _table(name, of("patient"), *own, found_by)


clinic = _table(
    "clinic",
    *columns(sa.Text, "name", "phone", "address"),
    *columns(_WORD, "paper"),
    *columns(sa.SmallInteger, "idle_lock_min"),
    *columns(sa.String(32), "emergency_number"),
    *columns(_WORD, "date_order", "weight_unit"),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
)

clinician = _table(
    "clinician",
    *columns(sa.Text, "name", "credentials"),
    sa.Column("role", _WORD, nullable=False, server_default="clinician"),
)

patient = _table(
    "patient",
    *columns(sa.Text, "given", "family"),
    *columns(sa.Date, "born", needed=False),
    *columns(sa.Text, "record_number"),
    *columns(_WORD, "language"),
    *columns(sa.Text, "precautions"),
    *columns(sa.Boolean, "archived"),
    *columns(sa.Integer, "version"),
    *moment("opened_at", needed=False),
    sa.Column("look", sa.String(32), nullable=False, server_default="standard"),
)

episode = _of_patients(
    "episode",
    *columns(sa.Text, "condition", "region"),
    *columns(_WORD, "side", "icd10"),
    *columns(sa.Date, "started"),
    *columns(sa.Date, "ended", needed=False),
)

program_revision = sa.Table(
    "program_revision",
    metadata,
    of("patient", key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    *moment("saved_at"),
    *columns(sa.Date, "day"),
    *ids("clinician_id"),
    *columns(sa.Text, "document"),
)

# Ratings of one patient and series lie side by side in time order, however many others there are.
pain_entry = sa.Table(
    "pain_entry",
    metadata,
    of("patient", key=True),
    *columns(_WORD, "series", key=True),
    sa.Column("at", sa.BigInteger, primary_key=True, autoincrement=False),
    *ids("id", key=True),
    *columns(sa.SmallInteger, "at_offset", "score"),
    *columns(sa.Text, "context"),
    *columns(sa.Boolean, "voided"),
    *columns(sa.Text, "void_reason"),
    *columns(sa.String(32), "source"),
    sa.Column("site", sa.String(40), nullable=False, server_default=""),
    sqlite_with_rowid=False,
)


def _patient_records(name: str, *own: sa.Column[Any], time: str = "day") -> sa.Table:
    """Records of patients that are voided with a reason, never deleted."""
    source = columns(sa.String(32), "source")
    voided = *columns(sa.Boolean, "voided"), *columns(sa.Text, "void_reason")
    return _of_patients(name, *own, *source, *voided, index=[time])


patient_event = _patient_records(
    "patient_event", *columns(sa.Date, "day"), *columns(_WORD, "kind"), *columns(sa.Text, "text")
)

exercise_log = _patient_records(
    "exercise_log",
    *columns(sa.Date, "day"),
    *columns(_NAME, "exercise_id"),
    *columns(sa.String(64), "item_id"),
    *columns(sa.SmallInteger, "done", "asked", "days", "days_per_week"),
    *columns(sa.SmallInteger, "sets_done", "sets_asked", "reps_left", "effort", needed=False),
    *columns(sa.SmallInteger, "pain_during", "pain_next_morning", needed=False),
    *columns(sa.Boolean, "less_for_pain"),
    sa.Column("unsure", sa.Boolean, nullable=False, server_default=sa.false()),
)

measure_result = _patient_records(
    "measure_result",
    *columns(sa.Date, "day"),
    *columns(sa.String(40), "measure_id"),
    *columns(sa.Float, "score"),
    *columns(sa.Text, "items"),
)

pain_map = _patient_records("pain_map", *moment("at"), *columns(sa.Text, "regions"), time="at")

# What a form asked, so that its answers are understood when it comes back.
diary_form = _of_patients(
    "diary_form",
    *moment("made_at"),
    *columns(sa.Text, "document"),
)

advice_decision = _of_patients(
    "advice_decision",
    *moment("at"),
    *ids("clinician_id"),
    *columns(sa.String(64), "item_id"),
    *columns(_WORD, "suggested", "decided"),
    *columns(sa.Text, "document"),
    index=["at"],
)

# Limits that a clinic set for itself, as documents; what is not here is as shipped.
clinic_rule = sa.Table(
    "clinic_rule", metadata, *columns(_NAME, "name", key=True), *columns(sa.Text, "document")
)

handout = _of_patients(
    "handout",
    *moment("issued_at"),
    *ids("clinician_id"),
    *columns(_WORD, "paper"),
    *columns(sa.SmallInteger, "pages"),
    *columns(sa.Text, "snapshot"),
    *columns(sa.String(64), "sha256"),
    index=["issued_at", "issued_at_offset"],
)

# The bytes stand apart so that listing handouts reads no PDF.
handout_pdf = sa.Table(
    "handout_pdf", metadata, of("handout", key=True), *columns(sa.LargeBinary, "pdf")
)

plan_template = _table(
    "plan_template",
    *columns(sa.Text, "name", "description", "document"),
    *columns(sa.Boolean, "archived"),
)

favourite = sa.Table(
    "favourite", metadata, *ids("clinician_id", key=True), *columns(_NAME, "exercise_id", key=True)
)

exercise_use = sa.Table(
    "exercise_use",
    metadata,
    *ids("clinician_id", key=True),
    *columns(_NAME, "exercise_id", key=True),
    *columns(sa.BigInteger, "used_at"),
)

preference = sa.Table(
    "preference",
    metadata,
    *ids("clinician_id", key=True),
    *columns(_NAME, "name", key=True),
    *columns(sa.Text, "value"),
)

# Two records of one person made one, or found to be two people. ``document`` says what moved from
# ``other_id`` to ``patient_id``, so that it can be taken back; ``state`` is how it stands now.
merge = _of_patients(
    "merge",
    *ids("other_id"),
    *moment("at"),
    *ids("clinician_id"),
    *columns(_WORD, "state"),
    *columns(sa.Text, "document"),
)

# A record that came from another clinic, with that clinic's audit rows about it as they came.
imported_record = _of_patients(
    "imported_record",
    *moment("at"),
    *ids("clinician_id"),
    *columns(sa.Text, "clinic_name"),
    *columns(sa.String(64), "sha256"),
    *columns(sa.Text, "document"),
)

# People of other clinics whose names stand in imported records. They have no login here.
other_clinician = _table(
    "other_clinician",
    *columns(sa.Text, "name", "credentials", "clinic_name"),
)

# Where backups go, and how the last one there went. What lies there is told by the files alone.
backup_place = _table(
    "backup_place",
    *columns(sa.Text, "path", "name"),
    *columns(sa.SmallInteger, "keep_days", "keep_weeks", "keep_months"),
    *moment("verified_at", needed=False),
    *columns(sa.Text, "file"),
    *columns(sa.BigInteger, "rows"),
    *columns(sa.Integer, "patients"),
    *columns(sa.BigInteger, "size"),
    *moment("failed_at", needed=False),
    *columns(sa.Text, "failure"),
)

# What was typed and not saved yet: only its writer is offered it. A draft is no record.
draft = sa.Table(
    "draft",
    metadata,
    *ids("writer_id", key=True),
    *columns(sa.String(200), "place", key=True),
    *ids("patient_id", needed=False),
    *moment("at"),
    *columns(sa.Text, "content"),
)

# Random keys of 32 bytes: one of each patient, for the proofs of their records, and one that
# chains the audit trail. Without its secret a proof says nothing about the record any more.
secret = sa.Table("secret", metadata, *ids("owner_id", key=True), *columns(sa.LargeBinary, "value"))

# Every change, in order; ``mac`` chains each row to the one before it. The digests are of the
# detail and of the record as it stood then; rows of before version 0.5 have none.
audit_row = sa.Table(
    "audit_row",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    *moment("at"),
    *ids("actor_id"),
    *columns(sa.String(64), "action", "kind"),
    *columns(_NAME, "entity_id"),
    *columns(sa.Text, "detail"),
    *columns(sa.LargeBinary, "mac"),
    *ids("patient_id", needed=False),
    *columns(sa.LargeBinary, "detail_digest", "record_digest", needed=False),
    sa.Index("ix_audit_row_patient_id", "patient_id", "seq"),
    sqlite_with_rowid=False,
)
