"""Layers over layers: later ones win, cases join in, and unknown names are refused."""

from dataclasses import replace

import pytest
from sample_figures import DEPTH, HINGE, exercise_with

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Axis, Setting
from clinic_app.domain.exercise.figure import Case, FigureSpec, Hold, Layer, PropSpec
from clinic_app.domain.exercise.limit import Limit
from clinic_app.figure.motion import solve_motion
from clinic_app.figure.pose.arrow_words import ArrowWords
from clinic_app.figure.pose.layers import ends_of, resolve_figure
from clinic_app.figure.pose.values import Number

SETTINGS = {"depth_deg": 60.0, "support": "none"}
AT_RAIL = Limit("support", one_of=("rail",))


def in_end(**told: object) -> FigureSpec:
    """The hinge with one more thing told in its last panel."""
    return replace(HINGE, panels=(HINGE.panels[0], replace(HINGE.panels[1], **told)))


def test_the_panel_wins_over_the_base_entry_by_entry() -> None:
    start, end = resolve_figure(HINGE, SETTINGS).panels
    assert start.joints["knee_r"] == Number(4.0)
    assert end.joints["knee_l"] == Number(15.5)
    assert end.joints["hip_flex_r"].guess
    assert (start.trunk, end.trunk) == (0.0, 60.0)
    assert end.contacts == {"foot_l": "floor", "foot_r": "floor"}


def test_a_name_without_a_side_pairs_both_and_a_sided_one_stands_alone() -> None:
    end = resolve_figure(in_end(joints={"knee": "~20", "knee_r": 30}), SETTINGS).panels[1]
    assert end.paired["knee_l"] == "knee"
    assert end.paired["knee_r"] == "knee_r"
    assert end.joints["knee_r"] == Number(30.0)


def test_none_and_free_drop_what_a_layer_below_told() -> None:
    end = resolve_figure(
        in_end(trunk="free", contacts={"foot_l": "none"}, hands={"right": Hold("none")}), SETTINGS
    ).panels[1]
    assert end.trunk is None
    assert end.contacts == {"foot_r": "floor"}
    assert list(end.hands) == ["l"]


def test_a_case_joins_in_where_its_setting_holds() -> None:
    case = Case(
        (AT_RAIL,),
        camera="front",
        pose=Layer(balance=False),
        panels={1: Layer(trunk=10)},
        props=(PropSpec("chair"),),
        without=("mat",),
        arrows=("hips",),
    )
    figure = replace(HINGE, props=(PropSpec("mat"),), cases=(case,))
    plain = resolve_figure(figure, SETTINGS)
    assert [p.kind for p in plain.props] == ["mat"]
    changed = resolve_figure(figure, {**SETTINGS, "support": "rail"})
    assert [p.kind for p in changed.props] == ["chair"]
    assert (changed.camera, changed.arrows) == ("front", (ArrowWords("along", "hips"),))
    assert changed.panels[1].trunk == 10.0
    assert not changed.panels[0].balance


def test_a_case_with_several_limits_asks_for_all() -> None:
    case = Case((AT_RAIL, Limit("depth_deg", above=50.0)), camera="front")
    figure = replace(HINGE, cases=(case,))
    assert resolve_figure(figure, {"depth_deg": 60.0, "support": "rail"}).camera == "front"
    assert resolve_figure(figure, {"depth_deg": 40.0, "support": "rail"}).camera == HINGE.camera
    assert resolve_figure(figure, {"depth_deg": 60.0, "support": "none"}).camera == HINGE.camera


WRONG = {
    "base": (replace(HINGE, base="floating"), "standing, "),
    "camera": (replace(HINGE, camera="below"), "side, "),
    "joint": (in_end(joints={"kneee": 3}), "knee, "),
    "setting in a formula": (in_end(trunk="width_deg"), "depth_deg"),
    "setting of a case": (replace(HINGE, cases=(Case((Limit("grip", above=1.0),)),)), "depth_deg"),
    "landmark of an aim": (in_end(aims={"hip_r-kne_r": 90}), "knee_r, "),
    "aim without a line": (in_end(aims={"hip_r": 90}), "hip_r-knee_r"),
    "landmark of an anchor": (in_end(anchors={"nose_r": "x"}), "nose, "),
    "axis of an anchor": (in_end(anchors={"nose": "xw"}), "xyz"),
    "landmark of an arrow": (replace(HINGE, arrows=("tail",)), "head, "),
    "hold": (in_end(hands={"both": Hold("pockets")}), "hips, "),
    "place of a hold": (in_end(hands={"both": Hold("rail")}), "at:"),
    "half a place": (in_end(hands={"both": Hold("rail", (0.3, 0.2))}), r"\[x, y, z\]"),
    "contact part": (in_end(contacts={"tail": "floor"}), "foot_l, "),
    "surface": (in_end(contacts={"foot_r": "seat"}), "floor, mat"),
    "prop": (replace(HINGE, props=(PropSpec("sofa"),)), "chair, "),
    "measure of a prop": (replace(HINGE, props=(PropSpec("chair", {"hight": 1}),)), "height"),
    "missing measure": (replace(HINGE, props=(PropSpec("wall"),)), "needs 'x'"),
    "place of a weight": (
        replace(HINGE, props=(PropSpec("weight", {"kg": 4, "at": "tail"}),)),
        "belly",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_unknown_name_is_refused_and_the_known_ones_are_listed(what: str) -> None:
    figure, listed = WRONG[what]
    with pytest.raises(UserError, match=listed):
        solve_motion(exercise_with(figure), {})


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"width": 3}, "It has: depth_deg"),
        ({"depth_deg": 300}, "20 to 80"),
        ({"support": "x"}, "rail"),
    ],
)
def test_a_wrong_setting_is_refused(settings: dict[str, float | str], told: str) -> None:
    support = Setting("support", "Support", "none", Axis.ASSISTANCE, options=("none", "rail"))
    exercise = exercise_with(HINGE, depth_deg=DEPTH, support=support)
    with pytest.raises(UserError, match=told):
        solve_motion(exercise, settings)


def test_the_ends_of_a_line_are_its_landmarks() -> None:
    assert ends_of("hip_r-knee_r") == ("hip_r", "knee_r")
