"""A small second view of the same moment, set where the picture leaves room for it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clinic_app.colours import PAPER
from clinic_app.domain.exercise.picture import Panel, Shape, moved, steps_of
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.scene import Camera, Scene

ACROSS = 62.0  # picture units across an inset
_AIR = 4.0  # units between the inset and what is drawn
_EDGE = 2.0  # units between the inset and the edge of the picture
_APART = 2.0  # units between the points by which a line is followed
_ROW = 2.0  # units between the heights that are tried
_FRAME = 0.5  # units wide
_ALIKE = 1e-6  # units
# What counts of a picture's size is what decides how large its box on paper, about so many times as
# wide as high, can hold it; the other side a little, and that an inset is high up still less.
_BOX = 0.9
_OTHER_SIDE, _LOWER = 0.1, 0.02


def within_inset(scene: Scene, camera: Camera) -> Scene:
    """What an inset shows of a scene: no arrows, no floor, and from below no mat."""
    props = tuple(p for p in scene.props if camera.height > 0 or p.kind != "mat")
    return replace(scene, trails=(), floor=False, show=(), props=props)


def with_inset(panel: Panel, inset: Panel) -> Panel:
    """A picture with a smaller one in a free corner, or beside it where there is none.

    The picture grows in such a way that it can be printed as large as before, if that is possible.
    """
    left, top = _place(_followed(panel.shapes), panel, inset)
    before, after, above = _growth(left, top, panel, inset)
    own = [moved(s, right=left, down=top) for s in (*inset.shapes, _frame(inset))]
    return replace(
        panel,
        width=round(panel.width + before + after, 2),
        height=round(panel.height + above, 2),
        shapes=tuple(moved(s, right=before, down=above) for s in (*panel.shapes, *own)),
        inset=len(own),
    )


def _growth(left: float, top: float, panel: Panel, inset: Panel) -> tuple[float, float, float]:
    """By how much a picture grows on the left, the right and above for an inset at a place."""
    right = left + inset.width + _EDGE - panel.width
    return max(0.0, _EDGE - left), max(0.0, right), max(0.0, _EDGE - top)


def _place(points: Numbers, panel: Panel, inset: Panel) -> tuple[float, float]:
    """The left and the upper edge of the inset where the picture loses least."""
    best, least = (0.0, 0.0), np.inf
    rows = _Rows.of(points, panel)
    last = panel.height - inset.height - _EDGE
    for top in np.arange(last, -inset.height - _AIR - _ROW, -_ROW).tolist():
        for left in _beside(rows, top, panel, inset):
            before, after, above = _growth(left, top, panel, inset)
            wide, high = (panel.width + before + after) / _BOX, panel.height + above
            cost = max(wide, high) + _OTHER_SIDE * (wide + high) + _LOWER * max(0.0, top)
            if cost < least - _ALIKE:
                best, least = (left, top), cost
    return best


@dataclass(frozen=True)
class _Rows:
    """The least and the largest x of what is drawn in each `_ROW` of a picture, from above."""

    least: Numbers
    most: Numbers

    @classmethod
    def of(cls, points: Numbers, panel: Panel) -> "_Rows":
        """Where nothing is drawn the row is empty: its least is the picture's width, its most 0."""
        count = int(panel.height / _ROW) + 1
        row = np.clip(points[:, 1] / _ROW, 0, count - 1).astype(np.int64)
        least, most = np.full(count, panel.width), np.zeros(count)
        np.minimum.at(least, row, points[:, 0])
        np.maximum.at(most, row, points[:, 0])
        return cls(least, most)

    def between(self, top: float, bottom: float) -> tuple[float, float]:
        """From where to where something is drawn between two heights."""
        cut = slice(max(0, int(top / _ROW)), max(0, math.ceil(bottom / _ROW)))
        return self.least[cut].min(initial=np.inf), self.most[cut].max(initial=0.0)


def _beside(rows: _Rows, top: float, panel: Panel, inset: Panel) -> tuple[float, float]:
    """Where an inset at this height begins on the right and on the left of all that is drawn."""
    nearest, farthest = rows.between(top - _AIR, top + inset.height + _AIR)
    right = max(panel.width - _EDGE - inset.width, farthest + _AIR)
    return right, min(_EDGE, nearest - _AIR - inset.width)


def _frame(inset: Panel) -> Shape:
    w, h = inset.width, inset.height
    return Shape("mlllz", (0.0, 0.0, w, 0.0, w, h, 0.0, h), stroke=PAPER.rule, width=_FRAME)


def _followed(shapes: Sequence[Shape]) -> Numbers:
    """Points (n, 2) close together along everything that is drawn."""
    rows = [row for shape in shapes for row in _rows(shape)]
    bends = np.array(rows).reshape(-1, 4, 2)
    length = np.hypot(*np.moveaxis(np.diff(bends, axis=1), -1, 0)).sum(1)
    count = np.ceil(length / _APART).astype(np.int64) + 1
    row = np.repeat(np.arange(len(bends)), count)
    t = ((np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)) / count[row])[:, None]
    s = 1.0 - t
    a, b, c, d = np.moveaxis(bends[row], 1, 0)
    return s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d


def _rows(shape: Shape) -> Iterator[tuple[float, ...]]:
    """Each step as a cubic curve: its start, two controls and its end."""
    begun = here = (0.0, 0.0)
    for letter, numbers in steps_of(shape):
        end = numbers[-2:] if numbers else begun
        if letter == "m":
            begun = end
        elif letter == "c":
            yield (*here, *numbers)
        else:
            yield (*here, *here, *end, *end)
        here = end
