"""How much of the camera's plane a picture shows."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.helper import helper_surface
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import joined
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import FRAME, spine_frame
from clinic_app.figure.props.solids import Box, Solid
from clinic_app.figure.render.ellipsoids import seen
from clinic_app.figure.render.rounds import cloud_of
from clinic_app.figure.render.view import View, view_of
from clinic_app.figure.scene import Camera, Scene

Window: TypeAlias = tuple[Numbers, Numbers]  # its corners, in m on the camera's plane

UNITS = 100.0  # picture units a metre
MARGIN = 0.05  # m round all that is drawn
_CLOSE = {  # the bone, the point in its frame, half the width and the height of a close-up in m
    # Fixed to the base of the neck, so that a picture shows where the head went.
    "head": (f"s{spine_frame(0.53) - FRAME['s0']}", (0.03, 0.0, 0.138), (0.24, 0.24)),
    "face": ("head", (0.03, 0.0, 0.088), (0.183, 0.183)),  # up to a bun on the crown
    "shoulder": ("uarm", (0.02, 0.0, -0.06), (0.35, 0.35)),
    "blades": (f"s{spine_frame(0.44) - FRAME['s0']}", (0.0, 0.0, 0.0), (0.26, 0.26)),
    "waist": (f"s{spine_frame(0.15) - FRAME['s0']}", (0.0, 0.0, 0.0), (0.27, 0.27)),
    "hips": ("pelvis", (0.0, 0.0, 0.0), (0.27, 0.27)),
    "thighs": ("pelvis", (0.0, 0.0, -0.16), (0.30, 0.30)),
    "trunk": ("pelvis", (0.0, 0.0, 0.22), (0.42, 0.42)),
    "pelvis": ("pelvis", (0.0, 0.0, 0.075), (0.36, 0.24)),
    "knee": ("shank", (0.0, 0.0, 0.0), (0.27, 0.27)),
    "arm": ("hand", (0.0, 0.0, 0.10), (0.32, 0.32)),
    "hand": ("hand", (0.0, 0.0, -0.075), (0.15, 0.15)),
    "foot": ("foot", (0.055, 0.0, 0.012), (0.19, 0.145)),
    "toe": ("toe", (0.0, 0.0, 0.018), (0.125, 0.1)),
    "feet": ("foot", (0.05, 0.12, -0.02), (0.26, 0.26)),
}
_BESIDE = 0.018  # m round an arrow that goes round a head
CLOSE_UNITS = 120.0  # picture units across a close-up


def usual_scale(camera: Camera) -> float:
    """The picture units a metre of a camera's pictures."""
    if not camera.close_up:
        return UNITS
    _, _, (half_width, _) = _CLOSE[camera.close_up]
    return CLOSE_UNITS / (2 * half_width)


def extent(scene: Scene, camera: Camera, look: Look) -> Window:
    """The corners, in m on the camera's plane (x right, y down), of all that is drawn."""
    view = view_of(camera)
    if camera.close_up:
        return _close(scene, camera, view)
    helping = [helper_surface(arm.side).at(arm.frames) for arm in scene.helpers]
    ellipsoids = joined([surface(look).at(scene.frames), *helping])
    corners = [*seen(view, ellipsoids.centre, ellipsoids.rotation, ellipsoids.radii).reach()]
    for prop in scene.props:
        for solid in prop.solids:
            corners.append(_reach(solid, view))
    corners += [view.plane(trail.points) for trail in scene.trails]
    if scene.floor:
        under = view.plane(np.zeros(3))
        across = np.vstack(corners)[:, 0].mean()
        corners.append(np.array([[across, under[1]]]))
    points = np.vstack(corners)
    return points.min(0) - MARGIN, points.max(0) + MARGIN


def _close(scene: Scene, camera: Camera, view: View) -> Window:
    name, local, half = _CLOSE[camera.close_up]
    bone = FRAME[name if name in FRAME else f"{name}_{camera.close_up_side}"]
    middle = view.plane(scene.frames.point(bone, np.array(local))[0])
    return middle - half, middle + half


def shared_window(scenes: Sequence[Scene], camera: Camera, look: Look) -> Window:
    """One window for several pictures: of a close-up the first one's, so that one sees it move."""
    if camera.close_up:
        first = extent(scenes[0], camera, look)
        return _with_arcs(first, scenes, camera) if camera.close_up == "head" else first
    spans = [extent(scene, camera, look) for scene in scenes]
    return np.min([low for low, _ in spans], axis=0), np.max([high for _, high in spans], axis=0)


def _with_arcs(window: Window, scenes: Sequence[Scene], camera: Camera) -> Window:
    """As much larger as arrows round a head need, which go over its hair."""
    still = [trail.points for scene in scenes for trail in scene.trails if trail.still]
    if not still:
        return window
    points = view_of(camera).plane(np.vstack(still))
    low, high = window
    return np.minimum(low, points.min(0) - _BESIDE), np.maximum(high, points.max(0) + _BESIDE)


def _reach(solid: Solid, view: View) -> Numbers:
    if isinstance(solid, Box):
        signs = np.array(np.meshgrid(*[[-1.0, 1.0]] * 3)).reshape(3, -1).T
        return view.plane(solid.centre + (signs * solid.half) @ solid.rotation.T)
    cloud = cloud_of(solid)
    return np.vstack(seen(view, cloud.centre, cloud.rotation, cloud.radii).reach())


def window_of(
    scene: Scene, look: Look, camera: Camera, given: Window | None, across: float = CLOSE_UNITS
) -> tuple[Numbers, Numbers, float]:
    """The window's corners in m and the picture units a metre; a close-up is ``across`` units."""
    low, high = given if given is not None else extent(scene, camera, look)
    scale = across / float(high[0] - low[0]) if camera.close_up else UNITS
    return np.asarray(low, float), np.asarray(high, float), scale
