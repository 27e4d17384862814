"""Things that stand in the room: chair, wall, table, bed, step, counter, mat and their kind."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from clinic_app.figure.pose.contact import MAT_THICKNESS_M, UP, Plane, Roll
from clinic_app.figure.props.shapes import ball, box, cushion
from clinic_app.figure.props.solids import Box, Ellipsoids, Solid

Measures: TypeAlias = Mapping[str, float]
Corner: TypeAlias = tuple[float, float, float]

SEAT_M, TABLE_M, COUNTER_M, BALL_RADIUS_M = 0.45, 0.68, 0.90, 0.325
BED_M = 0.50
_LEG = 0.018
_LENGTH = 0.32  # of a block
_BACK_M = 0.42  # of a chair's back over its seat
_HALF_DEPTH = 0.21  # of a seat
_ROUNDED = 0.016  # m: the radius of an edge that a back leans over


def chair(m: Measures) -> tuple[Solid, ...]:
    """Seat centre ``x``, seat ``height``; ``back`` 1 has a backrest behind, 2 one ahead."""
    x, y, top = m.get("x", 0.0), m.get("y", 0.0), m.get("height", SEAT_M)
    half_depth, half_width = _HALF_DEPTH, 0.22
    made: list[Solid] = []
    for dx in (-half_depth + 0.025, half_depth - 0.025):
        for dy in (-half_width + 0.025, half_width - 0.025):
            made.append(_post(x + dx, y + dy, 0.0, top - 0.03))
    made.append(
        box(
            (x - half_depth, y - half_width, top - 0.035),
            (x + half_depth, y + half_width, top),
            "wood",
        )
    )
    back = m.get("back", 1.0)
    if back:
        at, high = x + _back_x(m), top + _BACK_M
        made += [_post(at, y + dy, top, high) for dy in (-0.195, 0.195)]
        made.append(box((at - 0.016, y - 0.21, top + 0.22), (at + 0.016, y + 0.21, high), "wood"))
    return tuple(made)


def _back_x(m: Measures) -> float:
    """Where a chair's back is, from the middle of its seat."""
    return (_HALF_DEPTH - 0.025) * (-1 if m.get("back", 1.0) == 1 else 1)


def _post(x: float, y: float, low: float, high: float) -> Box:
    return box((x - _LEG, y - _LEG, low), (x + _LEG, y + _LEG, high), "frame")


def wall(m: Measures) -> tuple[Solid, ...]:
    """Its face at ``x``: behind the person where x is not above 0, else ahead."""
    x, half, high = m["x"], m.get("half_width", 0.34), m.get("height", 1.95)
    out = 1.0 if x <= 0 else -1.0
    back, skirting = sorted((x, x - out * 0.08)), sorted((x, x + out * 0.012))
    return (
        box((back[0], -half, 0.0), (back[1], half, high), "wall"),
        box((skirting[0], -half, 0.0), (skirting[1], half, 0.09), "frame"),
    )


def wall_face(m: Measures) -> Plane:
    """The face that the person touches."""
    side = 1.0 if m["x"] <= 0 else -1.0
    return Plane(np.array([side, 0.0, 0.0]), side * m["x"])


def block(m: Measures) -> tuple[Solid, ...]:
    """A step, a bench or a box: middle ``x``, ``y``, ``height``, ``length`` and ``width``."""
    x, y = m.get("x", 0.0), m.get("y", 0.0)
    long, wide = m.get("length", _LENGTH) / 2, m.get("width", 0.52) / 2
    low = m.get("from", 0.0)
    return (box((x - long, y - wide, low), (x + long, y + wide, m["height"]), "wood"),)


def bench_edge(m: Measures, under: str) -> Roll:
    """The upper edge of a block on the side where it ends ahead, a little rounded."""
    x, height = m.get("x", 0.0) + m.get("length", _LENGTH) / 2, m["height"] + m.get("from", 0.0)
    return _edge(x - _ROUNDED, height, under)


def chair_back(m: Measures, under: str) -> Roll:
    """The upper edge of a chair's back."""
    return _edge(m.get("x", 0.0) + _back_x(m), m["height"] + _BACK_M, under)


def _edge(x: float, height: float, under: str) -> Roll:
    middle = np.array([x, 0.0, height - _ROUNDED])
    return Roll(UP, height, middle, np.array([0.0, 1.0, 0.0]), _ROUNDED, under)


def pad(m: Measures) -> tuple[Solid, ...]:
    """A soft pad to stand or kneel on."""
    x, y = m.get("x", 0.0), m.get("y", 0.0)
    long, wide = m.get("length", 0.42) / 2, m.get("width", 0.34) / 2
    return (box((x - long, y - wide, 0.0), (x + long, y + wide, m["height"]), "pad"),)


def table(m: Measures) -> tuple[Solid, ...]:
    """A treatment table as long as a person lying, or a shorter one of wood."""
    x, y, top = m.get("x", 0.0), m.get("y", 0.0), m.get("height", TABLE_M)
    long, wide = m.get("length", 1.90) / 2, m.get("width", 0.68) / 2
    couch = "length" not in m
    thick, legs_in = (0.08, 0.15) if couch else (0.03, 0.05)
    legs = [
        box((x + a - 0.03, y + b - 0.03, 0.0), (x + a + 0.03, y + b + 0.03, top - thick), "frame")
        for a in (legs_in - long, long - legs_in)
        for b in (0.07 - wide, wide - 0.07)
    ]
    board = box((x - long, y - wide, top - thick), (x + long, y + wide, top), _board(couch=couch))
    return (*legs, board)


def _board(*, couch: bool) -> str:
    return "pad" if couch else "wood"


def bed(m: Measures) -> tuple[Solid, ...]:
    """A bed with its middle at ``x``, ``y``; ``head`` 1 has its headboard behind, 2 ahead."""
    x, y, top = m.get("x", 0.0), m.get("y", 0.0), m["height"]
    long, wide = m.get("length", 2.0) / 2, m.get("width", 0.95) / 2
    made: list[Solid] = [
        _post(x + a, y + b, 0.0, top - 0.24)
        for a in (0.06 - long, long - 0.06)
        for b in (0.06 - wide, wide - 0.06)
    ]
    made.append(box((x - long, y - wide, top - 0.24), (x + long, y + wide, top - 0.17), "wood"))
    made.append(box((x - long, y - wide, top - 0.17), (x + long, y + wide, top), "pale"))
    if head := m.get("head", 0.0):
        at = x - long - 0.02 if head == 1 else x + long + 0.02
        made.append(box((at - 0.02, y - wide, 0.0), (at + 0.02, y + wide, top + 0.38), "wood"))
    return tuple(made)


def wedge(m: Measures) -> tuple[Solid, ...]:
    """A slanted board to stand on: its front is ``slope`` degrees lower, below 0 higher."""
    x, y, high = m["x"], m.get("y", 0.0), _middle_m(m)
    long, wide = m["length"] / 2, m.get("width", 0.42) / 2
    face = wedge_face(m)
    ahead = np.array([face.normal[2], 0.0, -face.normal[0]])
    turned = np.stack([ahead, np.array([0.0, 1.0, 0.0]), face.normal], 1)
    middle = np.array([x, y, high])
    board = Box(middle - face.normal * _BOARD, np.array([long, wide, _BOARD]), turned, "wood")
    upper = middle - ahead * np.sign(m["slope"]) * (long - 0.03)
    foot = box(
        (upper[0] - 0.02, y - wide, 0.0), (upper[0] + 0.02, y + wide, upper[2] - 0.03), "wood"
    )
    return (foot, board)


_BOARD = 0.012  # m: half the thickness of a slanted board


def wedge_face(m: Measures) -> Plane:
    """The slanted plane of a wedge."""
    slope = np.radians(m["slope"])
    normal = np.array([np.sin(slope), 0.0, np.cos(slope)])
    return Plane(normal, float(normal @ (m["x"], 0.0, _middle_m(m))))


def _middle_m(m: Measures) -> float:
    """How high the middle of a wedge is, its lower edge on the floor."""
    slope = np.radians(abs(m["slope"]))
    return float(m["length"] / 2 * np.sin(slope) + 2 * _BOARD * np.cos(slope))


def cone(m: Measures) -> tuple[Solid, ...]:
    """A low cone on the floor, to step over or to walk round."""
    high = m.get("height", 0.18)
    shares = np.linspace(0.0, 1.0, 12)
    centre = np.array([[m["x"], m.get("y", 0.0), 0.012 + s * (high - 0.02)] for s in shares])
    radii = np.array([[r, r, 0.012] for r in (0.085 - 0.065 * shares)])
    foot = box(*_around(m["x"], m.get("y", 0.0), 0.11, 0.012), "band")
    return (foot, Ellipsoids(centre, np.tile(np.eye(3), (12, 1, 1)), radii, "band"))


def _around(x: float, y: float, half: float, high: float) -> tuple[Corner, Corner]:
    return (x - half, y - half, 0.0), (x + half, y + half, high)


# The strokes of a letter E on a card, as shares of its half size: middle, half size.
_LETTER = (
    ((-0.34, 0.0), (0.11, 0.66)),
    *(((0.05, up), (0.40, 0.13)) for up in (-0.53, 0.0, 0.53)),
)


def target(m: Measures) -> tuple[Solid, ...]:
    """A letter on a card at ``z``, on a stand; its face looks back, ``turn`` degrees to the right.

    Eyes stay on it while the head moves.
    """
    turn = np.radians(180.0 + m.get("turn", 0.0))
    facing = np.array([np.cos(turn), np.sin(turn), 0.0])
    across = np.array([-facing[1], facing[0], 0.0])
    turned = np.stack([facing, across, UP], 1)
    middle, half = np.array([m["x"], m.get("y", 0.0), m["z"]]), np.array([0.006, 0.075, 0.095])
    made: list[Solid] = [Box(middle, half, turned, "pale")]
    for (aside, up), (wide, tall) in _LETTER:
        spot = middle + turned @ (half * (1.2, aside, up))
        made.append(Box(spot, half * (0.2, wide, tall), turned, "dark"))
    if m.get("stand", 1.0):
        foot = middle * (1.0, 1.0, 0.0)
        made.append(box(*_around(foot[0], foot[1], 0.10, 0.02), "frame"))
        made.append(_post(float(foot[0]), float(foot[1]), 0.02, float(m["z"]) - 0.095))
    return tuple(made)


def counter(m: Measures) -> tuple[Solid, ...]:
    """A counter whose near edge is at ``x``, ahead of the person; ``y`` moves it to a side."""
    x, y, top = m["x"], m.get("y", 0.0), m.get("height", COUNTER_M)
    half = m.get("half_width", 0.42)
    return (
        box((x + 0.03, y - half, 0.0), (x + 0.30, y + half, top - 0.04), "frame"),
        box((x, y - half, top - 0.04), (x + 0.33, y + half, top), "wood"),
    )


def big_ball(m: Measures) -> tuple[Solid, ...]:
    """An exercise ball on the floor."""
    radius = m.get("radius", BALL_RADIUS_M)
    return (ball(np.array([m.get("x", 0.0), m.get("y", 0.0), radius]), radius, "pad"),)


def pillow(m: Measures) -> tuple[Solid, ...]:
    """A pillow with its middle at ``x``, ``y`` and a ``height``."""
    half = m.get("height", 0.11) / 2
    middle = np.array([m.get("x", 0.0), m.get("y", 0.0), m.get("from", MAT_THICKNESS_M) + half])
    return (cushion(middle, (m.get("length", 0.30) / 2, m.get("width", 0.46) / 2, half), "pale"),)


def mat(m: Measures) -> tuple[Solid, ...]:
    """A mat from ``x_from`` to ``x_to`` and ``y_from`` to ``y_to``."""
    low, high = (m["x_from"], m["y_from"], 0.0), (m["x_to"], m["y_to"], MAT_THICKNESS_M)
    return (box(low, high, "mat"),)


def post(m: Measures) -> tuple[Solid, ...]:
    """A post that a band is tied to, on a broad foot."""
    x, y = m["x"], m.get("y", 0.0)
    return (
        box((x - 0.12, y - 0.15, 0.0), (x + 0.18, y + 0.15, 0.025), "frame"),
        box((x, y - 0.03, 0.025), (x + 0.06, y + 0.03, m.get("height", 1.5)), "frame"),
    )


def top(height: float) -> Plane:
    """A level plane."""
    return Plane(UP, height)
