"""The body chart: a standing person from the front and the back, cut into its regions."""

from collections.abc import Mapping

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.domain.pain.charted_body import ChartedBody, Ring
from clinic_app.figure.body_cuts import cuts
from clinic_app.figure.data.people import person_of
from clinic_app.figure.pose.joints import INDEX, Numbers, both_sides, resting_pose
from clinic_app.figure.pose.skeleton import frames
from clinic_app.figure.render.draw import draw
from clinic_app.figure.render.fields import Field, Layer
from clinic_app.figure.render.overlap import clipped_box, union
from clinic_app.figure.render.stack import stacked
from clinic_app.figure.render.trace import outlines
from clinic_app.figure.render.view import Grid, View, grid_over, view_of
from clinic_app.figure.render.window import window_of
from clinic_app.figure.scene import Camera, Scene

_CAMERAS = {"front": Camera(90, 6), "back": Camera(-90, 8)}
_CELLS_PER_METRE = 230.0
_LEAST = 4e-5  # m2 of a crumb that is no part of a region
# Arms away from the body, palms to the front, feet turned out a little so that they show.
_STANCE: Mapping[str, float] = {
    "nod": -5.0,
    "sh_abd": 22.0,
    "sh_rot": 10.0,
    "elbow": 5.0,
    "pron": -80.0,
    "curl": 10.0,
    "thumb": 10.0,
    "hip_abd": 6.0,
    "inv": -6.0,
    "hip_rot": 14.0,
}


def body_chart(look: Look) -> ChartedBody:
    """The chart in a patient's look. Takes about 0.3 s."""
    scene = Scene(frames(_stance(), person_of(look).straight), floor=False)
    panels: dict[str, Panel] = {}
    regions: dict[str, tuple[Ring, ...]] = {}
    for name, camera in _CAMERAS.items():
        panels[name] = draw(scene, look=look, camera=camera, resolution=_CELLS_PER_METRE)
        regions |= _regions(scene, look, name, camera)
    return ChartedBody(panels["front"], panels["back"], regions)


def _stance() -> Numbers:
    pose = resting_pose()
    for name, value in _STANCE.items():
        for joint in both_sides(name):
            pose[INDEX[joint]] = value
    return pose


def _regions(scene: Scene, look: Look, name: str, camera: Camera) -> dict[str, tuple[Ring, ...]]:
    """Each region's rings in picture units.

    Within the body a region is where all of its cuts are positive. Neighbours have the same cut
    with opposite signs, so that their borders are one line.
    """
    view = view_of(camera)
    low, high, scale = window_of(scene, look, camera, None)
    grid = grid_over(low, high, _CELLS_PER_METRE)
    body = _silhouette(scene, look, view, grid)
    fields = cuts(scene.frames, view, name, grid, body)
    found: dict[str, tuple[Ring, ...]] = {}
    for region in REGIONS:
        if region.view == name:
            found[region.id] = _rings(np.minimum(body, fields[region.id]), grid, scale)
    return found


def _silhouette(scene: Scene, look: Look, view: View, grid: Grid) -> Field:
    """How far inside the body each point of the grid lies, in m; (height, width)."""
    whole = union(stacked(scene, look, view, grid).parts, grid)
    assert whole is not None  # a body always has parts
    inside = np.full((grid.height, grid.width), whole.visible.min(), np.float32)
    left, top, right, bottom = clipped_box(whole, grid)
    own = whole.visible[top - whole.top : bottom - whole.top, left - whole.left :]
    inside[top:bottom, left:right] = own[:, : right - left]
    return inside


def _rings(field: Field, grid: Grid, scale: float) -> tuple[Ring, ...]:
    nothing = np.zeros((0, 0), np.int32)
    layer = Layer(0, 0, field, np.zeros((0, 0), np.float32), nothing, visible=field)
    rings: list[Ring] = []
    for line in outlines(layer, grid, least=_LEAST, hole=_LEAST):
        points = ((line.points - grid.low) * scale).round(2)
        rings.append(tuple((float(x), float(y)) for x, y in points))
    return tuple(rings)
