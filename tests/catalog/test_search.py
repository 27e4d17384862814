"""Search: synonyms, beginnings, slips of the finger, filters and a stable order."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.catalog.search import SearchDocument, SearchIndex
from clinic_app.services.library import open_library

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
        ("bird dgo", "bird-dog"),
        ("brigde", "bridge"),
        ("clamshel", "clamshell"),
        ("SLR", "straight-leg-raise"),
        ("chin tuk", "chin-tuck"),
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
    names = [e for e in LIBRARY.exercises if len(max(e.name.split(), key=len)) >= 5]
    tried = found = 0
    for exercise in names:
        for _ in range(5):
            word = max(exercise.name.lower().replace(",", "").split(), key=len)
            at = chance.randrange(1, len(word) - 1)
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]  # two letters swapped
            hits = [e.id for e in LIBRARY.search(slip).exercises]
            tried += 1
            found += exercise.id in hits
    assert found / tried >= 0.9


def test_corrections_are_told() -> None:
    assert LIBRARY.search("hindge").corrections == {"hindge": "hinge"}
    assert LIBRARY.search("hinge").corrections == {}


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
