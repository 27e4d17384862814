"""Which dose a step to another exercise takes: the clinician's, or the target's own.

A dose belongs to a kind of exercise: 3 holds of 30 seconds make no press-up, 10 daily learning
hinges no deadlift. Where form or goal change, the target's own dose is taken (clinical custom).
"""

from enum import Enum, auto

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.dose_form import DoseForm

_LONG_HOLD_S = 10  # from here on the hold is the exercise: stretches, balance, planks


class Form(Enum):
    """How repetitions are counted: as they are, held shortly, or as long holds."""

    REPETITIONS = auto()
    HELD = auto()
    HOLDS = auto()


# The first goal of an exercise decides; goals of one group share their usual frequency.
_GROUPS = {
    "mobility": "daily",
    "motor-control": "daily",
    "nerve-glide": "daily",
    "strength": "loaded",
}


def form(dose: Dose) -> Form | DoseForm:
    """How a dose is counted: repetitions in three ways, all else in what it counts."""
    if not dose.counts_repetitions:
        return dose.form
    if dose.hold_s >= _LONG_HOLD_S:
        return Form.HOLDS
    return Form.HELD if dose.hold_s else Form.REPETITIONS


def goal_group(exercise: Exercise) -> str:
    """``daily`` or ``loaded``; balance, flexibility, endurance and power stand by themselves."""
    goal = exercise.goals[0]
    return _GROUPS.get(goal, goal)


def own_dose(source: Exercise, target: Exercise) -> Dose | None:
    """The target's own dose where another form or goal asks for it, else None."""
    if source.id == target.id:
        return None
    is_alike = form(source.dose) is form(target.dose) and goal_group(source) == goal_group(target)
    return None if is_alike else target.dose
