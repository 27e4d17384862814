"""Small things that hands take: ball and putty, hammer, crate, a towel under the hand or foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.pose.skeleton import FRAME, Frames
from clinic_app.figure.props.shapes import rod
from clinic_app.figure.props.solids import Box, Ellipsoids, Solid

_UP, _AHEAD = np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])
_THINNEST = 0.35  # of its radius: as flat as a ball is pressed (drawing choice)
# What a small ball is made of, and its colour.
BALLS: Mapping[str, str] = {"ball": "pad", "putty": "band"}
_HAMMER_M = (0.065, 0.20)  # its handle below and above the fist; drawing choice, as all sizes here
_GATHERED_M = 0.07  # that the far end of a towel comes nearer when toes have gathered it
_FOLDS_BACK_M, _FOLD_M = (0.004, 0.026, 0.048), 0.007  # its folds behind the toes' tips, half thick
_FLAT_DEG, _CURLED_DEG = 14.0, 44.0  # that a toe points down at rest, and curled
_CRATE_M = (0.16, 0.115)  # half a crate's depth and height


@dataclass(frozen=True)
class Gathered:
    """How much of a towel toes have gathered, 0 to 1, and where their tips are (3,) in m."""

    share: float
    tip: Numbers


def gathered_by(frames: Frames, side: str) -> Gathered:
    """What the toes of a side gather by how far they point down."""
    down = -float(frames.rotation[0, FRAME[f"toe2.2_{side}"]][2, 0])
    degrees = float(np.degrees(np.arcsin(np.clip(down, -1.0, 1.0))))
    share = float(np.clip((degrees - _FLAT_DEG) / (_CURLED_DEG - _FLAT_DEG), 0.0, 1.0))
    return Gathered(share, place(frames, f"big_toe_{side}"))


def small_ball(spots: Sequence[Numbers], radius: float, made: str, under: float) -> Ellipsoids:
    """A ball in the middle of some places, or pressed flat between the first and the last.

    ``under`` is how far these lie below the skin in m, below 0 where nothing presses it: the ball
    is as thick as the room between them, and as much broader as it is flatter.
    """
    if made not in BALLS:
        raise UserError(f"A small ball is not made of {made!r}.", f"Known: {', '.join(BALLS)}.")
    way = spots[-1] - spots[0]
    far = float(np.linalg.norm(way))
    half = radius
    if under >= 0 and len(spots) > 1:
        half = min(max(far / 2 - under, _THINNEST * radius), radius)
    along = unit(way) if far > 1e-6 else _UP
    broad = radius * float(np.sqrt(radius / half))
    turned, radii = _across(along), np.array([[half, broad, broad]])
    return Ellipsoids(np.mean(spots, axis=0)[None], turned[None], radii, BALLS[made])


def _across(along: Numbers) -> Numbers:
    """A rotation whose first axis lies along a direction; (3, 3)."""
    aside = np.eye(3)[int(np.argmin(np.abs(along)))]
    second = unit(np.asarray(np.cross(along, aside), float))
    return np.stack([along, second, np.asarray(np.cross(along, second), float)], 1)


def hammer(frames: Frames, side: str) -> tuple[Solid, ...]:
    """A hammer in one fist, its head on the thumb's side."""
    grip = place(frames, f"grip_{side}")
    hand = frames.rotation[0, FRAME[f"hand_{side}"]]
    thumbwards, across = hand[:, 0], hand[:, 2]
    low, high = grip - thumbwards * _HAMMER_M[0], grip + thumbwards * _HAMMER_M[1]
    head = rod(high - across * 0.045, high + across * 0.055, 0.018, "dark")
    return (rod(low, high, 0.012, "wood"), head)


def crate(frames: Frames) -> tuple[Solid, ...]:
    """A crate between both hands, level, with a rim to take it by."""
    left, right = place(frames, "grip_l"), place(frames, "grip_r")
    across = unit((left - right) * (1.0, 1.0, 0.0))
    turned = np.stack([np.asarray(np.cross(across, _UP), float), across, _UP], 1)
    wide = float(np.linalg.norm(left - right)) / 2 - 0.012
    middle = (left + right) / 2 - _UP * 0.055
    deep, high = _CRATE_M
    return (
        Box(middle, np.array([deep, wide, high]), turned, "wood"),
        Box(middle + _UP * high, np.array([deep + 0.008, wide + 0.004, 0.014]), turned, "wood"),
    )


def flat_towel(
    middle: Numbers, long: float, wide: float, gathered: Gathered | None = None
) -> tuple[Solid, ...]:
    """A towel that lies flat below a place; ``middle`` is on what it lies on.

    What toes have ``gathered`` lies in folds below them, and the far end has come nearer.
    """
    drawn = gathered.share * _GATHERED_M if gathered else 0.0
    half = np.array([(long - drawn) / 2, wide / 2, 0.006])
    cloth = Box(middle + _UP * 0.006 - _AHEAD * drawn / 2, half, np.eye(3), "cloth")
    if gathered is None or not drawn:
        return (cloth,)
    folds = [
        np.array([gathered.tip[0] - back, middle[1], middle[2] + 0.011]) for back in _FOLDS_BACK_M
    ]
    across = np.array([0.0, wide / 2 - _FOLD_M, 0.0])
    radius = _FOLD_M * gathered.share
    return (cloth, *(rod(fold - across, fold + across, radius, "cloth") for fold in folds))
