"""Fingers and thumb: three joints each, lengths of the table, shapes of the hand by name."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.figure import Hold, Layer
from clinic_app.figure.body.hand import THICK
from clinic_app.figure.data.anatomy import links_m
from clinic_app.figure.data.hands import SHAPES, shape_named
from clinic_app.figure.data.holds import grip_named
from clinic_app.figure.motion import solve_motion
from clinic_app.figure.pose.joints import FINGERS, INDEX, SIDES, Numbers, limits, resting_pose
from clinic_app.figure.pose.landmarks import LANDMARKS, place
from clinic_app.figure.pose.skeleton import DIGIT_FRAMES, FRAME, Frames, frames


def shaped(name: str) -> Frames:
    pose = resting_pose()
    for joint, angle in shape_named(name).items():
        for side in SIDES:
            pose[INDEX[f"{joint}_{side}"]] = angle
    return frames(pose)


def pad(body: Frames, digit: str, side: str, thick: float) -> Numbers:
    """Between the flat of the last link and its tip, where fingertips meet."""
    palmwards = -thick if side == "l" else thick
    local = np.array([0.0, 0.8 * palmwards, 0.45 * thick - links_m(digit)[2]])
    return body.point(FRAME[f"{digit}3_{side}"], local)[0]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("finger", FINGERS)
def test_the_thumb_meets_each_finger(finger: str, side: str) -> None:
    body = shaped(f"touch_{finger}")
    apart = pad(body, finger, side, THICK[finger][3]) - pad(body, "thumb", side, 0.009)
    assert np.linalg.norm(apart) < 0.006


def test_links_are_as_long_as_the_table_says() -> None:
    body = shaped("straight")
    for finger in FINGERS:
        joints = [body.origin[0, FRAME[f"{finger}{link}_r"]] for link in (1, 2, 3)]
        for long, (near, far) in zip(links_m(finger)[:2], pairwise(joints), strict=True):
            assert np.linalg.norm(far - near) == pytest.approx(long)


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_within_the_ranges(name: str) -> None:
    for joint, angle in shape_named(name).items():
        low, high = limits(joint)
        assert low <= angle <= high, joint


def test_shapes_differ_where_their_names_do() -> None:
    """Where the tip of the middle finger is in the right hand; m."""
    tips: dict[str, Numbers] = {}
    for name in ("straight", "hook", "fist", "tabletop", "straight_fist"):
        body = shaped(name)
        hand = FRAME["hand_r"]
        tips[name] = (place(body, "fingertip_r") - body.origin[0, hand]) @ body.rotation[0, hand]
    assert tips["straight"][2] < -0.17
    assert abs(tips["straight"][1]) < 0.01
    assert tips["tabletop"][1] > 0.07
    assert tips["hook"][2] < tips["straight_fist"][2] - 0.03
    assert np.linalg.norm(tips["fist"] - (0, 0, -0.09)) < 0.05


def test_an_unknown_shape_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="claw") as refused:
        shape_named("claw")
    assert "touch_little" in refused.value.next_step


def test_a_shape_wins_over_what_the_hand_holds() -> None:
    gripping = Layer(hands={"both": Hold("hang_grip")}, fingers={"right": "straight"})
    found = solve_motion(exercise_with(replace(HINGE, pose=gripping)), {})
    assert found is not None
    for panel in found.panels:
        assert panel.pose[INDEX["curl_l"]] == grip_named("hang_grip").curl
        assert panel.pose[INDEX["curl_r"]] == 0.0


def test_none_takes_a_shape_back() -> None:
    panels = (Layer(fingers={"both": "fist"}), Layer(trunk=20, fingers={"both": "none"}))
    found = solve_motion(exercise_with(replace(HINGE, pose=Layer(), panels=panels)), {})
    assert found is not None
    fist, easy = (panel.pose[INDEX["index_pip_l"]] for panel in found.panels)
    assert fist == SHAPES["fist"]["index_pip"]
    assert easy == 0.0
    assert found.panels[1].pose[INDEX["curl_l"]] == SHAPES["relaxed"]["curl"]


def test_without_fingers_all_else_is_the_same() -> None:
    pose = resting_pose()
    whole, quick = frames(pose), frames(pose, fingers=False)
    others = [i for i in FRAME.values() if i not in DIGIT_FRAMES]
    assert np.array_equal(whole.origin[:, others], quick.origin[:, others])
    assert np.isfinite(quick.rotation).all()
    assert not np.allclose(whole.origin, quick.origin)
    assert LANDMARKS["fingertip_r"][0] in DIGIT_FRAMES
