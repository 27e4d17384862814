"""Patients and episodes refuse what cannot be, and keep names as people write them."""

from datetime import date, timedelta

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.domain.patient.patient import Clinic, Episode, Paper, Patient, clean_line


def test_names_in_any_script_are_kept() -> None:
    for name in ("Łukasz", "Дарья", "山田", "محمد", "O'Brien-Smith", "<b>Bo</b>", "Zoë"):
        assert Patient("p", name, "Sample").given == name


def test_blanks_control_characters_and_direction_marks_are_tidied() -> None:
    assert clean_line("  Mari\u202egold \t\n Sample\x07 ", "Name") == "Marigold Sample"


@pytest.mark.parametrize("given", ["", "   ", "\u202e", "x" * 201])
def test_a_name_is_needed_and_has_an_end(given: str) -> None:
    with pytest.raises(UserError, match="given name"):
        Patient("p", given, "Sample")


@pytest.mark.parametrize("born", [date(1850, 1, 1), date.today() + timedelta(days=1)])
def test_impossible_birth_dates_are_refused(born: date) -> None:
    with pytest.raises(UserError, match="birth date"):
        Patient("p", "Bea", "Testcase", born)


def test_icd_10_is_optional_and_checked() -> None:
    assert Episode("e", "p", "Back pain", "low-back", icd10=" m54.50 ").icd10 == "M54.50"
    assert Episode("e", "p", "Back pain", "low-back").icd10 == ""
    with pytest.raises(UserError, match="ICD-10"):
        Episode("e", "p", "Back pain", "low-back", icd10="54.5")


def test_an_episode_does_not_end_before_it_starts() -> None:
    with pytest.raises(UserError):
        Episode("e", "p", "x", "hip", started=date(2026, 2, 2), ended=date(2026, 2, 1))


@pytest.mark.parametrize("minutes", [0, 121])
def test_the_idle_lock_has_bounds(minutes: int) -> None:
    with pytest.raises(UserError, match="idle lock"):
        Clinic("Demo Clinic", idle_lock_min=minutes)


def test_the_paper_tells_the_usual_emergency_number() -> None:
    assert (Paper.LETTER.emergency_number, Paper.A4.emergency_number) == ("911", "112")


def test_a_look_of_a_later_handrail_is_drawn_as_the_standard_one() -> None:
    assert Patient("p", "Otto", "Example", look="woman-dark").drawn_as == LOOKS["woman-dark"]
    assert Patient("p", "Otto", "Example", look="from-next-year").drawn_as == LOOKS["standard"]
