"""What rests on the floor: the parts are known, few and where they should be."""

import numpy as np
import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.look import BUILDS, HAIRS, Look
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import reach_along
from clinic_app.figure.pose.contact import CONTACT_PARTS, Roll, contact_ellipsoids
from clinic_app.figure.pose.joints import INDEX, resting_pose
from clinic_app.figure.pose.skeleton import ANKLE_HEIGHT, FRAME, frames

UP = np.array([0.0, 0.0, 1.0])


@pytest.mark.parametrize("name", CONTACT_PARTS)
def test_every_part_has_a_few_ellipsoids(name: str) -> None:
    for hair in HAIRS:
        chosen = contact_ellipsoids(surface(Look(hair=hair)), name)
        assert 3 <= len(chosen) <= 34


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(UserError, match="heel_l"):
        contact_ellipsoids(surface(Look()), "tail")


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("side", ["l", "r"])
def test_the_sole_stands_flat_under_the_ankle(build: str, side: str) -> None:
    body = surface(Look(build=build))
    pose = resting_pose()
    pose[[INDEX[f"{joint}_{side}"] for joint in ("hip_abd", "knee")]] = 0.0
    placed = frames(pose)
    low, _ = reach_along(body.at(placed), UP)
    ankle = placed.origin[0, FRAME[f"foot_{side}"], 2]
    under = low[contact_ellipsoids(body, f"foot_{side}")]
    assert np.allclose(under, ankle - ANKLE_HEIGHT, atol=0.001)


def test_the_lowest_point_of_a_standing_body_is_its_sole() -> None:
    body = surface(Look())
    placed = frames(resting_pose())
    low, _ = reach_along(body.at(placed), UP)
    assert low.argmin() in contact_ellipsoids(body, "foot_l") or low.argmin() in contact_ellipsoids(
        body, "foot_r"
    )


def shank_on(roll: Roll, **joints: float) -> float:
    """How far the right shank of a posed body is off a roll, in m."""
    pose = resting_pose()
    for name, value in joints.items():
        pose[INDEX[name]] = value
    body = surface(Look())
    return float(roll.gaps(body, frames(pose), contact_ellipsoids(body, "shank_r")).min())


def roll(x: float, radius: float = 0.08, under: str = "") -> Roll:
    """A roll across the way, in the middle of a standing shin."""
    side = np.array([0.0, 1.0, 0.0])
    return Roll(UP, 0.3 + radius, np.array([x, 0.0, 0.3]), side, radius, under)


def test_a_part_is_as_far_off_a_roll_as_its_round_side_is() -> None:
    near, far = shank_on(roll(0.20)), shank_on(roll(0.30))
    assert far - near == pytest.approx(0.10, abs=0.002)
    assert shank_on(roll(0.30, radius=0.11)) == pytest.approx(far - 0.03, abs=0.002)
    assert 0.0 < near < 0.12
    assert shank_on(roll(0.05)) < -0.01


def test_a_roll_under_a_landmark_goes_with_it() -> None:
    told = roll(0.20, under="knee_r")
    assert shank_on(told, x=0.4) == pytest.approx(shank_on(told), abs=1e-6)
    assert shank_on(roll(0.20), x=0.9) != pytest.approx(shank_on(told), abs=0.05)
