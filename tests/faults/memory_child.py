"""The real window in a process of its own: unlocks, opens patients, locks, and waits to be read.

What is typed comes sign by sign on standard input, so that no whole passphrase lies in this
process but where the program itself puts one. Says ``open`` and ``locked``.
"""

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.app.screen_list import SCREENS
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.main_window import MainWindow
from tests import hands


def main(folder: Path) -> None:
    """Work like a clinician, then lock; again for each passphrase that comes."""
    app = QApplication([])
    Theme(app).apply(False)
    window = MainWindow(SCREENS)
    window.resize(1366, 768)
    clinic = ClinicWindow(window, folder)
    clinic.login.show()
    hands.shown(window)
    while True:
        hands.until(lambda: app.focusWidget() is not None)
        _type_from_input()
        hands.until(lambda: clinic.screens is not None)
        _look_around(clinic)
        _say("open")
        window.lock()
        hands.until(lambda: clinic.screens is None)
        for _ in range(3):
            hands.settle()
            gc.collect()
        _say("locked")


def _look_around(clinic: ClinicWindow) -> None:
    """Every view of every patient."""
    assert clinic.screens is not None
    for row in clinic.screens._workspace.patients.caseload():
        for tab in range(4):
            clinic.screens.open_patient(row.patient.id)
            clinic.screens.patient.show_tab(tab)
            hands.settle()


def _say(word: str) -> None:
    """Tell the parent, and wait until it has looked."""
    print(word, flush=True)
    os.read(0, 1)


def _type_from_input() -> None:
    while (sign := os.read(0, 1)) != b"\n":
        QTest.keyClick(QApplication.focusWidget(), sign.decode("ascii"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
