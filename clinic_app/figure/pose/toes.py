"""The toes and the arch of a foot without a shoe: where they are, from the foot and its joints.

Distances are in m in the foot's frame, whose +x points ahead and +z up; its origin is the ankle.
"""

import numpy as np

from clinic_app.figure.data.anatomy import length_m, toe
from clinic_app.figure.pose.digits import Links
from clinic_app.figure.pose.joints import SIGNS, TOES, Numbers, sided_places
from clinic_app.figure.pose.rotation import about_y, about_z

FOOT_HEIGHT = length_m("foot_height")  # from the skin of the sole to the ankle
TOE_LINKS = np.array([toe(name).links for name in TOES])  # (toes, links) m
SHOD_BALL = 0.115  # m ahead of the ankle, where a shoe bends
BARE_BALL = toe("hallux").ahead
BALL_HIGH = 0.012  # m above what the foot stands on

# Drawing choices: how high each toe begins, its share of a spread, of the big toe's own lift and
# of a curl, and how far its middle joint is bent at rest, in degrees.
_HIGH = np.array([0.0135, 0.0130, 0.0125, 0.0120, 0.0110])
_SPREADS = np.array([-1.0, -0.25, 0.15, 0.55, 1.1])
_BIG = np.array([1.0, 0.0, 0.0, 0.0, 0.0])
_CURLS = np.array([0.6, 1.0, 1.0, 1.0, 1.0])
_BENT = np.array([2.0, 12.0, 14.0, 15.0, 14.0])

_LIFT, _SHORTER = 0.009, 0.005  # m that the drawn-up arch rises and the foot shortens

TOE_FRAMES = tuple(f"{name}.{link}" for name in TOES for link in (1, 2))
ARCH_FRAMES = ("arch", "fore")  # the middle of the foot, and its ball
_TURNED = np.array([toe(name).turned for name in TOES])
_ROOTS = np.column_stack([[(toe(name).ahead, toe(name).aside) for name in TOES], _HIGH])
_ARCH = sided_places("arch")[0]
_JOINTS = sided_places("toe", "big_toe", "toe_curl", "toe_spread")


def arch_links(poses: Numbers, sides: slice, foot: Numbers, ankle: Numbers) -> Links:
    """The frames of `ARCH_FRAMES`: turned as the foot, moved by the arch.

    ``foot`` (b, sides, 3, 3) and ``ankle`` (b, sides, 3) are those of the feet.
    """
    drawn = poses[:, _ARCH[sides], None]
    back = drawn * _SHORTER * foot[..., 0]
    middle = ankle + drawn * _LIFT * foot[..., 2] - back / 2
    return Links(np.stack([foot, foot], axis=2), np.stack([middle, ankle - back], axis=2))


def toe_links(poses: Numbers, sides: slice, foot: Numbers, fore: Numbers, sole_m: float) -> Links:
    """The links in the order of `TOE_FRAMES`, all ten toes at once.

    ``fore`` (b, sides, 3) is the ankle, moved as the drawn-up arch moves the ball of the foot;
    ``sole_m`` is how thick what the feet wear is below them.
    """
    up, big, curl, spread = np.moveaxis(poses[:, _JOINTS[:, sides]], 1, 0)[..., None]
    sign = SIGNS[sides]
    roots = _ROOTS - (0.0, 0.0, FOOT_HEIGHT + sole_m)
    roots = roots * np.stack([np.ones_like(sign), sign, np.ones_like(sign)], 1)[:, None]
    origin = fore[:, :, None] + np.einsum("bsij,stj->bsti", foot, roots)
    aside = (_TURNED + spread * _SPREADS) * sign[:, None]
    first = foot[:, :, None] @ about_z(aside) @ about_y(-(up + big * _BIG))
    second = first @ about_y(curl * _CURLS + _BENT)
    middle = origin + first[..., 0] * TOE_LINKS[:, 0, None]
    count = (*foot.shape[:2], len(TOE_FRAMES))
    return Links(
        np.stack([first, second], axis=3).reshape(*count, 3, 3),
        np.stack([origin, middle], axis=3).reshape(*count, 3),
    )
