"""Every muscle of the vocabulary has its place on the body, on either side and on every build."""

import numpy as np
import pytest

from clinic_app.catalog.vocabulary import read_vocabulary
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.figure.body.muscles import MUSCLES
from clinic_app.figure.body.strands import laid
from clinic_app.figure.body.surface import surface
from clinic_app.figure.data.people import person_of
from clinic_app.figure.ellipsoid_set import MATERIAL, PART, PARTS
from clinic_app.figure.pose.joints import resting_pose
from clinic_app.figure.pose.skeleton import FRAME, frames
from clinic_app.shipped_data import EXERCISES
from tests.figure.render.drawn import posed

_OFF = 0.04  # m: parts overlap where limbs join the trunk
_PARTS = {part.partition("_")[0] for part in PARTS}


def test_every_muscle_has_a_place_and_no_place_is_of_another() -> None:
    assert set(MUSCLES) == set(read_vocabulary(EXERCISES).terms["muscle"])


@pytest.mark.parametrize("muscle", MUSCLES)
def test_the_table_is_whole(muscle: str) -> None:
    told = MUSCLES[muscle]
    assert set(told.on) <= _PARTS
    for bundle in told.bundles:
        assert {len(strand) for strand in bundle.strands} == {len(bundle.half)}
        assert all(0.004 < half < 0.05 for half in bundle.half)


@pytest.mark.parametrize("name", sorted(LOOKS))
@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_spot_lies_on_the_skin_of_every_person(muscle: str, name: str) -> None:
    look = LOOKS[name]
    rest = frames(resting_pose(), person_of(look).straight)
    body = surface(look).at(rest)
    kin = {*MUSCLES[muscle].on, "glute"}  # soft tissue that goes with trunk and thigh
    own = np.isin(body.part, [PART[name] for name in PARTS if name.partition("_")[0] in kin])
    own |= body.material == MATERIAL["scarf"]  # marks of the neck lie on it
    radii = body.radii[own]
    for bundle in laid(muscle, "l", look):
        for point in bundle.at(rest)[..., :3].reshape(-1, 3):
            local = np.einsum("nij,ni->nj", body.rotation[own], point - body.centre[own])
            away = (np.linalg.norm(local / radii, axis=1) - 1) * radii.min(1)
            assert abs(away.min()) < _OFF, point


@pytest.mark.parametrize("muscle", MUSCLES)
def test_the_right_is_the_mirror_of_the_left(muscle: str) -> None:
    rest = frames(resting_pose())
    for left, right in zip(laid(muscle, "l", Look()), laid(muscle, "r", Look()), strict=True):
        assert np.allclose(left.at(rest)[..., :3] * (1, -1, 1), right.at(rest)[..., :3], atol=1e-9)


def test_a_muscle_lies_further_out_on_a_broader_body() -> None:
    def wide(build: str) -> float:
        rest = frames(resting_pose())
        return float(laid("deltoid", "l", Look(build=build))[0].at(rest)[..., 1].max())

    assert wide("slim") < wide("average") < wide("broad")


def test_a_muscle_across_a_joint_goes_with_both_bones() -> None:
    (first, *_) = laid("hamstrings", "l", Look())
    standing, bent = (first.at(posed(hip_flex_l=angle))[0] for angle in (0.0, 90.0))
    assert np.linalg.norm(bent[-1, :3] - standing[-1, :3]) > 0.4
    (side, *_) = laid("gluteus-medius", "l", Look())
    standing, bent = (side.at(posed(hip_flex_l=angle))[1] for angle in (0.0, 90.0))
    assert np.allclose(standing[0], bent[0])
    assert np.linalg.norm(bent[-1, :3] - standing[-1, :3]) > 0.01


def test_sternocleidomastoid_slants_from_behind_the_ear_to_the_breastbone() -> None:
    rest = frames(resting_pose())
    spots = laid("sternocleidomastoid", "l", Look())[0].at(rest)[0, :, :3]
    spots = spots - rest.origin[0, FRAME["pelvis"]]
    assert (np.diff(spots[:, 2]) < 0).all()  # down
    assert spots[-1, 0] - spots[0, 0] > 0.05  # forward
    assert abs(spots[-1, 1]) < 0.03 < abs(spots[0, 1])  # towards the middle
