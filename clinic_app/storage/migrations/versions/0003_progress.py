"""Events, exercise logs, outcome measures, body charts, diary forms, advice; sites of pain."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Ratings so far belong to what the patient is treated for."""
    site = sa.Column("site", sa.String(length=40), nullable=False, server_default="")
    op.add_column("pain_entry", site)
    _make(
        "patient_event",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    _make(
        "exercise_log",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("exercise_id", sa.String(100), nullable=False),
        sa.Column("item_id", sa.String(64), nullable=False),
        *(sa.Column(name, sa.SmallInteger, nullable=False) for name in _COUNTS),
        *(sa.Column(name, sa.SmallInteger, nullable=True) for name in _MAYBE),
        sa.Column("less_for_pain", sa.Boolean, nullable=False),
    )
    _make(
        "measure_result",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("measure_id", sa.String(40), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
    )
    _make(
        "pain_map",
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("at_offset", sa.SmallInteger, nullable=False),
        sa.Column("regions", sa.Text, nullable=False),
        time="at",
    )
    _make_plain_tables()


_COUNTS = ("done", "asked", "days", "days_per_week")
_MAYBE = ("sets_done", "sets_asked", "reps_left", "effort", "pain_during", "pain_next_morning")


def _make(name: str, *columns: sa.Column[Any], time: str = "day") -> None:
    """A table of records of patients that are voided, never deleted."""
    op.create_table(
        name,
        sa.Column("id", sa.String(32), nullable=False),
        _patient(name),
        *columns,
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("voided", sa.Boolean, nullable=False),
        sa.Column("void_reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        _to_patient(name),
    )
    op.create_index(f"ix_{name}_patient_id", name, ["patient_id", time])


def _patient(name: str) -> sa.Column[str]:
    return sa.Column("patient_id", sa.String(32), nullable=False)


def _to_patient(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=f"fk_{name}_patient_id")


def _make_plain_tables() -> None:
    op.create_table(
        "diary_form",
        sa.Column("id", sa.String(32), nullable=False),
        _patient("diary_form"),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_at_offset", sa.SmallInteger, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_diary_form"),
        _to_patient("diary_form"),
    )
    op.create_index("ix_diary_form_patient_id", "diary_form", ["patient_id"])
    op.create_table(
        "advice_decision",
        sa.Column("id", sa.String(32), nullable=False),
        _patient("advice_decision"),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("at_offset", sa.SmallInteger, nullable=False),
        sa.Column("clinician_id", sa.String(32), nullable=False),
        sa.Column("item_id", sa.String(64), nullable=False),
        sa.Column("suggested", sa.String(16), nullable=False),
        sa.Column("decided", sa.String(16), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_advice_decision"),
        _to_patient("advice_decision"),
    )
    op.create_index("ix_advice_decision_patient_id", "advice_decision", ["patient_id", "at"])
    op.create_table(
        "clinic_rule",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_clinic_rule"),
    )
