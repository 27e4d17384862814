"""Which steps a picture shows: as the file tells, at these settings, else one each."""

from dataclasses import replace

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.figure import Case, FigureSpec, Layer, without_steps
from clinic_app.domain.exercise.limit import Limit
from clinic_app.domain.exercise.panel_steps import steps_of_panels, told_by_steps
from clinic_app.domain.exercise.picture import Panel, main_picture, numbers_of
from clinic_app.services.exercises.library import open_library

HINGE = open_library().exercise("hip-hinge")


def told(*steps: int, cases: tuple[Case, ...] = ()) -> Exercise:
    figure = FigureSpec("standing", "side", (Layer(), Layer()), steps=steps, cases=cases)
    return HINGE.with_figure(figure)


def test_a_picture_shows_every_step_that_names_it() -> None:
    assert steps_of_panels(told(1, 2, 2, 1), {}, 2) == ((1, 4), (2, 3))


def test_a_step_that_cannot_be_drawn_is_shown_by_none() -> None:
    assert steps_of_panels(told(1, 2, 0, 1), {}, 2) == ((1, 4), (2,))


def test_without_a_word_every_picture_shows_the_step_of_its_number() -> None:
    assert steps_of_panels(told(), {}, 3) == ((1,), (2,), (3,))
    assert steps_of_panels(HINGE.with_figure(None), {}, 2) == ((1,), (2,))


def test_a_case_tells_other_pictures_where_it_holds() -> None:
    case = Case((Limit("load_kg", above=0.0),), steps=(1, 2, 3, 3))
    exercise = told(1, 2, 2, 1, cases=(case,))
    assert steps_of_panels(exercise, {"load_kg": 4.0}, 3) == ((1,), (2,), (3, 4))
    assert steps_of_panels(exercise, {}, 2) == ((1, 4), (2, 3)), "the others are at their default"


def test_the_steps_are_no_part_of_what_a_picture_follows_from() -> None:
    case = Case((Limit("load_kg", above=0.0),), steps=(1, 2, 3, 3))
    one, other = told(1, 2, 2, 1, cases=(case,)), told(1, 2, 1, 1, cases=(replace(case, steps=()),))
    assert one.figure is not None
    assert other.figure is not None
    assert one.figure != other.figure
    assert without_steps(one.figure) == without_steps(other.figure)


def test_a_picture_stands_for_the_exercise_that_its_file_names_or_the_last() -> None:
    panels = tuple(Panel(10, 20, (), str(number)) for number in (1, 2, 3))
    named = HINGE.with_figure(FigureSpec("standing", "side", (Layer(),) * 3, main=2))
    assert main_picture(told_by_steps(named, {}, panels)).alt == "2"
    assert main_picture(told_by_steps(told(1, 2, 3, 1), {}, panels)).alt == "3"
    assert main_picture(told_by_steps(HINGE.with_figure(None), {}, panels)).alt == "3"


def test_the_numbers_at_a_picture_are_its_steps_or_its_own() -> None:
    plain = Panel(10, 20, ())
    assert numbers_of((plain, replace(plain, shows=(2, 3))), 0) == (1,)
    assert numbers_of((plain, replace(plain, shows=(2, 3))), 1) == (2, 3)
