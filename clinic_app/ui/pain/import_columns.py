"""The columns of a file side by side: name, first cells, and a list of what each is used for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.pain import Series
from clinic_app.services.pain_csv.values import Column, Use
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label

_WORDS = {
    Use.UNUSED: "Not used",
    Use.DATE: "Date",
    Use.TIME: "Time",
    Use.SCORE: "Score",
    **{Use(series): series.label for series in Series},
    Use.SERIES: "Series",
    Use.SITE: "Region",
    Use.NOTE: "Note",
    Use.VOIDED: "Voided",
}
_WIDTH, _HEIGHT = 156, 116


class ImportColumns(QScrollArea):
    """``chosen`` carries a use and the number of the column (from 1) that a person gave it to."""

    chosen = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[ComboBox] = []
        self.setWidgetResizable(True)
        self.setFixedHeight(_HEIGHT)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Columns of the file")

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns in the place of those before."""
        page = QWidget()
        page.setObjectName("page")
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.lists = []
        for column in columns:
            line.addWidget(self._column(column))
        line.addStretch(1)
        self.setWidget(page)
        self.setVisible(bool(columns))

    def _column(self, column: Column) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(_WIDTH)
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        name = column.name or f"Column {column.number}"
        lines.addWidget(_cut(name, bold=True))
        lines.addWidget(_cut(", ".join(column.examples) or "empty", size=HINT))
        box = ComboBox(name=f"{name} is used for")
        for use, words in _WORDS.items():
            box.addItem(words, use)
        box.setCurrentIndex(list(_WORDS).index(column.use))
        box.setToolTip(column.remark)
        box.activated.connect(partial(self._picked, box, column))
        lines.addWidget(box)
        lines.addStretch(1)
        self.lists.append(box)
        return holder

    def _picked(self, box: ComboBox, column: Column, _index: int) -> None:
        """Also the use that it has: it may have been a guess."""
        self.chosen.emit(Use(box.currentData()), column.number)


def _cut(text: str, *, size: int = SECOND_LINE, bold: bool = False) -> QWidget:
    """One line that ends in an ellipsis; the whole of it is its tooltip."""
    made = label(size=size, bold=bold, tone="ink" if bold else "third")
    made.setText(made.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _WIDTH - 4))
    made.setToolTip(text)
    return made
