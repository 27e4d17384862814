"""From angles to bones: lengths, directions, sides, and many poses at once."""

import numpy as np
import pytest

from clinic_app.figure.pose.joints import INDEX, METRES, NAMES, OF_SIDES, Numbers, resting_pose
from clinic_app.figure.pose.landmarks import LANDMARKS, landmark, place
from clinic_app.figure.pose.skeleton import (
    FOREARM,
    FRAME,
    FRAME_NAMES,
    SHANK,
    THIGH,
    UPPER_ARM,
    frames,
)


def posed(**joints: float) -> Numbers:
    pose = resting_pose()
    for name, value in joints.items():
        pose[INDEX[name]] = value
    return pose


def many(count: int = 40) -> Numbers:
    """Poses of all kinds; (count, joints)."""
    spread = np.where([n in METRES for n in NAMES], 0.1, 40.0)
    return resting_pose() + np.random.default_rng(7).normal(size=(count, len(NAMES))) * spread


def test_a_batch_is_the_same_as_pose_by_pose() -> None:
    poses = many()
    together = frames(poses)
    for number, pose in enumerate(poses):
        alone = frames(pose)
        assert np.allclose(alone.rotation[0], together.rotation[number], atol=1e-12)
        assert np.allclose(alone.origin[0], together.origin[number], atol=1e-12)


def test_every_frame_is_a_rotation() -> None:
    turned = frames(many()).rotation
    assert np.allclose(turned @ np.swapaxes(turned, -1, -2), np.eye(3), atol=1e-9)
    assert np.allclose(np.linalg.det(turned), 1.0)


@pytest.mark.parametrize("side", ["l", "r"])
def test_bones_keep_their_length(side: str) -> None:
    body = frames(many())
    for upper, lower, length in (
        ("hip", "knee", THIGH),
        ("knee", "ankle", SHANK),
        ("shoulder", "elbow", UPPER_ARM),
        ("elbow", "wrist", FOREARM),
    ):
        bone = landmark(body, f"{lower}_{side}") - landmark(body, f"{upper}_{side}")
        assert np.allclose(np.linalg.norm(bone, axis=1), length)


def angle_between(first: Numbers, second: Numbers) -> float:
    cosine = first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


@pytest.mark.parametrize("degrees", [0, 35, 90, 140])
def test_knee_and_elbow_bend_by_their_angle(degrees: int) -> None:
    body = frames(posed(knee_r=degrees, elbow_r=degrees))
    for upper, middle, lower in (("hip", "knee", "ankle"), ("shoulder", "elbow", "wrist")):
        a, b, c = (place(body, f"{name}_r") for name in (upper, middle, lower))
        assert angle_between(b - a, c - b) == pytest.approx(degrees, abs=1e-4)


@pytest.mark.parametrize(
    ("joint", "landmark_", "axis", "sign"),
    [
        ("hip_flex_r", "knee_r", 0, 1),
        ("hip_abd_r", "knee_r", 1, -1),
        ("hip_abd_l", "knee_l", 1, 1),
        ("knee_r", "ankle_r", 0, -1),
        ("ankle_r", "tip_r", 2, 1),
        ("sh_flex_l", "wrist_l", 0, 1),
        ("sh_abd_l", "wrist_l", 1, 1),
        ("elbow_r", "wrist_r", 0, 1),
        ("scap_elev_r", "shoulder_r", 2, 1),
        ("lumbar", "c7", 0, 1),
        ("neck", "nose", 2, -1),
        ("nod", "chin", 0, -1),
        ("head_rot", "nose", 1, 1),
        ("lumbar_side", "c7", 1, 1),
    ],
)
def test_positive_is_what_a_goniometer_calls_so(
    joint: str, landmark_: str, axis: int, sign: int
) -> None:
    before = frames(posed(hip_abd_l=0, hip_abd_r=0, sh_abd_l=0))
    after = frames(posed(hip_abd_l=0, hip_abd_r=0, sh_abd_l=0) + 20 * one(joint))
    way = (place(after, landmark_) - place(before, landmark_))[axis]
    assert way * sign > 0.003


def one(joint: str) -> Numbers:
    return np.eye(len(NAMES))[INDEX[joint]]


def test_left_and_right_mirror_each_other() -> None:
    pose = many(1)[0]
    mirrored = pose.copy()
    for name in OF_SIDES:
        left, right = INDEX[f"{name}_l"], INDEX[f"{name}_r"]
        mirrored[left], mirrored[right] = pose[right], pose[left]
    for name in NAMES:
        if name in ("y", "yaw", "roll", "head_rot") or name.endswith(("_side", "_rot")):
            mirrored[INDEX[name]] = -pose[INDEX[name]]
    body, other = frames(pose), frames(mirrored)
    for name in LANDMARKS:
        twin = name[:-1] + {"l": "r", "r": "l"}[name[-1]] if name.endswith(("_l", "_r")) else name
        assert np.allclose(place(other, twin), place(body, name) * (1, -1, 1), atol=1e-9), name


def test_one_pose_of_a_batch_is_still_a_batch() -> None:
    body = frames(many(3)).one(2)
    assert body.rotation.shape == (1, len(FRAME_NAMES), 3, 3)
    assert body.point(FRAME["head"], np.zeros(3)).shape == (1, 3)
