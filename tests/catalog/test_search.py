"""Search: synonyms, beginnings, slips of the finger, filters and a stable order."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.catalog.opposites import OPPOSITES
from clinic_app.catalog.search import SearchDocument, SearchIndex, words_of
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()


def first(text: str) -> str:
    found = LIBRARY.search(text).exercises
    return found[0].id if found else ""


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("RDL", "romanian-deadlift"),
        ("romanian deadlift", "romanian-deadlift"),
        ("romainan", "romanian-deadlift"),
        ("brid dog", ""),
        ("brigde", "bridge"),
        ("clamshel", "clamshell"),
        ("SLR", "straight-leg-raise"),
        ("chin tcuk", "chin-tuck"),
        ("chin tuk", ""),  # three letters are too few to guess at
        ("hip hinge", "hip-hinge"),
        ("bridges", "bridge"),
        ("kettelbell swing", "kettlebell-swing"),
        ("sit to", "sit-to-stand"),
        ("good mor", "good-morning"),
        ("puente", "bridge"),
    ],
)
def test_people_find_what_they_mean(typed: str, wanted: str) -> None:
    assert first(typed) == wanted


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_every_exercise_is_found_first_by_its_whole_name(exercise) -> None:
    assert first(exercise.name) == exercise.id


def test_most_slips_of_the_finger_still_find_the_exercise() -> None:
    chance = random.Random(7)
    names = [e for e in LIBRARY.exercises if len(_longest(e.name)) >= 5]
    tried = found = 0
    for exercise in names:
        for _ in range(5):
            word = _longest(exercise.name)
            at = chance.randrange(1, len(word) - 1)
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]  # two letters swapped
            hits = [e.id for e in LIBRARY.search(slip).exercises]
            tried += 1
            found += exercise.id in hits
    assert found / tried >= 0.9


def _longest(name: str) -> str:
    return max(words_of(name), key=len)


def test_corrections_are_told() -> None:
    assert LIBRARY.search("hindge").corrections == {"hindge": "hinge"}
    assert LIBRARY.search("hinge").corrections == {}


def taken_by_enter(text: str) -> str:
    """The exercise that is not doubtful, and first."""
    found = LIBRARY.search(text)
    first_id = found.exercises[0].id if found.exercises else ""
    return "" if first_id in found.doubts else first_id


@pytest.mark.parametrize(
    "typed",
    [
        *("step up", "step ups", "stpe up", "triceps extension", "report", "diary", "compare"),
        *("shoulder internal rotation band", "hip internal rotation", "internal", "left", "right"),
        *("rotación interna con banda", "rotación interna de hombro", "hip adduction"),
        *("monster", "pend", "flexbar", "cane flexion", "codman", "tke", "tke with band", "saq"),
        *("groin strain", "jumper", "jumper's knee", "posture", "mirror therapy", "tib post"),
        *("EIS", "THA", "CTS", "STM", "balance"),
        *("transverso del abdomen", "romainian dead lift", "export", "wall sit", "nerve glide"),
    ],
)
def test_enter_takes_nothing_where_the_library_lacks_what_was_typed(typed: str) -> None:
    assert taken_by_enter(typed) == ""


@pytest.mark.parametrize("typed", ["brigde", "romainan", "sqaut", "puentte"])
def test_what_a_slip_was_read_as_is_told_and_enter_does_not_take_it(typed: str) -> None:
    found = LIBRARY.search(typed)
    assert found.exercises
    assert set(found.doubts) == {e.id for e in found.exercises}
    assert found.doubts[found.exercises[0].id].startswith(f"{typed} read as ")


@pytest.mark.parametrize("typed", ["RDL", "SLR", "STS", "bridge", "brid", "clam", "hip hinge"])
def test_abbreviations_and_beginnings_are_taken_by_enter(typed: str) -> None:
    assert taken_by_enter(typed)


@given(st.sampled_from(sorted(OPPOSITES)), st.data())
def test_no_slip_turns_a_word_into_its_opposite(word: str, data: st.DataObject) -> None:
    """Whatever finger slips in a word, nothing is read as a word that means the opposite.

    What such a word begins with, or its plural, was typed and not read into it: "aductors".
    """
    index = SearchIndex([SearchDocument([(other, 1.0)]) for other in sorted(OPPOSITES[word])])
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("aeinrstx"))
    swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    for slip in (word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :], swapped):
        typed = (slip, slip.removesuffix("s"))
        if len(slip) >= 4 and not any(other.startswith(typed) for other in OPPOSITES[word]):
            assert index.search(slip).documents == (), f"{word} typed as {slip}"


def test_what_is_named_after_the_opposite_is_not_found() -> None:
    texts = [("hip external rotation", 1.0), ("internal", 1.0)]
    index = SearchIndex([SearchDocument(texts, names=["hip external rotation"])])
    assert index.search("hip external").documents == (0,)
    assert index.search("hip internal").documents == ()


def test_near_misses_are_of_whole_words_of_four_letters_and_more() -> None:
    words = ["sternum", "end", "romanian"]
    index = SearchIndex([SearchDocument([(word, 1.0)]) for word in words])
    for typed in ("step", "pend", "ens", "codman"):
        assert index.search(typed).documents == ()
    assert index.search("stermum").documents == (0,)


def test_filters_of_one_kind_widen_and_of_two_kinds_narrow() -> None:
    hip = LIBRARY.search("", facets=[("region", "hip")]).total
    both = LIBRARY.search("", facets=[("region", "hip"), ("region", "neck")]).total
    lying = LIBRARY.search("", facets=[("region", "hip"), ("position", "supine")]).total
    assert lying < hip < both
    assert LIBRARY.search("", facets=[("region", "moon")]).total == 0


def test_every_word_has_to_be_met() -> None:
    assert LIBRARY.search("bridge shoulder").total < LIBRARY.search("bridge").total
    assert LIBRARY.search("zzzqqq").total == 0


def test_favourites_come_first_among_equals_only() -> None:
    usual = [e.id for e in LIBRARY.search("hinge").exercises]
    other = [e.id for e in LIBRARY.search("hinge", preferred=[usual[2]]).exercises]
    assert set(usual) == set(other)
    assert other.index(usual[2]) <= 2


def test_the_limit_keeps_the_best_and_counts_all() -> None:
    everything = LIBRARY.search("h", limit=999)
    some = LIBRARY.search("h", limit=3)
    assert some.exercises == everything.exercises[:3]
    assert some.total == everything.total


@given(st.text(max_size=30))
def test_any_text_gives_an_answer(text: str) -> None:
    answer = LIBRARY.search(text)
    assert answer.total >= len(answer.exercises) >= 0


def test_an_empty_library_finds_nothing() -> None:
    assert SearchIndex([]).search("x").documents == ()


def test_a_boost_never_brings_in_what_does_not_match() -> None:
    index = SearchIndex([SearchDocument([("bridge", 1.0)]), SearchDocument([("plank", 1.0)])])
    boost = np.array([0, 99], dtype=np.float32)
    assert index.search("bridge", boost=boost).documents == (0,)
