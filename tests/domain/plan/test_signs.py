"""Which warning signs a patient is told: by region, precautions and surgery."""

import pytest

from clinic_app.catalog.signs import sign_problems
from clinic_app.domain.plan.signs import SignWords, about, sign_words
from clinic_app.services.exercises.library import open_library, open_signs
from clinic_app.shipped_data import SIGNS

TABLE = open_signs()
LIBRARY = open_library()


def told(region: str, *precautions: str, surgery: bool = False, language: str = "en") -> SignWords:
    patient = about(TABLE, regions=[region], precautions=precautions, surgery=surgery)
    return sign_words(TABLE, patient, language)


@pytest.mark.parametrize(
    ("region", "at_once", "same_day"),
    [
        ("low-back", "you go numb between the legs", "farther down your leg"),
        ("neck", "your face droops", "dizzy when you turn your head"),
        ("shoulder", "your hand turns cold, white or blue", "farther down your arm"),
        ("knee", "you have chest pain", "your calf is swollen, hot and sore"),
        ("vestibular", "you get a sudden very bad headache", "hear less in one ear"),
        ("elbow", "your arm suddenly goes weak", "your hand swells"),
        ("jaw", "your speech or sight changes", "your jaw locks"),
    ],
)
def test_a_region_has_its_own_dangers(region: str, at_once: str, same_day: str) -> None:
    words = told(region)
    assert at_once in words.at_once_short
    assert any(same_day in sign for sign in words.same_day)


def test_after_surgery_wound_fever_clot_and_standing_are_told() -> None:
    words = told("knee", surgery=True)
    assert "you suddenly cannot stand on the leg" in words.at_once_short
    assert "you have chest pain" in words.at_once_short
    for sign in ("you have a fever", "your wound gets red, hot or leaks"):
        assert sign in words.same_day_short
        assert sign not in told("knee").same_day
    assert told("knee", "knee-replacement") == words  # the tag tells of the operation too


def test_precautions_bring_theirs() -> None:
    fragile = told("low-back", "osteoporosis")
    assert "you get a sudden sharp pain in your back" in fragile.same_day_short
    dizzy = told("knee", "dizziness")
    assert any("face" in sign for sign in dizzy.at_once)
    assert not any("face" in sign for sign in dizzy.at_once_short)  # the foot has few lines
    heart = told("knee", "heart-disease")
    assert any("racing heart" in sign for sign in heart.at_once)
    assert any("3 lb" in sign for sign in heart.same_day)


@pytest.mark.parametrize("region", LIBRARY.vocabulary.terms["region"])
@pytest.mark.parametrize("surgery", [False, True])
def test_everybody_is_told_of_chest_pain_and_of_a_call(region: str, *, surgery: bool) -> None:
    for language, pain in (("en", "chest pain"), ("es", "pecho")):
        words = told(region, surgery=surgery, language=language)
        assert any(pain in sign for sign in words.at_once), region
        assert words.at_once_short, region
        assert words.same_day, region


def test_the_shipped_table_has_no_problem() -> None:
    assert sign_problems(SIGNS, LIBRARY.vocabulary.terms, LIBRARY.sources) == []
    assert set(LIBRARY.vocabulary.terms["precaution"]) >= TABLE.surgery_tags


def test_a_sign_of_an_unknown_region_or_source_is_found() -> None:
    few: dict[str, dict[str, None]] = {"region": {"knee": None}, "precaution": {}}
    found = [p.message for p in sign_problems(SIGNS, few, {"clinical-custom": None})]
    assert any("'neck' is not a known region" in message for message in found)
    assert any("'pregnancy' is not a known precaution" in message for message in found)
    assert any("'finucane-2020' is not in sources.yaml" in message for message in found)
