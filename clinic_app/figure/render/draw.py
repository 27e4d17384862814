"""From a solved scene to a picture."""

from dataclasses import dataclass

import numpy as np

from clinic_app.domain.look import Look
from clinic_app.domain.picture import Panel, Shape
from clinic_app.figure.joints import Numbers
from clinic_app.figure.render.ink import Scenery, inner, outer
from clinic_app.figure.render.overlap import union
from clinic_app.figure.render.palette import INK, Palette, palette_of
from clinic_app.figure.render.paths import Sheet, Traced, settled
from clinic_app.figure.render.stack import Stack, stacked
from clinic_app.figure.render.strokes import inked
from clinic_app.figure.render.things import thing_fills, thing_lines
from clinic_app.figure.render.trace import outlines
from clinic_app.figure.render.view import Grid, View, grid_over, view_of
from clinic_app.figure.render.window import window_of
from clinic_app.figure.scene import Camera, Scene
from clinic_app.figure.splats import MATERIALS

SILHOUETTE, INNER, GARMENT = 0.95, 0.7, 0.42  # widths in picture units
TOLERANCE = 0.00025  # m a curve may miss the traced outline
UNDERLAP = 0.0008  # m a fill reaches below its neighbours, so that no gap shows


def draw(
    scene: Scene,
    *,
    look: Look,
    camera: Camera,
    resolution: float = 210.0,
    alt: str = "",
    window: tuple[Numbers, Numbers] | None = None,
) -> Panel:
    """The picture of a scene.

    ``resolution`` is in grid cells a metre of a whole figure; ``window`` (low, high) in m of the
    camera's plane, from `extent`, gives several pictures one size.
    """
    view = view_of(camera)
    low, high, scale = window_of(scene, look, camera, window)
    grid = grid_over(low, high, resolution * scale / 100.0)
    stack = stacked(scene, look, view, grid)
    sheet = Sheet(low, scale)
    shapes = _Picture(stack, sheet, palette_of(look), view).shapes()
    width, height = ((high - low) * scale).round(2).tolist()
    floor = round(float(high[1]) * scale, 2)
    return Panel(width, height, tuple(shapes), alt=alt, floor=floor, scale=scale)


@dataclass(frozen=True)
class _Picture:
    stack: Stack
    sheet: Sheet
    palette: Palette
    view: View

    def shapes(self) -> list[Shape]:
        """Everything, back to front."""
        drawn: list[Shape | Traced] = [
            *thing_fills(self.stack, self.sheet, self.palette, self.view),
            *self._fills(),
            *thing_lines(self.stack, self.sheet, self.view),
            *self._folds(),
            *self._outline(),
        ]
        return settled(drawn, self.sheet, step=self.stack.grid.step, tolerance=TOLERANCE)

    def _fills(self) -> list[Traced]:
        shapes: list[Traced] = []
        for number, material in enumerate(MATERIALS):
            layers = [p for (_, m), p in self.stack.pieces.items() if m == number]
            if material == "skin":
                layers = self.stack.parts
            whole = union(layers, self.stack.grid)
            if whole is None:
                continue
            rings = outlines(whole, self.stack.grid, level=-UNDERLAP)
            shapes.append(Traced(rings, fill=self.palette.materials[material][0]))
        return shapes

    def _folds(self) -> list[Traced]:
        scenery = self.stack.scenery
        lines = [
            line
            for number, part in enumerate(self.stack.parts)
            for line in inner(outlines(part, scenery.grid), number, scenery)
        ]
        return inked(lines, self.sheet, INK, INNER)

    def _outline(self) -> list[Traced]:
        grid = self.stack.grid
        whole = union(self.stack.parts, grid)
        if whole is None:
            return []
        return inked(
            outer(outlines(whole, grid), whole, self.stack.scenery), self.sheet, INK, SILHOUETTE
        )
