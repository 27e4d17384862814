"""`handrail verdict` as a script would use it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_commands import Handrail, refused
from tests.demo_clinic import copy_demo

SHAPE = {
    "region",
    "region_words",
    "series",
    "verdict",
    "confirmed",
    "weeks",
    "start",
    "start_weeks",
    "in_a_row",
    "needed",
    "latest",
    "latest_weeks",
    "change",
    "change_share",
    "usual_move",
    "confirmed_on",
    "ended",
    "as_of",
    "last_rated",
    "age",
    "is_long",
    "high_start",
    "chance",
    "chosen",
    "words",
    "rule",
}


@pytest.fixture(scope="module")
def handrail(tmp_path_factory: pytest.TempPathFactory) -> Handrail:
    """Commands on a demo clinic that opens quickly."""
    folder = tmp_path_factory.mktemp("verdict") / "clinic"
    copy_demo(folder)
    return Handrail(folder)


def diary(path: Path, scores: list[int], region: str = "") -> Path:
    """A CSV of one average a day, the last one yesterday."""
    first = datetime.now(UTC).astimezone().date() - timedelta(days=len(scores))
    rows = [
        f"{first + timedelta(days=day)},{score},average,{region}\n"
        for day, score in enumerate(scores)
    ]
    path.write_text("date,score,series,site\n" + "".join(rows), encoding="utf-8")
    return path


def test_the_verdict_comes_with_rule_weeks_and_words(handrail: Handrail, tmp_path: Path) -> None:
    who = handrail.json("patient", "add", "--given", "Otto", "--family", "Diary")["id"]
    empty = handrail.json("verdict", who)
    assert set(empty) == SHAPE | {"regions"}
    assert (empty["verdict"], empty["confirmed"]) == ("not_enough_data", False)
    assert empty["series"] is empty["start"] is None
    source = diary(tmp_path / "f.csv", [6] * 14 + [3] * 14)
    assert handrail("pain", who, "--import", source).returncode == 0
    told = handrail.json("verdict", who)
    assert (told["verdict"], told["confirmed"]) == ("improved", True)
    assert [w["mean"] for w in told["weeks"]] == [6, 6, 3, 3]
    assert set(told["weeks"][0]) == {"number", "first", "last", "rated_days", "mean"}
    assert (told["start"], told["latest"], told["change"]) == (6, 3, -3)
    assert (told["in_a_row"], told["needed"]) == (2, 2)
    assert told["confirmed_on"] == told["as_of"] == told["last_rated"]
    assert (told["age"], told["is_long"], told["high_start"]) == ("fresh", False, False)
    assert (told["usual_move"], told["chance"]) == (None, None)
    assert told["rule"]["limits"]["fall_points"] == 2
    spoken = handrail("verdict", who).stdout
    assert spoken.startswith("Improved, confirmed. Average pain was 6.0 at the start (")
    first = date.fromisoformat(told["weeks"][0]["first"])
    weeks = "--before", str(first + timedelta(days=13)), "--after"
    two = handrail.json("verdict", who, *weeks, str(first + timedelta(days=20)))
    assert (two["verdict"], two["confirmed"], two["chosen"]) == ("improved", False, True)
    few = handrail.json("verdict", who, *weeks, "today")
    assert few["verdict"] == "improved"


def test_regions_rated_apart_have_their_own_verdict(handrail: Handrail, tmp_path: Path) -> None:
    who = handrail.json("patient", "add", "--given", "Ivy", "--family", "Regions")["id"]
    for region, scores in (("hip-left", [3] * 14 + [6] * 14), ("low-back", [5] * 28)):
        source = diary(tmp_path / f"{region}.csv", scores, region)
        assert handrail("pain", who, "--import", source).returncode == 0
    told = handrail.json("verdict", who)
    assert [(r["region"], r["verdict"]) for r in told["regions"]] == [
        ("hip-left", "worse"),
        ("low-back", "uncertain"),
    ]
    assert told["region"] == "hip-left"
    assert handrail.json("verdict", who, "--region", "Low back")["verdict"] == "uncertain"
    spoken = handrail("verdict", who).stdout
    assert "No ratings" not in spoken
    assert "Left hip" in spoken
    assert "Low back" in spoken
    refused(handrail("verdict", who, "--region", "knee"), "Rated apart: left hip, low back.")


def test_the_region_of_the_patient_is_named(handrail: Handrail) -> None:
    told = handrail.json("verdict", "Marigold")
    assert told["rule"]["region"] == "low-back"
    assert any("Ostelo 2008" in line for line in told["rule"]["sources"])


def test_one_date_alone_and_no_date_are_refused(handrail: Handrail) -> None:
    refused(handrail("verdict", "Marigold", "--before", "2026-03-07"), "go together")
    done = handrail("verdict", "Marigold", "--before", "soon", "--after", "today")
    refused(done, "This is not a date")
    refused(handrail("verdict", "Nobody"), "No matching patient")
