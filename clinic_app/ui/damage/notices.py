"""Quiet bars over the caseload: what was mended, where the clinic lies, what a check found."""

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, Tone, label, set_tone
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.damage.found_list import ICONS


class Notice(QFrame):
    """One bar; ``acted`` tells of its button, ``later`` of the other, ``closed`` of its cross."""

    acted = Signal()
    later = Signal()
    closed = Signal()

    def __init__(
        self, what: str, more: str, *, tone: Tone, action: str = "", other: str = ""
    ) -> None:
        super().__init__()
        self._tone = tone
        told = label(what, bold=True, wrap=True)
        set_tone(told, tone)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(told)
        self._more = label(more, size=SECOND_LINE, wrap=True)
        words.addWidget(self._more)
        self.cross = IconButton("x", f"Close: {what}")
        self.cross.clicked.connect(self.closed)
        line = row(spacing=12)
        line.setContentsMargins(16, 8, 8, 8)
        line.addWidget(IconLabel(ICONS[tone], tone=tone), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        if action:
            self.button = Button(action, height=36)
            self.button.clicked.connect(self.acted)
            line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        if other:
            self.other_button = Button(other, height=36)
            self.other_button.clicked.connect(self.later)
            line.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.setAccessibleName(f"{what} {more}".strip())
        self.setToolTip(html.escape(more))
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        """Show the first words alone; the others when the mouse rests on them."""
        self._more.setVisible(bool(self._more.text()) and not short)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect().toRectF(), fill=tokens()[f"{self._tone}_tint"])


class Notices(QWidget):
    """The bars one below the other; takes no room without any."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, Notice] = {}
        self._short = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def tell(
        self,
        key: str,
        what: str,
        more: str = "",
        *,
        tone: Tone = "good",
        action: str = "",
        other: str = "",
    ) -> Notice:
        """Show a bar; one of the same key gives way."""
        self.take_away(key)
        notice = Notice(what, more, tone=tone, action=action, other=other)
        notice.set_short(self._short)
        notice.closed.connect(lambda: self.take_away(key))
        self._shown[key] = notice
        self._column.addWidget(notice)
        self.show()
        return notice

    def set_short(self, short: bool) -> None:
        """One line a bar, where the window is low."""
        self._short = short
        for notice in self._shown.values():
            notice.set_short(short)

    def take_away(self, key: str) -> None:
        """Take the bar of that key away, if there is one."""
        notice = self._shown.pop(key, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))

    def clear(self) -> None:
        """Take all of them away."""
        for key in list(self._shown):
            self.take_away(key)

    def words(self) -> list[str]:
        """What the bars say, from top to bottom."""
        return [notice.accessibleName() for notice in self._shown.values()]
