"""A slider for one setting: ticks with numbers, and a precaution's limit as a mark."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider

from clinic_app.domain.exercise.exercise import Setting
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided
from clinic_app.ui.common.theme import tokens

_EDGE, _GROOVE = 14, 18
_MOST_TICKS = 8


class LimitSlider(QSlider):
    """Values are steps from the setting's minimum; ``picked`` carries the value itself.

    ``limit`` is the highest value no precaution of the patient speaks against.
    """

    picked = Signal(float)

    def __init__(self, setting: Setting, *, limit: float | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._setting = setting
        self._limit = limit
        self.setAccessibleName(setting.shown_label)
        self.setRange(0, round((setting.maximum - setting.minimum) / setting.step))
        self.setPageStep(max(1, self.maximum() // 5))
        self.setFixedHeight(50)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._moved)

    def show_value(self, value: float) -> None:
        """Show a value without telling of it."""
        self.blockSignals(True)
        self.setValue(round((value - self._setting.minimum) / self._setting.step))
        self.blockSignals(False)
        self.setAccessibleDescription(self._setting.shown_value(value))
        self.update()

    def _moved(self, steps: int) -> None:
        value = round(self._setting.minimum + steps * self._setting.step, 4)
        self.picked.emit(int(value) if value.is_integer() else value)

    def sizeHint(self) -> QSize:
        return QSize(220, 50)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event.position().x())

    def _follow(self, x: float) -> None:
        share = (x - _EDGE) / max(1, self.width() - 2 * _EDGE)
        self.setValue(round(share * self.maximum()))

    def _x(self, value: float) -> float:
        s = self._setting
        share = (value - s.minimum) / ((s.maximum - s.minimum) or 1)
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, s = tokens(), self._setting
        here = self._x(s.minimum + self.value() * s.step)
        end = self._x(s.maximum)
        limit = self._x(self._limit) if self._limit is not None else end
        self._line(painter, self._x(s.minimum), end, t.control_border)
        if self._limit is not None:
            self._line(painter, limit, end, t.surface)
            self._line(painter, limit, end, t.caution, dotted=True)
            painter.fillRect(QRectF(limit - 1, _GROOVE - 11, 3, 22), QColor(t.caution))
        self._line(painter, self._x(s.minimum), here, t.accent)
        self._ticks(painter)
        painter.setPen(QPen(QColor(t.accent), 3))
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(QPointF(here, _GROOVE), 9.5, 9.5)

    def _line(
        self, painter: QPainter, start: float, end: float, colour: str, *, dotted: bool = False
    ) -> None:
        pen = QPen(QColor(colour), 4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dotted else Qt.PenCapStyle.RoundCap)
        if dotted:
            pen.setDashPattern([0.9, 0.7])
        painter.setPen(pen)
        painter.drawLine(QPointF(start, _GROOVE), QPointF(end, _GROOVE))

    def _ticks(self, painter: QPainter) -> None:
        t, s = tokens(), self._setting
        steps = self.maximum()
        every = next((n for n in (1, 2, 4, 5, 10, 20, 40) if steps / n < _MOST_TICKS), 80)
        for n in range(0, steps + 1, every):
            value = s.minimum + n * s.step
            x = self._x(value)
            painter.setPen(QPen(QColor(t.control_border), 1))
            painter.drawLine(QPointF(x, _GROOVE + 11), QPointF(x, _GROOVE + 15))
            box = QRectF(x - 24, _GROOVE + 15, 48, 17)
            elided(painter, box, f"{value:g}", face=font(13), colour=t.second, align=CENTRE)
