"""A recovery key in its groups, its sheet to print or save, and the proof that it was kept."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.common.pdf_files import AskPath, AskPrinter, PdfFile, print_pdf, usual_printer
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_IN_A_ROW = 4
MakeSheet = Callable[[Clinic], bytes]


class RecoveryKeyForm(QWidget):
    """``changed`` when something that is needed was typed or ticked.

    ``clinic`` gives the clinic that the sheet names, or raises UserError. Only a key whose last
    group was typed, and that lies in a safe place, counts as kept.
    """

    changed = Signal()

    def __init__(
        self,
        key: str,
        make_sheet: MakeSheet,
        background: Background,
        *,
        clinic: Callable[[], Clinic],
        ask_path: AskPath,
        ask_printer: AskPrinter,
    ) -> None:
        super().__init__()
        self._groups = key.split("-")
        self._make, self._clinic = make_sheet, clinic
        self._background = background
        self._ask_path, self._ask_printer = ask_path, ask_printer
        self.error = ErrorBar()
        self.print_button = Button(_("Print the key sheet"), icon="printer")
        self.print_button.clicked.connect(self._print_sheet)
        self.save_button = Button(_("Save as PDF"), icon="device-floppy", on_click=self._save_sheet)
        self.last = Field(_("Type the last group to show that you have it"), longest=16)
        self.tick = QCheckBox(_("The sheet lies in a locked place, away from this computer."))
        self.last.edit.textChanged.connect(self._typed)
        self.tick.toggled.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for index, group in enumerate(self._groups):
            grid.addWidget(_Group(group), index // _IN_A_ROW, index % _IN_A_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addSpacing(4)
        column.addLayout(row(self.print_button, self.save_button, None))
        column.addWidget(self.error)
        column.addSpacing(4)
        column.addWidget(rule())
        column.addSpacing(4)
        column.addWidget(self.last)
        column.addWidget(self.tick)

    def missing(self) -> list[str]:
        """What is still needed, in words."""
        same = self.last.text().strip().upper() == self._groups[-1].upper()
        return [
            *([] if same else [_("last group")]),
            *([] if self.tick.isChecked() else [_("tick")]),
        ]

    def _typed(self, text: str) -> None:
        expected = self._groups[-1].upper()
        wrong = not expected.startswith(text.strip().upper())
        self.last.set_error(_("This differs from the last group above.") if wrong else "")
        self.changed.emit()

    def _print_sheet(self) -> None:
        try:
            clinic = self._clinic()
        except UserError as error:
            self.error.show_error(error)
            return
        printer = usual_printer(clinic.paper, pages=1)
        if self._ask_printer(printer, self):
            self.error.hide()
            self.print_button.set_busy(_("Printing…"))
            work = partial(_print, self._make, clinic, printer)
            self._background.run(work, self._printed, self._not_printed)

    def _printed(self, _: None) -> None:
        self.print_button.set_busy("")

    def _not_printed(self, error: Exception) -> None:
        self.print_button.set_busy("")
        self.error.show_error(error)

    def _save_sheet(self) -> None:
        try:
            sheet = self._make(self._clinic())
            path = self._ask_path(self, _("Handrail recovery key.pdf"))
            if path:
                PdfFile(path).write(sheet)
                self.error.hide()
        except UserError as error:
            self.error.show_error(error)


def _print(make: MakeSheet, clinic: Clinic, printer: QPrinter) -> None:
    """Make the sheet and print it; runs in a thread."""
    print_pdf(make(clinic), printer, title="Handrail")


class _Group(QWidget):
    """Four signs of the key, wide apart so that they can be read out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAccessibleName(" ".join(text))
        self.setFixedHeight(44)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        box = QRectF(self.rect())
        rounded(painter, box, fill=t.sunken, border=t.control_border)
        face = font(20, bold=True)
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        elided(painter, box, self._text, face=face, colour=t.ink, align=CENTRE)
