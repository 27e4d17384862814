"""Shapes of the toes by name: what their joints and the arch do, in degrees."""

from collections.abc import Mapping

from clinic_app.domain.errors import UserError
from clinic_app.figure.pose.joints import FEET

RESTING = "relaxed"


def _shape(toe: float = 0.0, **more: float) -> dict[str, float]:
    """Every other joint of the toes, and the arch, at rest unless given."""
    return {"toe": toe, **FEET, **more}


TOE_SHAPES: Mapping[str, Mapping[str, float]] = {
    RESTING: _shape(),
    "spread": _shape(toe_spread=16),
    "scrunch": _shape(26, big_toe=-16, toe_curl=58),  # the tips stay on the floor
    "curl": _shape(-20, toe_curl=56),
    "up": _shape(42),
    "big_toe_up": _shape(big_toe=48),
    "small_toes_up": _shape(38, big_toe=-41),
    "short_foot": _shape(arch=1),
}


def toes_named(name: str) -> Mapping[str, float]:
    """A shape by its name. Raises UserError that lists the names."""
    if name not in TOE_SHAPES:
        raise UserError(f"Unknown shape of the toes {name!r}.", f"Known: {', '.join(TOE_SHAPES)}.")
    return TOE_SHAPES[name]
