"""A program of its own that types half a diary and then only waits to be killed."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parents[1]))

import hands
from PySide6.QtWidgets import QApplication

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.app.screen_list import SCREENS
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.diary.diary_dialog import DiaryDialog
from clinic_app.ui.main_window import MainWindow


def main(folder: Path) -> None:
    """Open Marigold's diary, type into it, and say ``typed`` once it is kept."""
    app = QApplication([])
    Theme(app).apply(False)
    window = MainWindow(SCREENS)
    clinic = ClinicWindow(window, folder)
    window.show()
    workspace = AccessService(folder).unlock_any(DEMO_PASSPHRASE)
    clinic.open_workspace(workspace)
    patient = workspace.patients.find("Marigold")
    dialog = DiaryDialog(workspace, clinic.background, patient.id, window)
    dialog.show()
    hands.keyClicks(dialog.grid, "11")
    drafts = workspace.drafts
    hands.until(lambda: drafts.mine() and not drafts.is_waiting)
    print("typed", dict(dialog.typed() or {})["ticks"], flush=True)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
