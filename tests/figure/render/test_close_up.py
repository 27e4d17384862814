"""Close-ups: nothing runs past their edges, all panels have one size, the part stays in sight."""

import numpy as np
import pytest
from sample_figures import ON_CHAIR, exercise_with

from clinic_app.domain.exercise.look import HAIRS, Look
from clinic_app.figure import engine
from clinic_app.figure.data.cameras import CAMERAS
from clinic_app.figure.ellipsoid_set import PARTS
from clinic_app.figure.motion import scene, solve_motion
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.render.clip import clipped
from clinic_app.figure.render.stack import stacked
from clinic_app.figure.render.view import grid_over, view_of
from clinic_app.figure.render.window import shared_window
from clinic_app.figure.scene import Scene
from clinic_app.services.exercises.library import open_library
from tests.figure.render.drawn import box, picture, posed

CLOSE = [name for name, camera in CAMERAS.items() if camera.close_up]
CELL = 1.0  # units: a traced outline may end up to a cell past the edge


@pytest.mark.parametrize("name", CLOSE)
def test_nothing_runs_past_the_edges(name: str) -> None:
    wall = box((-2.0, 0.4, -0.2), (2.0, 0.6, 2.4), "wall")
    panel = picture(Scene(posed(), (wall,)), CAMERAS[name])
    numbers = np.vstack([np.array(s.numbers).reshape(-1, 2) for s in panel.shapes])
    assert numbers.min() >= -CELL
    assert (numbers <= (panel.width + CELL, panel.height + CELL)).all()


@pytest.mark.parametrize("hair", HAIRS)
def test_a_face_has_all_its_hair(hair: str) -> None:
    look = Look(hair=hair)
    low, high = shared_window([Scene(posed())], CAMERAS["face"], look)
    grid = grid_over(low - 0.1, high + 0.1, 200.0)
    drawn = stacked(Scene(posed()), look, view_of(CAMERAS["face"]), grid)
    heads = [layer for layer in drawn.parts if PARTS[layer.part] in ("hair", "head")]
    above = round((float(low[1]) - float(grid.low[1])) / grid.step)
    assert all((layer.inside[: max(above - layer.top, 0)] <= 0).all() for layer in heads)


def test_digits_and_nose_are_parts_of_their_own_only_where_cells_are_small() -> None:
    view, low, high = view_of(CAMERAS["front"]), np.full(2, -2.5), np.full(2, 2.5)
    fine, plain = (
        {PARTS[part.part] for part in stacked(Scene(posed()), Look(), view, grid).parts}
        for grid in (grid_over(low, high, cells) for cells in (165.0, 110.0))
    )
    small = {"nose", "fingers_l", "fingers_r", "thumb_l", "thumb_r"}
    assert small <= fine
    assert plain == fine - small


def test_a_thing_outside_the_close_up_is_not_drawn() -> None:
    far = box((3.0, -0.1, 0.0), (3.4, 0.1, 0.4))
    with_it, without = (picture(Scene(posed(), p), CAMERAS["knee"]) for p in ((far,), ()))
    assert with_it.shapes == without.shapes


def test_a_polygon_is_cut_at_all_four_edges() -> None:
    grid = grid_over(np.zeros(2), np.ones(2), 10.0)
    diamond = np.array([[0.5, -0.4], [1.4, 0.5], [0.5, 1.4], [-0.4, 0.5]])
    ring = clipped(diamond, grid)
    assert len(ring) == 8
    assert ring.min() >= 0
    assert ring.max() <= 1
    assert len(clipped(diamond + 5.0, grid)) == 0


def test_all_panels_of_a_close_up_show_one_window() -> None:
    motion = solve_motion(exercise_with(ON_CHAIR), {}, camera="pelvis")
    assert motion is not None
    scenes = [scene(motion, number) for number in (0, 1)]
    window = shared_window(scenes, motion.camera, motion.look)
    assert np.array_equal(window, shared_window(scenes[:1], motion.camera, motion.look))
    first, second = engine.draw(open_library().exercise("squat"), camera="pelvis")
    assert (first.width, first.height, first.scale) == (second.width, second.height, second.scale)


@pytest.mark.parametrize(
    ("name", "landmark"),
    [
        ("pelvis", "pelvis"),
        ("knee", "knee_r"),
        ("shoulder_back", "shoulder_r"),
        ("face", "nose"),
        ("toes", "ball_r"),
    ],
)
def test_the_part_stands_in_the_middle(name: str, landmark: str) -> None:
    camera = CAMERAS[name]
    body = Scene(posed())
    low, high = shared_window([body], camera, Look())
    at = (view_of(camera).plane(place(body.frames, landmark)) - low) / (high - low)
    assert (abs(at - 0.5) < 0.25).all()


def test_a_hand_is_drawn_alone_with_single_fingers() -> None:
    """A close-up shows hand and forearm, and another picture where one finger is bent."""
    view, body = view_of(CAMERAS["hand"]), Scene(posed())
    grid = grid_over(np.array([-0.2, -1.2]), np.array([0.2, -0.6]), 500.0)
    close = stacked(body, Look(), view, grid, CAMERAS["hand"])
    parts = {PARTS[part] for part in close.ellipsoids.part}
    assert parts == {
        *("farm_r", "hand_r", "thumb_r"),
        *("index_r", "middle_r", "ring_r", "little_r"),
    }
    whole = stacked(body, Look(), view, grid_over(-np.ones(2), np.ones(2), 165.0))
    assert {"fingers_r", "torso"} <= {PARTS[part] for part in whole.ellipsoids.part}


def test_one_bent_finger_changes_a_close_up() -> None:
    one, other = (picture(Scene(posed(index_pip_r=bent)), CAMERAS["hand"]) for bent in (0.0, 60.0))
    assert one.shapes != other.shapes
