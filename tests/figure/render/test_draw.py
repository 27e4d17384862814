"""A whole picture: complete, repeatable, true to the pose and fit for every back end."""

import math
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from clinic_app.domain.exercise.figure import Role
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.domain.exercise.picture import mirrored
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import FRAME
from clinic_app.figure.props.solids import Prop, Tube
from clinic_app.figure.render.arrows import Arrow, Line, floor_under, placed
from clinic_app.figure.render.draw import INK, draw
from clinic_app.figure.render.muscles import muscles_seen
from clinic_app.figure.render.palette import ARROW, FLOOR, PROPS, palette_of
from clinic_app.figure.render.stack import stacked
from clinic_app.figure.render.trace import area
from clinic_app.figure.render.view import grid_over, view_of
from clinic_app.figure.render.window import extent, window_of
from clinic_app.figure.scene import Camera, Highlight, Scene, Way
from clinic_app.figure.svg import svg
from tests.figure.render.drawn import SIDE, box, picture, points_of, posed

CAMERAS = [
    Camera(),
    Camera(90, 5),
    Camera(-90, 5),
    Camera(40, 8),
    Camera(0, 80),
    Camera(close_up="head"),
    Camera(close_up="hand", close_up_side="l"),
    Camera(20, 15, close_up="foot"),
]


def bent() -> Scene:
    frames = posed(pitch=55, hip_flex=70, knee=20, sh_flex=80)
    trail = np.array([[0.3 * math.sin(t), -0.1, 0.9 + 0.8 * math.cos(t)] for t in (0, 0.4, 0.8)])
    works = (Highlight("gluteus-maximus"), Highlight("hamstrings", role=Role.HELP))
    return Scene(frames, (box((-0.6, -0.2, 0), (-0.3, 0.2, 0.4)),), works, (Way(trail),))


@pytest.mark.parametrize("camera", CAMERAS)
def test_every_number_is_finite_and_inside_the_picture(camera: Camera) -> None:
    panel = picture(bent(), camera)
    assert panel.shapes
    for shape in panel.shapes:
        numbers = np.array(shape.numbers).reshape(-1, 2)
        assert np.isfinite(numbers).all()
        if not camera.close_up:
            assert numbers.min() > -1
            assert (numbers < (panel.width + 1, panel.height + 1)).all()


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_is_drawn_with_its_colours(name: str) -> None:
    look = LOOKS[name]
    used = {s.fill for s in picture(bent(), Camera(40, 8), look).shapes}
    assert palette_of(look).materials["skin"][0] in used
    if look.palette == "line":
        grey = {c for c in used if c and not c[1:3] == c[3:5] == c[5:7]}
        assert grey <= {INK}


def test_the_same_scene_gives_the_same_picture() -> None:
    assert picture(bent()) == picture(bent())


def test_a_mirrored_picture_mirrors_back_to_itself() -> None:
    panel = picture(bent())
    twice = mirrored(mirrored(panel))
    for shape, same in zip(panel.shapes, twice.shapes, strict=True):
        assert np.allclose(shape.numbers, same.numbers)
    assert (twice.width, twice.floor, twice.scale) == (panel.width, panel.floor, panel.scale)


def test_the_svg_is_well_formed_and_tells_what_it_shows() -> None:
    panel = replace(picture(bent()), alt='A "hinge" at <45> & more')
    root = ET.fromstring(svg(panel))
    assert root.attrib["aria-label"] == panel.alt
    assert len(root.findall("{http://www.w3.org/2000/svg}path")) == len(panel.shapes)


@pytest.mark.parametrize("pitch", [0, 30, 75])
def test_the_trunk_is_drawn_at_its_angle(pitch: float) -> None:
    # A thin rod through the trunk along its axis must be drawn at the angle of the pose.
    frames = posed(pitch=pitch, hip_flex=pitch)
    pelvis = FRAME["pelvis"]
    up = frames.rotation[0, pelvis][:, 2]
    drawn = angle_of_rod(frames.origin[0, pelvis], up)
    assert drawn == pytest.approx(90 - pitch, abs=0.2)


def angle_of_rod(start: Numbers, up: Numbers) -> float:
    rod = Tube(np.stack([start, start + up]) - np.array([0.0, 1.0, 0.0]), 0.01, "steel")
    panel = picture(Scene(posed(), (Prop("rod", (rod,)),), floor=False))
    fill = next(s for s in panel.shapes if s.fill == PROPS["steel"][1])
    cloud = points_of(fill) - points_of(fill).mean(0)
    axis = np.linalg.svd(cloud, full_matrices=False)[2][0]
    return math.degrees(math.atan2(abs(axis[1]), abs(axis[0])))


def test_frames_of_an_animation_share_one_size() -> None:
    scenes = [Scene(posed(pitch=p, hip_flex=p)) for p in (0, 40, 80)]
    spans = [extent(s, SIDE, Look()) for s in scenes]
    window = (np.min([a for a, _ in spans], 0), np.max([b for _, b in spans], 0))
    drawn = [draw(s, look=Look(), camera=SIDE, window=window) for s in scenes]
    assert len({(p.width, p.height, p.floor, p.scale) for p in drawn}) == 1


def test_the_floor_line_lies_where_the_panel_says() -> None:
    panel = picture(Scene(posed()))
    line = next(s for s in panel.shapes if s.stroke and len(s.steps) == 2)
    assert line.numbers[1] == pytest.approx(panel.height - panel.floor, abs=0.02)


def test_a_muscle_on_the_back_is_seen_from_behind_only() -> None:
    scene = Scene(posed(), highlights=(Highlight("erector-spinae"),))
    behind = muscles_seen(scene, look=Look(), camera=Camera(-90, 5))
    before = muscles_seen(scene, look=Look(), camera=Camera(90, 5))
    assert behind["erector-spinae"].of_figure > 0.01
    assert before["erector-spinae"].of_figure < 0.001


def test_a_one_sided_muscle_is_half_of_both() -> None:
    def share(side: str) -> float:
        scene = Scene(posed(), highlights=(Highlight("quadriceps", side),))
        return muscles_seen(scene, look=Look(), camera=Camera(90, 0))["quadriceps"].of_figure

    assert share("l") + share("r") == pytest.approx(share(""), rel=0.02)
    assert share("l") == pytest.approx(share("r"), rel=0.1)


def test_the_face_is_drawn_from_before_and_not_from_behind() -> None:
    def spots(azimuth: float) -> int:
        shapes = picture(Scene(posed()), Camera(azimuth, 0, close_up="head")).shapes
        drawn = [points_of(s) for s in shapes if s.fill == INK]
        small = [p for p in drawn if np.ptp(p, axis=0).max() < 5]
        return sum(bool(abs(area(p)) > 0.6 * np.ptp(p, axis=0).prod()) for p in small)

    assert spots(90) >= 2
    assert spots(-90) == 0


def test_an_arrow_keeps_off_the_body() -> None:
    frames = posed()
    head = frames.origin[0, FRAME["head"]]
    through = head + np.array([[0.0, 0.0, 0.3], [0.0, 0.0, 0.1], [0.0, 0.0, -0.3]])
    panel = picture(Scene(frames, trails=(Way(through),), floor=False))
    arrow = np.vstack([points_of(s) for s in panel.shapes if s.fill == ARROW])
    skin = next(s for s in panel.shapes if s.fill == palette_of(Look()).materials["skin"][0])
    body = points_of(skin)
    gaps = np.hypot(*(arrow[:, None] - body[None]).transpose(2, 0, 1))
    assert gaps.min() > 1.0  # at least a centimetre of white between them


def test_a_movement_of_a_centimetre_still_gets_an_arrow_that_can_be_seen() -> None:
    trail = np.array([[0.6, 0.0, 1.0], [0.61, 0.0, 1.0]])
    panel = picture(Scene(posed(), trails=(Way(trail),)))
    arrow = np.vstack([points_of(s) for s in panel.shapes if s.fill == ARROW])
    assert np.ptp(arrow[:, 0]) > 8


def test_what_does_not_move_in_the_picture_gets_no_arrow() -> None:
    away = np.array([[0.6, 0.0, 1.0], [0.6, 0.4, 1.0]])  # straight away from the camera
    fills = {s.fill for s in picture(Scene(posed(), trails=(Way(away),))).shapes}
    assert ARROW not in fills


def test_straight_down_and_far_props_are_drawn_too() -> None:
    panel = picture(replace(bent(), props=(box((4.0, 3.0, 0.0), (4.2, 3.2, 2.5)),)), Camera(0, 90))
    assert panel.width > 400
    assert np.isfinite([n for s in panel.shapes for n in s.numbers]).all()


def backwards(lean_deg: float = 40.0) -> Scene:
    """A trunk that leans, and the way of its hips straight back through them."""
    frames = posed(pitch=lean_deg, hip_flex=lean_deg + 10)
    hips = place(frames, "hips")
    way = hips + np.array([[0.2, 0.0, 0.0], [0.1, 0.0, 0.0], [0.0, 0.0, 0.0]])
    return Scene(frames, trails=(Way(way),), floor=False)


def test_an_arrow_of_a_part_that_goes_back_leads_on_from_it_at_its_height() -> None:
    body = backwards()
    (arrow,) = arrows_in(body)
    at = view_of(SIDE).plane(place(body.frames, "hips"))
    assert arrow.points[:, 0].max() < at[0]
    assert abs(arrow.points[:, 1] - at[1]).max() < 0.05


def test_an_arrow_of_a_movement_that_ends_at_a_wall_does_not_go_past_it() -> None:
    body = backwards(0.0)
    hips = place(body.frames, "hips")
    wall = box((hips[0] - 0.25, -0.5, 0.0), (hips[0] - 0.15, 0.5, 2.0), "wall")
    (arrow,) = arrows_in(body, wall)
    assert arrow.points[:, 0].min() > hips[0] - 0.15
    backdrop = box((hips[0] - 2.0, 0.5, 0.0), (hips[0] + 2.0, 0.6, 2.0), "wall")
    (arrow,) = arrows_in(body, backdrop)
    assert arrow.points[:, 0].max() < hips[0]


def lowered(camera: Camera) -> tuple[Arrow, float]:
    """An arrow along a way that comes down to a foot, and the floor there on the plane."""
    frames = posed()
    foot = place(frames, "ball_r")
    way = foot + np.linspace(0.3, 0.0, 5)[:, None] * np.array([0.0, 0.0, 1.0])
    (arrow,) = arrows_in(Scene(frames, trails=(Way(way),)), camera=camera)
    return arrow, float(view_of(camera).plane(foot * (1.0, 1.0, 0.0))[1])


def test_no_arrow_goes_through_the_floor() -> None:
    arrow, floor = lowered(SIDE)
    assert arrow.points[:, 1].max() <= floor + 1e-9


def test_from_above_an_arrow_may_lie_on_the_floor_before_the_feet() -> None:
    view = view_of(Camera(0, 30))
    step = np.array([[0.0, 0.0, 0.02], [0.3, 0.0, 0.02]])
    floor = view.plane(step * (1.0, 1.0, 0.0))[:, 1].max()
    assert 0.05 < floor_under(step, view) - floor < 0.15
    assert floor_under(step, view_of(SIDE)) == pytest.approx(0.0)


def arrows_in(shown: Scene, *props: Prop, camera: Camera = SIDE) -> list[Arrow]:
    view, look, whole = view_of(camera), Look(), replace(shown, props=props)
    low, high, scale = window_of(whole, look, camera, None)
    scenery = stacked(whole, look, view, grid_over(low, high, 165.0)).scenery
    lines = [
        Line(view.plane(t.points), t.heads, t.still, floor_under(t.points, view))
        for t in shown.trails
    ]
    return placed(lines, scenery, scale)


def test_only_an_arrow_over_the_body_has_a_rim() -> None:
    still = replace(backwards().trails[0], still=True)
    assert arrows_in(replace(backwards(), trails=(still,)))[0].rim
    wall = box((-2.0, 0.5, 0.0), (2.0, 0.6, 2.0), "wall")
    assert not arrows_in(backwards(), wall)[0].rim


def test_no_arrow_leaves_a_close_up() -> None:
    far = Way(np.array([[0.1, 0.0, 1.6], [0.6, 0.0, 1.5], [0.9, 0.0, 1.0]]))
    panel = picture(Scene(posed(), trails=(far,)), Camera(close_up="head"))
    arrow = np.vstack([points_of(s) for s in panel.shapes if s.fill == ARROW])
    assert arrow.min() >= 0
    assert (arrow <= (panel.width, panel.height)).all()


def floor_levels(shown: Scene, camera: Camera) -> list[float]:
    panel = picture(shown, camera)
    return [s.numbers[1] for s in panel.shapes if s.stroke == FLOOR]


def test_seen_from_above_the_floor_line_lies_behind_the_body_and_a_mat_needs_none() -> None:
    lying = posed(pitch=-90, z=0.12)
    above = Camera(10, 30)
    panel = picture(Scene(lying), above)
    (level,) = floor_levels(Scene(lying), above)
    skin = [s for s in panel.shapes if s.fill == palette_of(Look()).materials["shirt"][0]]
    assert level < min(float(points_of(s)[:, 1].max()) for s in skin)
    mat = Prop("mat", box((-1.0, -0.4, 0.0), (1.0, 0.4, 0.015)).solids)
    assert floor_levels(Scene(lying, (mat,)), above) == []
    assert len(floor_levels(Scene(lying, (mat,)), Camera(4, 5))) == 1
