"""Hands go where they are sent, looking as the hold asks, and say by how much they miss."""

import numpy as np
import pytest

from clinic_app.domain.errors import UserError
from clinic_app.figure.data.holds import Grip, grip_named
from clinic_app.figure.pose import arms
from clinic_app.figure.pose.arms import ELBOW_LOW_M, reach
from clinic_app.figure.pose.joints import INDEX, NAMES, Numbers, limits, resting_pose
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import FRAME, frames

AHEAD = np.array([0.40, -0.25, 1.15])
AT_SHOULDER = np.array([0.45, -0.20, 1.40])


@pytest.mark.parametrize("hold", ["on_wall", "flat", "fingertips", "rail", "pull", "rest"])
@pytest.mark.parametrize("side", ["l", "r"])
def test_the_part_that_touches_comes_to_the_target(hold: str, side: str) -> None:
    target = AT_SHOULDER if hold == "on_wall" else AHEAD
    target = target * (1, -1 if side == "l" else 1, 1)
    grip = grip_named(hold)
    reached = reach(resting_pose(), side, target, grip)
    touching = place(frames(reached.pose), f"{grip.point}_{side}")
    assert reached.miss < 0.012
    assert np.linalg.norm(touching - target) == pytest.approx(reached.miss, abs=1e-9)


def test_only_the_one_arm_moves() -> None:
    before = resting_pose()
    after = reach(before, "r", AHEAD, grip_named("rail")).pose
    moved = {name for name in NAMES if after[INDEX[name]] != before[INDEX[name]]}
    assert "elbow_r" in moved
    assert all(name.endswith("_r") for name in moved)


def test_what_is_too_far_is_missed_by_the_rest_of_the_way() -> None:
    reached = reach(resting_pose(), "r", np.array([2.0, -0.2, 1.2]), grip_named("rail"))
    hand = place(frames(reached.pose), "grip_r")
    assert reached.miss > 1.0
    assert reached.miss == pytest.approx(float(np.linalg.norm(hand - (2.0, -0.2, 1.2))))


def test_a_palm_on_a_wall_looks_at_it_with_the_fingers_up() -> None:
    for side, left in (("l", 1.0), ("r", -1.0)):
        target = AT_SHOULDER * (1, -1 if side == "l" else 1, 1)
        pose = reach(resting_pose(), side, target, grip_named("on_wall")).pose
        hand = frames(pose).rotation[0, FRAME[f"hand_{side}"]]
        assert -left * hand[0, 1] > np.cos(np.radians(10))
        assert -hand[2, 2] > np.cos(np.radians(10))


def test_the_elbow_bends_no_further_than_elbows_do() -> None:
    grip = Grip("palm")
    near = place(frames(resting_pose()), "shoulder_r") + np.array([0.05, 0.0, 0.0])
    pose = reach(resting_pose(), "r", near, grip).pose
    assert pose[INDEX["elbow_r"]] <= limits("elbow")[1]


def test_an_unknown_hold_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"Unknown hold 'teeth'.*hips, chest"):
        grip_named("teeth")


@pytest.mark.parametrize("side", ["l", "r"])
def test_an_elbow_goes_round_the_floor_and_the_hand_still_comes_to_its_place(side: str) -> None:
    lying = resting_pose()
    lying[INDEX["pitch"]] = -90.0
    lying[INDEX["z"]] = 0.12
    hip = place(frames(lying), f"hip_bone_{side}")
    reached = reach(lying, side, hip, grip_named("hips"))
    elbow = frames(reached.pose).origin[0, FRAME[f"farm_{side}"]]
    assert elbow[2] > ELBOW_LOW_M - 0.003
    assert reached.miss < 0.012


def test_an_elbow_that_is_high_enough_stays_where_its_hold_wants_it() -> None:
    standing = resting_pose()
    standing[INDEX["z"]] = 0.95
    raised = standing.copy()
    raised[INDEX["z"]] = 1.95
    low = reach(standing, "r", AHEAD, grip_named("rail")).pose
    high = reach(raised, "r", AHEAD + np.array([0.0, 0.0, 1.0]), grip_named("rail")).pose
    assert low[INDEX["elbow_r"]] == pytest.approx(high[INDEX["elbow_r"]], abs=1e-6)
    assert low[INDEX["sh_abd_r"]] == pytest.approx(high[INDEX["sh_abd_r"]], abs=1e-6)


@pytest.mark.parametrize("side", ["l", "r"])
def test_both_hands_go_round_the_back_of_one_thigh(side: str) -> None:
    lying = resting_pose()
    lying[INDEX["pitch"]] = -90.0
    lying[INDEX["z"]] = 0.12
    for name, angle in {
        "hip_flex_r": 120,
        "knee_r": 95,
        "scap_prot_l": 25,
        "scap_prot_r": 25,
    }.items():
        lying[INDEX[name]] = angle
    body = frames(lying)
    limb = body.rotation[0, FRAME["thigh_r"]]
    grip = grip_named("behind_thigh")
    pose = reach(lying, side, place(body, "behind_thigh_r"), grip, limb=limb).pose
    hand = frames(pose).rotation[0, FRAME[f"hand_{side}"]]
    palm = hand[:, 1] * (-1.0 if side == "l" else 1.0)
    assert palm @ limb[:, 0] > np.cos(np.radians(45))


@pytest.mark.parametrize("side", ["l", "r"])
def test_a_hand_whose_wrist_cannot_turn_farther_comes_nearer_each_round(side: str) -> None:
    lying = resting_pose()
    lying[INDEX["pitch"]] = -90.0
    lying[INDEX["z"]] = 0.10
    target = place(frames(lying), "low_back") * (1.0, 1.0, 0.0) + (0.0, 0.0, 0.047)
    reached = reach(lying, side, target, grip_named("under_back"))
    palm = place(frames(reached.pose), f"palm_{side}")
    assert reached.miss < 0.005
    assert np.linalg.norm(palm - target) == pytest.approx(reached.miss, abs=1e-9)


def test_the_nearest_round_counts_where_the_last_one_goes_astray(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = AHEAD + np.array([0.0, 0.3, 0.0])
    turns = iter(range(100))

    def astray(pose: Numbers, side: str, *_: object) -> None:
        pose[INDEX[f"elbow_{side}"]] = (60.0, 80.0, 150.0, 5.0)[next(turns) % 4]

    monkeypatch.setattr(arms, "_bend", astray)
    grip = grip_named("pull")
    misses = [
        float(np.linalg.norm(place(frames(posed), "grip_r") - target))
        for posed in (_with_elbow(angle) for angle in (60.0, 80.0, 150.0, 5.0))
    ]
    assert reach(resting_pose(), "r", target, grip).miss == pytest.approx(min(misses))


def _with_elbow(degrees: float) -> Numbers:
    pose = resting_pose()
    pose[INDEX["elbow_r"]] = degrees
    return pose


def test_a_hand_that_cannot_reach_stays_on_the_straight_way_to_its_place() -> None:
    far, farther = (
        reach(resting_pose(), "r", np.array([x, -0.2, 1.2]), grip_named("rail")).pose
        for x in (2.0, 4.0)
    )
    aim = np.array([4.0, -0.2, 1.2]) - place(frames(far), "shoulder_r")
    for pose in (far, farther):
        way = place(frames(pose), "wrist_r") - place(frames(pose), "shoulder_r")
        cosine = way @ aim / np.linalg.norm(way) / np.linalg.norm(aim)
        assert cosine > np.cos(np.radians(12))
