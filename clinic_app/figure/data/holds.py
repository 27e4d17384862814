"""Ways to hold: where a hand goes, which way palm and fingers look, where the elbow points.

Directions are given for the left hand: x forward, y away from the middle, z up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from clinic_app.domain.errors import UserError

Direction: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True)
class Grip:
    """One way to hold.

    ``point`` is the part of the hand that touches (``palm``, ``grip``, ``fingertip``); ``to`` the
    landmark it goes to unless the exercise says where; ``elbow`` the side the elbow points to,
    seen from the trunk; ``palm`` and ``fingers`` where those look, in the ``turns_with`` frame
    (``world``, ``trunk``, or ``limb``: the bone that it goes to); without ``fingers`` the wrist is
    turned the easiest way. ``aside`` moves it from its landmark to its own side, in m. ``curl``
    and ``thumb`` bend the fingers and the thumb, in degrees.
    ``hangs``: the arm simply hangs down.
    """

    point: str
    to: str = ""
    elbow: Direction = (-0.4, 0.5, -1.0)
    palm: Direction | None = None
    fingers: Direction | None = None
    turns_with: str = "world"
    aside: float = 0.0
    curl: float = 20.0
    thumb: float = 20.0
    hangs: bool = False


GRIPS: Mapping[str, Grip] = {
    "hang": Grip("palm", hangs=True),
    "hang_grip": Grip("grip", hangs=True, curl=95.0, thumb=40.0),
    # The hand leans outwards as the hips do, so that the fingers lie on them.
    "hips": Grip("palm", "hip_bone", (-0.9, 0.8, 0.0), (0.0, -1.0, -0.4), curl=3.0),
    "chest": Grip("palm", "chest_hug", (-0.2, 0.9, -1.0), (0.0, -1.0, 0.0), curl=40.0),
    # Over a weight, pressing it to the breastbone.
    "hug": Grip(
        *("palm", "hug", (-0.2, 0.8, -1.0), (-1.0, 0.0, 0.0), (0.0, -1.0, 0.8)),
        turns_with="trunk",
        curl=25.0,
    ),
    # Flat on the trunk, to feel the breath.
    "on_belly": Grip(
        *("palm", "navel", (-0.3, 0.9, -0.7), (-1.0, 0.0, 0.0), (0.0, -1.0, 0.15)),
        turns_with="trunk",
        curl=8.0,
        thumb=5.0,
    ),
    "on_chest": Grip(
        *("palm", "sternum", (-0.2, 0.9, -0.7), (-1.0, 0.0, 0.0), (0.0, -1.0, 0.35)),
        turns_with="trunk",
        curl=8.0,
        thumb=5.0,
    ),
    # Behind the head, the elbow out.
    "behind_head": Grip(
        *("palm", "back_of_head", (-0.2, 1.0, 0.2), (1.0, 0.0, 0.0), (0.0, -1.0, 0.25)),
        turns_with="trunk",
        curl=12.0,
        thumb=5.0,
    ),
    # Against the side of the head, which it pushes or draws over.
    "beside_head": Grip(
        *("palm", "temple", (0.6, 1.0, -0.3), (0.0, -1.0, 0.0), (-0.3, 0.0, 1.0)),
        turns_with="trunk",
        curl=10.0,
        thumb=5.0,
    ),
    "goblet": Grip("palm", "goblet", (-0.3, 0.6, -1.0), (0.0, -1.0, 0.0), curl=40.0),
    "bar_on_back": Grip(
        *("grip", "bar_on_back", (-0.4, 0.4, -1.0), (1.0, 0.0, 0.0), (0.1, 0.0, 1.0)),
        turns_with="trunk",
        curl=92.0,
        thumb=40.0,
    ),
    "dowel_at_neck": Grip(
        *("grip", "dowel_at_neck", (0.9, 0.8, 1.0), (0.3, 0.0, -1.0), (-0.3, -0.7, -0.7)),
        turns_with="trunk",
        curl=92.0,
        thumb=40.0,
    ),
    "dowel_at_low_back": Grip(
        *("grip", "dowel_at_low_back", (-0.6, 1.0, 0.0), (-1.0, 0.0, 0.0), (0.0, -1.0, 0.2)),
        turns_with="trunk",
        curl=92.0,
        thumb=40.0,
    ),
    "thigh": Grip("palm", "thigh_top", (-0.6, 0.6, -0.6), (0.0, 0.0, -1.0), curl=12.0),
    # From outside and below, to help lift a thigh.
    "under_thigh": Grip(
        "palm", "under_thigh", (-0.4, 1.0, 0.0), (0.0, -0.6, 0.8), (0.6, -0.8, -0.6), curl=25.0
    ),
    # Round the back of a thigh that is lifted, from outside and from inside.
    "behind_thigh": Grip(
        *("palm", "behind_thigh", (-0.3, 1.0, -0.4), (1.0, 0.0, 0.0), (0.1, -1.0, 0.0)),
        turns_with="limb",
        aside=0.035,
        curl=26.0,
        thumb=35.0,
    ),
    "on_wall": Grip("palm", "", (0.2, 0.4, -1.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), curl=4.0),
    "flat": Grip("palm", "", (-0.5, 0.8, 0.1), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0), curl=4.0),
    "press": Grip("palm", "", (-0.1, 0.7, -1.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0), curl=4.0),
    "fingertips": Grip(
        "fingertip", "", (-0.4, 0.6, -1.0), (0.0, 0.0, -1.0), (1.0, 0.0, -0.45), curl=14.0
    ),
    "rail": Grip("grip", "", (-0.4, 0.5, -1.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0), curl=92.0),
    "handle": Grip(
        "grip", "", (-0.2, 0.6, -1.0), (-1.0, 0.0, 0.0), (0.0, 0.0, -1.0), curl=95.0, thumb=40.0
    ),
    "pull": Grip("grip", "", (-0.6, 0.5, -1.0), None, None, curl=95.0, thumb=40.0),
    # The side of a seat, the arm straight down beside the body.
    "seat_edge": Grip("grip", "", (-0.8, 0.4, 0.0), (0.0, -1.0, 0.0), curl=55.0, thumb=10.0),
    # Against the other forearm from inside.
    "helping": Grip(
        *("palm", "", (-0.2, 1.0, -0.3), (0.7, -0.7, 0.0), (0.0, 0.0, 1.0)), curl=14.0, thumb=0.0
    ),
    # Against toes or fingers from ahead, to draw them back.
    "draw_back": Grip(
        *("palm", "", (0.2, 0.7, -0.8), (-0.7, 0.0, -0.7), (0.0, -1.0, 0.0)), curl=26.0, thumb=10.0
    ),
    # Close above a thing, ready to take it.
    "near": Grip("palm", "", (-0.6, 0.4, -1.0), (0.0, -0.3, -1.0), curl=22.0),
    # Below the low back of somebody who lies.
    "under_back": Grip(
        "palm", "low_back", (0.0, 1.0, -0.2), (0.0, 0.0, 1.0), (0.0, -1.0, 0.0), curl=12.0
    ),
    "rest": Grip("palm", "", (-0.5, 0.7, -0.6), (0.0, 0.0, -1.0), curl=15.0),
}


def grip_named(name: str) -> Grip:
    """A way to hold by its name. Raises UserError that lists the names."""
    if name not in GRIPS:
        raise UserError(f"Unknown hold {name!r}.", f"Known: {', '.join(GRIPS)}.")
    return GRIPS[name]
