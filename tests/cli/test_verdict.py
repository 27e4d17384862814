"""`handrail verdict` as a script would use it."""

from pathlib import Path

import pytest

from clinic_app.services.access import KeyCost
from clinic_app.services.demo import make_demo
from tests.cli.test_commands import Handrail, refused

INPUTS = {
    "series",
    "site",
    "as_of",
    "baseline",
    "latest",
    "previous",
    "change_points",
    "change_share",
    "swings_points",
    "missing",
    "confidence",
}


@pytest.fixture(scope="module")
def handrail(tmp_path_factory: pytest.TempPathFactory) -> Handrail:
    """Commands on a demo clinic that opens quickly."""
    folder = tmp_path_factory.mktemp("verdict") / "clinic"
    make_demo(folder, cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
    return Handrail(folder)


def diary(path: Path, scores: list[int]) -> Path:
    """A CSV of one average a day of March 2026."""
    rows = [f"2026-03-{day:02},{score},average\n" for day, score in enumerate(scores, start=1)]
    path.write_text("date,score,series\n" + "".join(rows), encoding="utf-8")
    return path


def test_the_verdict_comes_with_rule_and_inputs(handrail: Handrail, tmp_path: Path) -> None:
    who = handrail.json("patient", "add", "--given", "Otto", "--family", "Diary")["id"]
    empty = handrail.json("verdict", who)
    assert set(empty) == {"verdict", "confirmed", "rule", "inputs"}
    assert (empty["verdict"], empty["confirmed"]) == ("not_enough_data", False)
    assert set(empty["inputs"]) == INPUTS
    assert empty["inputs"]["series"] is empty["inputs"]["baseline"] is None
    source = diary(tmp_path / "f.csv", [6] * 7 + [3] * 14)
    assert handrail("pain", who, "--import", source).returncode == 0
    told = handrail.json("verdict", who)
    assert (told["verdict"], told["confirmed"]) == ("improved", True)
    assert told["inputs"]["baseline"] == {
        "first": "2026-03-01",
        "last": "2026-03-07",
        "rated_days": 7,
        "mean": 6.0,
    }
    assert told["inputs"]["as_of"] == told["inputs"]["latest"]["last"] == "2026-03-21"
    assert (told["inputs"]["change_points"], told["inputs"]["change_share"]) == (-3, -0.5)
    assert told["rule"]["limits"]["fall_points"] == 2
    assert told["rule"]["sources"]
    spoken = handrail("verdict", who).stdout
    assert spoken.startswith("Improved, confirmed. Average pain has fallen from 6.0 to 3.0.")
    weeks = "--before", "2026-03-07", "--after"
    two = handrail.json("verdict", who, *weeks, "2026-03-14")
    assert (two["verdict"], two["confirmed"]) == ("improved", False)
    few = handrail.json("verdict", who, *weeks, "2026-03-28")
    assert few["verdict"] == "not_enough_data"
    assert "there are 0 of 22 to 28 Mar" in few["inputs"]["missing"]


def test_the_region_of_the_patient_is_named(handrail: Handrail) -> None:
    told = handrail.json("verdict", "Marigold")
    assert told["rule"]["region"] == "low-back"
    assert any("Ostelo 2008" in line for line in told["rule"]["sources"])


def test_one_date_alone_and_no_date_are_refused(handrail: Handrail) -> None:
    refused(handrail("verdict", "Marigold", "--before", "2026-03-07"), "go together")
    done = handrail("verdict", "Marigold", "--before", "soon", "--after", "today")
    refused(done, "This is not a date")
    refused(handrail("verdict", "Nobody"), "No patient answers")
