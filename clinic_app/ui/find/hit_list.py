"""The list of hits: one line each, with its kind or its keys at the end."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, RIGHT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.find.hits import Hit, Kind

ROW = 52
HIT = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS = {Kind.PATIENT: "user", Kind.EXERCISE: "stretching", Kind.ACTION: "arrow-right"}


class HitModel(QAbstractListModel):
    """Rows are ``Hit``, given whole as the ``HIT`` role."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: Sequence[Hit] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (hit.title, hit.second, hit.kind, hit.reason, hit.doubt)))
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints a hit; one that cannot be chosen is quiet and says why."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit: Hit = index.data(HIT)
        t = tokens()
        line = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType]  # a field of the C++ base class
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]  # as above
        ink = t.third if hit.reason else t.ink
        painter.save()
        painter.fillRect(line, QColor(t.surface))
        if chosen:
            rounded(painter, line.adjusted(8, 1, -8, -1), fill=t.accent_tint)
        middle = line.center().y()
        draw_icon(painter, line.x() + 24, middle - 10, _ICONS[hit.kind], t.second, 20)
        end = self._paint_end(painter, line, hit)
        room = QRectF(line.x() + 56, line.y(), end - line.x() - 72, line.height())
        face = font(BODY, bold=hit.kind is Kind.PATIENT)
        width = elided(painter, room, hit.title, face=face, colour=ink, align=LEFT)
        room.adjust(width + 12, 0, 0, 0)
        words = hit.reason or hit.doubt or hit.second
        if room.width() > 40:
            elided(painter, room, words, face=font(SMALL), colour=t.second, align=LEFT)
        painter.restore()

    def _paint_end(self, painter: QPainter, line: QRectF, hit: Hit) -> float:
        """The kind, or the keys; returns where it begins."""
        t = tokens()
        right = line.right() - 24
        if hit.keys:
            key_chip(
                painter, right, line.center().y(), hit.keys,
                fill=t.sunken, border=t.rule, ink=t.second,
            )  # fmt: skip
            return right - key_width(hit.keys)
        face = font(SMALL)
        width = QFontMetricsF(face).horizontalAdvance(hit.kind)
        room = QRectF(right - width - 2, line.y(), width + 2, line.height())
        elided(painter, room, hit.kind, face=face, colour=t.third, align=RIGHT)
        return right - width
