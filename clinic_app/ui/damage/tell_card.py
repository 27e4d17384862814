"""What to tell somebody who helps: technical lines without any name, to copy or to print."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from clinic_app.domain.patient.patient import Paper
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.pdf_files import AskPrinter, ask_printer, print_text, usual_printer
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.words import N_, _

_PROMISE = N_("No name of a patient and no word of theirs is in it.")


def tell_card(lines: Sequence[str], *, ask_printer: AskPrinter = ask_printer) -> Card:
    """The lines can be read line by line with the arrows."""
    card = Card(margin=20)
    text = QPlainTextEdit("\n".join(lines))
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(_("Technical lines to tell somebody"))
    text.setFont(font(SMALL))
    text.setMinimumHeight(120)
    status = label(size=SECOND_LINE, tone="second")

    def copy() -> None:
        QGuiApplication.clipboard().setText(text.toPlainText())
        status.setText(_("Copied."))

    def print_lines() -> None:
        printer = usual_printer(Paper.A4, pages=1)
        if ask_printer(printer, card):
            print_text(text.toPlainText(), printer, title=_("Handrail, technical lines"))
            status.setText(_("Printed."))

    buttons = (
        Button(_("Copy"), icon="copy", on_click=copy),
        Button(_("Print"), icon="printer", on_click=print_lines),
    )
    spoken = (_("Copy the technical lines"), _("Print the technical lines"))
    for button, words in zip(buttons, spoken, strict=True):
        button.setAccessibleName(words)
    card.body.addWidget(label(_("To tell somebody"), size=CARD_NAME, bold=True))
    card.body.addWidget(label(_(_PROMISE), size=SECOND_LINE, tone="second", wrap=True))
    card.body.addWidget(text, 1)
    card.body.addLayout(row(*buttons, status, None))
    return card
