"""Ranges of motion: every joint has one, and what is past it is told with how far."""

import pytest

from clinic_app.figure.pose.joints import INDEX, NAMES, PLACING, beyond, limits, resting_pose


@pytest.mark.parametrize("name", NAMES)
def test_rest_is_within_every_range(name: str) -> None:
    low, high = limits(name)
    assert low <= resting_pose()[INDEX[name]] <= high
    assert low < high


def test_both_sides_share_a_range() -> None:
    assert limits("knee_l") == limits("knee_r")
    assert limits("knee_r")[1] > 120


def test_nobody_at_rest_is_beyond_anything() -> None:
    assert beyond(resting_pose()) == {}


def test_what_is_past_is_told_with_how_far() -> None:
    pose = resting_pose()
    pose[INDEX["knee_r"]] = limits("knee")[1] + 12
    pose[INDEX["lumbar"]] = limits("lumbar")[0] - 7
    assert beyond(pose) == pytest.approx({"knee_r": 12, "lumbar": 7})


@pytest.mark.parametrize("name", PLACING)
def test_the_body_itself_may_be_anywhere(name: str) -> None:
    pose = resting_pose()
    pose[INDEX[name]] = 8.0
    assert beyond(pose) == {}
