"""Which part of the caseload is shown: chips with their counts, one of them on."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.common.theme import tokens


class Scope(StrEnum):
    """A part of the caseload."""

    OPEN = "Open"
    THIS_WEEK = "Opened this week"
    ARCHIVED = "Archived"


class ScopeChips(QWidget):
    """One chip for each scope; ``changed`` carries the scope that a person picked."""

    changed = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Show patients")
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._chips = {scope: _ScopeChip(scope) for scope in Scope}
        for number, chip in enumerate(self._chips.values()):
            self._group.addButton(chip, number)
            line.addWidget(chip)
        self._chips[Scope.OPEN].setChecked(True)
        self._group.idClicked.connect(self._picked)

    def _picked(self, _number: int) -> None:
        self.changed.emit(self.scope())

    def scope(self) -> Scope:
        """The one that is on."""
        return tuple(Scope)[self._group.checkedId()]

    def set_counts(self, counts: Mapping[Scope, int]) -> None:
        """Show how many patients each has."""
        for scope, chip in self._chips.items():
            chip.set_words(f"{scope} {counts[scope]}")


class _ScopeChip(HoverPaint):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("ring_radius", 18)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # As wide as in bold, so that choosing moves nothing.
        words = QFontMetricsF(font(SMALL, bold=True)).horizontalAdvance(self.text())
        return QSize(round(words + 26), 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        on = self.isChecked()
        fill = t.accent_tint if on else t.sunken if self.underMouse() else t.surface
        border = t.accent if on else t.control_border
        rounded(painter, QRectF(self.rect()), fill=fill, border=border, radius=18)
        face, ink = font(SMALL, bold=on), t.accent if on else t.ink
        elided(painter, QRectF(self.rect()), self.text(), face=face, colour=ink, align=CENTRE)
