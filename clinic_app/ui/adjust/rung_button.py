"""A small card for the next easier or harder rung: picture, name, what changes, the key."""

import html

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.ladder import Step
from clinic_app.domain.plan.dose_words import capital
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.figure.exercise_tile import paint_tile
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.plan.card_layout import step_lines
from clinic_app.ui.plan.card_words import (
    AXIS_WORDS,
    not_advised,
    step_words,
    way_words,
    whole_step_words,
)
from clinic_app.words import _

_LINE = 17
_HEIGHT, _WITH_MORE = 104, 172  # px; the higher one where more than the axis changes


class RungButton(HoverPaint):
    """Press to take the step; disabled at the end of the ladder."""

    def __init__(self, *, up: bool) -> None:
        super().__init__()
        self._up = up
        self._step: Step | None = None
        self._exercise: Exercise | None = None
        self._same, self._held = False, ""
        self._pictures: Pictures | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(
        self,
        step: Step | None,
        exercise: Exercise,
        pictures: Pictures,
        *,
        same: bool,
        held: str = "",
    ) -> None:
        """``exercise`` is the one the step leads to; ``same`` that only settings change.

        ``held`` is why advice holds the step back now, as a sentence; it can still be taken.
        """
        self._step, self._exercise, self._same = step, exercise, same
        self._held = not_advised(held) if step and held else ""
        self._pictures = pictures
        self.setEnabled(step is not None)
        self.setFixedHeight(_WITH_MORE if step and step.also else _HEIGHT)
        words = whole_step_words(step, up=self._up)
        self.setAccessibleName(f"{way_words(up=self._up)}: {words}")
        self.setAccessibleDescription(self._held)
        words = ": ".join(line for line in self._lines() if line)
        self.setToolTip("<br>".join(html.escape(x) for x in (words, self._held) if x))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        over = self.isEnabled() and self.underMouse()
        box = QRectF(self.rect())
        rounded(painter, box, fill=t.sunken if over else t.surface, border=t.control_border)
        if self._exercise is None:
            return
        tile = QRectF(7, 7, 66, _HEIGHT - 14)
        if self._step is not None:
            rung = self._step.rung
            paint_tile(painter, tile, self._exercise, pictures=self._pictures, rung=rung)
        x, room = tile.right() + 10, box.width() - tile.right() - 18
        self._paint_head(painter, x, box.right() - 8)
        name = step_lines(self._lines()[0], 0.9 * room)[: 3 if self.height() > _HEIGHT else 2]
        for n, line in enumerate(name):
            place = QRectF(x, 33 + n * _LINE, room, _LINE)
            elided(painter, place, line, face=font(14), colour=t.ink, align=LEFT)
        top = 33.0 + len(name) * _LINE
        painter.setFont(font(13))
        painter.setPen(t.second)
        words = QRectF(x, top, room, box.height() - top - 4)
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self._lines()[1])

    def _paint_head(self, painter: QPainter, x: float, right: float) -> None:
        """Which way, and the key that takes the step."""
        t = tokens()
        ink = t.accent if self.isEnabled() else t.third
        draw_icon(painter, x - 3, 11, "chevron-right" if self._up else "chevron-left", ink, 18)
        word, key = way_words(up=self._up), "Alt+→" if self._up else "Alt+←"
        head = QRectF(x + 17, 9, right - key_width(key) - x - 20, 22)
        elided(painter, head, word, face=font(bold=True), colour=ink, align=LEFT)
        key_chip(painter, right, 20, key, fill=t.sunken, border=t.rule, ink=t.second)

    def _lines(self) -> tuple[str, str]:
        if self._step is None or self._exercise is None:
            return step_words(None, up=self._up), ""
        if self._same:
            label, axis = capital(self._step.words), _(AXIS_WORDS[self._step.axis])
            also = self._step.also
            return label, _("{step}; also {changes}", step=axis, changes=also) if also else axis
        return self._exercise.name, whole_step_words(self._step, up=self._up)
