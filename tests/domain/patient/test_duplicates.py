"""Who is likely one person, as the page of pairs and the form of a new patient say it."""

from datetime import date, timedelta

import pytest

from clinic_app.domain.patient.duplicates import likely_pairs, likely_same
from clinic_app.domain.patient.patient import Patient

BORN = date(1958, 3, 4)


def _one(name: str, born: date | None = BORN, number: str = "", key: str = "") -> Patient:
    given, family = name.split("|")
    return Patient(key or name, given, family, born, number)


def test_a_new_patient_who_is_here_already() -> None:
    known = Patient("p", "Marigold", "Sample", BORN)
    assert likely_same([known], given=" marigold ", family="SAMPLE", born=BORN) is known
    assert likely_same([known], given="Marigold", family="Sample", born=None) is known
    assert likely_same([known], given="Marigold", family="Sample", born=date(1960, 1, 1)) is None
    assert likely_same([known], given="", family="", born=None) is None
    assert likely_same([known], given="Marigold", family="", born=BORN) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Marigold|Sample", "Marigold|Sample"),
        ("Marigold|Sample", "Sample|Marigold"),
        ("José|Muñoz", "Jose|Munoz"),
        ("Ana|Prueba Demo", "Ana|Prueba"),
        ("Ana María|Prueba", "Ana|Prueba-Demo"),
        ("Marigold|Sample", "Marygold|Sampel"),
        ("Marigold|Sample", "Sampel|Marigold"),
    ],
)
def test_like_names_and_one_birth_date_are_likely_one(a: str, b: str) -> None:
    (pair,) = likely_pairs([_one(a, key="1"), _one(b, key="2"), _one("Otto|Beispiel", key="3")])
    assert (pair.first.id, pair.second.id) == ("1", "2")
    assert pair.reasons[-1] == "the same birth date"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Marigold|Sample", "Otto|Sample"),
        ("Marigold|Sample", "Marigold|Beispiel"),
        ("Ann|Demo", "Amy|Demo"),
    ],
)
def test_other_names_on_one_birth_date_are_not(a: str, b: str) -> None:
    assert likely_pairs([_one(a), _one(b)]) == []


def test_birth_dates_that_look_mistyped_and_ones_that_do_not() -> None:
    def pairs(born: date | None) -> int:
        return len(likely_pairs([_one("Ana|Demo", key="1"), _one("Ana|Demo", born, key="2")]))

    assert pairs(date(1958, 4, 3)) == pairs(date(1959, 3, 4)) == pairs(None) == 1
    assert pairs(date(1971, 3, 9)) == 0


def test_one_record_number_is_enough() -> None:
    (pair,) = likely_pairs([_one("Ana|Demo", None, "h 12"), _one("Otto|Sample", BORN, "H-12")])
    assert pair.reasons == ("The same record number",)


def test_many_with_one_birth_date_are_compared_by_their_first_letters() -> None:
    many = [_one(f"G{n:04}g|F{n * 7919 % 9973:04}f", key=str(n)) for n in range(2000)]
    twice = [_one("Marigold|Sample", key="x"), _one("Sampel|Marigold", key="y")]
    pairs = likely_pairs([*many, *twice])
    assert [(one.first.id, one.second.id) for one in pairs if one.first.id in "xy"] == [("x", "y")]


def test_names_with_days_apart_are_left_alone() -> None:
    days = (BORN + timedelta(days=37 * n) for n in range(20))
    pairs = likely_pairs([_one(f"Ana|Demo{n}x{n}", day, key=str(n)) for n, day in enumerate(days)])
    assert pairs == []
