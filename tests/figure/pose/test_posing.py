"""Solved poses: what is told is drawn, what is planted stays, and the weight is over the feet."""

from dataclasses import replace

import numpy as np
import pytest
from sample_figures import AT_COUNTER, BRIDGE, HINGE, ON_CHAIR, ONE_LEG, exercise_with

from clinic_app.domain.exercise.figure import FigureSpec, Layer, PropSpec
from clinic_app.figure.motion import Motion, lean_of, scene, solve_motion
from clinic_app.figure.pose.balance import centre_of_mass
from clinic_app.figure.pose.contact import contact_ellipsoids
from clinic_app.figure.pose.joints import INDEX
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.missed import missed_targets
from clinic_app.figure.pose.skeleton import FRAME
from clinic_app.figure.trails import way_of

FIGURES = {"hinge": HINGE, "counter": AT_COUNTER, "chair": ON_CHAIR, "one leg": ONE_LEG}


def solved(figure: FigureSpec, **settings: float) -> Motion:
    found = solve_motion(exercise_with(figure), settings)
    assert found is not None
    return found


@pytest.mark.parametrize("depth_deg", [20, 35, 60, 80])
def test_the_trunk_leans_by_the_setting_and_the_knees_bend_as_told(depth_deg: int) -> None:
    start, end = solved(HINGE, depth_deg=depth_deg).panels
    assert lean_of(start.frames, "pelvis", "c7") == pytest.approx(0.0, abs=0.2)
    assert lean_of(end.frames, "pelvis", "c7") == pytest.approx(depth_deg, abs=0.2)
    assert end.pose[INDEX["knee_l"]] == 8 + depth_deg / 8


@pytest.mark.parametrize("name", FIGURES)
def test_contacts_touch_and_soles_lie_flat(name: str) -> None:
    for panel in solved(FIGURES[name]).panels:
        task = panel.task
        for part, on in task.constraints.contacts.items():
            plane = task.planes[on]
            gaps = plane.gaps(task.skin, panel.frames, contact_ellipsoids(task.skin, part))
            assert gaps[0].min() == pytest.approx(0.0, abs=0.002), part
            if part.startswith("foot"):
                sole = panel.frames.rotation[0, FRAME[part], :, 2]
                assert sole[2] > np.cos(np.radians(1))


@pytest.mark.parametrize("name", FIGURES)
def test_planted_feet_stay_where_they_are(name: str) -> None:
    start, end = solved(FIGURES[name]).panels
    for side in "lr":
        if f"foot_{side}" in end.task.constraints.contacts:
            before, after = (place(p.frames, f"arch_{side}") for p in (start, end))
            assert np.allclose(before, after, atol=0.002)


def test_who_stands_has_the_weight_over_the_feet() -> None:
    for figure in (HINGE, ONE_LEG):
        for panel in solved(figure).panels:
            weight = centre_of_mass(panel.frames, panel.task.loads)[0]
            assert place(panel.frames, "heel_r")[0] < weight[0] < place(panel.frames, "tip_r")[0]
            feet = [f"arch_{part[-1]}" for part in panel.task.constraints.contacts]
            middle = np.mean([place(panel.frames, foot)[1] for foot in feet])
            assert weight[1] == pytest.approx(middle, abs=0.01)


def test_a_weight_before_the_chest_sends_the_hips_back() -> None:
    hugging = replace(HINGE, pose=Layer(), panels=HINGE.panels)
    loaded = replace(hugging, props=(PropSpec("bar", {"kg": 30, "at": "back"}),))
    free, with_bar = (
        place(solved(f, depth_deg=80).panels[1].frames, "hips")[0] for f in (hugging, loaded)
    )
    assert with_bar < free - 0.02


def test_hanging_arms_hang() -> None:
    end = solved(HINGE, depth_deg=80).panels[1]
    for side in "lr":
        arm = place(end.frames, f"wrist_{side}") - place(end.frames, f"shoulder_{side}")
        assert abs(np.degrees(np.arctan2(arm[0], -arm[2]))) < 1


def test_fingers_reach_the_counter() -> None:
    for panel in solved(AT_COUNTER, depth_deg=80).panels:
        assert max(panel.misses.values()) < 0.002
        assert place(panel.frames, "fingertip_l") == pytest.approx([0.46, 0.20, 0.912], abs=0.003)


def test_both_sides_do_the_same_where_both_are_told_the_same() -> None:
    for name in ("hip_flex", "ankle", "knee", "hip_abd"):
        end = solved(HINGE).panels[1].pose
        assert end[INDEX[f"{name}_l"]] == end[INDEX[f"{name}_r"]]


def test_a_bridge_lies_on_its_shoulders_and_feet_and_lifts_the_hips() -> None:
    start, end = solved(BRIDGE, depth_deg=80).panels
    hips = [place(p.frames, "hips")[2] for p in (start, end)]
    assert hips[1] > hips[0] + 0.1
    shoulders = [place(p.frames, "shoulder_r")[2] for p in (start, end)]
    assert shoulders[1] == pytest.approx(shoulders[0], abs=0.03)


def test_the_same_question_gets_the_same_answer() -> None:
    for first, second in zip(solved(ONE_LEG).panels, solved(ONE_LEG).panels, strict=True):
        assert np.array_equal(first.pose, second.pose)


def test_a_trail_leads_from_one_panel_to_the_other() -> None:
    motion = solved(HINGE, depth_deg=80)
    start, end = motion.panels
    way = way_of(start, end, "head")
    assert np.allclose(way[0], place(start.frames, "head"))
    assert np.allclose(way[-1], place(end.frames, "head"))
    assert scene(motion, 0).trails == ()
    assert np.allclose(scene(motion, 1).trails[0].points, way)


def meeting(**meets: str) -> Motion:
    """On one leg, the other one bent and turned as far as a meeting asks."""
    joints = {"hip_flex_l": "~20", "hip_abd_l": "~0", "hip_rot_l": "~0", "knee_l": "~70"}
    return solved(replace(ONE_LEG, panels=(ONE_LEG.panels[0], Layer(joints=joints, meets=meets))))


def apart(motion: Motion, one: str, other: str) -> float:
    end = motion.panels[1].frames
    return float(np.linalg.norm(place(end, one) - place(end, other)))


@pytest.mark.parametrize("other", ["ankle_r", "knee_r", "shin_r"])
def test_a_landmark_meets_another_one_wherever_that_goes(other: str) -> None:
    assert apart(meeting(ball_l=other), "ball_l", other) < 0.002
    assert apart(meeting(ball_l="none"), "ball_l", other) > 0.1


def test_a_meeting_that_cannot_be_is_told_with_how_far_apart_both_are() -> None:
    missed = missed_targets(meeting(ball_l="crown").panels[1])
    assert missed[0].target == "meets ball_l"
    assert missed[0].outcome.endswith("cm from crown")


def test_an_exercise_without_a_figure_has_no_motion() -> None:
    assert solve_motion(exercise_with(HINGE).with_figure(None), {}) is None
