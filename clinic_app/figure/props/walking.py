"""Walking aids and stairs. All measures are drawing choices after common catalogue sizes, in m."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.pose.skeleton import FRAME, Frames
from clinic_app.figure.props.shapes import bent, box, plate, rod
from clinic_app.figure.props.solids import Solid, Tube

Measures: TypeAlias = Mapping[str, float]
_Place: TypeAlias = Callable[[float, float, float], Numbers]

GRIP_M, RISE_M, TREAD_M, STEPS = 0.88, 0.17, 0.29, 3
_ACROSS = np.array([0.0, 1.0, 0.0])
_TUBE, _HANDLE, _RUBBER = 0.013, 0.018, 0.018  # radii


def walker(m: Measures) -> tuple[Solid, ...]:
    """A frame to walk with, by the middle of its grips; ``wheels`` 1 has two in front."""
    made: list[Solid] = []
    for side in (-1.0, 1.0):
        made += _side_of_walker(m, side)
    x, grip, half = m["x"], m["height"], m.get("width", 0.54) / 2
    for height in (0.50, 0.80):
        ends = [np.array([x + 0.19, s * half, grip * height]) for s in (-1.0, 1.0)]
        made.append(rod(ends[0], ends[1], 0.011, "steel"))
    return tuple(made)


def _side_of_walker(m: Measures, side: float) -> list[Solid]:
    x, grip, half = m["x"], m["height"], m.get("width", 0.54) / 2

    def at(ahead: float, out: float, up: float) -> Numbers:
        return np.array([x + ahead, side * (half + out), up])

    frame = bent(
        at(-0.22, 0.03, 0.02),
        at(-0.17, 0.0, grip),
        at(0.15, 0.0, grip),
        at(0.22, 0.02, 0.05),
        radius=_TUBE,
        colour="steel",
    )
    return [
        frame,
        rod(at(-0.10, 0.0, grip + 0.003), at(0.05, 0.0, grip + 0.003), _HANDLE, "dark"),
        rod(at(-0.195, 0.012, grip * 0.42), at(0.20, 0.012, grip * 0.42), 0.010, "steel"),
        rod(at(-0.222, 0.03, 0.0), at(-0.218, 0.03, 0.05), _RUBBER, "dark"),
        _front_foot(at, wheeled=m.get("wheels", 1.0) > 0),
    ]


def _front_foot(at: _Place, *, wheeled: bool) -> Solid:
    if wheeled:
        return plate(at(0.225, 0.045, 0.06), _ACROSS, 0.06, 0.012, "dark")
    return rod(at(0.22, 0.02, 0.0), at(0.22, 0.02, 0.06), _RUBBER, "dark")


def cane(frames: Frames, side: str, tip: Numbers) -> tuple[Solid, ...]:
    """A stick with a handle across, from a hand to its tip on the floor."""
    grip, ahead = place(frames, f"grip_{side}"), _level(frames, side)
    stick = bent(
        grip + ahead * 0.055, grip - ahead * 0.045, tip, radius=0.011, colour="wood", rounded=0.03
    )
    return (stick, rod(tip, tip + (grip - tip) * 0.035, _RUBBER, "dark"))


def _level(frames: Frames, side: str) -> Numbers:
    """The way of a grip, level."""
    return unit(frames.rotation[0, FRAME[f"hand_{side}"], :, 0] * (1.0, 1.0, 0.0))


def crutch(frames: Frames, side: str, tip: Numbers) -> tuple[Solid, ...]:
    """A forearm crutch: its stick, its grip and its cuff below the elbow."""
    grip, elbow = place(frames, f"grip_{side}"), place(frames, f"elbow_{side}")
    fore = unit(elbow - grip)
    ahead = unit(frames.rotation[0, FRAME[f"hand_{side}"], :, 0])
    bend = grip - ahead * 0.062
    cuff = bend + fore * 0.20
    return (
        Tube(np.array([tip, bend, cuff]), 0.012, "steel"),
        rod(bend, grip + ahead * 0.055, 0.015, "dark"),
        Tube(_cuff(elbow - fore * 0.055, fore, ahead), 0.011, "dark"),
        rod(tip, tip + unit(bend - tip) * 0.05, _RUBBER, "dark"),
    )


def _cuff(middle: Numbers, fore: Numbers, ahead: Numbers) -> Numbers:
    """An open ring round the forearm; (k, 3)."""
    turn = np.linspace(-0.1, 1.35, 14)[:, None] * np.pi
    across = unit(np.asarray(np.cross(fore, ahead), float))
    return middle + 0.050 * (np.cos(turn) * across - np.sin(turn) * ahead)


def stairs(m: Measures) -> tuple[Solid, ...]:
    """Steps up from ``x``; ``rail`` 1 is on the right, 2 on the left, 3 on both sides, 0 none."""
    x, rise, tread = m["x"], m["rise"], m["tread"]
    count, half = int(m["count"]), m.get("width", 0.80) / 2
    steps = [
        box((x + k * tread, -half, k * rise), (x + count * tread, half, (k + 1) * rise), "wood")
        for k in range(count)
    ]
    sides = [s for bit, s in ((1, -1.0), (2, 1.0)) if int(m.get("rail", 1.0)) & bit]
    return (*steps, *(_rail(m, side) for side in sides))


RAIL_M = 0.88  # above the floor and above the nosings


def _rail(m: Measures, side: float) -> Solid:
    x, count, rise = m["x"], m["count"], m["rise"]
    y = side * (m.get("width", 0.80) / 2 - 0.03)
    far = x + (count - 0.35) * m["tread"]
    low, high = RAIL_M, RAIL_M + (count - 0.2) * rise
    return bent(
        np.array([x - 0.10, y, 0.0]),
        np.array([x - 0.10, y, low]),
        np.array([far, y, high]),
        np.array([far, y, count * rise]),
        radius=0.017,
        colour="steel",
        rounded=0.06,
    )
