"""Giving a handout out: ask for printer or place first, then issue it, then print or write it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.handout import HandoutOptions, IssuedHandout
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.pdf_files import AskPath, AskPrinter, PdfFile, print_pdf, usual_printer

_TITLE, _FILE_NAME, _FORM_NAME = "Handrail handout", "handout.pdf", "diary-form.pdf"


class HandoutIssuer(QObject):
    """``said`` carries a few words on how it goes, ``refused`` the error when it does not.

    A dialog that is cancelled leaves everything as it was: nothing is issued.
    """

    said = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        ask_printer: AskPrinter,
        ask_path: AskPath,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = background
        self._ask_printer = ask_printer
        self._ask_path = ask_path

    def print_plan(
        self, patient_id: str, options: HandoutOptions, *, pages: int, window: QWidget
    ) -> None:
        """Issue the plan as saved now, and print it."""
        printer = usual_printer(options.paper, pages=pages)
        if self._ask_printer(printer, window):
            try:
                issued = self._workspace.handouts.issue(patient_id, options)
            except UserError as error:
                self.refused.emit(error)
            else:
                self._send(issued, printer)

    def print_again(self, handout: IssuedHandout, *, window: QWidget) -> None:
        """Print the exact pages that were given out."""
        printer = usual_printer(handout.paper, pages=handout.pages)
        if self._ask_printer(printer, window):
            self._send(handout, printer)

    def save_plan(self, patient_id: str, options: HandoutOptions, *, window: QWidget) -> None:
        """Issue the plan as saved now, and write the same bytes to a file."""
        self._save(lambda: self._workspace.handouts.issue(patient_id, options), window)

    def save_again(self, handout: IssuedHandout, *, window: QWidget) -> None:
        """Write the exact bytes that were given out."""
        self._save(lambda: handout, window)

    def save_form(self, patient_id: str, options: HandoutOptions, *, window: QWidget) -> None:
        """Write the diary as a form to fill in; what it asks is kept until it comes back."""
        make = partial(
            self._workspace.forms.make, patient_id, language=options.language, paper=options.paper
        )
        self._write(make, _FORM_NAME, window)

    def _save(self, take: Callable[[], IssuedHandout], window: QWidget) -> None:
        self._write(lambda: self._workspace.handouts.give_out(take(), "export"), _FILE_NAME, window)

    def _write(self, make: Callable[[], bytes], name: str, window: QWidget) -> None:
        path = self._ask_path(window, name)
        if not path:
            return
        try:
            file = PdfFile(path)  # a place that refuses does so before anything is kept
            file.write(make())
        except UserError as error:
            self.refused.emit(error)
        else:
            self.said.emit("Saved.")

    def _send(self, handout: IssuedHandout, printer: QPrinter) -> None:
        self.said.emit("Sending to the printer…")
        work = partial(_print, self._workspace, handout, printer)
        self._background.run(work, self._printed, self._not_printed)

    def _printed(self, _: None) -> None:
        self.said.emit("Sent to the printer.")

    def _not_printed(self, error: Exception) -> None:
        self.said.emit("")
        self.refused.emit(error)


def _print(workspace: Workspace, handout: IssuedHandout, printer: QPrinter) -> None:
    """Paint a handout's own bytes; runs in a thread."""
    print_pdf(workspace.handouts.give_out(handout, "print"), printer, title=_TITLE)
