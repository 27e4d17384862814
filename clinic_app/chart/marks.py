"""A drawing as plain marks that any painter can draw: places in points, colours by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Measure: TypeAlias = Callable[[str, float, bool], float]
"""The width of a text in points, by its size and whether it is bold."""


@dataclass(frozen=True)
class Stroke:
    """Lines through points (x, top), in points; closed and filled where ``fill`` is a colour."""

    points: tuple[tuple[float, float], ...]
    stroke: str = ""
    fill: str = ""
    line: float = 1.0
    dash: tuple[float, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class Dot:
    """A circle around (x, top)."""

    x: float
    top: float
    radius: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0


@dataclass(frozen=True)
class Text:
    """One line with its baseline at ``base``; ``anchor`` says which part of it stands at ``x``."""

    text: str
    x: float
    base: float
    size: float = 10.0
    bold: bool = False
    colour: str = "ink"
    anchor: str = "start"

    def sides(self, measure: Measure) -> tuple[float, float]:
        """Where it starts and where it ends."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        wide = measure(self.text, self.size, self.bold)
        left = self.x - share * wide
        return left, left + wide


Mark: TypeAlias = Stroke | Dot | Text


def box(
    *, x: float, top: float, width: float, height: float, fill: str = "", stroke: str = ""
) -> Stroke:
    """A rectangle."""
    right, bottom = x + width, top + height
    corners = ((x, top), (right, top), (right, bottom), (x, bottom))
    return Stroke(corners, stroke=stroke, fill=fill, closed=True)
