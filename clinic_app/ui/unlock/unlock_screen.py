"""The locked clinic: who is working, the passphrase, or the recovery key."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.errors import DamagedFile, TooManyTries, UserError
from clinic_app.services.passphrase import Strength
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.chips import Chip, precaution_look
from clinic_app.ui.common.fields import ComboBox, PasswordField
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import PAGE, SECOND_LINE, label
from clinic_app.ui.unlock.access import Access
from clinic_app.ui.unlock.recovery_dialog import RecoveryDialog

_WIDTH = 480


class UnlockScreen(QWidget):
    """Emits ``unlocked`` with the workspace that ``access`` returned.

    ``unlocking`` tells that a passphrase is being tried, which takes about a second; ``damaged``
    carries the DamagedFile of a clinic that the right passphrase does not open.
    ``idle_minutes`` is shown when it is known; ``demo_passphrase`` is shown for a demo clinic,
    where it is no secret. ``judge`` rates a new passphrase after the recovery key. With
    ``offers_setup`` there is a way to a clinic of one's own: ``setup_wanted``.
    """

    unlocked = Signal(object)
    unlocking = Signal()
    damaged = Signal(object)
    setup_wanted = Signal()

    def __init__(
        self,
        access: Access,
        background: Background,
        judge: Callable[[str], Strength],
        *,
        idle_minutes: int | None = None,
        demo_passphrase: str = "",
        offers_setup: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._access = access
        self._background = background
        self._judge = judge
        self._free_at = 0.0
        self._wait = QTimer(self, interval=250)
        self._wait.timeout.connect(self._count_down)
        self.who = _who(access)
        self.passphrase = PasswordField("Passphrase", tall=True)
        self.passphrase.edit.returnPressed.connect(self.try_unlock)
        self.unlock_button = Button("Unlock", kind="primary", key="Enter", height=48)
        self.unlock_button.clicked.connect(self.try_unlock)
        self.recovery_button = Button("Use the recovery key", kind="text")
        self.recovery_button.clicked.connect(self._recover)
        self.setup_button = Button("Set up your own clinic", kind="text")
        self.setup_button.clicked.connect(self.setup_wanted)
        self.setup_button.setVisible(offers_setup)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(4)
        column.addWidget(wordmark())
        column.addSpacing(28)
        column.addWidget(self._card(demo_passphrase), 0, centre)
        column.addSpacing(28)
        column.addWidget(_promises(idle_minutes), 0, centre)
        column.addStretch(5)

    def _card(self, demo_passphrase: str) -> Card:
        card = Card(margin=32)
        card.setFixedWidth(_WIDTH)
        card.body.addWidget(label("Unlock", size=PAGE, bold=True))
        where = f"{self._access.clinic_name}, this computer only. Nothing leaves it."
        card.body.addWidget(label(where, size=SECOND_LINE, tone="second", wrap=True))
        if self._access.is_demo:
            card.body.addSpacing(4)
            for part in _demo_mark(demo_passphrase):
                card.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addSpacing(8)
        title = label("Who is working?", bold=True)
        title.setBuddy(self.who)
        card.body.addWidget(title)
        card.body.addWidget(self.who)
        card.body.addSpacing(12)
        card.body.addWidget(self.passphrase)
        card.body.addSpacing(12)
        card.body.addWidget(self.unlock_button)
        card.body.addSpacing(4)
        card.body.addLayout(row(self.recovery_button, None, self.setup_button))
        card.body.setContentsMargins(32, 32, 32, 24)
        return card

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.edit.setFocus()

    def try_unlock(self) -> None:
        """Open the clinic with what was typed, away from the window's thread."""
        typed = self.passphrase.text()
        if not self.unlock_button.isEnabled():
            return
        if not typed:
            self.passphrase.set_error("Type the passphrase.")
            return
        clinician = str(self.who.currentData())
        self._set_busy("Unlocking…")
        self.unlocking.emit()
        self._background.run(
            lambda: self._access.unlock(clinician, typed), self._opened, self._refused
        )

    def _set_busy(self, words: str) -> None:
        self.unlock_button.set_busy(words)
        for control in (self.who, self.passphrase, self.recovery_button, self.setup_button):
            control.setEnabled(not words)

    def _opened(self, workspace: object) -> None:
        self._set_busy("")
        self.passphrase.set_error("")
        self.passphrase.edit.clear()
        self.passphrase.show_text(False)
        self.unlocked.emit(workspace)

    def _refused(self, error: Exception) -> None:
        self._set_busy("")
        if isinstance(error, TooManyTries):
            self._free_at = time.monotonic() + error.wait_s
            self._wait.start()
            self._count_down()
        elif isinstance(error, DamagedFile):
            self.damaged.emit(error)
        elif isinstance(error, UserError):
            self.passphrase.set_error(str(error))
        else:
            self.passphrase.set_error("Something went wrong. Nothing was changed; try again.")
        self.passphrase.edit.selectAll()
        self.passphrase.edit.setFocus()

    def _count_down(self) -> None:
        left = self._free_at - time.monotonic()
        if left > 0:
            self.unlock_button.set_busy(f"Wait {int(left) + 1} s")
            self.passphrase.set_error("Too many wrong passphrases. Please wait a little.")
            return
        self._wait.stop()
        self.unlock_button.set_busy("")
        self.passphrase.set_error("")

    def _recover(self) -> None:
        dialog = RecoveryDialog(self._access, self._background, self._judge, parent=self)
        dialog.choose(str(self.who.currentData()))
        dialog.recovered.connect(self._opened)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _who(access: Access) -> ComboBox:
    made = ComboBox(name="Who is working?", icon="user")
    made.setProperty("tall", True)
    for login in access.logins:
        made.addItem(login.title, login.clinician_id)
    return made


def _demo_mark(passphrase: str) -> list[QWidget]:
    parts: list[QWidget] = [Chip(precaution_look("Demo clinic: invented people only"))]
    if passphrase:
        parts.append(label(f"Its passphrase is no secret: {passphrase}", size=SECOND_LINE))
    return parts


def _promises(idle_minutes: int | None) -> QWidget:
    made = QWidget()
    line = row(spacing=8)
    facts = [("shield-check", "Encrypted")]
    if idle_minutes is not None:
        plural = "minute" if idle_minutes == 1 else "minutes"
        facts.append(("clock", f"Locks after {idle_minutes} {plural}"))
    for index, (icon, words) in enumerate(facts):
        line.addSpacing(16 if index else 0)
        line.addWidget(IconLabel(icon, size=18))
        line.addWidget(label(words, size=SECOND_LINE, tone="second"))
    made.setLayout(line)
    return made
