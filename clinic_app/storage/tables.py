"""The tables, portable between the encrypted file and a PostgreSQL server."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    false,
)

# Ids are UUIDs of 32 hex digits made by the client. A time is two columns: microseconds since
# 1970 UTC, and the minutes its own clock stood ahead of UTC. Documents are JSON text.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _id(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String(32), primary_key=key, nullable=False)


def _of(table: str, *, key: bool = False) -> Column[str]:
    return Column(
        f"{table}_id", String(32), ForeignKey(f"{table}.id"), primary_key=key, nullable=False
    )


def _moment(name: str, *, needed: bool = True) -> tuple[Column[int], Column[int]]:
    return (
        Column(name, BigInteger, nullable=not needed),
        Column(f"{name}_offset", SmallInteger, nullable=not needed),
    )


clinic = Table(
    "clinic",
    metadata,
    _id("id", key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("paper", String(16), nullable=False),
    Column("idle_lock_min", SmallInteger, nullable=False),
    Column("emergency_number", String(32), nullable=False),
    Column("date_order", String(16), nullable=False),
    Column("weight_unit", String(16), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)

clinician = Table(
    "clinician",
    metadata,
    _id("id", key=True),
    Column("name", Text, nullable=False),
    Column("credentials", Text, nullable=False),
    Column("role", String(16), nullable=False, server_default="clinician"),
)

patient = Table(
    "patient",
    metadata,
    _id("id", key=True),
    Column("given", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("born", Date, nullable=True),
    Column("record_number", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("precautions", Text, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    *_moment("opened_at", needed=False),
    Column("look", String(32), nullable=False, server_default="standard"),
)

episode = Table(
    "episode",
    metadata,
    _id("id", key=True),
    _of("patient"),
    Column("condition", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("side", String(16), nullable=False),
    Column("icd10", String(16), nullable=False),
    Column("started", Date, nullable=False),
    Column("ended", Date, nullable=True),
    Index("ix_episode_patient_id", "patient_id"),
)

program_revision = Table(
    "program_revision",
    metadata,
    _of("patient", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    *_moment("saved_at"),
    Column("day", Date, nullable=False),
    _id("clinician_id"),
    Column("document", Text, nullable=False),
)

# Ratings of one patient and series lie side by side in time order, however many others there are.
pain_entry = Table(
    "pain_entry",
    metadata,
    _of("patient", key=True),
    Column("series", String(16), primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    _id("id", key=True),
    Column("at_offset", SmallInteger, nullable=False),
    Column("score", SmallInteger, nullable=False),
    Column("context", Text, nullable=False),
    Column("voided", Boolean, nullable=False),
    Column("void_reason", Text, nullable=False),
    Column("source", String(32), nullable=False),
    Column("site", String(40), nullable=False, server_default=""),
    sqlite_with_rowid=False,
)


def _patient_records(name: str, *columns: Column[Any], time: str = "day") -> Table:
    """Records of patients that are voided with a reason, never deleted."""
    return Table(
        name,
        metadata,
        _id("id", key=True),
        _of("patient"),
        *columns,
        Column("source", String(32), nullable=False),
        Column("voided", Boolean, nullable=False),
        Column("void_reason", Text, nullable=False),
        Index(f"ix_{name}_patient_id", "patient_id", time),
    )


patient_event = _patient_records(
    "patient_event",
    Column("day", Date, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
)

exercise_log = _patient_records(
    "exercise_log",
    Column("day", Date, nullable=False),
    Column("exercise_id", String(100), nullable=False),
    Column("item_id", String(64), nullable=False),
    Column("done", SmallInteger, nullable=False),
    Column("asked", SmallInteger, nullable=False),
    Column("days", SmallInteger, nullable=False),
    Column("days_per_week", SmallInteger, nullable=False),
    Column("sets_done", SmallInteger, nullable=True),
    Column("sets_asked", SmallInteger, nullable=True),
    Column("reps_left", SmallInteger, nullable=True),
    Column("effort", SmallInteger, nullable=True),
    Column("pain_during", SmallInteger, nullable=True),
    Column("pain_next_morning", SmallInteger, nullable=True),
    Column("less_for_pain", Boolean, nullable=False),
    Column("unsure", Boolean, nullable=False, server_default=false()),
)

measure_result = _patient_records(
    "measure_result",
    Column("day", Date, nullable=False),
    Column("measure_id", String(40), nullable=False),
    Column("score", Float, nullable=False),
    Column("items", Text, nullable=False),
)

pain_map = _patient_records(
    "pain_map", *_moment("at"), Column("regions", Text, nullable=False), time="at"
)

# What a form asked, so that its answers are understood when it comes back.
diary_form = Table(
    "diary_form",
    metadata,
    _id("id", key=True),
    _of("patient"),
    *_moment("made_at"),
    Column("document", Text, nullable=False),
    Index("ix_diary_form_patient_id", "patient_id"),
)

advice_decision = Table(
    "advice_decision",
    metadata,
    _id("id", key=True),
    _of("patient"),
    *_moment("at"),
    _id("clinician_id"),
    Column("item_id", String(64), nullable=False),
    Column("suggested", String(16), nullable=False),
    Column("decided", String(16), nullable=False),
    Column("document", Text, nullable=False),
    Index("ix_advice_decision_patient_id", "patient_id", "at"),
)

# Limits that a clinic set for itself, as documents; what is not here is as shipped.
clinic_rule = Table(
    "clinic_rule",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("document", Text, nullable=False),
)

handout = Table(
    "handout",
    metadata,
    _id("id", key=True),
    _of("patient"),
    *_moment("issued_at"),
    _id("clinician_id"),
    Column("paper", String(16), nullable=False),
    Column("pages", SmallInteger, nullable=False),
    Column("snapshot", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Index("ix_handout_patient_id", "patient_id", "issued_at", "issued_at_offset"),
)

# The bytes stand apart so that listing handouts reads no PDF.
handout_pdf = Table(
    "handout_pdf",
    metadata,
    _of("handout", key=True),
    Column("pdf", LargeBinary, nullable=False),
)

plan_template = Table(
    "plan_template",
    metadata,
    _id("id", key=True),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("archived", Boolean, nullable=False),
)

favourite = Table(
    "favourite",
    metadata,
    _id("clinician_id", key=True),
    Column("exercise_id", String(100), primary_key=True),
)

exercise_use = Table(
    "exercise_use",
    metadata,
    _id("clinician_id", key=True),
    Column("exercise_id", String(100), primary_key=True),
    Column("used_at", BigInteger, nullable=False),
)

preference = Table(
    "preference",
    metadata,
    _id("clinician_id", key=True),
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)

# Two records of one person made one, or found to be two people. ``document`` says what moved from
# ``other_id`` to ``patient_id``, so that it can be taken back; ``state`` is how it stands now.
merge = Table(
    "merge",
    metadata,
    _id("id", key=True),
    _of("patient"),
    _id("other_id"),
    *_moment("at"),
    _id("clinician_id"),
    Column("state", String(16), nullable=False),
    Column("document", Text, nullable=False),
    Index("ix_merge_patient_id", "patient_id"),
)

# A record that came from another clinic, with that clinic's audit rows about it as they came.
imported_record = Table(
    "imported_record",
    metadata,
    _id("id", key=True),
    _of("patient"),
    *_moment("at"),
    _id("clinician_id"),
    Column("clinic_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Index("ix_imported_record_patient_id", "patient_id"),
)

# People of other clinics whose names stand in imported records. They have no login here.
other_clinician = Table(
    "other_clinician",
    metadata,
    _id("id", key=True),
    Column("name", Text, nullable=False),
    Column("credentials", Text, nullable=False),
    Column("clinic_name", Text, nullable=False),
)

# Where backups go, and how the last one there went. What lies there is told by the files alone.
backup_place = Table(
    "backup_place",
    metadata,
    _id("id", key=True),
    Column("path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("keep_days", SmallInteger, nullable=False),
    Column("keep_weeks", SmallInteger, nullable=False),
    Column("keep_months", SmallInteger, nullable=False),
    *_moment("verified_at", needed=False),
    Column("file", Text, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("patients", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    *_moment("failed_at", needed=False),
    Column("failure", Text, nullable=False),
)

# What was typed and not saved yet: only its writer is offered it. A draft is no record.
draft = Table(
    "draft",
    metadata,
    _id("writer_id", key=True),
    Column("place", String(200), primary_key=True),
    Column("patient_id", String(32), nullable=True),
    *_moment("at"),
    Column("content", Text, nullable=False),
)

# Random keys of 32 bytes: one of each patient, for the proofs of their records, and one that
# chains the audit trail. Without its secret a proof says nothing about the record any more.
secret = Table(
    "secret",
    metadata,
    _id("owner_id", key=True),
    Column("value", LargeBinary, nullable=False),
)

# Every change, in order; ``mac`` chains each row to the one before it. The digests are of the
# detail and of the record as it stood then; rows of before version 0.5 have none.
audit_row = Table(
    "audit_row",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    *_moment("at"),
    _id("actor_id"),
    Column("action", String(64), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("entity_id", String(100), nullable=False),
    Column("detail", Text, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("patient_id", String(32), nullable=True),
    Column("detail_digest", LargeBinary, nullable=True),
    Column("record_digest", LargeBinary, nullable=True),
    Index("ix_audit_row_patient_id", "patient_id", "seq"),
    sqlite_with_rowid=False,
)
