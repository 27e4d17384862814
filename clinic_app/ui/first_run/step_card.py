"""One numbered step of the first run: its number turns into a tick when it is done."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_SIZE = 32


class StepCard(Card):
    """A card headed by its number and title; ``aside`` is a quiet word at the right."""

    def __init__(self, number: int, title: str, *, aside: str = "") -> None:
        super().__init__()
        self.badge = _Badge(number)
        heading = row(
            self.badge,
            label(title, size=SECTION, bold=True),
            None,
            label(aside, size=SECOND_LINE, tone="second"),
            spacing=12,
        )
        heading.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(heading)
        self.body.addSpacing(8)

    def set_state(self, *, active: bool, done: bool) -> None:
        """Where the person is, and whether this step has all it needs."""
        self.set_active(active)
        self.badge.set_state(active=active, done=done)


class _Badge(QWidget):
    """The number in a circle: hollow, filled while active, a tick when done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._active = False
        self.done = False
        self.setFixedSize(_SIZE, _SIZE)
        self.set_state(active=False, done=False)

    def set_state(self, *, active: bool, done: bool) -> None:
        self._active, self.done = active, done
        self.setAccessibleName(
            _("Step {number}, done", number=self._number)
            if done
            else _("Step {number}, to do", number=self._number)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        filled = self._active or self.done
        box = QRectF(self.rect())
        fill = t.accent if filled else t.surface
        rounded(painter, box, fill=fill, border=t.accent, radius=_SIZE / 2, width=2)
        ink = t.on_accent if filled else t.accent
        if self.done:
            draw_icon(painter, 7, 7, "check", ink, 18)
        else:
            face = font(bold=True)
            elided(painter, box, str(self._number), face=face, colour=ink, align=CENTRE)
