"""Events, exercise logs, outcome measures, body charts, diary forms, advice; sites of pain."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from clinic_app.storage.columns import columns, ids, moment, of

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Ratings so far belong to what the patient is treated for."""
    op.add_column("pain_entry", sa.Column("site", sa.String(40), nullable=False, server_default=""))
    _make(
        "patient_event",
        *columns(sa.Date, "day"),
        *columns(sa.String(16), "kind"),
        *columns(sa.Text, "text"),
    )
    _make(
        "exercise_log",
        *columns(sa.Date, "day"),
        *columns(sa.String(100), "exercise_id"),
        *columns(sa.String(64), "item_id"),
        *columns(sa.SmallInteger, "done", "asked", "days", "days_per_week"),
        *columns(sa.SmallInteger, "sets_done", "sets_asked", "reps_left", "effort", needed=False),
        *columns(sa.SmallInteger, "pain_during", "pain_next_morning", needed=False),
        *columns(sa.Boolean, "less_for_pain"),
    )
    _make(
        "measure_result",
        *columns(sa.Date, "day"),
        *columns(sa.String(40), "measure_id"),
        *columns(sa.Float, "score"),
        *columns(sa.Text, "items"),
    )
    _make("pain_map", *moment("at"), *columns(sa.Text, "regions"), time="at")
    _make_plain_tables()


def _make(name: str, *own: sa.Column[Any], time: str = "day") -> None:
    """A table of records of patients that are voided, never deleted."""
    op.create_table(
        name,
        *ids("id", key=True),
        of("patient"),
        *own,
        *columns(sa.String(32), "source"),
        *columns(sa.Boolean, "voided"),
        *columns(sa.Text, "void_reason"),
    )
    op.create_index(f"ix_{name}_patient_id", name, ["patient_id", time])


def _make_plain_tables() -> None:
    op.create_table(
        "diary_form",
        *ids("id", key=True),
        of("patient"),
        *moment("made_at"),
        *columns(sa.Text, "document"),
    )
    op.create_index("ix_diary_form_patient_id", "diary_form", ["patient_id"])
    op.create_table(
        "advice_decision",
        *ids("id", key=True),
        of("patient"),
        *moment("at"),
        *ids("clinician_id"),
        *columns(sa.String(64), "item_id"),
        *columns(sa.String(16), "suggested", "decided"),
        *columns(sa.Text, "document"),
    )
    op.create_index("ix_advice_decision_patient_id", "advice_decision", ["patient_id", "at"])
    name = columns(sa.String(100), "name", key=True)
    op.create_table("clinic_rule", *name, *columns(sa.Text, "document"))
