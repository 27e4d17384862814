"""Making a clinic in three steps."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic, ClinicSetup
from clinic_app.domain.text import clean_line
from clinic_app.services.unlock.passphrase import Strength
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column, fill_centred, row
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.key_sheet import MakeSheet, RecoveryKeyForm
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.new_passphrase import NewPassphrase
from clinic_app.ui.common.pdf_files import AskPath, AskPrinter, ask_path, ask_printer
from clinic_app.ui.common.plain_label import HINT, PAGE, label
from clinic_app.ui.first_run.clinic_step import ClinicStep
from clinic_app.ui.first_run.step_card import StepCard
from clinic_app.words import N_, _, pgettext

_WIDEST = 1120
_HINT = N_(
    "Three steps, about two minutes. No account, no internet. You can change all of it later,"
    " except the way back in."
)


class FirstRunScreen(QWidget):
    """Emits ``create_requested`` with a ClinicSetup, or ``back_requested``.

    Making a clinic takes about a second: whoever does it calls ``set_busy`` meanwhile, and
    ``show_error`` when it cannot be made. ``recovery_key`` is groups joined with ``-``.
    """

    create_requested = Signal(object)
    back_requested = Signal()

    def __init__(
        self,
        *,
        strength: Callable[[str], Strength],
        recovery_key: str,
        key_sheet_pdf: MakeSheet,
        background: Background,
        locale: QLocale | None = None,
        ask_path: AskPath = ask_path,
        ask_printer: AskPrinter = ask_printer,
    ) -> None:
        super().__init__()
        self._recovery_key = recovery_key
        self.clinic = ClinicStep(locale or QLocale.system())
        self.secret = StepCard(2, _("Passphrase"), aside=_("opens the clinic's records"))
        self.passphrase = NewPassphrase(strength)
        self.secret.body.addWidget(self.passphrase)
        self.secret.body.addStretch(1)
        self.kept = RecoveryKeyForm(
            recovery_key,
            key_sheet_pdf,
            background,
            clinic=self._named_clinic,
            ask_path=ask_path,
            ask_printer=ask_printer,
        )
        self.key = StepCard(3, _("Recovery key"))
        self.back_button = Button(pgettext("go back", "Back"), icon="chevron-left", key="Esc")
        self.back_button.clicked.connect(self.back_requested)
        add_key(self, self.back_button.click, "Esc", inside=True)
        self.create_button = Button(_("Create the clinic"), kind="primary", on_click=self._create)
        self.error = ErrorBar()
        self._needed = label(size=HINT, tone="second", wrap=True)
        self._needed.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._finish_key_card()
        self._lay_out()
        for part in (self.clinic, self.passphrase, self.kept):
            part.changed.connect(self._refresh)
        self.kept.last.edit.returnPressed.connect(self.create_button.click)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._focus_moved)
        self._refresh()

    def _finish_key_card(self) -> None:
        body = self.key.body
        words = _("If the passphrase is forgotten, this key is the only other way in.")
        body.addWidget(label(words, wrap=True))
        body.addWidget(label(_("Nobody else can open the records for you."), bold=True))
        body.addSpacing(4)
        body.addWidget(self.kept)
        body.addStretch(1)
        body.addWidget(self.error)
        body.addSpacing(8)
        body.addLayout(row(None, self.create_button))
        body.addWidget(self._needed)

    def _lay_out(self) -> None:
        left = column(self.clinic, (self.secret, 1), spacing=24)
        columns = row((left, 5), (self.key, 4), spacing=24)
        head = (
            label(_("Set up this clinic"), size=PAGE, bold=True),
            label(_(_HINT), tone="second", wrap=True),
        )
        back = (self.back_button, 0, Qt.AlignmentFlag.AlignBottom)
        heading = row((column(*head, spacing=2), 1), back, spacing=24)
        page = column(
            wordmark(30), 12, heading, 20, (columns, 1), spacing=0, margins=(24, 24, 24, 24)
        )
        fill_centred(self, boxed(page), widest=_WIDEST + 48)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.clinic.name.edit.setFocus()

    @property
    def is_touched(self) -> bool:
        """Whether something was typed that going back would lose."""
        fields = (self.clinic.name, self.clinic.clinician, self.clinic.phone, self.clinic.address)
        return any(field.text().strip() for field in fields)

    def set_busy(self, words: str) -> None:
        """Say what is going on and take no input; an empty string ends it."""
        self.create_button.set_busy(words)
        for part in (self.clinic, self.secret, self.kept.last, self.kept.tick, self.back_button):
            part.setEnabled(not words)
        if not words:
            self._refresh()

    def show_error(self, error: Exception) -> None:
        """Say why the clinic could not be made; everything typed stays."""
        self.set_busy("")
        self.error.show_error(error)

    def _named_clinic(self) -> Clinic:
        """The clinic that the key sheet names."""
        if not self.clinic.has_name:
            raise UserError(
                _("The clinic has no name yet."),
                _("It stands on the key sheet: type it in step 1."),
            )
        return self.clinic.clinic()

    def _missing(self) -> list[str]:
        secret = [] if self.passphrase.value() else [_("passphrase")]
        return [*self.clinic.missing(), *secret, *self.kept.missing()]

    def _refresh(self) -> None:
        missing = self._missing()
        needed = _("Still needed: {what}.", what=", ".join(missing))
        self._needed.setText(needed if missing else "")
        self.create_button.setEnabled(not missing)
        self._focus_moved(None, QApplication.focusWidget())

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        done = {
            self.clinic: not self.clinic.missing(),
            self.secret: bool(self.passphrase.value()),
            self.key: not self.kept.missing(),
        }
        for card, is_done in done.items():
            card.set_state(active=now is not None and card.isAncestorOf(now), done=is_done)

    def _create(self) -> None:
        self.error.hide()
        try:
            setup = ClinicSetup(
                clinic=self.clinic.clinic(),
                clinician_name=clean_line(
                    self.clinic.clinician.text(), _("Your name"), needed=True
                ),
                credentials=clean_line(self.clinic.credentials.text(), _("The letters")),
                passphrase=self.passphrase.value(),
                recovery_key=self._recovery_key,
            )
        except UserError as error:
            self.error.show_error(error)
            return
        self.create_requested.emit(setup)
