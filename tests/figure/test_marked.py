"""Which muscles a panel marks: the exercise's own, or those that its figure names."""

from dataclasses import replace

import pytest

from clinic_app.catalog.load import read_exercise
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise, Laterality, Settings
from clinic_app.domain.exercise.figure import Layer, MarkedMuscles, Role
from clinic_app.figure.marked import highlights_of, marked_in
from clinic_app.shipped_data import EXERCISES
from tests.figure.sample_figures import HINGE, exercise_with


def shipped(path: str) -> Exercise:
    return read_exercise(EXERCISES / path, EXERCISES)[0]


def marked(exercise: Exercise, settings: Settings | None = None) -> list[set[tuple[str, str, str]]]:
    """The marks (muscle, side, role) of each panel at some settings."""
    given = {**exercise.default_settings, **(settings or {})}
    return [{(h.muscle, h.side, h.role) for h in panel} for panel in highlights_of(exercise, given)]


def test_the_first_panel_marks_nothing_and_the_others_the_exercises_own() -> None:
    exercise = replace(exercise_with(HINGE), secondary_muscles=("hamstrings",))
    both = {("gluteus-maximus", "", "work"), ("hamstrings", "", "help")}
    assert marked(exercise) == [set(), both]


def test_a_panel_names_its_own_and_a_later_layer_wins_entry_by_entry() -> None:
    lists = Layer(muscles=MarkedMuscles(work=("biceps",), stretch=("triceps",)))
    side = Layer(muscles=MarkedMuscles(side="left"))
    told = marked_in((Layer(), lists, side))
    assert told.by_role()[Role.STRETCH] == ("triceps",)
    assert told.side == "left"
    other = Layer(muscles=MarkedMuscles(help=("deltoid",)))
    assert marked_in((lists, side, other)) == MarkedMuscles(help=("deltoid",), side="left")


def test_a_muscle_without_a_place_is_told_with_those_that_have_one() -> None:
    layers = (HINGE.panels[0], replace(HINGE.panels[1], muscles=MarkedMuscles(work=("bicep",))))
    with pytest.raises(UserError, match=r"'bicep', which has no place on the body"):
        marked(exercise_with(replace(HINGE, panels=layers)))


def test_where_limbs_take_turns_the_trunk_is_marked_on_both_sides() -> None:
    exercise = replace(
        exercise_with(HINGE, laterality=Laterality.ALTERNATING),
        primary_muscles=("obliques", "deltoid", "sternocleidomastoid"),
    )
    sides = {muscle: side for muscle, side, _ in marked(exercise)[1]}
    assert sides == {"obliques": "", "deltoid": "r", "sternocleidomastoid": "l"}


def test_the_other_side_takes_its_turn() -> None:
    turn = replace(HINGE.panels[1], muscles=MarkedMuscles(side="other"))
    figure = replace(HINGE, panels=(*HINGE.panels, turn))
    exercise = replace(
        exercise_with(figure, laterality=Laterality.ALTERNATING),
        primary_muscles=("obliques", "deltoid", "sternocleidomastoid"),
    )
    sides = {muscle: side for muscle, side, _ in marked(exercise)[2]}
    assert sides == {"obliques": "", "deltoid": "l", "sternocleidomastoid": "r"}


@pytest.mark.parametrize(("legs", "side"), [("two", ""), ("lower_on_one", "r"), ("one", "r")])
def test_a_heel_raise_marks_the_leg_that_works(legs: str, side: str) -> None:
    last = marked(shipped("heel-raise/heel-raise.yaml"), {"legs": legs})[-1]
    assert {s for _, s, _ in last} == {side}
    assert ("gastrocnemius", side, "work") in last


def test_up_on_two_legs_marks_both_and_down_on_one_that_one() -> None:
    up, down = marked(shipped("heel-raise/heel-raise.yaml"), {"legs": "lower_on_one"})[1:]
    assert {s for _, s, _ in up} == {""}
    assert {s for _, s, _ in down} == {"r"}


def test_in_cat_cow_the_belly_works_in_the_round_and_the_back_in_the_sag() -> None:
    _, *rounds, sag = marked(shipped("back/cat-cow.yaml"))
    assert all(("rectus-abdominis", "", "work") in one for one in rounds)
    assert ("erector-spinae", "", "work") in sag
    assert not {m for m, _, _ in sag} & {m for one in rounds for m, _, _ in one}


def test_a_stretched_muscle_is_not_marked_as_working() -> None:
    last = marked(shipped("stretch-leg/hamstring-stretch-strap.yaml"))[-1]
    assert last == {("hamstrings", "r", "stretch")}
