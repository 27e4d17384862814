"""Where backups go, records that were made one, and records that came from other clinics."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Four new tables; no record is changed."""
    op.create_table(
        "merge",
        *_of_patient(),
        sa.Column("other_id", sa.String(32), nullable=False),
        *_moment("at"),
        sa.Column("clinician_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        *_keys("merge"),
    )
    op.create_index("ix_merge_patient_id", "merge", ["patient_id"])
    op.create_table(
        "imported_record",
        *_of_patient(),
        *_moment("at"),
        sa.Column("clinician_id", sa.String(32), nullable=False),
        sa.Column("clinic_name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        *_keys("imported_record"),
    )
    op.create_index("ix_imported_record_patient_id", "imported_record", ["patient_id"])
    op.create_table(
        "other_clinician",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("credentials", sa.Text, nullable=False),
        sa.Column("clinic_name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_other_clinician"),
    )
    op.create_table(
        "backup_place",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("keep_days", sa.SmallInteger, nullable=False),
        sa.Column("keep_weeks", sa.SmallInteger, nullable=False),
        sa.Column("keep_months", sa.SmallInteger, nullable=False),
        *_moment("verified_at", nullable=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("patients", sa.Integer, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        *_moment("failed_at", nullable=True),
        sa.Column("failure", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_backup_place"),
    )


def _of_patient() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("patient_id", sa.String(32), nullable=False),
    )


def _moment(name: str, *, nullable: bool = False) -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column(name, sa.BigInteger, nullable=nullable),
        sa.Column(f"{name}_offset", sa.SmallInteger, nullable=nullable),
    )


def _keys(table: str) -> tuple[sa.Constraint, sa.Constraint]:
    return (
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=f"fk_{table}_patient_id"),
    )
