"""What a handout says: the patient's own words first, settings and dose in plain words."""

import json
from dataclasses import replace

import pytest
from handout_samples import Maker, exercise

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Axis, Laterality, Link, Setting, TempoWords
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.domain.exercise.setting_words import setting_words
from clinic_app.domain.plan.dose import Dose, Side
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.paper.handout.content import RungWords
from clinic_app.paper.handout.stored import from_document, to_document
from clinic_app.services.exercises.library import open_library

TRIANGLE = Shape("mlcz", (0.0, 0.0, 10.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 9.0), "#AA3300")


def plain(parts: tuple[str, ...]) -> list[str]:
    return [part.replace("\N{NO-BREAK SPACE}", " ") for part in parts]


def test_a_content_comes_back_from_json_as_it_was(make: Maker) -> None:
    content = make(2, next_harder=True, language="es")
    panel = Panel(10, 20, (TRIANGLE,), "A person stands.", shows=(1, 4))
    drawn = replace(content.cards[0], panels=(panel, panel), easier=RungWords("less", panel))
    content = replace(content, cards=(drawn, *content.cards[1:]))
    stored = json.loads(json.dumps(to_document(content)))
    assert from_document(stored) == content
    assert len(stored["pictures"]) == 1  # kept once, though it stands in three places


def test_a_content_stored_before_there_were_pictures_is_read(make: Maker) -> None:
    content = make(2, next_harder=True)
    old = json.loads(json.dumps(to_document(content)))
    old["format"] = 1
    del old["pictures"], old["is_chart_copy"]
    for name in ("layout", "look", "mirror"):
        del old["options"][name]
    for card in old["cards"]:
        for rung in (card["easier"], card["harder"]):
            del rung["badge"]
    assert from_document(old) == content


def test_a_rung_that_only_holds_longer_repeats_the_picture_with_a_badge(make: Maker) -> None:
    longer = Link("e", Axis.TEMPO, "hold longer", {"hold_s": 10}, say={"en": "Hold 10 seconds."})
    hold = Setting("hold_s", "Hold", 5, Axis.TEMPO, "s", 0, 60, 1, harder=1)
    one = exercise("e", harder=(longer,), dose=Dose(2, 8, 5), settings={"hold_s": hold})
    content = make(
        [one], next_harder=True, pictures=lambda rung: (Panel(10, 20, (), rung_id(rung)),)
    )
    harder = content.cards[0].harder
    assert harder is not None
    assert harder.badge == "10\N{NO-BREAK SPACE}s"
    assert harder.panel == content.cards[0].panels[-1]


def rung_id(rung: Rung) -> str:
    return f"{rung.exercise_id} {sorted(rung.settings.items())}"


def test_a_content_of_another_format_is_refused(make: Maker) -> None:
    with pytest.raises(UserError, match="another version"):
        from_document({**to_document(make(1)), "format": 99})


def test_own_steps_and_note_win_over_the_library(make: Maker) -> None:
    item = replace(PlanItem.of(exercise("exercise-0")), own_steps=("Just bow.",), note="Slow.")
    card = make(1, items=(item,)).cards[0]
    assert card.steps == ("Just bow.",)
    assert card.note == "Slow."


def test_a_neighbouring_rung_shows_the_picture_that_stands_for_it(make: Maker) -> None:
    longer = Link("e", Axis.TEMPO, "hold longer", {"hold_s": 10}, say={"en": "Hold 10 seconds."})
    hold = Setting("hold_s", "Hold", 5, Axis.TEMPO, "s", 0, 60, 1, harder=1)
    one = exercise("e", harder=(longer,), dose=Dose(2, 8, 5), settings={"hold_s": hold})
    panels = (Panel(10, 20, (), "1"), Panel(10, 20, (), "2", is_main=True), Panel(10, 20, (), "3"))
    harder = make([one], next_harder=True, pictures=lambda _: panels).cards[0].harder
    assert harder is not None
    assert harder.panel == panels[1]


def test_own_steps_keep_their_pictures_while_there_are_as_many(make: Maker) -> None:
    one = exercise("exercise-0")
    count = len(one.words["en"].steps)
    panels = (Panel(10, 20, (), shows=(1, count)), Panel(10, 20, (), shows=(2,)))
    for own, shows in ((count, (1, count)), (count - 1, ()), (0, (1, count))):
        item = replace(PlanItem.of(one), own_steps=tuple(f"Step {n}." for n in range(own)))
        card = make(1, items=(item,), pictures=lambda _: panels).cards[0]
        assert card.panels[0].shows == shows


def test_changed_settings_are_told_in_plain_words(make: Maker) -> None:
    dose = Dose(sets=3, reps=10, rest_s=90, tempo="3-1-2", load_kg=4)
    item = PlanItem("exercise-0", dose, {"depth_deg": 45})
    assert plain(make(1, items=(item,)).cards[0].details) == [
        "Use 4 kg",
        "Halfway down",
        "3 seconds down, stay 1 second, 2 seconds up",
        "Rest 90 seconds between sets",
    ]
    base = PlanItem("exercise-0", Dose(sets=1), {"depth_deg": 80})
    assert make(1, items=(base,)).cards[0].details == ()


@pytest.mark.parametrize(
    ("exercise_id", "name", "value", "english", "spanish"),
    [
        ("hip-hinge", "depth_deg", 45, "halfway down", "hasta la mitad"),
        ("romanian-deadlift", "depth_deg", 55, "hands to your knees", "manos a las rodillas"),
        ("squat", "depth_deg", 60, "as if onto a high stool", "como a un banco alto"),
        ("quad-set", "knee_deg", 15, "rolled towel under your knee", "toalla enrollada"),
        ("kneeling-hinge", "depth_deg", 20, "a cushion on your heels", "un cojín sobre"),
        ("sit-to-stand", "height_cm", 50, "a chair with a firm cushion", "una silla con un"),
        ("straight-leg-raise", "lift_deg", 45, "as high as your other knee", "a la altura de"),
    ],
)
def test_how_far_is_told_by_what_the_patient_sees(
    exercise_id: str, name: str, value: float, english: str, spanish: str
) -> None:
    chosen = open_library().exercise(exercise_id)
    assert setting_words(chosen, name, value, "en").startswith(english)
    assert setting_words(chosen, name, value, "es").startswith(spanish)


@pytest.mark.parametrize(
    ("dose", "laterality", "told"),
    [
        (Dose(3, 10, 5, times_per_day=2), "both", "3 sets of 10 · hold 5 seconds · 2 times a day"),
        (Dose(2, 8), "per-side", "2 sets of 8 on each side · once a day"),
        (Dose(2, 8, side=Side.RIGHT), "per-side", "2 sets of 8, right side · once a day"),
        (Dose(2, 8), "alternating", "2 sets of 8 on each side · once a day"),
        (Dose(2, 9), "alternating", "2 sets of 9 on each side · once a day"),
        (Dose(3, 1, 60), "both", "Hold 1 minute, 3 times · once a day"),
        (
            Dose(3, 1, 30, days_per_week=5),
            "per-side",
            "Hold 30 seconds, 3 times on each side · 5 days a week",
        ),
        (Dose(1, 1, days_per_week=1), "both", "1 time · 1 day a week"),
        (
            Dose(1, 12, times_per_day=2, days_per_week=5),
            "both",
            "12 times · 2 times a day · 5 days a week",
        ),
    ],
)
def test_the_dose_is_one_clear_line(make: Maker, dose: Dose, laterality: str, told: str) -> None:
    one = exercise("e", laterality=Laterality(laterality))
    card = make([one], items=(PlanItem("e", dose, {}),)).cards[0]
    assert " · ".join(plain(card.dose)) == told


def test_rest_and_tempo_fit_what_is_done(make: Maker) -> None:
    def details(dose: Dose, **changes: object) -> list[str]:
        one = exercise("e", **changes)
        return plain(make([one], items=(PlanItem("e", dose, {}),)).cards[0].details)

    assert details(Dose(3, 1, 30, rest_s=15)) == ["Rest 15 seconds in between"]
    band = details(Dose(1, 10, tempo="3-1-2"), tempo_words=TempoWords.PULL_RELEASE)
    assert band == ["Pull 2 seconds, stay 1 second, let go 3 seconds"]
    held = details(Dose(1, 10, hold_s=5, tempo="3-1-2"), tempo_words=TempoWords.PULL_RELEASE)
    assert held == ["Pull 2 seconds, let go 3 seconds"]  # the hold stands in the dose


def test_a_step_without_words_is_told_by_its_settings(make: Maker) -> None:
    one = exercise("e", easier=(), harder=())
    up = replace(one.settings["depth_deg"])
    from clinic_app.domain.exercise.exercise import Axis, Link

    shorter = Link("e", Axis.RANGE, "45°", {"depth_deg": 45})
    one = replace(one, easier=(shorter,), settings={"depth_deg": up})
    card = make([one]).cards[0]
    assert card.easier is not None
    assert card.easier.text == "halfway down."


def test_signs_are_careful_where_the_region_is_not_known(make: Maker) -> None:
    assert any("numb" in sign for sign in make(1, region="").emergency)
    assert not any("numb" in sign for sign in make(1, region="shoulder").emergency)
    assert any("your arm" in sign for sign in make(1, region="shoulder").same_day)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_setting_of_the_library_is_told_in_degrees(language: str) -> None:
    for found in open_library().exercises:
        for name, setting in found.settings.items():
            if setting.unit not in ("deg", "cm"):
                continue
            value, told = setting.minimum, set[str]()
            while value <= setting.maximum:
                words = setting_words(found, name, value, language)
                assert words, (found.id, name, value)
                assert "grados" not in words
                assert "degree" not in words
                told.add(words)
                value += setting.step
            assert len(told) > 1, f"{found.id}: {name} says the same at every value"


def test_a_rung_at_the_same_landmark_does_not_repeat_it(make: Maker) -> None:
    cat = open_library().exercise("cat-cow")
    item = replace(PlanItem.of(cat), settings={**PlanItem.of(cat).settings, "arch_deg": 50.0})
    easier = make([cat], items=(item,)).cards[0].easier
    assert easier is not None
    assert easier.text == "make it a little easier."
