"""The titles above the caseload, with an arrow at the one that it is sorted by."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.home.cell_words import Column, header_words

HEIGHT = 36
_PAD = {Column.PATIENT: 16}


class CaseloadHeader(QHeaderView):
    """Painted whole, because Qt's own sections take their room from the style sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEIGHT)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicator(Column.OPENED, Qt.SortOrder.DescendingOrder)

    def paintSection(
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803  # the name that Qt gives it
    ) -> None:
        t = tokens()
        column = Column(logicalIndex)
        sorted_by = self.sortIndicatorSection() == logicalIndex and column is not Column.OPEN
        painter.fillRect(rect, QColor(t.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.rule))
        room = QRectF(rect).adjusted(_PAD.get(column, 8), 0, -22 if sorted_by else -4, 0)
        face = font(SMALL, bold=True)
        words = header_words(column)
        ink = t.ink if sorted_by else t.second
        elided(painter, room, words, face=face, colour=ink, align=LEFT)
        if sorted_by:
            x = room.x() + min(QFontMetricsF(face).horizontalAdvance(words), room.width()) + 4
            rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            name = "chevron-up" if rising else "chevron-down"
            draw_icon(painter, x, rect.center().y() - 7, name, ink, 16)
