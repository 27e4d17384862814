"""A picture as a plain display list, so that any engine can fill a panel on the page."""

from dataclasses import dataclass
from typing import TypeAlias

# ("m", x, y), ("l", x, y), ("c", x1, y1, x2, y2, x, y) or ("z",); x right, y down.
Segment: TypeAlias = tuple[str | float, ...]


@dataclass(frozen=True)
class Shape:
    """One path. ``fill`` and ``stroke`` are ``#RRGGBB`` or empty; ``width`` in picture units."""

    path: tuple[Segment, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0


@dataclass(frozen=True)
class Panel:
    """A picture ``width`` by ``height`` in its own units, drawn back to front; ``alt`` tells it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str = ""
