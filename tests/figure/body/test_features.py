"""The lines of face, knees and fingers lie just above the surface, on both sides alike."""

import numpy as np
import pytest

from clinic_app.domain.exercise.look import BUILDS, HAIRS, Look
from clinic_app.figure.body.eyes import eye_lines
from clinic_app.figure.body.features import feature_lines
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import PART, EllipsoidSet
from clinic_app.figure.pose.joints import INDEX, Numbers, resting_pose
from clinic_app.figure.pose.skeleton import frames


def _height_over(ellipsoids: EllipsoidSet, points: Numbers) -> Numbers:
    """About how far each point is outside of the nearest ellipsoid, in m; (k,)."""
    away = points[:, None, :] - ellipsoids.centre[None]
    local = np.einsum("nji,knj->kni", ellipsoids.rotation, away) / ellipsoids.radii[None]
    size = np.linalg.norm(local, axis=-1)
    steep = np.linalg.norm(local / ellipsoids.radii[None], axis=-1) / size
    return ((size - 1) / steep).min(axis=1)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("hair", HAIRS)
@pytest.mark.parametrize("build", BUILDS)
def test_the_face_lies_just_above_the_skin(build: str, hair: str, *, large: bool) -> None:
    look = Look(build=build, hair=hair)
    placed = frames(resting_pose())
    lines = [ln for ln in feature_lines(placed, look) if ln.part == PART["head"]]
    eyes = eye_lines(placed, look, (25.0, -20.0), large=large)
    assert sum(line.filled for line in eyes) == (6 if large else 2)
    ellipsoids = surface(look).at(placed)
    for line in (*lines, *eyes):
        over = _height_over(ellipsoids, line.points)
        assert (over > 0.0002).all()
        assert (over < 0.003).all()


def test_lines_follow_the_pose() -> None:
    pose = resting_pose()
    before = feature_lines(frames(pose), Look())
    pose[INDEX["x"]] += 0.5
    after = feature_lines(frames(pose), Look())
    for one, two in zip(before, after, strict=True):
        assert np.allclose(two.points - one.points, (0.5, 0.0, 0.0))


def test_fingers_have_three_lines_on_either_face_of_each_hand() -> None:
    lines = feature_lines(frames(resting_pose()), Look())
    for side in ("l", "r"):
        assert sum(line.part == PART[f"fingers_{side}"] for line in lines) == 6


def test_in_a_close_up_each_finger_has_its_nail_and_creases() -> None:
    lines = feature_lines(frames(resting_pose()), Look(), fingers=True)
    for side in ("l", "r"):
        for finger in ("index", "middle", "ring", "little"):
            assert sum(line.part == PART[f"{finger}_{side}"] for line in lines) == 7
        assert not any(line.part == PART[f"fingers_{side}"] for line in lines)


def test_only_a_bun_and_long_hair_have_strands() -> None:
    for hair in HAIRS:
        lines = feature_lines(frames(resting_pose()), Look(hair=hair))
        assert any(line.part == PART["hair"] for line in lines) == (hair in ("bun", "long"))


def test_every_line_is_finite_and_thin() -> None:
    for line in feature_lines(frames(resting_pose()), Look()):
        assert line.points.shape[1] == 3
        assert np.isfinite(line.points).all()
        assert line.width < 0.006
        assert line.filled == (line.width == 0.0)


def test_age_shows_in_lines_of_the_face_of_a_close_up_only() -> None:
    def count(age: str, *, fine: bool) -> int:
        return len(feature_lines(frames(resting_pose()), Look(age=age), fine=fine))

    assert count("older", fine=True) - count("adult", fine=True) == 12
    assert count("older", fine=False) == count("adult", fine=False)


def test_glasses_are_two_rims_two_bows_and_a_bridge_alike_on_both_sides() -> None:
    bare, worn = (feature_lines(frames(resting_pose()), Look(glasses=g)) for g in (False, True))
    assert len(worn) - len(bare) == 5
    points = np.vstack([line.points for line in worn if line.part < 0])
    assert np.ptp(points[:, 1]) == pytest.approx(2 * points[:, 1].max())
