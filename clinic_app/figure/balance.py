"""The centre of mass of the body and of what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.joints import SIDES, Numbers
from clinic_app.figure.skeleton import FOREARM, FRAME, SHANK, THIGH, UPPER_ARM, Frames, spine_frame

BODY_KG = 70.0


@dataclass(frozen=True)
class Load:
    """A weight in kg at a point fixed to a bone."""

    kg: float
    frame: int
    local: Numbers


def _segments() -> list[tuple[float, int, tuple[float, float, float]]]:
    rows: list[tuple[float, int, tuple[float, float, float]]] = [
        (0.0694, FRAME["head"], (0.01, 0.0, 0.07)),
        (0.216, spine_frame(0.40), (0.0, 0.0, 0.0)),
        (0.108, spine_frame(0.20), (0.0, 0.0, 0.0)),
        (0.1117, FRAME["pelvis"], (0.0, 0.0, 0.03)),
    ]
    for side in SIDES:
        rows += [
            (0.0271, FRAME[f"uarm_{side}"], (0.0, 0.0, -0.577 * UPPER_ARM)),
            (0.0162, FRAME[f"farm_{side}"], (0.0, 0.0, -0.457 * FOREARM)),
            (0.0061, FRAME[f"hand_{side}"], (0.0, 0.0, -0.07)),
            (0.1416, FRAME[f"thigh_{side}"], (0.0, 0.0, -0.41 * THIGH)),
            (0.0433, FRAME[f"shank_{side}"], (0.0, 0.0, -0.446 * SHANK)),
            (0.0137, FRAME[f"foot_{side}"], (0.05, 0.0, -0.05)),
        ]
    return rows


_ROWS = _segments()
_SHARE = np.array([row[0] for row in _ROWS])
_FRAME = np.array([row[1] for row in _ROWS])
_POINT = np.array([row[2] for row in _ROWS])


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
