"""A precaution of the patient speaks on every page that tells the exercise."""

from dataclasses import replace

import pytest
from handout_samples import Maker, exercise, page_texts

from clinic_app.domain.exercise.exercise import ExercisePrecaution
from clinic_app.domain.plan.handout import Layout
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.paper.document import render
from clinic_app.paper.handout.stored import from_document, to_document

SAID = {"en": "Chair against a wall. Somebody near.", "es": "Silla contra la pared."}
FLAG = ExercisePrecaution("fall-risk", "It may tip over.", "clinical-custom", say=SAID)
FLAGGED = exercise("flagged", precautions=(FLAG,))


@pytest.mark.parametrize("layout", [Layout.STANDARD, Layout.ONE_PAGE, Layout.LARGE_PRINT])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_stands_once_on_the_card_of_every_layout(
    make: Maker, layout: Layout, language: str
) -> None:
    content = make([FLAGGED], precautions=("fall-risk",), layout=layout, language=language)
    text = " ".join(page_texts(render(content).pdf))
    assert text.count(SAID[language]) == 1


def test_it_stands_on_a_card_that_is_cut_up(make: Maker) -> None:
    long = replace(FLAGGED.words["en"], steps=("Do this slowly and well. " * 40,) * 4)
    one = replace(FLAGGED, words={**FLAGGED.words, "en": long})
    pages = page_texts(render(make([one], precautions=("fall-risk",))).pdf)
    assert SAID["en"] in pages[0]
    assert "(continued)" in pages[1]


def test_a_patient_without_it_and_an_item_that_is_quiet_print_nothing(make: Maker) -> None:
    assert make([FLAGGED]).cards[0].safety == ()
    quiet = replace(PlanItem.of(FLAGGED), quiet=("fall-risk",))
    assert make([FLAGGED], items=(quiet,), precautions=("fall-risk",)).cards[0].safety == ()


def test_it_is_kept_with_the_handout(make: Maker) -> None:
    content = make([FLAGGED], precautions=("fall-risk",))
    assert content.cards[0].safety == (SAID["en"],)
    assert from_document(to_document(content)) == content
