"""Proofs of records in the audit trail, roles, drafts, and a version of the clinic's details."""

import sqlalchemy as sa
from alembic import op

from clinic_app.storage.columns import columns, ids, moment
from clinic_app.storage.file.engine_sqlite import json_part

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Rows of the trail so far have no proof; whoever made the clinic becomes its owner."""
    digests = columns(sa.LargeBinary, "detail_digest", "record_digest", needed=False)
    for column in (*ids("patient_id", needed=False), *digests):
        op.add_column("audit_row", column)
    op.execute(_patients_of_old_rows())
    op.create_index("ix_audit_row_patient_id", "audit_row", ["patient_id", "seq"])
    op.create_table("secret", *ids("owner_id", key=True), *columns(sa.LargeBinary, "value"))
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
        *ids("writer_id", key=True),
        *columns(sa.String(200), "place", key=True),
        *ids("patient_id", needed=False),
        *moment("at"),
        *columns(sa.Text, "content"),
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
