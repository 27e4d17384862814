"""The hands of somebody who helps: where they lie, which way they look, how they are drawn."""

from dataclasses import replace

import numpy as np
import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.figure import FigureSpec, HelperHand, Layer
from clinic_app.domain.exercise.look import LOOKS, look_named
from clinic_app.figure.body.helper import deepest, helper_surface
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import HELPER, PART, PARTS, chosen
from clinic_app.figure.lint.checks import all_findings
from clinic_app.figure.motion import Motion, scene, solve_motion
from clinic_app.figure.pose.helper import helper_arms
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import FRAME
from clinic_app.figure.render.palette import palette_of
from tests.figure.render.drawn import picture, posed

HAND = HelperHand("low_back", "straight", palm="ahead", arm="back")


def helped(*panels: Layer) -> FigureSpec:
    return replace(HINGE, panels=panels)


def solved(figure: FigureSpec, look: str = "standard") -> Motion:
    found = solve_motion(exercise_with(figure), {}, look=look_named(look))
    assert found is not None
    return found


@pytest.mark.parametrize("side", ["l", "r"])
def test_the_palm_lies_on_its_landmark_and_looks_its_way(side: str) -> None:
    body = posed(sh_flex=30)
    (arm,) = helper_arms({side: HelperHand("kneecap_l", "straight", palm="back", arm="up")}, body)
    assert place(arm.frames, f"palm_{side}") == pytest.approx(place(body, "kneecap_l"))
    hand = arm.frames.rotation[0, FRAME[f"hand_{side}"]]
    assert np.linalg.det(hand) == pytest.approx(1.0)
    palm = hand[:, 1] * (-1 if side == "l" else 1)
    assert palm.tolist() == pytest.approx([-1, 0, 0], abs=1e-9)
    forearm = arm.frames.rotation[0, FRAME[f"farm_{side}"], :, 2]
    assert forearm[2] > 0.95


@pytest.mark.parametrize("look", LOOKS)
def test_it_has_a_sleeve_and_a_skin_of_its_own(look: str) -> None:
    palette = palette_of(look_named(look))
    if palette.tinted:
        assert palette.materials["helper_skin"] != palette.materials["skin"]
        assert palette.materials["sleeve"] not in [
            palette.materials[m] for m in ("shirt", "shorts")
        ]


def test_it_is_made_of_parts_that_the_person_has_not() -> None:
    names = {PARTS[part] for part in helper_surface("r").part}
    assert names == {f"{HELPER}{part}_r" for part in ("farm", "hand", "fingers", "thumb")}


def test_a_hand_comes_with_its_panel_and_goes_with_none() -> None:
    bent = Layer(trunk=40)
    figure = helped(replace(bent, helper={"right": HAND}), replace(bent, helper={"right": None}))
    motion = solved(replace(figure, pose=replace(HINGE.pose, helper={"left": HAND})))
    assert [[arm.side for arm in scene(motion, n).helpers] for n in (0, 1)] == [["l", "r"], ["l"]]


def test_it_is_drawn() -> None:
    motion = solved(helped(Layer(), Layer(trunk=40, helper={"right": HAND})))
    sleeve = palette_of(motion.look).materials["sleeve"][0]
    fills = [{s.fill for s in picture(scene(motion, n)).shapes} for n in (0, 1)]
    assert sleeve not in fills[0]
    assert sleeve in fills[1]


@pytest.mark.parametrize(
    "told",
    [
        HelperHand("elbow_of_knee"),
        HelperHand("nose", "claw"),
        HelperHand("nose", palm="sideways"),
        HelperHand("nose", arm=(0.0, 0.0, 0.0)),
    ],
)
def test_what_cannot_be_read_is_refused(told: HelperHand) -> None:
    with pytest.raises(UserError):
        solved(helped(Layer(), Layer(trunk=40, helper={"right": told})))


@pytest.mark.parametrize("to", ["low_back", "pelvis", "midback"])
@pytest.mark.parametrize("look", ["standard", "woman-large"])
def test_the_palm_comes_to_the_skin_wherever_the_landmark_is(to: str, look: str) -> None:
    told = replace(HAND, to=to)
    motion = solved(helped(Layer(), Layer(trunk=0, helper={"right": told})), look)
    (arm,) = scene(motion, 1).helpers
    hand = helper_surface("r").at(arm.frames)
    palm = chosen(hand, hand.part == PART[f"{HELPER}hand_r"])
    assert deepest(palm, surface(motion.look).at(motion.panels[1].frames)) == pytest.approx(
        0.006, abs=0.003
    )


def test_a_finger_through_the_person_is_found() -> None:
    found = {
        told.fingers: [
            f.message
            for f in all_findings(solved(helped(Layer(), Layer(trunk=0, helper={"right": told}))))
            if HELPER in f.message
        ]
        for told in (HAND, replace(HAND, fingers="tabletop"))
    }
    assert found["straight"] == []
    assert any("helper_fingers_r and torso" in message for message in found["tabletop"])
