"""The rail at the left: the mark, places to go; at its foot who is signed in, keys, the lock."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.commands import WHO as WHO_KEY
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.icons import IconLabel, draw_icon
from clinic_app.ui.common.key_names import key_words
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.common.person_badge import draw_badge, initials_of
from clinic_app.ui.common.theme import tokens
from clinic_app.words import Text, _

WIDE, NARROW = 80, 60
WHO = "who"
_BADGE = 28


@dataclass(frozen=True)
class RailEntry:
    """A place in the rail: the screen's ``name``, its words, its icon."""

    name: str
    words: Text
    icon: str
    at_foot: bool = False


class Rail(QFrame):
    """Emits ``chosen`` with an entry's name. Entries at the foot act and stay unmarked."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(_("Places"))
        self.buttons = {entry.name: RailButton(entry) for entry in entries}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 16, 7, 12)
        column.setSpacing(4)
        column.addWidget(
            IconLabel("mark", tone="accent", size=32), 0, Qt.AlignmentFlag.AlignHCenter
        )
        column.addSpacing(12)
        for entry in entries:
            if not entry.at_foot:
                self._add(column, self.buttons[entry.name], marked=True)
        column.addStretch(1)
        self.who = WhoButton()
        self._add(column, self.who, marked=False)
        for entry in entries:
            if entry.at_foot:
                self._add(column, self.buttons[entry.name], marked=False)
        self.set_narrow(False)

    def _add(self, column: QVBoxLayout, button: "RailButton", *, marked: bool) -> None:
        button.setCheckable(marked)
        if marked:
            self._group.addButton(button)
        button.chosen.connect(self.chosen)
        column.addWidget(button)

    def show_words(self) -> None:
        """Say everything in the language of the interface."""
        self.setAccessibleName(_("Places"))
        for button in (*self.buttons.values(), self.who):
            button.show_words()

    def show_who(self, title: str) -> None:
        """Say who is signed in: ``Robin Demo, PT``."""
        self.who.show_person(title)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, for windows under 1100 px."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for button in (*self.buttons.values(), self.who):
            button.set_narrow(narrow)

    def mark(self, name: str) -> None:
        """Show that ``name`` is the place on the screen; an unknown name marks nothing."""
        button = self.buttons.get(name)
        self._group.setExclusive(button is not None)
        for other in self.buttons.values():
            other.setChecked(other is button)
        self._group.setExclusive(True)


class RailButton(HoverPaint):
    """An icon over its word."""

    chosen = Signal(str)

    def __init__(self, entry: RailEntry) -> None:
        super().__init__()
        self._entry = entry
        self._narrow = False
        self.show_words()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.chosen.emit(entry.name))

    def show_words(self) -> None:
        """In the language of the interface, which may be another one by now."""
        self.setText(self._words)
        self.setAccessibleName(self._words)
        self.setToolTip(self._words if self._narrow else "")

    @property
    def _words(self) -> str:
        return _(self._entry.words) if self._entry.words else ""

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setToolTip(self._words if narrow else "")
        self.setFixedHeight(48 if narrow else 60)

    def sizeHint(self) -> QSize:
        return QSize(47 if self._narrow else 67, 48 if self._narrow else 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        here = self.isChecked()
        box = QRectF(self.rect())
        if here or self.underMouse():
            rounded(painter, box, fill=t.accent_tint if here else t.sunken, radius=8)
        ink = t.accent if here else t.second
        middle = box.width() / 2 - 12
        draw_icon(painter, middle, 12 if self._narrow else 8, self._entry.icon, ink, 24)
        if not self._narrow:
            words = QRectF(0, 34, box.width(), 20)
            face = font(13, bold=here)
            elided(painter, words, self._words, face=face, colour=ink, align=CENTRE)


class WhoButton(RailButton):
    """The initials and the first name of whoever is signed in; hidden while nobody is."""

    def __init__(self) -> None:
        self._title = ""
        super().__init__(RailEntry(WHO, "", ""))
        self.hide()

    def show_words(self) -> None:
        keys = key_words(WHO_KEY)
        self.setAccessibleName(_("Signed in: {title}", title=self._title))
        self.setToolTip(_("{title} is signed in ({keys})", title=self._title, keys=keys))

    def show_person(self, title: str) -> None:
        """Show ``Robin Demo, PT``; nobody where it is empty."""
        self._title = title
        self.setVisible(bool(title))
        self.show_words()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        self.show_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, box, fill=t.sunken, radius=8)
        left, top = (box.width() - _BADGE) / 2, 10 if self._narrow else 6
        draw_badge(painter, left, top, _BADGE, initials_of(self._title), here=True)
        if not self._narrow and self._title:
            words, first = QRectF(2, 36, box.width() - 4, 20), self._title.split(",")[0].split()[0]
            face = font(13, bold=True)
            elided(painter, words, first, face=face, colour=t.accent, align=CENTRE)
