"""The kiosk's questions and what becomes of the answers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain import reading
from clinic_app.domain.diary import kiosk_words
from clinic_app.domain.diary.kiosk import (
    About,
    Answer,
    KioskExercise,
    KioskVisit,
    Question,
    Topic,
    questions,
    records,
)
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import Look
from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.progress.measures import check_result
from clinic_app.words import catalogue, languages, po_file

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
BRIDGE = KioskExercise("i1", "bridge", Rung("bridge"), {"en": "Bridge", "es": "Puente"}, True, 3)
PLANK = KioskExercise("i2", "plank", Rung("plank"), {"en": "Plank", "es": "Plancha"}, False)
VISIT = KioskVisit(
    "p1",
    "Marigold",
    "en",
    "low-back",
    Look(),
    tuple(Topic),
    (BRIDGE, PLANK),
    ("Carry the shopping", "Climb stairs", "Tie my shoes"),
    asks_change=True,
)
FILLED = {"pain": "dolor", "given": "Ann", "number": 2, "total": 8}
# What a patient may read at the kiosk: English and Spanish.
KIOSK_TEXTS = [
    [str(text).format(**FILLED) for text in (message.id, message.string)]
    for message in po_file.read_po((catalogue.FOLDER / "es" / catalogue.SOURCE).read_bytes())
    if message.context == "kiosk"
]


def test_the_questions_come_in_their_order() -> None:
    assert [q.id for q in questions(VISIT)] == [
        *("worst", "average", "now", "place", "days"),
        *("during-i1", "left-i1", "during-i2", "morning"),
        *("ability-0", "ability-1", "ability-2", "change"),
    ]


def test_each_topic_can_be_left_out() -> None:
    assert [q.id for q in questions(VISIT.asking((Topic.PLACE,), "es"))] == ["place"]
    assert questions(VISIT.asking((), "en")) == ()


def test_who_did_no_exercises_is_not_asked_how_they_went() -> None:
    asked = [q.id for q in questions(VISIT, {"days": 0})]
    assert "days" in asked
    assert not [i for i in asked if i.startswith(("during", "left", "morning"))]


def test_answers_become_ratings_a_chart_logs_and_results() -> None:
    kept = records(
        VISIT,
        {
            "worst": 7,
            "average": 4,
            "now": 0,
            "place": ("low-back", "groin-left"),
            "days": 2,
            "during-i1": 3,
            "left-i1": 4,
            "morning": 5,
            "ability-0": 4,
            "ability-1": 7,
            "ability-2": 6,
            "change": -2,
        },
        NOW,
    )
    scores = {r.series: r.score for r in kept.ratings}
    assert scores == {Series.WORST: 7, Series.AVERAGE: 4, Series.NOW: 0}
    assert all(r.source == "kiosk" and r.at == NOW and not r.site for r in kept.ratings)
    assert kept.maps[0].regions == ("low-back", "groin-left")
    week, bridge = kept.logs
    assert (week.exercise_id, week.done, week.asked, week.days) == ("", 2, 7, 7)
    assert not bridge.tells_how_often
    told = (bridge.item_id, bridge.pain_during, bridge.reps_left, bridge.pain_next_morning)
    assert told == ("i1", 3, 4, 5)
    assert {r.measure_id: r.score for r in kept.results} == {"groc": -2, "psfs": 5.7}
    for result in kept.results:
        check_result(result)


def test_nothing_marked_is_an_answer_but_no_answer_is_none() -> None:
    assert records(VISIT, {"place": ()}, NOW).maps[0].regions == ()
    assert records(VISIT, {}, NOW).maps == ()


def test_some_of_the_own_activities_are_no_score() -> None:
    assert not records(VISIT, {"ability-0": 4}, NOW).results


def test_an_answer_to_a_question_that_fell_away_is_not_kept() -> None:
    kept = records(VISIT, {"during-i1": 9, "days": 0}, NOW)
    assert [log.done for log in kept.logs] == [0]


@given(st.data())
def test_as_much_is_kept_as_was_answered(data: st.DataObject) -> None:
    asked = questions(VISIT)
    answers: dict[str, Answer] = {}
    for question in data.draw(st.lists(st.sampled_from(asked), unique_by=lambda q: q.id)):
        answers[question.id] = (
            data.draw(st.sampled_from(question.values)) if question.values else ("chest",)
        )
    kept = records(VISIT, answers, NOW)
    pains = {"worst", "average", "now"} & set(answers)
    assert {r.series for r in kept.ratings} == pains
    assert all(answers[r.series] == r.score for r in kept.ratings)
    assert len(kept.maps) == ("place" in answers)


@pytest.mark.parametrize("language", languages())
def test_every_question_has_words_in_every_language(language: str) -> None:
    for question in questions(VISIT):
        assert kiosk_words.asked(question, VISIT, language).strip()
        assert "{" not in kiosk_words.asked(question, VISIT, language)
        assert len(kiosk_words.ends(question, language)) == 3
    assert kiosk_words.topic_of(Question("x", About.DURING, BRIDGE), language)


def test_the_english_words_read_at_grade_six_or_lower() -> None:
    for text, _ in KIOSK_TEXTS:
        if len(text.split()) > 3:  # the formula misjudges a word or two
            assert reading.grade(text) <= reading.HIGHEST_GRADE, text
        assert not reading.jargon(text)


def test_the_spanish_words_are_easy_to_read() -> None:
    for _, text in KIOSK_TEXTS:
        if len(text.split()) > 3:
            assert reading.ease_es(text) >= reading.LOWEST_EASE, text


def test_the_regions_of_the_body_are_named_without_jargon() -> None:
    for region in REGIONS:
        assert not reading.jargon(region.name("en"))
        assert region.name("es") != region.name("en")


def test_numbers_read_as_they_are_meant() -> None:
    left, change = Question("l", About.LEFT, BRIDGE), Question("c", About.CHANGE)
    assert [kiosk_words.number_words(left, n) for n in left.values] == ["0", "1", "2", "3", "4+"]
    assert kiosk_words.number_words(change, -5) == "\N{MINUS SIGN}5"
    assert kiosk_words.number_words(change, 5) == "+5"
    assert kiosk_words.number_words(change, 0) == "0"
