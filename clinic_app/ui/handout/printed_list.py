"""What was printed for the patient before, the newest first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView

from clinic_app.domain.dates import day_words
from clinic_app.domain.handout import IssuedHandout
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.handout.checks import count_words

_NOWHERE = QModelIndex()


class PrintedModel(QAbstractListModel):
    """One row a handout; the row's UserRole data is the IssuedHandout."""

    def __init__(self) -> None:
        super().__init__()
        self._handouts: tuple[IssuedHandout, ...] = ()
        self._today: date | None = None

    def show_handouts(self, handouts: Sequence[IssuedHandout], *, today: date) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._handouts = tuple(handouts)
        self._today = today
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._handouts)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        handout = self._handouts[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return handout
        length = count_words(handout.pages, "page")
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{day_words(handout.issued_at.date(), today=self._today)}, {length}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{printed_on(handout)}, {length}"
        return None


class PrintedList(QListView):
    """``opened`` carries the IssuedHandout that was clicked, or chosen with Enter."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = PrintedModel()
        self.setModel(self.rows)
        self.setAccessibleName("Printed before")
        self.setFont(font(SMALL))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            "QListView { background: transparent; } QListView::item { min-height: 36px; }"
        )
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole))


def printed_on(handout: IssuedHandout) -> str:
    """``Printed on 12 Nov 2026 at 10:42``."""
    return f"Printed on {day_words(handout.issued_at.date())} at {handout.issued_at:%H:%M}"
