"""`handrail pain PATIENT --import` as a script would use it: what it keeps, asks and refuses."""

import os
from pathlib import Path

import pytest

from tests.cli.test_commands import Handrail, refused
from tests.demo_clinic import copy_demo

CASES = Path(__file__).parents[1] / "services" / "pain_csv_cases"


@pytest.fixture(scope="module")
def handrail(tmp_path_factory: pytest.TempPathFactory) -> Handrail:
    """Commands on a demo clinic that opens quickly."""
    folder = tmp_path_factory.mktemp("import") / "clinic"
    copy_demo(folder)
    return Handrail(folder)


@pytest.fixture
def who(handrail: Handrail) -> str:
    """A new patient without ratings."""
    return handrail.json("patient", "add", "--given", "Otto", "--family", "Diary")["id"]


@pytest.mark.parametrize(
    ("case", "option"),
    [
        ("07_decimals", "--round"),
        ("09_vas100_score", "--scale 0-100"),
        ("22_no_header", "--no-header"),
        ("28_daylio", "--column score=NAME"),
        ("40_wide_sites", "--site knee="),
        ("18_totals_row", "--skip-bad"),
    ],
)
def test_what_only_a_person_can_tell_is_refused_and_names_the_option(
    handrail: Handrail, who: str, case: str, option: str
) -> None:
    done = handrail("pain", who, "--import", CASES / f"{case}.csv")
    refused(done, option)
    assert len(done.stderr.strip().splitlines()) == 1
    assert handrail.json("pain", who) == []


def test_answers_are_options(handrail: Handrail, who: str) -> None:
    def add(case: str, *options: str) -> tuple[int, int, int]:
        done = handrail.json("pain", who, "--import", CASES / f"{case}.csv", *options)
        assert set(done) == {"imported", "known", "skipped", "notes"}
        return done["imported"], done["known"], len(done["skipped"])

    assert add("01_ddmm_ambiguous", "--dates", "dmy") == (12, 0, 0)
    assert add("01_ddmm_ambiguous") == (0, 12, 0)
    assert add("18_totals_row", "--skip-bad") == (12, 0, 1)
    assert add("22_no_header", "--no-header") == (0, 12, 0)
    sites = ("--site", "back=low-back", "--site", "knee=left knee")
    assert add("40_wide_sites", *sites) == (24, 0, 0)
    assert add("31_redcap", "--column", "worst=pain_worst") == (12, 0, 0)
    assert add("09_vas100_score", "--scale", "0-100") == (0, 12, 0)


def test_what_was_left_out_and_guessed_is_told(handrail: Handrail, who: str) -> None:
    done = handrail.json("pain", who, "--import", CASES / "18_totals_row.csv", "--skip-bad")
    assert done["skipped"] == [{"line": 14, "reason": "This is a line of totals, not a rating."}]
    plain = handrail("pain", who, "--import", CASES / "x1_ddmm10.csv")
    assert plain.stdout.splitlines() == [
        "10 ratings imported, 0 were there already",
        "Dates are read as day, month, year: the days follow each other.",
    ]


def test_the_same_file_under_another_time_zone_adds_nothing(
    handrail: Handrail, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = ("10_vas100_low", "21_several_day", "25_utc_z")
    for zone, first in (("UTC", True), ("America/New_York", False), ("Asia/Tokyo", False)):
        monkeypatch.setenv("TZ", zone)
        for case in cases:
            done = handrail.json("pain", who, "--import", CASES / f"{case}.csv")
            assert bool(done["imported"]) is first, (zone, case)


def test_days_before_birth_are_refused(handrail: Handrail) -> None:
    given = ("--given", "Otto", "--family", "Younger", "--born", "13/02/1990")
    who = handrail.json("patient", "add", *given)["id"]
    done = handrail("pain", who, "--import", CASES / "50_before_birth.csv")
    refused(done, "birth date")


def test_what_is_no_file_is_refused_at_once(handrail: Handrail, who: str, tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe.csv", tmp_path / "large.csv"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(17 << 20)
    refused(handrail("pain", who, "--import", tmp_path), "is a folder")
    refused(handrail("pain", who, "--import", pipe), "no ordinary file")
    refused(handrail("pain", who, "--import", large), "larger than 16 MB")
    refused(handrail("pain", who, "--import", tmp_path / "none.csv"), "cannot be read")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--dates", "us"), "dmy or mdy"),
        (("--column", "score"), "score=NAME"),
        (("--column", "score=none"), "no such column"),
        (("--site", "knee"), "--site needs"),
        (("--site", "knee=planet"), "no single region"),
        (("--site", "knee=knee"), "knee-front-left, knee-front-right"),
        (("--scale", "1-7"), "not known"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    handrail: Handrail, who: str, options: tuple[str, str], says: str
) -> None:
    refused(handrail("pain", who, "--import", CASES / "32_redcap_yesno.csv", *options), says)


def test_the_options_go_with_import(handrail: Handrail, who: str) -> None:
    refused(handrail("pain", who, "--skip-bad"), "go with --import")
