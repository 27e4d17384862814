"""What is worth a look before printing, in words."""

from clinic_app.ui.handout.checks import Checks, count_words, lines


def found(language: str = "en", **changed: float) -> dict[str, tuple[str, str]]:
    """Name to (words, standing) for a plan without a flaw but for what ``changed`` says."""
    values = {"minutes": 12, "exercises": 3, "pages": 2, "met": 0, "accepted": 0, **changed}
    grade = values.pop("grade", 3.2)
    whole = {name: int(value) for name, value in values.items()}
    checks = Checks(grade=grade, **whole)
    return {line.name: (line.found, line.standing) for line in lines(checks, language=language)}


def test_a_plan_without_a_flaw_is_good_throughout() -> None:
    assert {standing for _, standing in found().values()} == {"good"}
    assert found()["Reading grade"][0] == "3, aim 6 or less"
    assert found()["Time asked"][0] == "12 min a day"


def test_hard_words_are_a_caution() -> None:
    assert found(grade=6.0)["Reading grade"][1] == "good"
    assert found(grade=7.6)["Reading grade"] == ("8, aim 6 or less", "caution")
    assert found(grade=0.2)["Reading grade"][0] == "below 1, aim 6 or less"


def test_nobody_grades_spanish_with_an_english_rule() -> None:
    assert found("es", grade=12)["Reading grade"] == ("English only", "open")


def test_more_than_four_exercises_warn_quietly() -> None:
    assert found(exercises=4)["Exercises"] == ("4", "good")
    assert found(exercises=5)["Exercises"] == ("5, best up to 4", "caution")


def test_precautions_met_stay_in_sight_until_accepted() -> None:
    assert found()["Precautions"] == ("kept", "good")
    assert found(met=2, accepted=1)["Precautions"] == ("2 to look at", "caution")
    assert found(accepted=1)["Precautions"] == ("1 accepted by you", "good")


def test_a_harder_rung_that_is_held_back_is_told_where_it_was_wanted() -> None:
    held = ("Bridge: Surgery on 2 Nov: nobody has noted yet that it is cleared.",)
    checks = Checks(3.2, 12, 3, 2, 0, 0, held=held)
    line = lines(checks, language="en", harder=True)[-1]
    assert (line.name, line.found, line.standing) == ("Next harder", "1 held back", "caution")
    assert line.hint == held[0]
    assert "Next harder" not in {one.name for one in lines(checks, language="en")}


def test_one_page_is_no_pages() -> None:
    assert [count_words(n, "page") for n in (1, 2)] == ["1 page", "2 pages"]
