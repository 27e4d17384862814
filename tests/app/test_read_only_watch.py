"""A clinic that was read-only for a moment: the window notices when that is over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.app.open_clinic import OpenClinic
from clinic_app.app.safety_watch import watch_read_only
from clinic_app.domain.patient.patient import Clinic, ClinicSetup
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.storage.file import engine_sqlite
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.main_window import MainWindow

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
PASSPHRASE = "lantern orchard copper violin"


def test_it_says_once_that_the_folder_can_be_written_again(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    setup = ClinicSetup(Clinic("Sample Clinic"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    AccessService(tmp_path, cost=CHEAP).create(setup).close()
    writable = [False]  # the superuser, as whom tests may run, is refused nothing
    looks = list[Path]()

    def is_writable(path: Path) -> bool:
        looks.append(path)
        return writable[0]

    monkeypatch.setattr(engine_sqlite, "is_writable", is_writable)
    workspace = AccessService(tmp_path, cost=CHEAP).unlock_any(PASSPHRASE)
    assert workspace.is_read_only
    theme = qapp.property("handrail_theme")
    (theme if isinstance(theme, Theme) else Theme(qapp)).apply(False)
    window, background, told = MainWindow(()), Background(), list[bool]()
    qtbot.addWidget(window)
    owner = QObject(window)
    clinic = OpenClinic(window, workspace, background, owner)
    looks.clear()
    watch_read_only(clinic, lambda: told.append(True), every_ms=5)
    qtbot.waitUntil(lambda: len(looks) > 2)
    assert told == []
    writable[0] = True
    qtbot.waitUntil(lambda: bool(told))
    assert not any(timer.isActive() for timer in owner.findChildren(QTimer))
    assert told == [True]
    workspace.close()
    background.close()
