"""Which muscles each panel of an exercise marks, on which side, and what they do there."""

from collections.abc import Iterable, Mapping

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise, Laterality, Settings
from clinic_app.domain.exercise.figure import OTHER, Layer, MarkedMuscles, Role
from clinic_app.figure.body.muscles import MUSCLES
from clinic_app.figure.pose.layers import layers_of
from clinic_app.figure.scene import Highlight

# A muscle of the left that turns the head to the right.
_OPPOSITE = frozenset({"sternocleidomastoid"})
_SIDES = {"both": "", "right": "r", "left": "l"}
_SWAPPED = {"": "", "r": "l", "l": "r"}


def highlights_of(exercise: Exercise, settings: Settings) -> tuple[tuple[Highlight, ...], ...]:
    """The marks of each panel; none on the first, where the movement has not begun.

    Raises UserError for a muscle that has no place on the body.
    """
    if exercise.figure is None:
        return ()
    moved = layers_of(exercise.figure, settings)[1:]
    return ((), *(tuple(_marks(exercise, marked_in(layers))) for layers in moved))


def marked_in(layers: Iterable[Layer]) -> MarkedMuscles:
    """What the layers of a panel mark together: the last lists, and the last side."""
    found = MarkedMuscles()
    for layer in layers:
        if layer.muscles is not None:
            lists = layer.muscles if layer.muscles.by_role() else found
            side = layer.muscles.side or found.side
            found = MarkedMuscles(lists.work, lists.help, lists.stretch, side)
    return found


def _marks(exercise: Exercise, told: MarkedMuscles) -> Iterable[Highlight]:
    for role, muscles in (told.by_role() or _by_role(exercise)).items():
        for muscle in muscles:
            if muscle not in MUSCLES:
                raise UserError(
                    f"{exercise.id}: a panel marks {muscle!r}, which has no place on the body.",
                    f"Known: {', '.join(MUSCLES)}.",
                )
            yield Highlight(muscle, _marked_side(muscle, exercise.laterality, told.side), role)


def _by_role(exercise: Exercise) -> Mapping[Role, tuple[str, ...]]:
    """The exercise's own muscles that have a place on the body."""
    return {
        role: tuple(muscle for muscle in muscles if muscle in MUSCLES)
        for role, muscles in (
            (Role.WORK, exercise.primary_muscles),
            (Role.HELP, exercise.secondary_muscles),
        )
    }


def _marked_side(muscle: str, laterality: Laterality, told: str) -> str:
    if told == OTHER:
        return _SWAPPED[_side(muscle, laterality)]
    return _SIDES[told] if told else _side(muscle, laterality)


def _side(muscle: str, laterality: Laterality) -> str:
    """Where limbs take turns the trunk works on both sides."""
    of_trunk = MUSCLES[muscle].of_trunk
    if laterality is Laterality.BOTH or (laterality is Laterality.ALTERNATING and of_trunk):
        return ""
    return "l" if muscle in _OPPOSITE else "r"
