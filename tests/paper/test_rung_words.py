"""The next rung on paper names all that it changes, in the page's language."""

from dataclasses import replace

import pytest
from handout_samples import Maker

from clinic_app.domain.exercise.load import Load
from clinic_app.domain.exercise.option_words import option_sentence
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "lift your back foot. Hold a chair. No weight. Hold on with one hand."),
        ("es", "levante el pie de atrás. Sujete una silla. Sin peso. Agárrese con una mano."),
    ],
)
def test_weight_and_support_that_change_with_the_base_are_said(
    make: Maker, language: str, words: str
) -> None:
    item = PlanItem.of(LIBRARY.exercise("kickstand-romanian-deadlift"))
    content = make(list(LIBRARY.exercises), items=(item,), next_harder=True, language=language)
    harder = content.cards[0].harder
    assert harder is not None
    assert harder.text.replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_heavier_weight_is_said_in_kilograms(make: Maker) -> None:
    item = PlanItem.of(LIBRARY.exercise("kettlebell-deadlift"))
    content = make(list(LIBRARY.exercises), items=(item,), next_harder=True)
    harder = content.cards[0].harder
    assert harder is not None
    assert "12 kg" in harder.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_dose_of_its_own_is_said(make: Maker) -> None:
    item = PlanItem.of(LIBRARY.exercise("prone-on-elbows"))
    content = make(list(LIBRARY.exercises), items=(item,), next_harder=True)
    harder = content.cards[0].harder
    assert harder is not None
    told = harder.text.replace("\N{NO-BREAK SPACE}", " ")
    assert told == "press up with your hands. 10 times, hold 2 seconds, 5 times a day."


def said(make: Maker, item: PlanItem, *, up: bool, language: str = "en") -> str:
    content = make(list(LIBRARY.exercises), items=(item,), next_harder=True, language=language)
    rung = content.cards[0].harder if up else content.cards[0].easier
    assert rung is not None
    return rung.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "two thirds of the way down. Hold on with one hand. No weight."),
        ("es", "hasta dos tercios del camino. Agárrese con una mano. Sin peso."),
    ],
)
def test_what_changes_is_said_once(make: Maker, language: str, words: str) -> None:
    item = PlanItem.of(LIBRARY.exercise("single-leg-romanian-deadlift-supported"))
    settings = {**item.settings, "depth_deg": 90, "support": "two-hands"}
    item = replace(item, settings=settings, dose=item.dose.changed(load_kg=4))
    assert said(make, item, up=True, language=language) == words


def test_a_weight_held_in_another_number_of_pieces_is_said_anew(make: Maker) -> None:
    item = PlanItem.of(LIBRARY.exercise("romanian-deadlift"))
    item = replace(item, settings={**item.settings, "depth_deg": 30})
    item = replace(item, dose=item.dose.with_load(Load(4, WeightUnit.KG, 2)))
    assert said(make, item, up=False) == "set the weight on a block each time. Use 8 kg."


def test_a_choice_that_a_rung_can_lead_to_has_a_sentence_in_both_languages() -> None:
    """Under "Pain over 5:" a label such as ``band above knees: none`` would say too little."""
    choices = {
        (setting.label, setting.label_of(option))
        for exercise in LIBRARY.exercises
        for setting in exercise.settings.values()
        if setting.harder and setting.options and setting.name != "tempo"
        for option in setting.options
    }
    assert choices
    for label, option in choices:
        for language in ("en", "es"):
            assert option_sentence(label, option, language), (label, option)


def test_a_step_to_both_legs_names_no_side(make: Maker) -> None:
    item = PlanItem.of(LIBRARY.exercise("kickstand-romanian-deadlift"))
    item = replace(item, dose=item.dose.changed(side="right", load_kg=1))
    item = replace(item, settings={**item.settings, "depth_deg": 30, "support": "one-hand"})
    content = make(list(LIBRARY.exercises), items=(item,), precautions=("fall-risk",))
    easier = content.cards[0].easier
    assert easier is not None
    assert "both legs" in easier.text
    assert "right" not in easier.text
