"""Props on the picture: boxes as exact polygons, round things by their traced outlines."""

import numpy as np

from clinic_app.domain.picture import Shape
from clinic_app.figure.joints import Numbers
from clinic_app.figure.render.boxes import edges
from clinic_app.figure.render.curves import fitted
from clinic_app.figure.render.ink import Line, outer
from clinic_app.figure.render.palette import PROP_INK, Palette
from clinic_app.figure.render.paths import Sheet, cornered, curved, filled, stroked
from clinic_app.figure.render.stack import Stack, Thing
from clinic_app.figure.render.strokes import inked
from clinic_app.figure.render.trace import outlines, sampled
from clinic_app.figure.render.view import View

WIDTH = 0.5  # of a prop's lines, in picture units
_SLACK = 0.003  # m an edge may lie behind its own surface


def thing_fills(stack: Stack, sheet: Sheet, palette: Palette, view: View, tolerance: float) -> list[Shape]:
    """The fills of all props, back to front; the body is drawn over them where it hides them."""
    shapes: list[Shape] = []
    for thing in _back_to_front(stack):
        tones = palette.prop(thing.colour)
        if thing.faces:
            for face in thing.faces:
                drawn = cornered(sheet, [view.plane(face.corners)], closed=True)
                shapes += filled(drawn, tones[face.tone])
        else:
            rings = outlines(thing.layer, stack.grid, level=-0.0006)
            drawn = curved(sheet, fitted(rings, step=stack.grid.step, tolerance=tolerance))
            shapes += filled(drawn, tones[1])
    return shapes


def _back_to_front(stack: Stack) -> list[Thing]:
    """Boxes ordered by which stands before which where they overlap, then the round things."""
    boxes = [t for t in stack.things if t.faces]
    left = sorted(boxes, key=lambda t: -float(t.layer.depth.mean()))
    ordered: list[Thing] = []
    while left:
        free = [t for t in left if not any(_hides(t, o) for o in left if o is not t)]
        chosen = free[0] if free else left[0]
        left.remove(chosen)
        ordered.append(chosen)
    return [*ordered, *(t for t in stack.things if not t.faces)]


def _hides(one: Thing, other: Thing) -> bool:
    """Whether a box stands before another somewhere (and more so than the other way round)."""
    a, b = one.layer, other.layer
    left, top = max(a.left, b.left), max(a.top, b.top)
    right, bottom = min(a.box[2], b.box[2]), min(a.box[3], b.box[3])
    if left >= right or top >= bottom:
        return False
    in_a = (slice(top - a.top, bottom - a.top), slice(left - a.left, right - a.left))
    in_b = (slice(top - b.top, bottom - b.top), slice(left - b.left, right - b.left))
    both = (a.inside[in_a] > 0) & (b.inside[in_b] > 0)
    return bool(both.any()) and float((b.depth[in_b] - a.depth[in_a])[both].mean()) > 0


def thing_lines(stack: Stack, sheet: Sheet, view: View, tolerance: float) -> list[Shape]:
    """The visible edges of boxes, exactly straight, and the outlines of round things."""
    straight = [run for t in stack.things if t.faces for run in _edge_runs(t, stack, view)]
    shapes = stroked(cornered(sheet, straight, closed=False), PROP_INK, WIDTH)
    lines: list[Line] = []
    for thing in stack.things:
        if not thing.faces:
            lines += outer(outlines(thing.layer, stack.grid), thing.layer, stack.scenery)
    step = stack.grid.step
    return shapes + inked(
        lines, sheet, colour=PROP_INK, width=WIDTH, step=step, tolerance=tolerance
    )


def _edge_runs(thing: Thing, stack: Stack, view: View) -> list[Numbers]:
    """The pieces (2, 2) of a box's edges that nothing hides, on the camera's plane."""
    found: list[Numbers] = []
    for a, b in edges(list(thing.faces)):
        ends = view.plane(np.stack([a, b]))
        length = float(np.hypot(*(ends[1] - ends[0])))
        count = max(int(length / stack.grid.step * 2), 2)
        share = np.linspace(0.0, 1.0, count + 1)
        clear = _clear(thing, a + share[:, None] * (b - a), stack, view)
        for first, last in _positive(share, clear):
            found.append(ends[0] + np.array([[first], [last]]) * (ends[1] - ends[0]))
    return found


def _clear(thing: Thing, points: Numbers, stack: Stack, view: View) -> Numbers:
    """How far points of an edge are from being hidden by any other layer; negative if hidden."""
    cells, depth = stack.grid.cells(view.plane(points)), view.depth(points)
    clear = np.full(len(points), 1.0)
    for layer in stack.scenery.layers:
        if layer is thing.layer:
            continue
        x, y = (cells - (layer.left, layer.top)).T
        about = (x > 0) & (y > 0) & (x < layer.inside.shape[1] - 1) & (y < layer.inside.shape[0] - 1)
        if about.any():
            give = 0.015 if layer.part >= 0 and thing.layer.rigid else -_SLACK
            behind = (sampled(layer.depth, x[about], y[about]) - depth[about] + -give) * 0.5
            inside = sampled(layer.inside, x[about], y[about])
            clear[about] = np.minimum(clear[about], np.maximum(-inside, behind))
    return clear


def _positive(share: Numbers, clear: Numbers) -> list[tuple[float, float]]:
    """Where a sampled line is above zero, crossing points interpolated."""
    found: list[tuple[float, float]] = []
    start: float | None = 0.0 if clear[0] > 0 else None
    for i in range(len(share) - 1):
        a, b = float(clear[i]), float(clear[i + 1])
        if (a > 0) == (b > 0):
            continue
        at = float(share[i] + (share[i + 1] - share[i]) * a / (a - b))
        if start is None:
            start = at
        else:
            found.append((start, at))
            start = None
    if start is not None:
        found.append((start, 1.0))
    return found
