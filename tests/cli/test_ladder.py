"""`handrail ladder`: every link from every named rung, what changes, what is refused."""

import json

import pytest

from clinic_app.cli.commands import run_command
from clinic_app.cli.context import CliContext
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.own_rungs import own_rungs
from clinic_app.services.exercises.library import open_library


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run_command(["ladder", *arguments], CliContext(None, lambda: None)) == 0
    return capsys.readouterr().out


def test_every_link_of_the_library_stands_there_with_both_ends_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = json.loads(told(capsys, "--json"))
    library = open_library()
    links = {(e.id, k.exercise_id) for e in library.exercises for k in (*e.easier, *e.harder)}
    assert links <= {(x["from"]["exercise"], x["to"]["exercise"]) for x in lines}
    named = sum(len(own_rungs(e)[0]) for e in library.exercises)
    seen = {(x["from"]["exercise"], json.dumps(x["from"], sort_keys=True)) for x in lines}
    assert len(seen) == named
    for line in lines:
        assert set(line) == {"from", "to", "direction", "axis", "changes", "refused"}
        assert set(line["from"]) == set(line["to"]) == {"exercise", "settings", "dose"}
        assert line["refused"] is None
        if line["direction"] == "easier":
            assert line["to"]["dose"]["load_kg"] <= line["from"]["dose"]["load_kg"]


def test_what_changes_is_named_with_both_values(capsys: pytest.CaptureFixture[str]) -> None:
    lines = json.loads(told(capsys, "kickstand-romanian-deadlift", "--json"))
    up = next(x for x in lines if x["to"]["exercise"].endswith("supported"))
    assert {"what": "load_kg", "from": 8, "to": 0} in up["changes"]
    assert {"what": "support", "from": "none", "to": "one-hand"} in up["changes"]


def test_a_precaution_refuses_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    lines = json.loads(told(capsys, "heel-raise", "--precaution", "fall-risk", "--json"))
    harder = [x["refused"] for x in lines if x["direction"] == "harder"]
    assert any(reason and reason.startswith("fall-risk: ") for reason in harder)
    assert "REFUSED: fall-risk" in told(capsys, "heel-raise", "--precaution", "fall-risk")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["hinge"], "no exercise 'hinge'"), (["--precaution", "old"], "no precaution 'old'")],
)
def test_what_is_not_known_is_named(arguments: list[str], message: str) -> None:
    with pytest.raises(UserError, match=message):
        run_command(["ladder", *arguments], CliContext(None, lambda: None))
