"""A small card for the next easier or harder rung: picture, name, what changes, the key."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.domain.exercise import Exercise
from clinic_app.domain.ladder import Step
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.exercise_tile import paint_tile
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.program.card_words import AXIS_WORDS, step_words


class RungButton(HoverPaint):
    """Press to take the step; disabled at the end of the ladder."""

    def __init__(self, *, up: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._up = up
        self._step: Step | None = None
        self._exercise: Exercise | None = None
        self._same = False
        self._pictures: Pictures | None = None
        self.setFixedHeight(104)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_step(
        self, step: Step | None, exercise: Exercise, pictures: Pictures, *, same: bool
    ) -> None:
        """``exercise`` is the one the step leads to; ``same`` that only settings change."""
        self._step, self._exercise, self._same = step, exercise, same
        self._pictures = pictures
        self.setEnabled(step is not None)
        words = step_words(step, up=self._up)
        self.setAccessibleName(f"{'Harder' if self._up else 'Easier'}: {words}")
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 104)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        over = self.isEnabled() and self.underMouse()
        box = QRectF(self.rect())
        rounded(painter, box, fill=t.sunken if over else t.surface, border=t.control_border)
        if self._exercise is None:
            return
        tile = QRectF(7, 7, 66, box.height() - 14)
        if self._step is not None:
            rung = self._step.rung
            paint_tile(painter, tile, self._exercise, pictures=self._pictures, rung=rung)
        x, room = tile.right() + 10, box.width() - tile.right() - 18
        ink = t.accent if self.isEnabled() else t.third
        draw_icon(painter, x - 3, 11, "chevron-right" if self._up else "chevron-left", ink, 18)
        head = QRectF(x + 18, 9, room - 18, 22)
        word = "Harder" if self._up else "Easier"
        elided(painter, head, word, face=font(bold=True), colour=ink, align=LEFT)
        for n, (line, colour) in enumerate(zip(self._lines(), (t.ink, t.second), strict=True)):
            place = QRectF(x, 31 + n * 20, room, 20)
            face = font(14 if n == 0 else 13)
            elided(painter, place, line, face=face, colour=colour, align=LEFT)
        key = "Alt+Right" if self._up else "Alt+Left"
        right = x + key_width(key)
        key_chip(painter, right, 85, key, fill=t.sunken, border=t.rule, ink=t.second)

    def _lines(self) -> tuple[str, str]:
        if self._step is None or self._exercise is None:
            return step_words(None, up=self._up), ""
        if self._same:
            return self._step.label, AXIS_WORDS[self._step.axis]
        return self._exercise.name, step_words(self._step, up=self._up)
