"""From a solved scene to a picture."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.figure.ellipsoid_set import without_helper
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.arrows import (
    Arrow,
    Line,
    arrow_shapes,
    floor_under,
    placed,
    reach,
)
from clinic_app.figure.render.bones import bone_shapes
from clinic_app.figure.render.clip import trimmed
from clinic_app.figure.render.close_up import finer
from clinic_app.figure.render.curves import Polyline
from clinic_app.figure.render.details import detail_shapes
from clinic_app.figure.render.fills import UNDERLAP, body_fills, far_side, material_rings
from clinic_app.figure.render.muscles import Marks
from clinic_app.figure.render.outlines import folds, hems, outer
from clinic_app.figure.render.palette import INK, Palette, palette_of
from clinic_app.figure.render.paths import Sheet, Traced, settled
from clinic_app.figure.render.prop_layers import prop_fills, prop_lines
from clinic_app.figure.render.shade import floor_shapes, shade_of
from clinic_app.figure.render.stack import Stack, stacked
from clinic_app.figure.render.strokes import inked
from clinic_app.figure.render.trace import outlines
from clinic_app.figure.render.view import View, grid_over, view_of
from clinic_app.figure.render.window import CLOSE_UNITS, window_of
from clinic_app.figure.scene import Camera, Scene

SILHOUETTE, INNER, GARMENT = 1.1, 0.78, 0.45  # widths in picture units
TOLERANCE = 0.0004  # m a curve may miss the traced outline


def draw(
    scene: Scene,
    *,
    look: Look,
    camera: Camera,
    resolution: float = 210.0,
    alt: str = "",
    window: tuple[Numbers, Numbers] | None = None,
    across: float = CLOSE_UNITS,
) -> Panel:
    """The picture of a scene.

    ``resolution`` is in grid cells a metre of a whole figure; ``window`` (low, high) in m of the
    camera's plane, from `extent`, gives several pictures one size. A close-up is ``across`` units
    wide.
    """
    view = view_of(camera)
    low, high, scale = window_of(scene, look, camera, window, across)
    grid = grid_over(low, high, resolution * finer(camera, scale))
    if camera.close_up:
        high = grid.high  # The picture ends with a whole cell, where everything is cut off.
    stack = stacked(scene, look, view, grid, camera)
    lines = [
        Line(view.plane(t.points), t.heads, t.still, floor_under(t.points, view))
        for t in scene.trails
    ]
    arrows = placed(lines, stack.scenery, scale, bounded=bool(camera.close_up))
    if arrows and window is None and not camera.close_up:
        around = reach(arrows, scale)
        low, high = np.minimum(low, around.min(0)), np.maximum(high, around.max(0))
    sheet = Sheet(low, scale)
    palette, close = palette_of(look), bool(camera.close_up)
    shapes = _Picture(scene, look, stack, sheet, palette, view, arrows, close).shapes()
    width, height = ((high - low) * scale).round(2).tolist()
    floor = round(float(high[1]) * scale, 2)
    return Panel(width, height, tuple(shapes), alt=alt, floor=floor, scale=scale)


@dataclass(frozen=True)
class _Picture:
    scene: Scene
    look: Look
    stack: Stack
    sheet: Sheet
    palette: Palette
    view: View
    arrows: list[Arrow]
    close_up: bool

    def shapes(self) -> list[Shape]:
        """Everything, back to front."""
        rings = material_rings(self.stack)
        drawn: list[Shape | Traced] = [
            *self._floor(),
            *prop_fills(self.stack, self.sheet, self.palette, self.view),
            *self._fills(rings),
            *self._muscles(),
            *prop_lines(self.stack, self.sheet, self.palette, self.view),
            *self._hems(rings),
            *self._folds(),
            *detail_shapes(self.scene, self.look, self.stack.scenery, self.view, self.sheet.scale),
            *self._outline(),
            *bone_shapes(self.scene.show, self.scene.frames, self.view),
        ]
        if self.close_up:
            drawn = trimmed(drawn, self.stack.grid)
        drawn += arrow_shapes(self.arrows, self.sheet, self.palette.arrow)
        return settled(drawn, self.sheet, step=self.stack.grid.step, tolerance=TOLERANCE)

    def _muscles(self) -> list[Shape | Traced]:
        marks = Marks(self.stack, self.scene, self.look, self.view, self.sheet, UNDERLAP / 2)
        return marks.shapes(self.palette)

    def _floor(self) -> list[Shape | Traced]:
        if not self.scene.floor:
            return []
        return floor_shapes(
            without_helper(self.stack.ellipsoids),
            self.view,
            self.stack.grid,
            self.sheet,
            tinted=self.palette.tinted,
            on_mat=any(prop.kind == "mat" for prop in self.scene.props),
        )

    def _hems(self, rings: Mapping[int, list[Polyline]]) -> list[Traced]:
        lines = hems([(m, r) for m, found in rings.items() if m for r in found], self.stack.scenery)
        return inked(lines, self.sheet, INK, GARMENT)

    def _fills(self, rings: Mapping[int, list[Polyline]]) -> list[Traced]:
        shade = shade_of(self.stack.ellipsoids, self.stack.scenery, self.view)
        far = far_side(self.scene.frames, self.view)
        tinted = self.palette.tinted
        return body_fills(self.stack, rings, self.palette, far, shade if tinted else None)

    def _folds(self) -> list[Traced]:
        scenery = self.stack.scenery
        traced = [
            (number, ring)
            for number, part in enumerate(self.stack.parts)
            for ring in outlines(part, scenery.grid)
        ]
        return inked(folds(traced, scenery), self.sheet, INK, INNER)

    def _outline(self) -> list[Traced]:
        grid = self.stack.grid
        whole = self.stack.body
        if whole is None:
            return []
        return inked(
            outer(outlines(whole, grid), whole, self.stack.scenery), self.sheet, INK, SILHOUETTE
        )
