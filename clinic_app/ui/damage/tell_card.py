"""What to tell somebody who helps: technical lines without any name, to copy or to print."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from clinic_app.domain.patient import Paper
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.pdf_files import AskPrinter, ask_printer, usual_printer
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label

_PROMISE = "No name of a patient and no word of theirs is in it."


class TellCard(Card):
    """The lines can be read line by line with the arrows."""

    def __init__(
        self,
        lines: Sequence[str],
        *,
        ask_printer: AskPrinter = ask_printer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(margin=20, parent=parent)
        self._ask_printer = ask_printer
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Technical lines to tell somebody")
        self.text.setFont(font(SMALL))
        self.text.setMinimumHeight(120)
        self.copy_button = Button("Copy", icon="copy")
        self.copy_button.setAccessibleName("Copy the technical lines")
        self.copy_button.clicked.connect(self.copy)
        self.print_button = Button("Print", icon="printer")
        self.print_button.setAccessibleName("Print the technical lines")
        self.print_button.clicked.connect(self.print_lines)
        self._done = label(size=SECOND_LINE, tone="second")
        self.body.addWidget(label("To tell somebody", size=CARD_NAME, bold=True))
        self.body.addWidget(label(_PROMISE, size=SECOND_LINE, tone="second", wrap=True))
        self.body.addWidget(self.text, 1)
        self.body.addLayout(row(self.copy_button, self.print_button, self._done, None))

    def copy(self) -> None:
        """The lines to the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._done.setText("Copied.")

    def print_lines(self) -> None:
        """The lines to paper."""
        printer = usual_printer(Paper.A4, pages=1)
        if not self._ask_printer(printer, self):
            return
        document = QTextDocument()
        document.setPlainText(self.text.toPlainText())
        printer.setDocName("Handrail, technical lines")
        printer.setFullPage(False)
        document.print_(printer)
        self._done.setText("Printed.")
