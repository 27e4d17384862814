"""Which settings are looked at, and what only a whole sweep can find."""

from dataclasses import replace

from sample_figures import DEPTH, HINGE, exercise_with

from clinic_app.domain.exercise.exercise import Axis, Exercise, Link, Setting
from clinic_app.domain.exercise.figure import Case, FigureSpec, Layer, Size, Waiver
from clinic_app.domain.exercise.limit import Limit
from clinic_app.domain.exercise.look import Look
from clinic_app.figure.data.people import person_of
from clinic_app.figure.lint.settings import MOST, MOST_STEPS, between, corners, rungs
from clinic_app.figure.lint.space import CLOTH_M
from clinic_app.figure.lint.sweep import on_everybody, sweep
from clinic_app.figure.pose.girth import softness_m

SUPPORT = Setting("support", "Support", "none", Axis.ASSISTANCE, options=("none", "rail"))
TEMPO = Setting("tempo", "Tempo", "slow", Axis.TEMPO, options=("slow", "fast"))


def number(name: str) -> Setting:
    return replace(DEPTH, name=name)


def told(exercise: Exercise) -> list[str]:
    return [f"{s.finding.check}: {s}" for s in sweep(exercise, rungs(exercise), whole=True)]


def test_a_sound_figure_is_sound_at_all_its_corners() -> None:
    assert told(exercise_with(HINGE)) == []


def test_rungs_are_the_defaults_and_what_links_name_once_each() -> None:
    own = exercise_with(HINGE, depth_deg=DEPTH, tempo=TEMPO)
    short = Link(own.id, Axis.RANGE, "less far", {"depth_deg": 30.0, "tempo": "fast"})
    again = Link(own.id, Axis.RANGE, "less far", {"depth_deg": 30.0})
    elsewhere = Link("another", Axis.RANGE, "on", {"depth_deg": 75.0})
    other = replace(own, id="another", harder=(Link(own.id, Axis.RANGE, "", {"depth_deg": 45.0}),))
    exercise = replace(own, easier=(short, again), harder=(elsewhere,))
    assert rungs(exercise, [other]) == [{}, {"depth_deg": 30.0}, {"depth_deg": 45.0}]


def test_every_case_of_a_figure_is_among_the_rungs() -> None:
    case = Case((Limit("support", one_of=("rail",)),))
    figure = replace(HINGE, cases=(case, Case((Limit("depth_deg", above=70.0),))))
    exercise = exercise_with(figure, depth_deg=DEPTH, support=SUPPORT)
    assert {"support": "rail"} in rungs(exercise)
    assert {"depth_deg": 80.0} in rungs(exercise)


def test_few_settings_meet_in_every_combination() -> None:
    found = corners(exercise_with(HINGE, depth_deg=DEPTH, support=SUPPORT, tempo=TEMPO))
    assert len(found) == 6
    assert {"depth_deg": 80.0, "support": "rail"} in found
    assert {} in found


def test_many_settings_meet_in_pairs() -> None:
    names = ("a_deg", "b_deg", "c_deg", "d_deg", "e_deg")
    exercise = exercise_with(HINGE, **{name: number(name) for name in names})
    found = [{**exercise.default_settings, **settings} for settings in corners(exercise)]
    assert len(found) <= MOST
    values = (20.0, 60.0, 80.0)
    for one in names:
        for other in names[names.index(one) + 1 :]:
            met = {(settings[one], settings[other]) for settings in found}
            assert met == {(a, b) for a in values for b in values}


def test_steps_between_are_spread_over_a_slider_and_meet_each_option() -> None:
    found = between(exercise_with(HINGE, depth_deg=DEPTH, support=SUPPORT, tempo=TEMPO))
    depths = sorted({float(settings.get("depth_deg", DEPTH.default)) for settings in found})
    assert (depths[0], depths[-1]) == (DEPTH.minimum, DEPTH.maximum)
    assert all(depth % DEPTH.step == 0 for depth in depths)
    assert len(depths) == MOST_STEPS
    assert {"depth_deg": 35.0, "support": "rail"} in found


def test_what_is_wrong_in_the_middle_of_a_slider_is_found() -> None:
    bent = {"hip_abd_r": "2 + max(0, min(depth_deg - 25, 55 - depth_deg)) * 6"}
    middle = replace(HINGE.panels[1], joints={**HINGE.panels[1].joints, **bent})
    exercise = exercise_with(replace(HINGE, panels=(HINGE.panels[0], middle)))
    assert list(sweep(exercise, corners(exercise))) == []
    assert any("depth_deg=4" in line for line in told(exercise))


def test_a_finding_tells_panel_and_settings() -> None:
    deep = replace(HINGE.panels[1], joints={"knee": 4, "hip_abd": "depth_deg - 60"})
    figure = replace(HINGE, panels=(HINGE.panels[0], deep))
    exercise = exercise_with(figure)
    found = [str(s) for s in sweep(exercise, [{"depth_deg": 80.0}])]
    assert all(line.startswith("panel 2, depth_deg=80: ") for line in found)
    assert found


def test_a_setting_that_nothing_shows_is_told() -> None:
    flat = replace(HINGE, panels=(HINGE.panels[0], replace(HINGE.panels[1], trunk=50, joints={})))
    assert told(exercise_with(flat)) == ["setting: depth_deg changes nothing in the picture"]


def test_a_waiver_that_drops_nothing_is_told() -> None:
    assert told(exercise_with(with_waiver("symmetry", Size(5, "deg")))) == [
        "waiver: the waiver of 'symmetry' drops nothing"
    ]


def test_a_waiver_may_name_one_muscle_or_setting() -> None:
    flat = replace(HINGE.panels[1], trunk=50, joints={})
    figure = replace(with_waiver("setting depth_deg"), panels=(HINGE.panels[0], flat))
    assert told(exercise_with(figure)) == []
    other = replace(figure, waivers=(Waiver("setting load_kg", "For the test alone."),))
    assert told(exercise_with(other)) == [
        "setting: depth_deg changes nothing in the picture",
        "waiver: the waiver of 'setting load_kg' drops nothing",
    ]


def test_an_arrow_that_no_panel_has_is_told() -> None:
    planted = replace(HINGE, arrows=(*HINGE.arrows, "heel_r"))
    (found,) = told(exercise_with(planted))
    assert found.startswith("still: panel 2: no panel has the arrow of heel_r")


def test_a_needed_waiver_is_left_alone() -> None:
    assert told(exercise_with(unmoved(Size(2, "cm")))) == []


def test_a_waiver_that_allows_far_too_much_is_told() -> None:
    assert told(exercise_with(unmoved(Size(30, "cm")))) == [
        "waiver: the waiver of 'still' allows 30 cm, but 2 cm is the largest miss"
    ]


def unmoved(allowed: Size) -> FigureSpec:
    same = (HINGE.panels[1], HINGE.panels[1])
    return replace(with_waiver("still", allowed), panels=same)


def with_waiver(check: str, up_to: Size | None = None) -> FigureSpec:
    return replace(HINGE, waivers=(Waiver(check, "For the test alone.", up_to),))


def test_a_figure_that_cannot_be_solved_is_a_finding() -> None:
    wrong = replace(HINGE, panels=(*HINGE.panels, Layer(joints={"kneee": 3})))
    exercise = exercise_with(wrong)
    (found,) = sweep(exercise, [{}])
    assert found.finding.check == "figure"
    assert "Unknown joint 'kneee'" in found.finding.message
    assert "knee," in found.finding.message


def test_a_whole_sweep_looks_at_every_body_and_names_the_look() -> None:
    """Arms so near that the thumbs are in the thighs."""
    near = replace(HINGE.pose, hands={}, joints={"sh_abd": 2, "elbow": 5})
    found = list(on_everybody(exercise_with(replace(HINGE, pose=near)), [{}]))
    assert {s.finding.check for s in found} == {"body"}
    assert "woman-brown" in {s.look for s in found}
    assert "standard" not in {s.look for s in found}
    assert any(str(s).startswith("panel 1, look woman-brown: ") for s in found)


def test_flesh_and_cloth_give_way_as_much_as_there_is_of_them() -> None:
    man, large = (person_of(Look(build=build)) for build in ("average", "large"))
    assert softness_m(man) == 0.0 < softness_m(large) < 0.05
    assert CLOTH_M["shorts"] == 0.0 < CLOTH_M["leggings"] < CLOTH_M["long"]
