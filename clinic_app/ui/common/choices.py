"""Choosing among few: the segmented control and the filter chip."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import CENTRE, LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens

V = TypeVar("V")


class SegmentedControl(QWidget, Generic[V]):
    """One of a few values, side by side. ``options`` are (value, words) pairs.

    ``changed`` carries the value when a person picks it, not when ``select`` sets it.
    """

    changed = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[V, str]],
        *,
        name: str,
        icons: Sequence[str] = (),
        height: int = 40,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for index, (_, words) in enumerate(options):
            ends = (index == 0, index == len(options) - 1)
            part = _Segment(words, icons[index] if icons else "", ends, height)
            part.setAccessibleName(f"{name}: {words}")
            self._group.addButton(part, index)
            line.addWidget(part)
        self.select(self._values[0])
        self._group.idClicked.connect(self._picked)

    def _picked(self, index: int) -> None:
        self._set_tab_stop()
        self.changed.emit(self._values[index])

    def value(self) -> V:
        """The value shown now."""
        return self._values[self._group.checkedId()]

    @property
    def values(self) -> Sequence[V]:
        """Every value that can be chosen, in their order."""
        return self._values

    def select(self, value: V) -> None:
        """Show ``value``. Raises ValueError when it is not one of the options."""
        self._group.button(self._values.index(value)).setChecked(True)
        self._set_tab_stop()

    def _set_tab_stop(self) -> None:
        """Tab enters at the value that is shown; the arrows go to the others."""
        for part in self._group.buttons():
            here = part.isChecked()
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            if here:
                self.setFocusProxy(part)


class _Segment(HoverPaint):
    def __init__(self, words: str, icon: str, ends: tuple[bool, bool], height: int) -> None:
        super().__init__()
        self._icon_name = icon
        self._first, self._last = ends
        self._height = height
        self.setText(words)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(SMALL, bold=True)).horizontalAdvance(self.text()) + 26
        return QSize(max(36, round(width + (26 if self._icon_name else 0))), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._last else 0.5, -0.5)
        on, hover = self.isChecked(), self.underMouse() and self.isEnabled()
        painter.setPen(QPen(QColor(t.control_border), 1))
        painter.setBrush(QColor(t.accent_tint if on else t.sunken if hover else t.surface))
        painter.drawPath(_shape(box, left=self._first, right=self._last))
        ink = t.accent if on else t.ink if self.isEnabled() else t.third
        face = font(SMALL, bold=on)
        if not self._icon_name:
            elided(painter, QRectF(self.rect()), self.text(), face=face, colour=ink, align=CENTRE)
            return
        draw_icon(painter, 12, (self.height() - 18) / 2, self._icon_name, ink, 18)
        room = QRectF(38, 0, self.width() - 38, self.height())
        elided(painter, room, self.text(), face=face, colour=ink, align=LEFT)


class FilterChip(HoverPaint):
    """A filter that is on or off; on, it has an accent tint and, ``crossed``, a cross.

    One of several is not ``crossed``: it stays as wide as in bold, so that choosing moves nothing.
    ``name`` is the tooltip and accessible name of a chip without words.
    """

    def __init__(
        self, words: str, *, on: bool = False, icon: str = "", name: str = "", crossed: bool = True
    ) -> None:
        super().__init__()
        self._icon_name, self._crossed = icon, crossed
        self.rename(words)
        self.setAccessibleName(name or words)
        self.setToolTip(name)
        self.setCheckable(True)
        self.setChecked(on)
        self.setProperty("ring_radius", 18)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def rename(self, words: str) -> None:
        """Change the words, also for screen readers."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self._crossed:
            words = QFontMetricsF(font(SMALL, bold=True)).horizontalAdvance(self.text())
            return QSize(round(words + 26), 36)
        words = QFontMetricsF(font(SMALL, bold=self.isChecked())).horizontalAdvance(self.text())
        extra = (26 if self._icon_name and self.text() else 20 if self._icon_name else 0) + (
            24 if self.isChecked() else 0
        )
        return QSize(max(36, round(words + 24 + extra)), 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        on = self.isChecked()
        fill = t.accent_tint if on else t.sunken if self.underMouse() else t.surface
        border = t.accent if on else t.control_border
        rounded(painter, QRectF(self.rect()), fill=fill, border=border, radius=18)
        ink, face = t.accent if on else t.ink, font(SMALL, bold=on)
        if not self._crossed:
            elided(painter, QRectF(self.rect()), self.text(), face=face, colour=ink, align=CENTRE)
            return
        x = 12.0
        if self._icon_name:
            x = x if self.text() else (self.width() - 18) / 2
            draw_icon(painter, x, 9, self._icon_name, ink, 18)
            x += 24
        room = QRectF(x, 0, self.width() - x, self.height())
        elided(painter, room, self.text(), face=face, colour=ink, align=LEFT)
        if on:
            draw_icon(painter, self.width() - 28, 10, "x", ink, 16)


def _shape(box: QRectF, *, left: bool, right: bool) -> QPainterPath:
    """A box rounded at its left or right end only."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, 6, 6)
    half = box.width() / 2
    if not left:
        path.addRect(box.adjusted(0, 0, -half, 0))
    if not right:
        path.addRect(box.adjusted(half, 0, 0, 0))
    return path.simplified()
