"""The end of a visit to the kiosk: thanks, and the way back for whoever works here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clinic_app.ui.common.icons import pixmap
from clinic_app.ui.kiosk.big_button import BigButton
from clinic_app.ui.kiosk.style import COLOURS, light_ground, words
from clinic_app.words import wording_in

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
        wording = wording_in(language)
        icon = QLabel()
        name, colour = ("check", COLOURS.good) if is_kept else ("alert-circle", COLOURS.bad)
        icon.setPixmap(pixmap(name, colour, _ICON, ratio=2.0))
        thanks, not_kept = (
            wording.pgettext("kiosk", "Thank you!"),
            wording.pgettext("kiosk", "We could not save this. Please tell your therapist."),
        )
        unlock = wording.pgettext("kiosk", "For staff: unlock")
        give_back = words(wording.pgettext("kiosk", "Please give this back."), 32)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 32)
        column.setSpacing(20)
        column.addStretch(2)
        for part in (icon, words(thanks if is_kept else not_kept, 48, bold=True), give_back):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addStretch(3)
        self.unlock = BigButton(unlock, kind="text", icon="lock")
        self.unlock.clicked.connect(self.unlock_requested)
        column.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignHCenter)
        self.unlock.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only the button has a key."""
