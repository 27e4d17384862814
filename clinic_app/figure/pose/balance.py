"""The centre of mass of the body and of what it holds, and the hull of what holds it up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.data.anatomy import segment
from clinic_app.figure.pose.digits import PALM
from clinic_app.figure.pose.joints import SIDES, Numbers
from clinic_app.figure.pose.skeleton import (
    FOREARM,
    FRAME,
    SHANK,
    SPINE_FROM,
    THIGH,
    UPPER_ARM,
    Frames,
    spine_frame,
)

BODY_KG = 70.0


@dataclass(frozen=True)
class Load:
    """A weight in kg at a point fixed to a bone."""

    kg: float
    frame: int
    local: Numbers


# How high above the hip joints, on the drawn trunk, the ends of its three parts lie (m):
# top and lower end of the breastbone, navel, hip joints.
_TRUNK_ENDS = {
    "upper_trunk": (0.50, 0.33),
    "middle_trunk": (0.33, 0.13),
    "lower_trunk": (0.13, 0.0),
}
_HEAD_CENTRE = (0.01, 0.0, 0.08)  # from the top of the neck
_FOOT_CENTRE = (0.06, 0.0, -0.05)  # from the ankle: 42 % of the foot from the heel


def _segments() -> list[tuple[float, int, tuple[float, float, float]]]:
    rows: list[tuple[float, int, tuple[float, float, float]]] = [
        (segment("head").mass, FRAME["head"], _HEAD_CENTRE)
    ]
    for part, (high, low) in _TRUNK_ENDS.items():
        found = segment(part)
        height = high + (low - high) * found.centre
        frame = FRAME["pelvis"] if height < SPINE_FROM else spine_frame(height)
        rows.append((found.mass, frame, (0.0, 0.0, height if height < SPINE_FROM else 0.0)))
    limbs = (
        ("upper_arm", "uarm", UPPER_ARM),
        ("forearm", "farm", FOREARM),
        ("hand", "hand", PALM),
        ("thigh", "thigh", THIGH),
        ("shank", "shank", SHANK),
    )
    for side in SIDES:
        for part, bone, length in limbs:
            found = segment(part)
            local = (0.0, 0.0, -found.centre * length)
            rows.append((found.mass, FRAME[f"{bone}_{side}"], local))
        rows.append((segment("foot").mass, FRAME[f"foot_{side}"], _FOOT_CENTRE))
    return rows


_ROWS = _segments()
_SHARE = np.array([row[0] for row in _ROWS])
_FRAME = np.array([row[1] for row in _ROWS])
_POINT = np.array([row[2] for row in _ROWS])


_LEGS = [FRAME[f"{bone}_{side}"] for side in SIDES for bone in ("thigh", "shank", "foot")]
_ABOVE_HIPS = ~np.isin(_FRAME, _LEGS)
_GRAVITY = 9.81  # m/s2


def hip_moment(frames: Frames, loads: Sequence[Load] = (), *, body_kg: float) -> Numbers:
    """What the hips of a standing person hold up when nothing moves; (b,) in N m, both together.

    Everything above the hip joints and what it holds, by how far ahead of the hip axis it hangs.
    """
    points = frames.origin[:, _FRAME] + np.einsum(
        "bnij,nj->bni", frames.rotation[:, _FRAME], _POINT
    )
    hips = (frames.origin[:, FRAME["thigh_l"]] + frames.origin[:, FRAME["thigh_r"]])[:, 0] / 2
    ahead = points[:, :, 0] - hips[:, None]
    moment = ahead @ (_SHARE * _ABOVE_HIPS) * body_kg
    for load in loads:
        moment = moment + load.kg * (frames.point(load.frame, load.local)[:, 0] - hips)
    return moment * _GRAVITY


def centre_of_mass(frames: Frames, loads: Sequence[Load] = ()) -> Numbers:
    """The common centre of mass; (b, 3) in m."""
    points = frames.origin[:, _FRAME] + np.einsum(
        "bnij,nj->bni", frames.rotation[:, _FRAME], _POINT
    )
    moment = np.einsum("bni,n->bi", points, _SHARE * BODY_KG)
    total = float(_SHARE.sum()) * BODY_KG
    for load in loads:
        moment = moment + load.kg * frames.point(load.frame, load.local)
        total += load.kg
    return moment / total


def hull(points: Numbers) -> Numbers:
    """The corners of the convex hull of points (k, 2), in order (Andrew's monotone chain)."""
    ordered: list[tuple[float, float]] = sorted({(x, y) for x, y in np.round(points, 7).tolist()})
    found: list[tuple[float, float]] = []
    for half in (ordered, ordered[::-1]):
        base = len(found)
        for x, y in half:
            while len(found) >= base + 2:
                (ax, ay), (bx, by) = found[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 1e-12:
                    break
                found.pop()
            found.append((x, y))
        found.pop()
    return np.array(found)
