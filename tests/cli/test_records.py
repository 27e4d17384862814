"""Measures and events from the command line: kept, listed with their changes, refused in words."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from clinic_app.cli.commands import app
from clinic_app.cli.context import CliContext
from clinic_app.domain.errors import UserError
from clinic_app.services.demo import DEMO_PASSPHRASE
from tests.demo_clinic import copy_demo


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic that opens quickly."""
    folder = tmp_path_factory.mktemp("records") / "clinic"
    copy_demo(folder)
    return folder


class Handrail:
    """Runs one command in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._given = CliContext(folder, lambda: None)

    def __call__(self, *arguments: object) -> Result:
        words = [str(a) for a in arguments]
        environment = {"HANDRAIL_PASSPHRASE": DEMO_PASSPHRASE}
        return CliRunner().invoke(app, words, obj=self._given, env=environment)

    def json(self, *arguments: object):
        done = self(*arguments, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)


@pytest.fixture
def handrail(clinic: Path) -> Handrail:
    return Handrail(clinic)


def test_measures_are_listed_with_what_their_changes_may_be_called(handrail: Handrail) -> None:
    told = handrail.json("measure", "Marigold")
    odi = next(c for c in told["changes"] if c["measure"] == "odi")
    assert (odi["first"], odi["latest"], odi["change"]) == (46, 30, -16)
    assert (odi["reading"], odi["up_is_better"]) == ("better", False)
    own = [r for r in told["results"] if r["measure"] == "psfs"]
    assert own[0]["items"][0] == {"asked": "Lifting the grandchild", "answer": 2}
    plain = handrail("measure", "Marigold").stdout
    assert "ODI" in plain
    assert "-16" in plain
    assert "MCID 10 percentage points" in plain


def test_a_total_is_kept_for_its_day(handrail: Handrail) -> None:
    kept = handrail.json("measure", "Finn", "--add", "odi", "42 %", "--on", "yesterday")
    assert (kept["measure"], kept["score"], kept["unit"]) == ("odi", 42, "%")
    assert handrail.json("measure", "Finn", "--add", "groc", "-3")["score"] == -3
    assert [r["score"] for r in handrail.json("measure", "Finn")["results"]] == [42, -3]
    assert "-3" in handrail("measure", "Finn").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("measure", "Ivy", "--add", "odi", "101"), "must be between 0 and 100"),
        (("measure", "Ivy", "--add", "oswestry", "10"), "Known: psfs, groc"),
        (("measure", "Ivy", "--add", "odi", "high"), "is not a score"),
        (("measure", "Ivy", "--add", "odi", "10", "--on", "1 Jan 2999"), "2999|future"),
        (("measure", "Ivy", "--on", "today"), "go with --add"),
        (("event", "Ivy", "--add", "party"), "Use one of: visit, flare-up"),
        (("event", "Ivy", "--text", "x"), "go with --add"),
        (("event", "Ivy", "--add", "visit", "--on", "1 Jan 2999"), "2999|future"),
        (("event", "Nobody"), "No matching patient"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    handrail: Handrail, arguments: tuple[str, ...], words: str
) -> None:
    before = handrail.json("measure", "Ivy"), handrail.json("event", "Ivy")
    done = handrail(*arguments)
    assert done.exit_code != 0
    assert isinstance(done.exception, UserError)
    with pytest.raises(UserError, match=words):
        raise done.exception
    assert (handrail.json("measure", "Ivy"), handrail.json("event", "Ivy")) == before


def test_events_are_noted_and_listed(handrail: Handrail) -> None:
    kept = handrail.json("event", "Cleo", "--add", "flare-up", "--text", "=1+1, long walk")
    assert (kept["kind"], kept["text"]) == ("flare_up", "=1+1, long walk")
    assert handrail.json("event", "Cleo")[-1] == kept
    assert "Flare-up  =1+1, long walk" in handrail("event", "Cleo").stdout
    assert handrail.json("event", "Cleo", "--add", "WARNING SIGN")["kind"] == "warning_sign"
