"""The foot without a shoe: five toes of two links, an arch, and no sole below."""

from dataclasses import replace

import numpy as np
import pytest
from sample_figures import HINGE, exercise_with

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.figure import FigureSpec, Layer
from clinic_app.domain.exercise.look import FEET as WORN
from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.surface import surface
from clinic_app.figure.data.anatomy import length_m, toe
from clinic_app.figure.data.feet import TOE_SHAPES, toes_named
from clinic_app.figure.data.people import STANDARD, Person, person_of
from clinic_app.figure.ellipsoid_set import PART, reach_along
from clinic_app.figure.lint.checks import lint
from clinic_app.figure.motion import solve_motion
from clinic_app.figure.pose.contact import UP
from clinic_app.figure.pose.joints import INDEX, SIDES, TOES, Numbers, limits, resting_pose
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import FRAME, Frames, frames

BARE = person_of(Look(feet="bare"))
ON_THE_FLOOR = ("relaxed", "spread", "scrunch", "big_toe_up", "small_toes_up", "short_foot")


def shaped(name: str, person: Person = BARE) -> Frames:
    pose = resting_pose()
    for joint, angle in toes_named(name).items():
        for side in SIDES:
            pose[INDEX[f"{joint}_{side}"]] = angle
    return frames(pose, person)


def in_foot(body: Frames, spot: str) -> Numbers:
    """A landmark of the right foot in its own frame, in m."""
    foot = FRAME["foot_r"]
    return body.rotation[0, foot].T @ (place(body, spot) - body.origin[0, foot])


def tip(body: Frames, name: str) -> Numbers:
    """Where a toe of the right foot ends, in the foot's frame."""
    end = body.point(FRAME[f"{name}.2_r"], np.array([toe(name).links[1], 0.0, 0.0]))[0]
    foot = FRAME["foot_r"]
    return body.rotation[0, foot].T @ (end - body.origin[0, foot])


def standing(feet: str, toes: str) -> FigureSpec:
    panels = (Layer(), Layer(toes={"both": toes}, joints={"elbow": 40}))
    return replace(HINGE, feet=feet, pose=Layer(), panels=panels, arrows=())


@pytest.mark.parametrize("name", TOE_SHAPES)
def test_every_shape_is_within_the_ranges(name: str) -> None:
    for joint, angle in toes_named(name).items():
        low, high = limits(joint)
        assert low <= angle <= high, joint


def test_links_are_as_long_as_the_table_says() -> None:
    body = shaped("relaxed")
    for name in TOES:
        near, far = (body.origin[0, FRAME[f"{name}.{link}_r"]] for link in (1, 2))
        assert np.linalg.norm(far - near) == pytest.approx(toe(name).links[0])


def test_the_foot_is_as_long_as_the_table_says_and_its_big_toe_is_the_longest() -> None:
    body = shaped("relaxed")
    skin = surface(Look(feet="bare")).at(body)
    parts = np.isin(skin.part, [PART["foot_r"], PART["toes_r"]])
    low, high = reach_along(skin, body.rotation[0, FRAME["foot_r"]][:, 0])
    assert high[parts].max() - low[parts].min() == pytest.approx(length_m("foot_length"), abs=0.012)
    assert max(TOES, key=lambda name: tip(body, name)[0]) == "hallux"


def test_left_is_the_mirror_of_right() -> None:
    body = shaped("scrunch")
    for name in TOES:
        left, right = (body.origin[0, FRAME[f"{name}.2_{side}"]] for side in SIDES)
        assert left * (1, -1, 1) == pytest.approx(right)


@pytest.mark.parametrize(
    ("name", "spots", "way"),
    [
        ("big_toe_up", ("hallux",), 1),
        ("small_toes_up", ("toe2", "toe3", "toe4", "toe5"), 1),
        ("up", TOES, 1),
        ("curl", TOES, -1),
    ],
)
def test_the_named_toes_move_and_no_others(name: str, spots: tuple[str, ...], way: int) -> None:
    before, after = shaped("relaxed"), shaped(name)
    for each in TOES:
        rise = tip(after, each)[2] - tip(before, each)[2]
        assert rise * way > 0.008 if each in spots else abs(rise) < 0.004


def test_spread_toes_stand_further_apart() -> None:
    before, after = (
        [tip(shaped(name), each)[1] for each in TOES] for name in ("relaxed", "spread")
    )
    assert (np.abs(np.diff(after)) > np.abs(np.diff(before)) + 0.002).all()


def test_a_short_foot_has_a_higher_arch_and_long_toes_nearer_to_the_heel() -> None:
    before, after = shaped("relaxed"), shaped("short_foot")
    assert in_foot(after, "inner_arch_r")[2] - in_foot(before, "inner_arch_r")[2] > 0.008
    assert in_foot(before, "big_toe_r")[0] - in_foot(after, "big_toe_r")[0] > 0.004
    assert tip(after, "hallux")[2] == pytest.approx(tip(before, "hallux")[2])


@pytest.mark.parametrize("feet", WORN)
def test_the_solver_stands_what_comes_down_lowest_on_the_floor(feet: str) -> None:
    found = solve_motion(exercise_with(standing(feet, "relaxed")), {})
    assert found is not None
    for panel in found.panels:
        skin = panel.task.skin.at(panel.frames)
        assert reach_along(skin, UP)[0].min() == pytest.approx(0.0, abs=0.003)
    ankle = float(place(found.panels[0].frames, "ankle_r")[2])
    assert ankle == pytest.approx(
        length_m("foot_height") + found.panels[0].task.person.sole_m, abs=0.003
    )


@pytest.mark.parametrize("name", ON_THE_FLOOR)
def test_toes_of_a_standing_person_do_not_go_through_the_floor(name: str) -> None:
    found = solve_motion(exercise_with(standing("bare", name)), {})
    assert found is not None
    assert [f.message for f in lint(found) if f.check == "floor"] == []


def test_curled_toes_of_a_standing_person_are_told() -> None:
    found = solve_motion(exercise_with(standing("bare", "curl")), {})
    assert found is not None
    assert any(f.check == "floor" and f.subject == "toes_r" for f in lint(found))


def test_in_shoes_the_toes_go_with_the_foot() -> None:
    body = shaped("scrunch", STANDARD)
    assert np.array_equal(body.rotation[0, FRAME["hallux.2_r"]], body.rotation[0, FRAME["foot_r"]])


@pytest.mark.parametrize("feet", ["shoes", "socks"])
def test_what_hides_the_toes_that_move_is_refused(feet: str) -> None:
    with pytest.raises(UserError, match=rf"Panel 2 moves 'toe_spread_\w', which {feet} hide"):
        solve_motion(exercise_with(standing(feet, "spread")), {})


def test_an_arch_shows_through_a_sock() -> None:
    assert solve_motion(exercise_with(standing("socks", "short_foot")), {}) is not None
    with pytest.raises(UserError, match="moves 'arch_"):
        solve_motion(exercise_with(standing("shoes", "short_foot")), {})


def test_an_unknown_shape_lists_the_known_ones() -> None:
    with pytest.raises(UserError, match="Unknown shape of the toes 'wave'") as told:
        toes_named("wave")
    assert "big_toe_up" in str(told.value)
