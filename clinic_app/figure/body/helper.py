"""The surface of a helping forearm and hand: a sleeve of another colour, parts of their own."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from clinic_app.figure.body.arm import CUFF, LONG_SLEEVE, WRIST
from clinic_app.figure.body.finger_lines import finger_lines
from clinic_app.figure.body.hand import build_hands
from clinic_app.figure.body.modelling import HEM, SIGNS, Model, Skin, hem_long, smooth
from clinic_app.figure.body.on_skin import Drawn
from clinic_app.figure.ellipsoid_set import (
    HELPER,
    PART,
    EllipsoidSet,
    Surface,
    chosen,
    joined,
    overlaps,
)
from clinic_app.figure.pose.helper import HelperArm
from clinic_app.figure.pose.skeleton import FOREARM

_CUT = 0.12  # the place on the forearm where the picture ends it, flat as a sleeve


@lru_cache(maxsize=2)
def helper_surface(side: str) -> Surface:
    """The forearm and the hand of a side."""
    model = Model()
    build_hands(model)
    own = _of_side(model, side)
    _sleeve(own, side, dict(SIGNS)[side])
    return own.surface()


@lru_cache(maxsize=2)
def helper_lines(side: str) -> tuple[Drawn, ...]:
    """The lines between its fingers."""
    lines = finger_lines(helper_surface(side), side, dict(SIGNS)[side], fine=False)
    return tuple(replace(line, part=HELPER + line.part) for line in lines)


def laid_on(arm: HelperArm, person: EllipsoidSet) -> HelperArm:
    """The arm moved along its palm until that lies on the skin, wherever its landmark is."""
    hand = helper_surface(arm.side).at(arm.frames)
    palm = chosen(hand, hand.part == PART[f"{HELPER}hand_{arm.side}"])
    middle = palm.centre.mean(axis=0)
    near = chosen(person, np.linalg.norm(person.centre - middle, axis=1) < _NEAR_M)
    if not len(near.part):
        return arm
    moved = 0.0
    for _ in range(_ROUNDS):
        away = replace(palm, centre=palm.centre - arm.palm * moved)
        deep = deepest(away, near) - _PRESSED_M
        moved = min(max(moved + deep, -_FAR_M), _FAR_M)
        if abs(deep) < _CLOSE_M:
            break
    return arm.moved(-arm.palm * moved)


_NEAR_M, _FAR_M = 0.35, 0.15
_PRESSED_M, _CLOSE_M, _ROUNDS = 0.006, 0.001, 14


def deepest(one: EllipsoidSet, other: EllipsoidSet) -> float:
    """How far two sets overlap at most, below 0 where they are apart; m."""
    count = len(one.part)
    pairs = np.meshgrid(np.arange(count), count + np.arange(len(other.part)))
    return float(overlaps(joined([one, other]), pairs[0].ravel(), pairs[1].ravel()).max())


def _of_side(model: Model, side: str) -> Model:
    """What belongs to one hand, under the names of a helper's."""
    keep = [n for n, skin in enumerate(model.skin) if skin.part.endswith(f"_{side}")]
    return Model(
        frame=[model.frame[n] for n in keep],
        centre=[model.centre[n] for n in keep],
        radii=[model.radii[n] for n in keep],
        skin=[_helpers(model.skin[n]) for n in keep],
        along=[model.along[n] for n in keep],
        swept=[(*row[:6], _helpers(row[6])) for row in model.swept if row[6].part[-1] == side],
    )


def _helpers(skin: Skin) -> Skin:
    return Skin(HELPER + skin.part, "helper_skin")


def _sleeve(model: Model, side: str, sign: float) -> None:
    part, fore, wrist = f"{HELPER}farm_{side}", f"farm_{side}", f"wrist_{side}"
    cloth = Skin(part, "sleeve")
    for off in HEM:
        place = _CUT + off / FOREARM
        deep, wide, ahead, _ = smooth(np.array([place]), LONG_SLEEVE.stations)[0].tolist()
        at = (ahead, 0.0, -place * FOREARM)
        model.put(fore, at, (deep, wide, hem_long(off)), cloth, along=place)
    model.loft(fore, sign, replace(LONG_SLEEVE, begin=_CUT + 0.14), cloth)
    model.loft(wrist, sign, replace(CUFF, end=0.86), cloth, hem=True)
    model.loft(wrist, sign, WRIST, Skin(part, "helper_skin"))
