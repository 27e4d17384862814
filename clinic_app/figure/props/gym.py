"""Things of a gym: door frame, roller, balls, wobble board, bike, pulley; drawing choices in m."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from clinic_app.figure.pose.contact import MAT_THICKNESS_M, Roll
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import FRAME, Frames
from clinic_app.figure.props.shapes import bent, box, flat_ball, plate, rod
from clinic_app.figure.props.solids import Disc, Solid, Tube

Measures: TypeAlias = Mapping[str, float]

ROLLER_M, BOARD_M, SADDLE_M = 0.075, 0.085, 0.88
_ACROSS = np.array([0.0, 1.0, 0.0])
_UP = np.array([0.0, 0.0, 1.0])
_CRANK_M, _PEDAL_OUT = 0.17, 0.11
_SHOE_M = 0.03  # from the ball of the foot to the middle of its pedal


def door(m: Measures) -> tuple[Solid, ...]:
    """A door frame across the way at ``x``, its posts ``width`` apart."""
    x, half, high = m["x"], m.get("width", 0.86) / 2, m.get("height", 2.02)
    deep, wide = 0.07, 0.08
    return (
        box((x, -half - wide, 0.0), (x + deep, -half, high), "wood"),
        box((x, half, 0.0), (x + deep, half + wide, high), "wood"),
        box((x, -half - wide, high), (x + deep, half + wide, high + wide), "wood"),
    )


def roller(m: Measures) -> tuple[Solid, ...]:
    """A foam roller across the mat, or along it with ``turn`` 90."""
    roll = roll_of(m)
    half = m.get("length", 0.60) / 2
    return (Disc(roll.middle, roll.axis, roll.radius, half, "pad", ring=0.45),)


def roll_of(m: Measures, under: str = "") -> Roll:
    """The round side of a roller, to rest on."""
    radius, turn = m.get("radius", ROLLER_M), np.radians(m.get("turn", 0.0))
    height = m.get("from", MAT_THICKNESS_M) + radius
    return Roll(
        normal=_UP,
        distance=height + radius,
        middle=np.array([m["x"], m.get("y", 0.0), height]),
        axis=np.array([np.sin(turn), np.cos(turn), 0.0]),
        radius=radius,
        under=under,
    )


def wobble_board(m: Measures) -> tuple[Solid, ...]:
    """A round board on half a ball; ``tilt`` in degrees lowers its front."""
    x, y, high = m["x"], m.get("y", 0.0), m["height"]
    tilt = np.radians(m.get("tilt", 0.0))
    axis = np.array([np.sin(tilt), 0.0, np.cos(tilt)])
    board = plate(np.array([x, y, high]) - axis * 0.012, axis, m.get("radius", 0.21), 0.012, "wood")
    return (flat_ball(np.array([x, y, 0.0]), 0.10, high - 0.012, "dark"), board)


def pulley(frames: Frames, wheel: Numbers) -> tuple[Solid, ...]:
    """A rope over a wheel that hangs from above, its two handles in the hands."""
    x, y, z = wheel.tolist()
    made: list[Solid] = [
        plate(wheel, _ACROSS, 0.035, 0.010, "steel"),
        rod(wheel + _UP * 0.02, wheel + _UP * 0.14, 0.006, "dark"),
        box((x - 0.07, y - 0.03, z + 0.14), (x + 0.07, y + 0.03, z + 0.16), "frame"),
    ]
    for side, s in (("l", 1.0), ("r", -1.0)):
        grip = place(frames, f"grip_{side}")
        along = frames.rotation[0, FRAME[f"hand_{side}"], :, 0]
        made.append(rod(grip - along * 0.062, grip + along * 0.062, 0.013, "dark"))
        made.append(Tube(np.array([grip, wheel + _ACROSS * s * 0.030]), 0.0045, "dark"))
    return tuple(made)


def bike(m: Measures, frames: Frames) -> tuple[Solid, ...]:
    """An exercise bike with its saddle at ``x``; the pedals are under the feet."""
    return (*_stand(m), *_saddle_and_bars(m), *_pedals(m, frames))


def _stand(m: Measures) -> list[Solid]:
    x, seat = m["x"], m["height"]

    def at(ahead: float, up: float) -> Numbers:
        return np.array([x + ahead, 0.0, up])

    wheel = Disc(at(0.53, 0.32), _ACROSS, 0.235, 0.045, "pad", ring=0.86, hub=0.2)
    return [
        box((x - 0.32, -0.24, 0.0), (x - 0.24, 0.24, 0.05), "dark"),
        box((x + 0.62, -0.24, 0.0), (x + 0.70, 0.24, 0.05), "dark"),
        rod(at(-0.28, 0.06), at(0.66, 0.06), 0.032, "frame"),
        rod(at(0.20, 0.06), at(-0.03, seat - 0.06), 0.028, "frame"),
        rod(at(0.50, 0.10), at(0.55, seat + 0.22), 0.026, "frame"),
        wheel,
    ]


def _saddle_and_bars(m: Measures) -> list[Solid]:
    x, seat = m["x"], m["height"]
    saddle = [
        [x - 0.15, 0.0, seat - 0.03],
        [x - 0.05, 0.0, seat - 0.025],
        [x + 0.08, 0.0, seat - 0.035],
    ]
    bar = [
        np.array([x + ahead, y, seat + up])
        for ahead, y, up in (
            (0.47, -0.24, 0.30),
            (0.56, -0.20, 0.22),
            (0.56, 0.20, 0.22),
            (0.47, 0.24, 0.30),
        )
    ]
    return [
        Tube(np.array(saddle), 0.036, "dark"),
        bent(*bar, radius=0.015, colour="dark"),
        box((x + 0.55, -0.08, seat + 0.23), (x + 0.59, 0.08, seat + 0.36), "frame"),
    ]


def crank_of(m: Measures) -> Numbers:
    """The middle of the crank; (3,)."""
    return np.array([m["x"] + 0.26, 0.0, 0.31])


def _pedals(m: Measures, frames: Frames) -> list[Solid]:
    """Both pedals on one line through the crank, turned towards the right foot."""
    crank = crank_of(m)
    way = (place(frames, "ball_r") - _UP * _SHOE_M - crank) * (1.0, 0.0, 1.0)
    way = way / max(float(np.linalg.norm(way)), 1e-6) * _CRANK_M
    made: list[Solid] = [plate(crank, _ACROSS, 0.075, 0.030, "steel")]
    for out, reach in ((-_PEDAL_OUT, way), (_PEDAL_OUT, -way)):
        pedal = crank + reach + _ACROSS * out
        made.append(rod(crank + _ACROSS * out * 0.4, pedal - _ACROSS * out * 0.6, 0.011, "dark"))
        half = np.array([0.05, 0.045, 0.007])
        low, high = pedal - half, pedal + half
        made.append(box((low[0], low[1], low[2]), (high[0], high[1], high[2]), "dark"))
    return made
