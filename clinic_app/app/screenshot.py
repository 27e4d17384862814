"""A picture of the window on one patient, without a screen."""

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QDeadlineTimer, QIODevice, QThread
from PySide6.QtWidgets import QApplication

from clinic_app.app.screen_list import SCREENS
from clinic_app.domain.errors import NotFound, UserError
from clinic_app.services.files import check_place, write_file
from clinic_app.services.workspace import Workspace
from clinic_app.words import _

_TABS = ("plan", "progress", "handouts", "record")
_SCREENS = {entry.view: entry.name for entry in SCREENS}
VIEWS = (*_TABS, *_SCREENS)
_SETTLE_MS = 2500


def take_screenshot(
    workspace: Workspace,
    patient: str,
    out: Path,
    *,
    view: str,
    size: tuple[int, int],
    dark: bool,
) -> None:
    """Draw the window with a view of a patient (the first if unnamed) to a PNG file.

    Raises UserError for an unknown view, NotFound without a patient, NotWritable.
    """
    if view not in VIEWS:
        raise UserError(
            _("{view} is not a view.", view=repr(view)),
            _("Use one of: {views}.", views=", ".join(VIEWS)),
        )
    check_place(out)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["handrail"])
    assert isinstance(app, QApplication)
    picture = _Picture(app, workspace, size, dark=dark)
    shown = picture.show(view, patient)
    workspace.patients.picture_saved(shown)
    write_file(out, picture.png())


class _Picture:
    def __init__(
        self, app: QApplication, workspace: Workspace, size: tuple[int, int], *, dark: bool
    ) -> None:
        from clinic_app.app.screens import Screens
        from clinic_app.ui.common.background import Background
        from clinic_app.ui.common.theme import Theme
        from clinic_app.ui.main_window import MainWindow

        Theme(app).apply(dark)
        self._app = app
        self._workspace = workspace
        self._background = Background()
        self._window = MainWindow(SCREENS)
        self._window.resize(*size)
        self._screens = Screens(self._window, workspace, self._background)

    def show(self, view: str, patient: str) -> str | None:
        """Show a view; gives the patient's id where it is of one."""
        shown = None
        if view in _SCREENS:
            self._window.show_screen(_SCREENS[view])
        else:
            shown = self._patient_id(patient)
            self._screens.open_patient(shown)
            self._screens.patient.show_tab(_TABS.index(view))
        self._window.set_demo(self._workspace.is_demo)
        self._window.show()
        self._settle()
        return shown

    def png(self) -> bytes:
        """The picture; the window is closed with it."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._window.grab().save(buffer, "PNG")
        self._screens.close()
        self._window.close()
        self._background.close()
        return bytes(buffer.data().data())

    def _patient_id(self, patient: str) -> str:
        if patient:
            return self._workspace.patients.find(patient).id
        rows = self._workspace.patients.caseload()
        if not rows:
            raise NotFound(_("There is no patient to show."), _("Add one first."))
        by_number = sorted(rows, key=lambda row: row.patient.record_number)
        return by_number[0].patient.id

    def _settle(self) -> None:
        """Let what is drawn in the background arrive."""
        until = QDeadlineTimer(_SETTLE_MS)
        while not until.hasExpired():
            self._app.processEvents()
            QThread.msleep(10)
