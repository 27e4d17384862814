"""The tables of the first Handrail."""

import sqlalchemy as sa
from alembic import op

from clinic_app.storage.columns import columns, ids, moment, of

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "audit_row",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        *moment("at"),
        *ids("actor_id"),
        *columns(sa.String(64), "action", "kind"),
        *columns(sa.String(100), "entity_id"),
        *columns(sa.Text, "detail"),
        *columns(sa.LargeBinary, "mac"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "clinic",
        *ids("id", key=True),
        *columns(sa.Text, "name", "phone", "address"),
        *columns(sa.String(16), "paper"),
        *columns(sa.SmallInteger, "idle_lock_min"),
        *columns(sa.String(32), "emergency_number"),
    )
    op.create_table("clinician", *ids("id", key=True), *columns(sa.Text, "name", "credentials"))
    op.create_table(
        "exercise_use",
        *ids("clinician_id", key=True),
        *columns(sa.String(100), "exercise_id", key=True),
        *columns(sa.BigInteger, "used_at"),
    )
    op.create_table(
        "favourite",
        *ids("clinician_id", key=True),
        *columns(sa.String(100), "exercise_id", key=True),
    )
    op.create_table(
        "patient",
        *ids("id", key=True),
        *columns(sa.Text, "given", "family"),
        *columns(sa.Date, "born", needed=False),
        *columns(sa.Text, "record_number"),
        *columns(sa.String(16), "language"),
        *columns(sa.Text, "precautions"),
        *columns(sa.Boolean, "archived"),
        *columns(sa.Integer, "version"),
        *moment("opened_at", needed=False),
    )
    op.create_table(
        "plan_template",
        *ids("id", key=True),
        *columns(sa.Text, "name", "description", "document"),
        *columns(sa.Boolean, "archived"),
    )
    op.create_table(
        "preference",
        *ids("clinician_id", key=True),
        *columns(sa.String(100), "name", key=True),
        *columns(sa.Text, "value"),
    )
    _make_tables_of_patients()


def _make_tables_of_patients() -> None:
    op.create_table(
        "episode",
        *ids("id", key=True),
        of("patient"),
        *columns(sa.Text, "condition", "region"),
        *columns(sa.String(16), "side", "icd10"),
        *columns(sa.Date, "started"),
        *columns(sa.Date, "ended", needed=False),
    )
    op.create_index("ix_episode_patient_id", "episode", ["patient_id"])
    op.create_table(
        "handout",
        *ids("id", key=True),
        of("patient"),
        *moment("issued_at"),
        *ids("clinician_id"),
        *columns(sa.String(16), "paper"),
        *columns(sa.SmallInteger, "pages"),
        *columns(sa.Text, "snapshot"),
        *columns(sa.String(64), "sha256"),
    )
    times = ["patient_id", "issued_at", "issued_at_offset"]
    op.create_index("ix_handout_patient_id", "handout", times)
    op.create_table(
        "pain_entry",
        of("patient", key=True),
        *columns(sa.String(16), "series", key=True),
        sa.Column("at", sa.BigInteger, primary_key=True, autoincrement=False),
        *ids("id", key=True),
        *columns(sa.SmallInteger, "at_offset", "score"),
        *columns(sa.Text, "context"),
        *columns(sa.Boolean, "voided"),
        *columns(sa.Text, "void_reason"),
        *columns(sa.String(32), "source"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "program_revision",
        of("patient", key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        *moment("saved_at"),
        *columns(sa.Date, "day"),
        *ids("clinician_id"),
        *columns(sa.Text, "document"),
    )
    op.create_table("handout_pdf", of("handout", key=True), *columns(sa.LargeBinary, "pdf"))
