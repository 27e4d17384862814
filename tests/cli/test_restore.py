"""`handrail restore`: says what comes back, what was set aside, and who can sign in."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from clinic_app.cli.commands import app
from clinic_app.cli.context import CliContext
from clinic_app.domain.errors import UserError, WrongPassphrase
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from clinic_app.storage.backup import backup_file
from tests.demo_clinic import copy_demo


def handrail(folder: Path, *arguments: str, passphrase: str = DEMO_PASSPHRASE) -> Result:
    environment = {"HANDRAIL_PASSPHRASE": passphrase}
    given = CliContext(folder, lambda: None)
    return CliRunner().invoke(app, arguments, obj=given, env=environment)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A clinic, and a backup of it."""
    folder = tmp_path_factory.mktemp("restore")
    workspace = AccessService(copy_demo(folder / "clinic")).unlock_any(DEMO_PASSPHRASE)
    at = datetime(2026, 11, 29, 9, 14).astimezone()
    backup = backup_file.write_backup(workspace._database, workspace._keys, folder, at)
    workspace.close()
    return folder / "clinic", backup.path


def test_into_a_new_folder(made: tuple[Path, Path], tmp_path: Path):
    folder = tmp_path / "back"
    done = handrail(folder, "restore", str(made[1]))
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].endswith(": the backup of 29 Nov 2026 09:14.")
    assert lines[1].startswith("It holds 7 patients and ")
    assert lines[2] == f"Restored, and every record of it was checked: {folder}"
    assert lines[3].startswith("Who can sign in: Robin Demo")
    assert len(lines) == 4
    assert handrail(folder, "patients").stdout == handrail(made[0], "patients").stdout


def test_over_the_clinic_it_says_what_was_set_aside(made: tuple[Path, Path], tmp_path: Path):
    folder = tmp_path / "clinic"
    handrail(folder, "restore", str(made[1]))
    done = handrail(folder, "restore", str(made[1]))
    assert done.exit_code == 0, done.output
    (aside,) = folder.glob("set-aside-*-restore")
    assert f"What lay there is kept in the folder {aside.name}." in done.stdout
    assert "Passphrases are those of that day." in done.stdout
    told = json.loads(handrail(folder, "restore", str(made[1]), "--json").stdout)
    assert (told["verified"], told["patients"], told["back_again"]) == (True, 7, [])
    assert Path(told["set_aside"]).parent == folder
    assert handrail(folder, "check", "--records").exit_code == 0


def test_what_cannot_be_restored_is_told_plainly(made: tuple[Path, Path], tmp_path: Path):
    folder = tmp_path / "back"
    done = handrail(folder, "restore", str(made[1]), passphrase="not the one at all")
    assert isinstance(done.exception, WrongPassphrase)
    done = handrail(folder, "restore", str(tmp_path / "nowhere.handrail"))
    assert isinstance(done.exception, UserError)
    assert "nowhere.handrail cannot be read" in str(done.exception)
    assert not folder.exists()
