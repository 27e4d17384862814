"""Proofs of records in the audit trail, roles, drafts, and a version of the clinic's details."""

import sqlalchemy as sa
from alembic import op

from clinic_app.storage.engine_sqlite import json_part

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Rows of the trail so far have no proof; whoever made the clinic becomes its owner."""
    op.add_column("audit_row", sa.Column("patient_id", sa.String(32), nullable=True))
    op.add_column("audit_row", sa.Column("detail_digest", sa.LargeBinary, nullable=True))
    op.add_column("audit_row", sa.Column("record_digest", sa.LargeBinary, nullable=True))
    op.execute(_patients_of_old_rows())
    op.create_index("ix_audit_row_patient_id", "audit_row", ["patient_id", "seq"])
    op.create_table(
        "secret",
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name="pk_secret"),
    )
    version = sa.Column("version", sa.Integer, nullable=False, server_default="1")
    op.add_column("clinic", version)
    role = sa.Column("role", sa.String(16), nullable=False, server_default="clinician")
    op.add_column("clinician", role)
    op.execute(
        sa.text(
            "UPDATE clinician SET role = 'owner'"
            " WHERE id = (SELECT actor_id FROM audit_row ORDER BY seq LIMIT 1)"
        )
    )
    op.create_table(
        "draft",
        sa.Column("writer_id", sa.String(32), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("patient_id", sa.String(32), nullable=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("at_offset", sa.SmallInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("writer_id", "place", name="pk_draft"),
    )


def _patients_of_old_rows() -> sa.Update:
    """Whose record a row is about: its id stands in the detail, or it is the record itself.

    The mac covers both, and not this column.
    """
    names = ("kind", "entity_id", "detail", "patient_id")
    row = sa.table("audit_row", *(sa.column(name, sa.Text) for name in names))
    is_record = row.c.kind.in_(("patient", "program", "kiosk"))
    whose = sa.case((is_record, row.c.entity_id), else_=json_part(row.c.detail, "patient"))
    return sa.update(row).values(patient_id=whose)
