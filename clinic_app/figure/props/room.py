"""Things that stand in the room: chair, wall, table, step, counter, mat and their kind."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from clinic_app.figure.pose.contact import MAT_THICKNESS_M, UP, Plane
from clinic_app.figure.props.shapes import ball, box, cushion
from clinic_app.figure.props.solids import Box, Solid

Measures: TypeAlias = Mapping[str, float]

SEAT_M, TABLE_M, COUNTER_M, BALL_RADIUS_M = 0.45, 0.68, 0.90, 0.325
_LEG = 0.018


def chair(m: Measures) -> tuple[Solid, ...]:
    """Seat centre ``x``, seat ``height``; ``back`` 1 has a backrest behind, 2 one ahead."""
    x, y, top = m.get("x", 0.0), m.get("y", 0.0), m.get("height", SEAT_M)
    half_depth, half_width = 0.21, 0.22
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
        at = x - half_depth + 0.025 if back == 1 else x + half_depth - 0.025
        made += [_post(at, y + dy, top, top + 0.42) for dy in (-0.195, 0.195)]
        made.append(
            box((at - 0.016, y - 0.21, top + 0.22), (at + 0.016, y + 0.21, top + 0.42), "wood")
        )
    return tuple(made)


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
    long, wide = m.get("length", 0.32) / 2, m.get("width", 0.52) / 2
    low = m.get("from", 0.0)
    return (box((x - long, y - wide, low), (x + long, y + wide, m["height"]), "wood"),)


def pad(m: Measures) -> tuple[Solid, ...]:
    """A soft pad to stand or kneel on."""
    x, y = m.get("x", 0.0), m.get("y", 0.0)
    long, wide = m.get("length", 0.42) / 2, m.get("width", 0.34) / 2
    return (box((x - long, y - wide, 0.0), (x + long, y + wide, m["height"]), "pad"),)


def table(m: Measures) -> tuple[Solid, ...]:
    """A treatment table as long as a person lying."""
    x, top = m.get("x", 0.0), m.get("height", TABLE_M)
    legs = [
        box((x + a - 0.03, b - 0.03, 0.0), (x + a + 0.03, b + 0.03, top - 0.06), "frame")
        for a in (-0.8, 0.8)
        for b in (-0.27, 0.27)
    ]
    return (*legs, box((x - 0.95, -0.34, top - 0.08), (x + 0.95, 0.34, top), "pad"))


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
