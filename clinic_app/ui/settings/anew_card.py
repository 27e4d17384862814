"""Offers to encrypt the clinic anew, until it is done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.role import Permission
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.theme import tokens

_WHY = (
    "Whoever kept an old copy of the key file can still open this clinic with what worked then,"
    " a passphrase or the older key sheet, until it is encrypted anew."
)


class AnewCard(QFrame):
    """Hidden until ``offer``, and while nobody was taken away. ``wanted`` when it is pressed."""

    wanted = Signal()

    def __init__(self, workspace: Workspace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._what = label(bold=True, wrap=True)
        self.button = Button("Encrypt anew…", icon="lock", height=36)
        self.button.clicked.connect(self.wanted)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._what)
        words.addWidget(label(_WHY, size=SECOND_LINE, wrap=True))
        words.addLayout(row(self.button, None))
        line = row(spacing=12)
        line.setContentsMargins(16, 14, 16, 14)
        line.addWidget(IconLabel("alert-triangle", tone="caution"))
        line.addLayout(words, 1)
        self.setLayout(line)
        self.hide()

    def offer(self) -> None:
        """Show it where it is wanted, and since when."""
        since = self._workspace.encryption.wanted_since()
        self.setVisible(since is not None)
        if since is not None:
            day = day_words(since, today=self._workspace.now().date())
            self._what.setText(f"Waiting to be encrypted anew since {day}")
            self.setAccessibleName(f"{self._what.text()}. {_WHY}")
        self.button.setEnabled(True)
        grey(self.button, self._workspace.refusal(Permission.PEOPLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect().toRectF(), fill=tokens().caution_tint, radius=10)
