"""Working muscles: filled where they are seen, hatched where they only help."""

from collections.abc import Sequence

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.fields import Layer
from clinic_app.figure.render.overlap import union
from clinic_app.figure.render.palette import INK, Palette
from clinic_app.figure.render.patches import BodyMap
from clinic_app.figure.render.paths import Sheet, Traced, cornered, stroked
from clinic_app.figure.render.stack import Stack, stacked
from clinic_app.figure.render.trace import above_zero, outlines, sampled
from clinic_app.figure.render.view import Grid, View, grid_over, view_of
from clinic_app.figure.render.window import extent
from clinic_app.figure.scene import Camera, Highlight, Scene

_COARSE = 90.0  # cells a metre that are enough to measure areas
_LEAST, _HOLE = 4e-4, 2e-3  # m2: smaller patches and holes in them are left out
_APART, _HATCH, _EDGE = 2.3, 0.42, 0.42  # units between hatching lines, their width, an edge's


def muscle_shapes(
    stack: Stack, scene: Scene, view: View, sheet: Sheet, palette: Palette, underlap: float
) -> list[Shape | Traced]:
    """Helping muscles pale and hatched, then those that work most in full colour.

    ``underlap`` is how far in m a patch runs on below what borders it.
    """
    shapes: list[Shape | Traced] = []
    body = BodyMap(stack, scene.frames, view)
    for primary, tone in ((False, palette.secondary), (True, palette.primary)):
        worked = [h for h in scene.highlights if h.primary == primary]
        layers = [layer for highlight in worked for layer in body.muscle(highlight)]
        whole = union(layers, stack.grid)
        if whole is None:
            continue
        rings = outlines(whole, stack.grid, level=-underlap, least=_LEAST, hole=_HOLE)
        edge = "" if palette.tinted else INK
        shapes.append(Traced(rings, fill=tone, stroke=edge, width=_EDGE))
        if not primary:
            shapes += _hatched(whole, stack.grid, sheet, palette.primary)
    return shapes


def _hatched(whole: Layer, grid: Grid, sheet: Sheet, colour: str) -> list[Shape]:
    """Slanting lines over a region: they tell it from a full one in grey print too."""
    height, width = whole.visible.shape
    apart = _APART / sheet.scale / grid.step * 2**0.5
    starts = np.arange(apart / 2, width + height, apart)
    first, last = np.maximum(starts - (height - 1), 0.0), np.minimum(starts, width - 1.0)
    spans = np.maximum(last - first, 0.0)
    share = np.linspace(0.0, 1.0, int(spans.max()) + 2)
    columns = first[:, None] + share * spans[:, None]
    values = sampled(whole.visible, columns, starts[:, None] - columns)
    runs: list[Numbers] = []
    for i in np.flatnonzero(values.max(1) > 0).tolist():
        for a, b in above_zero(share, values[i]):
            across = first[i] + np.array([a, b]) * spans[i]
            cells = np.column_stack([across + whole.left, starts[i] - across + whole.top])
            runs.append(grid.low + cells * grid.step)
    return stroked(cornered(sheet, runs, closed=False), colour, _HATCH)


def muscle_shares(scene: Scene, *, look: Look, camera: Camera) -> dict[str, float]:
    """How much of the visible figure each highlighted muscle covers; 0 to 1 by muscle id."""
    view = view_of(camera)
    grid = grid_over(*extent(scene, camera, look), _COARSE)
    stack = stacked(scene, look, view, grid)
    whole = int((stack.scenery.front.winner >= 0).sum())
    body = BodyMap(stack, scene.frames, view)
    return {
        muscle: _cells(body, [h for h in scene.highlights if h.muscle == muscle]) / max(whole, 1)
        for muscle in dict.fromkeys(h.muscle for h in scene.highlights)
    }


def _cells(body: BodyMap, worked: Sequence[Highlight]) -> int:
    return sum(
        int((layer.visible > 0).sum()) for highlight in worked for layer in body.muscle(highlight)
    )
