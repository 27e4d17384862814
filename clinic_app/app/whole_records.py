"""Doors to whole records: the Record tab, the palette, the caseload, Data and safety."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from clinic_app.app.screen_list import PATIENT
from clinic_app.domain.errors import NotAllowed
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.commands import Command
from clinic_app.ui.common.dialogs import Dialog, show_error
from clinic_app.ui.find.palette import FindPalette
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.whole_record.export_dialog import ExportDialog
from clinic_app.ui.whole_record.import_dialog import ImportDialog


class WholeRecords(QObject):
    """``taken_in`` carries the id of a patient whose record came."""

    taken_in = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        background: Background,
        shown: Callable[[], str],
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._workspace, self._background = window, workspace, background
        self._shown = shown

    def export_shown(self) -> None:
        """Export the record of the patient who is open."""
        self.export(self._shown())

    def export(self, patient_id: str) -> None:
        """Ask how and where to, then write."""
        if not self._refused(self._workspace.record_export.refusal):
            self._open(
                ExportDialog(self._workspace, self._background, patient_id, parent=self._window)
            )

    def choose_and_export(self) -> None:
        """Find a patient first."""
        if self._refused(self._workspace.record_export.refusal):
            return
        palette = FindPalette(
            self._workspace,
            self._background,
            [],
            no_adding="Choose a patient",
            parent=self._window,
        )
        palette.open_patient.connect(self.export)
        self._open(palette)

    def take_in(self) -> None:
        """Choose a file, look into it, take it in."""
        if not self._refused(self._workspace.record_import.refusal):
            dialog = ImportDialog(self._workspace, self._background, parent=self._window)
            dialog.taken_in.connect(self.taken_in)
            self._open(dialog)

    def commands(self) -> list[Command]:
        """For the palette."""
        export, take_in = self._workspace.record_export, self._workspace.record_import

        def no_export() -> str:
            is_open = self._window.showing() == PATIENT
            return export.refusal if is_open else "Open a patient first"

        def no_import() -> str:
            return "Read only" if self._workspace.is_read_only else take_in.refusal

        return [
            Command(self.export_shown, "Export the whole record", refusal=no_export),
            Command(self.take_in, "Take in a record", refusal=no_import),
        ]

    def _refused(self, why: str) -> bool:
        if why:
            show_error(self._window, NotAllowed(why, "Ask an owner."))
        return bool(why)

    def _open(self, dialog: "Dialog | FindPalette") -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
