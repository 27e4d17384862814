"""Outlines are exact to a fraction of a millimetre, and what hides what is right."""

import numpy as np
import pytest

from clinic_app.domain.exercise.picture import Shape, steps_of
from clinic_app.figure import engine
from clinic_app.figure.pose.skeleton import FRAME
from clinic_app.figure.props.solids import Ellipsoids, Prop, Tube
from clinic_app.figure.render.draw import INK, INNER, SILHOUETTE
from clinic_app.figure.render.palette import PROP_INK, PROPS
from clinic_app.figure.render.view import view_of
from clinic_app.figure.scene import Camera, Scene
from clinic_app.services.exercises.library import open_library
from tests.figure.render.drawn import box, picture, points_of, posed


def ball(centre: tuple[float, float, float], radius: float) -> Prop:
    solid = Ellipsoids(np.array([centre]), np.eye(3)[None], np.full((1, 3), radius), "dark")
    return Prop("ball", (solid,))


@pytest.mark.parametrize("radius", [0.03, 0.08, 0.325])
@pytest.mark.parametrize("camera", [Camera(0, 0), Camera(35, 12)])
def test_a_ball_is_drawn_as_a_circle(radius: float, camera: Camera) -> None:
    panel = picture(Scene(posed(), (ball((2.003, 0.1, 1.001), radius),), floor=False), camera)
    (fill,) = [s for s in panel.shapes if s.fill == PROPS["dark"][1]]
    outline = points_of(fill)
    middle = (outline.max(0) + outline.min(0)) / 2
    off = np.hypot(*(outline - middle).T) / panel.scale - radius
    assert np.abs(off - 0.0006).max() < 0.0005  # a fill reaches 0.6 mm below its line


def test_the_edges_of_a_box_are_exactly_straight_and_where_they_are() -> None:
    panel = picture(Scene(posed(), (box((0.9, -0.2, 0.0), (1.4, 0.2, 0.437)),)), Camera(30, 10))
    view = view_of(Camera(30, 10))
    (lines,) = [s for s in panel.shapes if s.stroke == PROP_INK]
    assert set(lines.steps) == {"m", "l"}
    corners = [[x, y, z] for x in (0.9, 1.4) for y in (-0.2, 0.2) for z in (0.0, 0.437)]
    plane = view.plane(np.array(corners)) * panel.scale
    ends = np.array(lines.numbers).reshape(-1, 2)
    plane += ends.min(0) - plane.min(0)
    gaps = np.hypot(*(ends[:, None] - plane[None]).transpose(2, 0, 1)).min(1)
    assert len(ends) == 18  # nine edges face the camera
    assert gaps.max() < 0.02  # units of 1 cm, rounded to a hundredth


def test_what_stands_in_front_hides_the_body_and_what_stands_behind_does_not() -> None:
    frames = posed()
    alone = silhouette_length(Scene(frames, floor=False))
    behind = Scene(frames, (box((-0.3, 0.6, 0.5), (0.3, 0.7, 0.9)),), floor=False)
    before = Scene(frames, (box((-0.3, -0.7, 0.5), (0.3, -0.6, 0.9)),), floor=False)
    assert silhouette_length(behind) == pytest.approx(alone, rel=0.01)
    # Both sides of the body are gone for 0.4 m.
    assert silhouette_length(before) < alone - 0.7


def silhouette_length(scene: Scene) -> float:
    panel = picture(scene)
    total = 0.0
    for shape in panel.shapes:
        if shape.stroke == INK and shape.width == SILHOUETTE:
            here = np.zeros(2)
            for letter, numbers in steps_of(shape):
                if letter != "z":
                    end = np.array(numbers[-2:])
                    total += float(np.hypot(*(end - here))) if letter != "m" else 0.0
                    here = end
    return total / panel.scale


def test_a_bar_goes_behind_one_limb_and_before_another() -> None:
    frames = posed()
    left, right = (frames.origin[0, FRAME[f"shank_{s}"]] for s in ("l", "r"))
    middle = (left + right) / 2 - (0.0, 0.0, 0.2)
    bar = Tube(middle + np.array([[-0.4, 0.0, 0.0], [0.4, 0.0, 0.0]]), 0.015, "wood")
    panel = picture(Scene(frames, (Prop("dowel", (bar,), held=True),), floor=False))
    (fill,) = [s for s in panel.shapes if s.fill == PROPS["wood"][1]]
    x = np.sort(points_of(fill)[:, 0]) / panel.scale
    # The near shank covers it: nothing of it is drawn for the width of a shank.
    assert np.diff(x).max() > 0.07


def test_no_tick_of_a_limb_behind_stands_beside_the_outline() -> None:
    """The far arm hardly shows past the near one: a line of 2 cm there is a blot."""
    first, _ = engine.draw(open_library().exercise("hip-hinge"))
    (folds,) = [s for s in first.shapes if s.stroke == INK and s.width == INNER]
    assert min(lengths_of(folds)) > 2.5


def lengths_of(shape: Shape) -> list[float]:
    """From the first point to the last of each line of a shape, in cm."""
    found: list[list[tuple[float, ...]]] = []
    for step, numbers in steps_of(shape):
        found += [[]] if step == "m" else []
        found[-1].append(tuple(numbers[-2:]))
    return [float(np.hypot(*np.subtract(line[-1], line[0]))) for line in found]
