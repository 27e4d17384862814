"""A small bar at the foot of the window about a backup that somebody asked for."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from clinic_app.ui.common.buttons import IconButton
from clinic_app.ui.common.card import row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, Tone, label
from clinic_app.ui.common.theme import tokens

_SHOWN_MS, _WIDEST, _EDGE = 8000, 560, 16
_ICONS: dict[Tone, str] = {"good": "shield-check", "second": "device-floppy"}


class ToldBar(QFrame):
    """It lies over ``parent``, takes no keyboard, and goes by itself after good news."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._sign = IconLabel("device-floppy")
        self._told = label(size=SECOND_LINE, wrap=True)
        self.cross = IconButton("x", "Close")
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.hide)
        line = row(spacing=12)
        line.setContentsMargins(16, 8, 8, 8)
        line.addWidget(self._sign)
        line.addWidget(self._told, 1)
        line.addWidget(self.cross)
        self.setLayout(line)
        self._timer = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, tone: Tone = "second") -> None:
        """Show it; good news goes after a while, what goes on or failed stays."""
        self._told.setText(words)
        self.setAccessibleName(words)
        self._sign.show_icon(_ICONS.get(tone, "alert-triangle"), tone=tone)
        self._timer.stop()
        if tone == "good":
            self._timer.start()
        self._place()
        self.show()
        self.raise_()

    @property
    def words(self) -> str:
        """What it says."""
        return self._told.text()

    def _place(self) -> None:
        over = self._over.rect()
        width = min(_WIDEST, over.width() - 2 * _EDGE)
        self.setFixedWidth(width)
        height = max(52, self.heightForWidth(width))
        left = over.center().x() - width // 2
        self.setGeometry(left, over.bottom() - height - _EDGE, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        rounded(painter, self.rect().toRectF(), fill=t.surface, border=t.control_border, radius=8)
        painter.end()
