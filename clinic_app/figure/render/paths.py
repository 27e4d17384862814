"""Curves and polygons on the camera's plane as shapes of the display list."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

import numpy as np

from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.curves import Curve, Polyline, fitted

Drawn: TypeAlias = tuple[str, tuple[float, ...]]  # steps and numbers of a `Shape`


@dataclass(frozen=True)
class Sheet:
    """Where the camera's plane lies on the picture: its upper left corner in m, units a metre."""

    low: Numbers
    scale: float

    def units(self, plane: Numbers) -> Numbers:
        """Places (..., 2) on the plane as places on the picture, to a hundredth."""
        return np.round((plane - self.low) * self.scale, 2)


def curved(sheet: Sheet, curves: Sequence[Curve]) -> list[Drawn]:
    """Steps and numbers of each curve as a subpath; their numbers are rounded in one go."""
    if not curves:
        return []
    starts = sheet.units(np.array([curve.start for curve in curves])).tolist()
    segments = np.concatenate([curve.segments for curve in curves])
    rows = iter(sheet.units(segments.reshape(-1, 3, 2)).reshape(-1, 6).tolist())
    found: list[Drawn] = []
    for curve, numbers in zip(curves, starts, strict=True):
        straight = curve.straight.tolist()
        for flat, row in zip(straight, rows, strict=False):
            numbers += row[4:] if flat else row
        steps = "".join("l" if flat else "c" for flat in straight)
        found.append((f"m{steps}{'z' if curve.closed else ''}", tuple(numbers)))
    return found


def cornered(sheet: Sheet, polygons: Sequence[Numbers], *, closed: bool) -> Drawn:
    """Steps and numbers of straight-edged subpaths (k, 2)."""
    steps: list[str] = []
    numbers: list[float] = []
    for polygon in polygons:
        steps.append("m" + "l" * (len(polygon) - 1) + ("z" if closed else ""))
        numbers += sheet.units(polygon).ravel().tolist()
    return "".join(steps), tuple(numbers)


@dataclass(frozen=True)
class Traced:
    """A shape whose lines (m on the camera's plane) have still to be fitted with curves."""

    lines: Sequence[Polyline]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    slack: float = 1.0  # how many times the usual tolerance its curves may miss by


def settled(
    drawn: Sequence[Shape | Traced], sheet: Sheet, *, step: float, tolerance: float
) -> list[Shape]:
    """All shapes in order; every traced line is fitted in one go."""
    lines = [line for t in drawn if isinstance(t, Traced) for line in t.lines]
    slack = np.array([t.slack for t in drawn if isinstance(t, Traced) for _ in t.lines])
    paths = iter(curved(sheet, fitted(lines, step=step, tolerance=tolerance * slack)))
    shapes: list[Shape] = []
    for one in drawn:
        if isinstance(one, Shape):
            shapes.append(one)
            continue
        own = list(islice(paths, len(one.lines)))
        if own:
            steps, numbers = "".join(s for s, _ in own), tuple(chain(*(n for _, n in own)))
            shapes.append(Shape(steps, numbers, one.fill, one.stroke, one.width))
    return shapes


def filled(drawn: Drawn, colour: str) -> list[Shape]:
    """A fill; nothing for an empty path."""
    return [Shape(*drawn, fill=colour)] if drawn[0] else []


def stroked(drawn: Drawn, colour: str, width: float) -> list[Shape]:
    """A line of a width in picture units; nothing for an empty path."""
    return [Shape(*drawn, stroke=colour, width=width)] if drawn[0] else []
