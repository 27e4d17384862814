"""How the person in a patient's pictures looks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Everybody known so far keeps the standard look."""
    look = sa.Column("look", sa.String(length=32), nullable=False, server_default="standard")
    op.add_column("patient", look)
