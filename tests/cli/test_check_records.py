"""`handrail check --records`, and what opening found on standard error of every command."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from clinic_app.cli.commands import app
from clinic_app.cli.context import CliContext
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from tests.demo_clinic import copy_demo


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic that opens quickly."""
    folder = tmp_path_factory.mktemp("check") / "clinic"
    copy_demo(folder)
    return folder


@pytest.fixture
def clinic(made: Path, tmp_path: Path) -> Path:
    """A copy of it to harm."""
    shutil.copytree(made, tmp_path / "clinic")
    return tmp_path / "clinic"


def handrail(folder: Path, *arguments: str) -> Result:
    environment = {"HANDRAIL_PASSPHRASE": DEMO_PASSPHRASE}
    given = CliContext(folder, lambda: None)
    return CliRunner().invoke(app, arguments, obj=given, env=environment)


def rolled_back(clinic: Path) -> None:
    """One rating more, then the older file is put back."""
    older = (clinic / "clinic.db").read_bytes()
    assert handrail(clinic, "pain", "Marigold", "--add", "3").exit_code == 0
    (clinic / "clinic.db").write_bytes(older)


def test_a_whole_clinic_is_said_to_be_so_with_its_counts(clinic: Path):
    done = handrail(clinic, "check", "--records")
    assert done.exit_code == 0, done.output
    assert "Nothing is missing and nothing was changed outside Handrail." in done.stdout
    assert " records proven." in done.stdout
    told = json.loads(handrail(clinic, "check", "--records", "--json").stdout)
    assert (told["whole"], told["findings"], told["not_proven"]) == (True, [], 0)
    assert told["proven"] > 500


def test_what_is_missing_is_said_and_ends_with_1(clinic: Path):
    rolled_back(clinic)
    done = handrail(clinic, "check", "--records")
    assert done.exit_code == 1
    assert " changes or notes are missing at the end, the last of them on " in done.stdout
    assert "The files as they were found lie in the folder set-aside-" in done.stdout
    told = handrail(clinic, "check", "--records", "--json")
    assert told.exit_code == 1
    document = json.loads(told.stdout)
    assert document["whole"] is False
    assert document["findings"][0]["kind"] == "changes missing"
    assert document["findings"][0]["since"]


def test_every_command_tells_on_standard_error_and_still_answers(clinic: Path):
    rolled_back(clinic)
    done = handrail(clinic, "patients")
    assert done.exit_code == 0
    assert re.search(r"handrail: \d changes or notes are missing at the end", done.stderr)
    assert "missing" not in done.stdout
    refused = handrail(clinic, "pain", "Marigold", "--add", "3")
    assert "open for reading only. Something in it is missing" in str(refused.exception)


def test_a_lost_checkpoint_is_told_once(clinic: Path):
    (clinic / "clinic.audit").unlink()
    assert (
        "handrail: The checkpoint clinic.audit is missing." in handrail(clinic, "patients").stderr
    )
    assert handrail(clinic, "patients").stderr == ""
    assert handrail(clinic, "check", "--records").exit_code == 0


def test_going_on_is_in_the_trail_and_the_clinic_is_written_again(clinic: Path):
    rolled_back(clinic)
    with_it = AccessService(clinic).unlock_any(DEMO_PASSPHRASE)
    with_it.checking.go_on()
    with_it.close()
    assert handrail(clinic, "pain", "Marigold", "--add", "3").exit_code == 0
    assert handrail(clinic, "check", "--records").exit_code == 0


def test_json_alone_goes_with_records(clinic: Path):
    refused = handrail(clinic, "check", "--json")
    assert str(refused.exception) == "--json goes with --records."
