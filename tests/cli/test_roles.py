"""The commands refuse an assistant what the window refuses, in one plain line."""

import subprocess
from pathlib import Path

import pytest

from clinic_app.domain.patient.role import Role
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from tests import commands
from tests.demo_clinic import copy_demo

HERS = "violet anchor crumb tundra"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic with an assistant."""
    folder = tmp_path_factory.mktemp("cli-roles") / "clinic"
    copy_demo(folder)
    opened = AccessService(folder).unlock_any(DEMO_PASSPHRASE)
    opened.staff.add_clinician("Sam Pretend", "PTA", Role.ASSISTANT, HERS, own=DEMO_PASSPHRASE)
    opened.close()
    return folder


def run(clinic: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return commands.handrail(*arguments, folder=clinic, passphrase=HERS)


@pytest.mark.parametrize("command", ["report Marigold --out", "chart Marigold --out"])
def test_an_assistant_saves_no_record_as_a_file(clinic: Path, tmp_path: Path, command: str) -> None:
    out = tmp_path / "out.pdf"
    done = run(clinic, *command.split(), out)
    assert done.returncode != 0
    assert done.stderr == (
        "handrail: Giving out a record is for an owner or a clinician; you are signed in as an"
        " assistant. Ask an owner; where none can log in any more, the recovery key appoints one.\n"
    )
    assert not out.exists()


def test_an_assistant_does_the_daily_work(clinic: Path, tmp_path: Path) -> None:
    for command in (("pain", "Marigold", "--add", 3), ("plan", "Marigold")):
        done = run(clinic, *command)
        assert done.returncode == 0, done.stderr
    done = run(clinic, "handout", "Marigold", "--out", tmp_path / "handout.pdf")
    assert done.returncode == 0, done.stderr
