"""Exercise logs: whole numbers inside their bounds; what is not known is None, never 0."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.exercise_log import ExerciseLog

LOG = ExerciseLog("l", "p", date(2026, 11, 2), "bridge", "item", 1, 2)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("done", -1),
        ("done", 101),
        ("done", None),
        ("done", 1.0),
        ("done", True),
        ("asked", -1),
        ("days", 0),
        ("days", 32),
        ("days_per_week", 0),
        ("days_per_week", 8),
        ("pain_during", 11),
        ("pain_next_morning", -1),
        ("effort", 11),
        ("sets_done", 21),
        ("reps_left", 100),
        ("reps_left", "2"),
    ],
)
def test_a_number_that_cannot_be_is_refused_by_name(name: str, value: Any) -> None:
    told = name.replace("_", " ").capitalize()
    with pytest.raises(UserError, match=f"{told} must be a whole number"):
        replace(LOG, **{name: value})


def test_what_was_not_told_is_not_known() -> None:
    told = (LOG.sets_done, LOG.reps_left, LOG.effort, LOG.pain_during, LOG.pain_next_morning)
    assert told == (None,) * 5
    assert replace(LOG, pain_during=0).pain_during == 0
