"""A clinic that was read-only for a moment: the window notices when that is over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clinic_app.app.read_only_watch import ReadOnlyWatch
from clinic_app.domain.patient import Clinic
from clinic_app.domain.setup import ClinicSetup
from clinic_app.services.access import AccessService, KeyCost, new_recovery_key
from clinic_app.storage import engine_sqlite

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
PASSPHRASE = "lantern orchard copper violin"


def test_it_says_once_that_the_folder_can_be_written_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = ClinicSetup(Clinic("Sample Clinic"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    AccessService(tmp_path, cost=CHEAP).create(setup).close()
    writable = [False]  # the superuser, as whom tests may run, is refused nothing
    monkeypatch.setattr(engine_sqlite, "is_writable", lambda _path: writable[0])
    workspace = AccessService(tmp_path, cost=CHEAP).unlock_any(PASSPHRASE)
    assert workspace.is_read_only
    owner, told = QObject(), list[bool]()
    watch = ReadOnlyWatch(workspace, every_ms=5, parent=owner)
    watch.over.connect(lambda: told.append(True))
    with qtbot.assertNotEmitted(watch.over, wait=50):
        pass
    with qtbot.waitSignal(watch.over):
        writable[0] = True
    with qtbot.assertNotEmitted(watch.over, wait=50):
        pass
    assert told == [True]
    workspace.close()
    owner.deleteLater()
