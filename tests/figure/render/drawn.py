"""What the renderer's tests draw and how they read a picture."""

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.picture import Panel, Shape, steps_of
from clinic_app.figure.pose.joints import INDEX, Numbers, both_sides, resting_pose
from clinic_app.figure.pose.skeleton import Frames, frames
from clinic_app.figure.props.solids import Box, Prop
from clinic_app.figure.render.draw import draw
from clinic_app.figure.scene import Camera, Scene

SIDE = Camera(azimuth=0.0, height=0.0)


def posed(**angles: float) -> Frames:
    """Frames of the resting pose with some joints (or both sides of them) set, in degrees."""
    pose = resting_pose()
    for name, value in angles.items():
        for one in both_sides(name):
            pose[INDEX[one]] = value
    return frames(pose)


def box(low: tuple[float, ...], high: tuple[float, ...], colour: str = "wood") -> Prop:
    """A thing that is one box between two corners, in m."""
    a, b = np.array(low), np.array(high)
    return Prop("block", (Box((a + b) / 2, (b - a) / 2, np.eye(3), colour),))


def picture(scene: Scene, camera: Camera = SIDE, look: Look | None = None) -> Panel:
    return draw(scene, look=look or Look(), camera=camera)


def points_of(shape: Shape) -> Numbers:
    """Points on a path (k, 2): its corners and places along its curves."""
    found: list[Numbers] = []
    here = np.zeros(2)
    share = np.linspace(0.1, 1.0, 10)[:, None]
    for letter, numbers in steps_of(shape):
        given = np.array(numbers).reshape(-1, 2)
        if letter == "c":
            p0, p1, p2, p3 = here, *given
            u = 1 - share
            found.append(u**3 * p0 + 3 * u * u * share * p1 + 3 * u * share**2 * p2 + share**3 * p3)
        elif letter != "z":
            found.append(given)
        here = given[-1] if len(given) else here
    return np.vstack(found)
