"""A breath that is seen on belly and ribs, and a mouth that opens."""

import numpy as np
import pytest

from clinic_app.domain.exercise.look import LOOKS, look_named
from clinic_app.figure.body.mouth import is_open, mouth_lines
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import PART, reach_along
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import FRAME, Frames
from clinic_app.figure.scene import Camera, Scene
from tests.figure.render.drawn import picture, posed


def torso(frames: Frames, axis: int, look: str = "standard") -> tuple[float, float]:
    """How far the trunk reaches to both sides along an axis."""
    body = surface(look_named(look)).at(frames)
    low, high = reach_along(body, np.eye(3)[axis])
    own = body.part == PART["torso"]
    return float(low[own].min()), float(high[own].max())


def front_of_belly(frames: Frames) -> float:
    body = surface(look_named("standard")).at(frames)
    own = (body.part == PART["torso"]) & (abs(body.along - 0.14) < 0.02)
    return float(reach_along(body, np.eye(3)[0])[1][own].max())


@pytest.mark.parametrize("way", [-0.02, 0.04])
def test_a_breath_moves_the_front_of_the_belly_and_not_the_back(way: float) -> None:
    rest, breath = posed(), posed(belly=way)
    assert front_of_belly(breath) - front_of_belly(rest) == pytest.approx(way, abs=0.004)
    assert torso(breath, 0)[0] == pytest.approx(torso(rest, 0)[0], abs=0.002)
    moved = place(breath, "navel") - place(rest, "navel")
    assert moved[0] == pytest.approx(way, abs=0.002)


def test_a_breath_widens_the_lower_ribs_to_both_sides() -> None:
    rest, breath = posed(), posed(ribs=0.02)
    for name, sign in (("rib_l", 1), ("rib_r", -1)):
        moved = place(breath, name) - place(rest, name)
        assert moved[1] == pytest.approx(sign * 0.02, abs=0.002)
    assert front_of_belly(breath) == pytest.approx(front_of_belly(rest), abs=0.002)


def test_nobody_breathes_unless_told() -> None:
    assert posed().breath is None
    skin = surface(look_named("standard"))
    assert (skin.at(posed()).centre == skin.at(posed(jaw=0)).centre).all()


def chin(frames: Frames) -> Numbers:
    return place(frames, "chin")


def test_a_closed_jaw_goes_with_the_head() -> None:
    frames = posed(neck=20, head_rot=30)
    for values in (frames.rotation[0], frames.origin[0]):
        assert values[FRAME["jaw"]] == pytest.approx(values[FRAME["head"]])


def test_an_open_mouth_lowers_the_chin_and_a_glide_takes_it_aside() -> None:
    opened = chin(posed(jaw=30)) - chin(posed())
    assert -0.07 < opened[2] < -0.03
    assert chin(posed(jaw_side=0.01))[1] - chin(posed())[1] == pytest.approx(0.01)


@pytest.mark.parametrize("look", LOOKS)
def test_an_open_mouth_is_dark_with_teeth_in_a_close_up(look: str) -> None:
    def fills(**joints: float) -> set[str]:
        scene = Scene(posed(**joints))
        return {s.fill for s in picture(scene, Camera(50, 5, "head"), look_named(look)).shapes}

    assert len(fills(jaw=28) - fills()) >= 1


def test_a_closed_mouth_has_only_its_smile() -> None:
    assert not is_open(posed(jaw=1))
    assert mouth_lines(posed(), look_named("standard"), large=True) == []
    tones = [line.tone for line in mouth_lines(posed(jaw=25), look_named("standard"), large=True)]
    assert tones == ["mouth", "white", "ink", "ink"]
