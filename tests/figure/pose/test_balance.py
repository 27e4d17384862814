"""The centre of mass: where it lies, and what a load does to it."""

import numpy as np
import pytest

from clinic_app.figure.pose.balance import BODY_KG, Load, centre_of_mass
from clinic_app.figure.pose.joints import INDEX, resting_pose
from clinic_app.figure.pose.landmarks import LANDMARKS, place
from clinic_app.figure.pose.skeleton import frames


def test_a_standing_body_balances_at_the_pelvis_over_the_feet() -> None:
    body = frames(resting_pose())
    middle = centre_of_mass(body)[0]
    assert middle[1] == pytest.approx(0.0, abs=1e-9)
    assert place(body, "hips")[2] < middle[2] < place(body, "sternum")[2]
    assert place(body, "heel_r")[0] < middle[0] < place(body, "tip_r")[0]


def test_a_load_pulls_by_its_share_of_the_whole() -> None:
    body = frames(resting_pose())
    load = Load(10.0, *LANDMARKS["grip_r"])
    empty, loaded = centre_of_mass(body)[0], centre_of_mass(body, [load])[0]
    share = 10.0 / (BODY_KG + 10.0)
    assert np.allclose(loaded, empty + share * (place(body, "grip_r") - empty), atol=1e-3)


def test_two_halves_are_one_whole() -> None:
    body = frames(resting_pose())
    whole = Load(8.0, *LANDMARKS["nape"])
    half = Load(4.0, *LANDMARKS["nape"])
    both = centre_of_mass(body, [half, half])
    assert np.allclose(centre_of_mass(body, [whole]), both)


def test_an_arm_held_out_moves_the_weight_to_its_side() -> None:
    pose = np.stack([resting_pose(), resting_pose()])
    pose[1, INDEX["sh_abd_l"]] = 90
    middle = centre_of_mass(frames(pose))
    assert middle.shape == (2, 3)
    assert middle[1, 1] > middle[0, 1] + 0.01
