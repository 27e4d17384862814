"""The cameras that an exercise file may name."""

from collections.abc import Mapping

from clinic_app.domain.errors import UserError
from clinic_app.figure.scene import Camera

CAMERAS: Mapping[str, Camera] = {
    "side": Camera(4, 5),
    "side_high": Camera(14, 15),
    "side_above": Camera(2, 28),
    "side_from_above": Camera(2, 34),
    "front": Camera(90, 5),
    "back": Camera(-90, 5),
    "three_quarter": Camera(38, 9),
    "three_quarter_high": Camera(30, 20),
    "three_quarter_back": Camera(-38, 9),
    "three_quarter_back_high": Camera(-42, 26),
    "top": Camera(0, 75),
    "side_over": Camera(18, 46),
    "behind_over": Camera(164, 38),
    "over": Camera(-10, 44),
    "head": Camera(4, 5, "head"),
    "head_front": Camera(90, 5, "head"),
    "head_top": Camera(0, 70, "head"),
    "head_quarter": Camera(50, 8, "head"),
    "hand": Camera(20, 15, "hand"),
    "foot": Camera(4, 12, "foot"),
}


def camera_named(name: str) -> Camera:
    """A camera by its name. Raises UserError that lists the names."""
    if name not in CAMERAS:
        raise UserError(f"Unknown camera {name!r}.", f"Known: {', '.join(CAMERAS)}.")
    return CAMERAS[name]
