"""The cameras that an exercise file may name."""

from collections.abc import Mapping

from clinic_app.domain.errors import UserError
from clinic_app.figure.scene import Camera

CAMERAS: Mapping[str, Camera] = {
    "side": Camera(4, 5),
    "side_high": Camera(14, 15),
    "side_raised": Camera(2, 22),
    "side_above": Camera(2, 28),
    "side_from_above": Camera(2, 34),
    "front": Camera(90, 5),
    "front_above": Camera(90, 30),
    "back": Camera(-90, 5),
    "three_quarter": Camera(38, 9),
    "three_quarter_high": Camera(30, 20),
    "three_quarter_back": Camera(-38, 9),
    "three_quarter_back_high": Camera(-42, 26),
    "top": Camera(0, 75),
    "side_over": Camera(18, 46),
    "behind_over": Camera(164, 38),
    "over": Camera(-10, 44),
    "side_level": Camera(0, 2),
    "side_from_behind": Camera(-8, 6),
    "quarter_from_behind": Camera(-13, 7),
    "side_quarter": Camera(11, 8),
    "side_slightly_above": Camera(3, 16),
    "front_high": Camera(84, 16),
    "three_quarter_front": Camera(62, 10),
    "behind_low": Camera(180, 14),
    "foot_end": Camera(62, 20),
    "foot_end_low": Camera(58, 10),
    "head_end": Camera(-32, 20),
    "lying_front": Camera(-18, 20),
    "head": Camera(4, 5, "head"),
    "head_front": Camera(90, 5, "head"),
    "head_back": Camera(-90, 5, "head"),
    "head_top": Camera(0, 70, "head"),
    "head_quarter": Camera(50, 8, "head"),
    "face": Camera(90, 3, "face"),
    "blades": Camera(-90, 8, "blades"),
    "waist_front": Camera(90, 6, "waist"),
    "waist_back": Camera(-90, 8, "waist"),
    "waist_below": Camera(0, -60, "waist"),
    "waist_far": Camera(180, 12, "waist"),
    "hips_back": Camera(-90, 8, "hips"),
    "hips_far": Camera(180, 14, "hips"),
    "thighs_back": Camera(-90, 4, "thighs"),
    "trunk": Camera(2, 5, "trunk"),
    "pelvis": Camera(0, 4, "pelvis"),
    "knee": Camera(20, 10, "knee"),
    "shoulder": Camera(4, 5, "shoulder"),
    "shoulder_front": Camera(66, 8, "shoulder"),
    "shoulder_back": Camera(-72, 10, "shoulder"),
    "arm": Camera(40, 14, "arm"),
    "hand": Camera(20, 15, "hand"),
    "hand_side": Camera(0, 4, "hand"),
    "hand_front": Camera(90, 8, "hand"),
    "hand_palm": Camera(100, 8, "hand"),
    "hand_thumb_side": Camera(172, 6, "hand"),
    "hand_top": Camera(20, 62, "hand"),
    "foot": Camera(4, 8, "foot"),
    "foot_inner": Camera(176, 6, "foot"),
    "foot_front": Camera(72, 16, "foot"),
    "foot_top": Camera(40, 52, "foot"),
    "foot_sole": Camera(50, -58, "foot"),
    "toes": Camera(66, 36, "toe"),
    "toes_inner": Camera(164, 14, "toe"),
    "feet": Camera(78, 22, "feet"),
}


def camera_named(name: str) -> Camera:
    """A camera by its name. Raises UserError that lists the names."""
    if name not in CAMERAS:
        raise UserError(f"Unknown camera {name!r}.", f"Known: {', '.join(CAMERAS)}.")
    return CAMERAS[name]


def inset_named(name: str) -> Camera | None:
    """The camera of a small second view; None without a name. Raises UserError."""
    if not name:
        return None
    if name not in CAMERAS or not CAMERAS[name].close_up:
        known = ", ".join(name for name, camera in CAMERAS.items() if camera.close_up)
        raise UserError(f"{name!r} is no close-up for an inset.", f"Known: {known}.")
    return CAMERAS[name]
