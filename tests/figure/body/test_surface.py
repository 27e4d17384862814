"""The body's surface: cheap, mirrored, changed by looks only where it should be."""

import numpy as np
import pytest

from clinic_app.domain.exercise.look import BUILDS, HAIRS, LOOKS, Look
from clinic_app.figure.body.modelling import hem_long, row
from clinic_app.figure.body.surface import surface
from clinic_app.figure.data.people import person_of
from clinic_app.figure.ellipsoid_set import MATERIAL, PART, PARTS, EllipsoidSet, Ints, reach_along
from clinic_app.figure.pose.joints import INDEX, Numbers, resting_pose
from clinic_app.figure.pose.skeleton import FRAME, frames

MOST = 700  # ellipsoids: drawing time grows with them
AHEAD, UP = np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])


def _standing(look: Look, **joints: float) -> EllipsoidSet:
    pose = resting_pose()
    for name, value in joints.items():
        pose[INDEX[name]] = value
    return surface(look).at(frames(pose, person_of(look)))


def _of(ellipsoids: EllipsoidSet, part: str) -> EllipsoidSet:
    chosen = ellipsoids.part == PART[part]
    return EllipsoidSet(
        ellipsoids.centre[chosen],
        ellipsoids.rotation[chosen],
        ellipsoids.radii[chosen],
        ellipsoids.part[chosen],
        ellipsoids.material[chosen],
        ellipsoids.along[chosen],
    )


def _front_of_face(ellipsoids: EllipsoidSet, y: float, z: float) -> Numbers:
    """How far ahead each ellipsoid reaches at a place of the face, in the head's frame; m."""
    offset = (np.array([y, z]) - ellipsoids.centre[:, 1:]) / ellipsoids.radii[:, 1:]
    left = 1 - (offset**2).sum(-1)
    ahead = ellipsoids.centre[:, 0] + ellipsoids.radii[:, 0] * np.sqrt(np.maximum(left, 0.0))
    return np.where(left > 0, ahead, -1.0)


@pytest.mark.parametrize("hair", HAIRS)
@pytest.mark.parametrize("build", BUILDS)
def test_a_body_is_made_of_few_round_ellipsoids(build: str, hair: str) -> None:
    body = surface(Look(build=build, hair=hair))
    count = len(body.part)
    assert count <= MOST
    assert len(body.material) == len(body.along) == count
    assert len(body.frame) + 9 * len(body.bridges.start) == count
    assert (body.radii > 0.002).all()
    assert (body.radii < 0.25).all()


@pytest.mark.parametrize(
    "look", [Look(hair="bald"), LOOKS["woman-large"], LOOKS["woman-headscarf"]]
)
def test_the_left_is_the_mirrored_right(look: Look) -> None:
    ellipsoids = _standing(look)
    for part in ("uarm", "farm", "hand", "fingers", "thumb", "glute", "thigh", "shank", "foot"):
        left, right = _of(ellipsoids, f"{part}_l"), _of(ellipsoids, f"{part}_r")
        for normal in (AHEAD, UP):
            assert np.allclose(
                np.sort(reach_along(left, normal)[1]), np.sort(reach_along(right, normal)[1])
            )
        outward = np.array([0.0, 1.0, 0.0])
        assert np.isclose(
            reach_along(left, outward)[1].max(), reach_along(right, -outward)[1].max()
        )


def test_a_person_is_about_as_tall_as_people_are() -> None:
    low, high = reach_along(_standing(Look(hair="bald")), UP)
    assert 1.65 < high.max() - low.min() < 1.85


def test_each_build_is_wider_and_deeper_than_the_one_before() -> None:
    for normal in (AHEAD, np.array([0.0, 1.0, 0.0])):
        reach = [
            reach_along(_of(_standing(Look(build=build)), "torso"), normal)[1].max()
            for build in ("slim", "average", "broad", "large")
        ]
        assert reach == sorted(set(reach))


@pytest.mark.parametrize("hair", HAIRS)
def test_hair_leaves_the_face_free(hair: str) -> None:
    body = surface(Look(hair=hair))
    count = len(body.frame)
    at_head = body.frame == FRAME["head"]
    covers = at_head & np.isin(body.material[:count], [MATERIAL["hair"], MATERIAL["scarf"]])
    still = EllipsoidSet(
        body.centre,
        np.broadcast_to(np.eye(3), (count, 3, 3)),
        body.radii,
        body.part[:count],
        body.material[:count],
        body.along[:count],
    )
    for y, z in ((0.0, 0.05), (0.031, 0.074), (-0.031, 0.074), (0.031, 0.10), (0.0, 0.0)):
        ahead = _front_of_face(still, y, z)
        hair_front = ahead[covers].max(initial=-1.0)
        assert hair_front < ahead[at_head & ~covers].max()


def test_only_bald_heads_are_bare() -> None:
    for hair in HAIRS:
        body = surface(Look(hair=hair))
        assert (PART["hair"] in body.part) == (hair != "bald")
        assert (MATERIAL["scarf"] in body.material) == (hair == "headscarf")


def test_a_body_is_built_once_for_all_colours() -> None:
    assert surface(Look(skin="dark", clothes="plum")) is surface(Look(skin="tan"))


def _half_breadth(look: Look, part: str, low: float, high: float) -> float:
    """How far a part reaches to the left between two heights of `along`, in m."""
    body = _of(_standing(look), part)
    there = (body.along >= low) & (body.along <= high)
    return float(reach_along(body, np.array([0.0, 1.0, 0.0]))[1][there].max())


def test_a_woman_has_broader_hips_and_a_narrower_waist_ribs_and_neck_than_a_man() -> None:
    man, woman = Look(), Look(figure="woman")
    for part, low, high, least, most in (
        ("torso", -0.02, 0.03, 1.06, 1.12),
        ("torso", 0.13, 0.16, 0.85, 0.93),
        ("torso", 0.30, 0.34, 0.90, 0.97),
        ("neck", 0.57, 0.62, 0.83, 0.87),
    ):
        ratio = _half_breadth(woman, part, low, high) / _half_breadth(man, part, low, high)
        assert least < ratio < most, (part, low)


@pytest.mark.parametrize("name", ["woman-headscarf"])
def test_long_clothes_leave_face_and_hands_bare_and_nothing_else(name: str) -> None:
    body = surface(LOOKS[name])
    bare = {PARTS[part] for part in body.part[body.material == MATERIAL["skin"]]}
    assert {p.removesuffix("_l").removesuffix("_r") for p in bare} == {
        *("head", "nose", "ear", "neck", "hand", "fingers", "thumb", "farm")
    }
    wrists = (body.material == MATERIAL["skin"]) & np.isin(body.part, [PART["farm_l"]])
    sleeve = (body.material == MATERIAL["shirt"]) & np.isin(body.part, [PART["farm_l"]])
    assert body.along[sleeve].min() == 0.0
    assert body.along[sleeve].max() > 0.9
    assert body.along[wrists].min() > 0.5


def test_every_look_is_a_body_of_its_own_unless_only_its_colours_differ() -> None:
    shapes = {look.shape for look in LOOKS.values()}
    outlines = {
        tuple(np.concatenate(reach_along(_standing(s), np.array([0.6, 0.8, 0.0]))).round(4))
        for s in shapes
    }
    assert len(outlines) == len(shapes) >= 10


def test_fingers_close_round_a_handle() -> None:
    """Curled fingers come near the palm but leave a handle of 2 cm between."""
    tips = {}
    for curl in (5.0, 92.0):
        pose = resting_pose()
        pose[INDEX["curl_r"]] = curl
        placed = frames(pose)
        fingers = _of(surface(Look()).at(placed), "fingers_r")
        hand = FRAME["hand_r"]
        local = (fingers.centre - placed.origin[0, hand]) @ placed.rotation[0, hand]
        tips[curl] = local
    assert tips[5.0][:, 2].min() < -0.16
    assert tips[92.0][:, 2].min() > -0.13
    assert tips[92.0][:, 1].max() > 0.04  # the right palm looks to the left


def test_a_row_ends_round_but_a_hem_ends_thin() -> None:
    limb = row(0.4, [(0.0, 0.05, 0.05, 0, 0), (1.0, 0.04, 0.04, 0, 0)])
    assert limb.long(1.0, 0.04, hem=False) == pytest.approx(0.04)
    assert limb.long(1.0, 0.04, hem=True) == hem_long(0.0) < 0.006
    assert np.all(np.abs(limb.places(hem=True)) <= 1.0)


@pytest.mark.parametrize("name", LOOKS)
def test_a_shirt_ends_level_over_the_shorts_all_round_the_hips(name: str) -> None:
    """A finger's breadth above its hem nothing of the shorts comes out of the shirt."""
    standing = _standing(LOOKS[name].shape)
    hips = float(frames(resting_pose(), person_of(LOOKS[name])).origin[0, FRAME["pelvis"], 2])
    trunk = standing.part == PART["torso"]
    shorts = np.flatnonzero(
        (trunk | (standing.part == PART["thigh_l"])) & (standing.material == MATERIAL["shorts"])
    )
    shirt = np.flatnonzero(trunk & (standing.material == MATERIAL["shirt"]))
    for turn in np.radians(np.arange(0, 360, 15)):
        way = np.array([np.cos(turn), np.sin(turn), 0.0])
        far = [_reach_at(standing, chosen, way, hips + 0.076) for chosen in (shirt, shorts)]
        assert far[0] > far[1], np.degrees(turn)


def _reach_at(body: EllipsoidSet, chosen: Ints, way: Numbers, height: float) -> float:
    """How far from the middle axis some ellipsoids reach in a level direction at a height, in m."""
    away = np.linspace(0.0, 0.35, 351)
    points = way * away[:, None] + UP * height
    inside = np.zeros(len(away), bool)
    for i in chosen:
        local = (points - body.centre[i]) @ body.rotation[i]
        inside |= (np.square(local / body.radii[i]).sum(1)) < 1
    return float(away[inside].max(initial=0.0))
