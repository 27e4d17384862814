"""Props on the picture: boxes as exact polygons, round props by their traced outlines."""

import numpy as np

from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.boxes import edges
from clinic_app.figure.render.clear import clearance
from clinic_app.figure.render.clip import clipped
from clinic_app.figure.render.disc_faces import disc_faces
from clinic_app.figure.render.outlines import outer
from clinic_app.figure.render.overlap import shared_cells
from clinic_app.figure.render.palette import INK, PROP_INK, Palette
from clinic_app.figure.render.paths import Sheet, Traced, cornered, filled, stroked
from clinic_app.figure.render.stack import PropLayer, Stack
from clinic_app.figure.render.strokes import inked
from clinic_app.figure.render.trace import above_zero, outlines
from clinic_app.figure.render.view import View

WIDTH = 0.5  # of a prop's lines, in picture units


def prop_fills(stack: Stack, sheet: Sheet, palette: Palette, view: View) -> list[Shape | Traced]:
    """The fills of all props, back to front; the body is drawn over them where it hides them."""
    shapes: list[Shape | Traced] = []
    for prop in _back_to_front(stack):
        tones = palette.prop(prop.colour)
        for face in prop.faces:
            ring = clipped(view.plane(face.corners), stack.grid)
            if len(ring):
                shapes += filled(cornered(sheet, [ring], closed=True), tones[face.tone])
        if not prop.faces:
            shapes.append(
                Traced(outlines(prop.layer, stack.grid, level=-0.0006), fill=tones[1], slack=0.6)
            )
    return shapes


def _back_to_front(stack: Stack) -> list[PropLayer]:
    """Boxes ordered by which stands before which where they overlap, then the round props."""
    boxes = [t for t in stack.props if t.faces]
    left = sorted(boxes, key=lambda t: -float(t.layer.depth.mean()))
    hides = {(one, other) for one in left for other in left if _hides(one, other)}
    ordered: list[PropLayer] = []
    while left:
        free = [t for t in left if not any((t, other) in hides for other in left)]
        chosen = free[0] if free else left[0]
        left.remove(chosen)
        ordered.append(chosen)
    return [*ordered, *(t for t in stack.props if not t.faces)]


def _hides(one: PropLayer, other: PropLayer) -> bool:
    """Whether a box stands before another somewhere (and more so than the other way round)."""
    a, b = one.layer, other.layer
    shared = shared_cells(a, b)
    if one is other or shared is None:
        return False
    in_a, in_b = shared
    both = (a.inside[in_a] > 0) & (b.inside[in_b] > 0)
    return bool(both.any()) and float((b.depth[in_b] - a.depth[in_a])[both].mean()) > 0


def prop_lines(stack: Stack, sheet: Sheet, palette: Palette, view: View) -> list[Shape | Traced]:
    """The visible edges of boxes, exactly straight, and the outlines of round props."""
    shapes: list[Shape | Traced] = [*disc_faces(stack, palette, view, WIDTH)]
    for ink in (PROP_INK, INK):
        props = [p for p in stack.props if palette.prop_ink(p.colour) == ink]
        runs = _edge_runs(props, stack, view)
        shapes += stroked(cornered(sheet, runs, closed=False), ink, WIDTH)
        lines = [
            line
            for prop in props
            if not prop.faces
            for line in outer(outlines(prop.layer, stack.grid), prop.layer, stack.scenery)
        ]
        shapes += inked(lines, sheet, ink, WIDTH)
    return shapes


def _edge_runs(props: list[PropLayer], stack: Stack, view: View) -> list[Numbers]:
    """The pieces (2, 2) of boxes' edges that nothing hides, on the camera's plane."""
    owned = [(t.layer, edge) for t in props for edge in edges(list(t.faces))]
    if not owned:
        return []
    ends = np.array([edge for _, edge in owned])
    flat = view.plane(ends)
    length = np.hypot(*(flat[:, 1] - flat[:, 0]).T)
    counts = np.maximum((length / stack.grid.step).astype(np.int64), 2) + 1
    first = np.cumsum(counts) - counts
    share = (np.arange(int(counts.sum())) - np.repeat(first, counts)) / np.repeat(
        counts - 1, counts
    )
    points = np.repeat(ends[:, 0], counts, 0)
    points = points + share[:, None] * np.repeat(ends[:, 1] - ends[:, 0], counts, 0)
    owner = np.repeat(np.array([id(layer) for layer, _ in owned]), counts)
    clear = clearance(points, owner, stack, view)
    found: list[Numbers] = []
    for i, (a, b) in enumerate(zip(first.tolist(), (first + counts).tolist(), strict=True)):
        for start, end in above_zero(share[a:b], clear[a:b]):
            found.append(flat[i, 0] + np.array([[start], [end]]) * (flat[i, 1] - flat[i, 0]))
    return found
