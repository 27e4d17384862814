"""Logs of "not done" that may be only an untouched box of a day with a pain number."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Until now any number of a day made its untouched exercises "not done": these are marked."""
    column = sa.Column("unsure", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("exercise_log", column)
    table = sa.table(
        "exercise_log",
        *(sa.column(name, sa.Boolean) for name in ("unsure", "voided", "less_for_pain")),
        *(sa.column(name, sa.Integer) for name in ("done", "asked", "days", *_TOLD)),
        sa.column("source", sa.String),
    )
    log = table.c
    untouched = (log.done == 0) & (log.asked > 0) & (log.days == 1)
    untouched &= log.less_for_pain.is_(False) & log.source.in_(("diary", "form"))
    for name in _TOLD:
        untouched &= log[name].is_(None)
    op.execute(sa.update(table).where(untouched).values(unsure=True))


_TOLD = ("sets_done", "reps_left", "effort", "pain_during", "pain_next_morning")
