"""Where backups go, records that were made one, and records that came from other clinics."""

import sqlalchemy as sa
from alembic import op

from clinic_app.storage.columns import columns, ids, moment, of

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Four new tables; no record is changed."""
    op.create_table(
        "merge",
        *ids("id", key=True),
        of("patient"),
        *ids("other_id"),
        *moment("at"),
        *ids("clinician_id"),
        *columns(sa.String(16), "state"),
        *columns(sa.Text, "document"),
    )
    op.create_index("ix_merge_patient_id", "merge", ["patient_id"])
    op.create_table(
        "imported_record",
        *ids("id", key=True),
        of("patient"),
        *moment("at"),
        *ids("clinician_id"),
        *columns(sa.Text, "clinic_name"),
        *columns(sa.String(64), "sha256"),
        *columns(sa.Text, "document"),
    )
    op.create_index("ix_imported_record_patient_id", "imported_record", ["patient_id"])
    op.create_table(
        "other_clinician",
        *ids("id", key=True),
        *columns(sa.Text, "name", "credentials", "clinic_name"),
    )
    op.create_table(
        "backup_place",
        *ids("id", key=True),
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
