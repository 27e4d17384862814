"""The end of a visit to the kiosk: thanks, and the way back for whoever works here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clinic_app.domain.kiosk_words import WORDS
from clinic_app.ui.common.icons import pixmap
from clinic_app.ui.kiosk.big_button import BigButton
from clinic_app.ui.kiosk.style import COLOURS, light_ground, words

_ICON = 96


class ThanksScreen(QWidget):
    """The clinic is locked already. ``unlock_requested`` asks for the screen with the passphrase.

    ``is_kept`` False says that the answers could not be saved, and asks to tell the therapist.
    """

    unlock_requested = Signal()

    def __init__(self, language: str, *, is_kept: bool) -> None:
        super().__init__()
        light_ground(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        said = WORDS[language]
        icon = QLabel()
        name, colour = ("check", COLOURS.good) if is_kept else ("alert-circle", COLOURS.bad)
        icon.setPixmap(pixmap(name, colour, _ICON, ratio=2.0))
        first = said["thanks"] if is_kept else said["not_kept"]
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 32)
        column.setSpacing(20)
        column.addStretch(2)
        for part in (icon, words(first, 48, bold=True), words(said["give_back"], 32)):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addStretch(3)
        self.unlock = BigButton(said["unlock"], kind="text", icon="lock")
        self.unlock.clicked.connect(self.unlock_requested)
        column.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignHCenter)
        self.unlock.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only the button has a key."""
