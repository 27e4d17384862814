"""What of an exercise is held in how many hands, as its picture has it."""

from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.domain.exercise.figure import props_at
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.plan.dose import Dose


def pieces_held(exercise: Exercise, settings: Settings) -> int:
    """How many equal weights are held at these settings: 2 where the picture has one in each hand.

    The figure's own props are the only source; it divides the load in the same way.
    """
    if exercise.figure is None:
        return 1
    at = {**exercise.default_settings, **settings}
    held = [p for p in props_at(exercise.figure, at) if p.kind == "dumbbell"]
    return max((len(str(p.values.get("hands", "lr"))) for p in held), default=1)


def load_of(exercise: Exercise, settings: Settings, dose: Dose) -> Load | None:
    """The load of a dose as it is held at these settings; None without one."""
    return dose.load(pieces_held(exercise, settings))
