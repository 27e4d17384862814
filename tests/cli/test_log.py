"""`handrail log`: one exercise on one day, told once or bit by bit, refused in words."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from tests.demo_clinic import copy_demo

from .test_records import Handrail


@pytest.fixture(scope="module")
def handrail(tmp_path_factory: pytest.TempPathFactory) -> Handrail:
    """A demo clinic where Finn, born 2001, is asked for a bridge and, twice, a chin tuck."""
    folder = tmp_path_factory.mktemp("log") / "clinic"
    copy_demo(folder)
    plan = folder.parent / "plan.json"
    bridge = {"exercise": "bridge", "dose": {"sets": 3, "times_per_day": 2}}
    items = [bridge, {"exercise": "chin-tuck"}, {"exercise": "chin-tuck"}]
    Path(plan).write_text(json.dumps({"items": items}))
    run = Handrail(folder)
    assert run("plan", "Finn", "--from", plan).exit_code == 0
    return run


def test_a_session_is_logged_and_told_more_of_later(handrail: Handrail) -> None:
    told = ("--exercise", "bridge", "--on", "yesterday")
    first = handrail.json("log", "Finn", *told, "--sets", 3, "--left", 4, "--during", 1)
    assert (first["done"], first["asked"], first["sets_done"], first["sets_asked"]) == (2, 2, 3, 3)
    assert (first["pain_during"], first["pain_next_morning"], first["source"]) == (
        1,
        None,
        "clinic",
    )
    later = handrail.json("log", "Finn", *told, "--next-morning", 2)
    assert (later["reps_left"], later["pain_during"], later["pain_next_morning"]) == (4, 1, 2)
    words = handrail("log", "Finn").stdout
    assert "2 of 2 done, 3 of 3 sets, 4 left, pain 1 during, pain 2 the next morning" in words
    kept = [one for one in handrail.json("log", "Finn") if not one["voided"]]
    assert [one["id"] for one in kept] == [later["id"]]


def test_no_set_done_is_not_done(handrail: Handrail) -> None:
    none = handrail.json("log", "Finn", "--exercise", "bridge", "--on", "2026-11-02", "--sets", 0)
    assert (none["done"], none["asked"]) == (0, 2)
    once = handrail.json("log", "Finn", "--exercise", "bridge", "--on", "2026-11-03", "--times", 1)
    assert (once["done"], once["sets_done"]) == (1, None)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--exercise", "squat"), "not in the plan of that day.*bridge, chin-tuck"),
        (("--exercise", "chin-tuck"), "in the plan 2 times"),
        (("--exercise", "bridge", "--on", "2126-01-01"), "a day to come"),
        (("--exercise", "bridge", "--on", "1971-05-01"), "before the patient was born"),
        (("--exercise", "bridge", "--during", "11"), "Pain during must be .* 0 to 10"),
        (("--exercise", "bridge", "--sets", "-1"), "--sets needs a whole number"),
        (("--exercise", "bridge", "--left", "few"), "--left needs a whole number"),
        (("--exercise", "bridge", "--times", "3"), "asked for 2 times a day"),
        (("--sets", "3"), "Say which exercise"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    handrail: Handrail, given: tuple[str, ...], words: str
) -> None:
    before = handrail.json("log", "Finn")
    done = handrail("log", "Finn", *given)
    assert isinstance(done.exception, UserError)
    assert re.search(words, str(done.exception))
    assert handrail.json("log", "Finn") == before


def test_days_in_doubt_are_listed_voided_and_brought_back(handrail: Handrail) -> None:
    assert handrail.json("log", "Finn", "--doubtful") == []
    assert "No day is in doubt" in handrail("log", "Finn", "--doubtful").stdout
    handrail.json("pain", "Finn", "--add", 4, "--on", "2026-10-05", "--series", "average")
    workspace = AccessService(handrail.folder).unlock_any(DEMO_PASSPHRASE)
    patient = workspace.patients.find("Finn")
    log = ExerciseLog("z" * 32, patient.id, date(2026, 10, 5), "bridge", "i", 0, 1,
                      source="diary", unsure=True)  # fmt: skip
    workspace.exercise_logs.add(log)
    workspace.close()
    (day,) = handrail.json("log", "Finn", "--doubtful")
    assert (day["day"], day["before_plan"], day["voided"]) == ("2026-10-05", True, False)
    done = handrail("log", "Finn", "--void", "2026-10-05", "--because", "Not asked yet")
    assert done.stdout.strip() == "1 day voided"
    (day,) = handrail.json("log", "Finn", "--doubtful")
    assert day["voided"]
    assert handrail("log", "Finn", "--restore", "all").stdout.strip() == "1 day restored"
    other = handrail("log", "Finn", "--keep", "2026-10-06")
    assert "not among these days" in str(other.exception)
    assert handrail("log", "Finn", "--keep", "all").stdout.strip() == "1 day kept as not done"
    assert handrail.json("log", "Finn", "--doubtful") == []
