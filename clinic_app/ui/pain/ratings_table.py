"""The table twin of the chart: every rating, to read, to strike out, to bring back."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import PainRating
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.axis_dates import long_date
from clinic_app.ui.pain.ratings_model import CONTEXT, SERIES, STATE, RatingsModel, entry_at
from clinic_app.ui.pain.series_style import SERIES_STYLES, paint_mark
from clinic_app.ui.pain.strike_dialog import StrikeDialog

_ROW = 40


class RatingsTable(QWidget):
    """Ratings of one patient with the two things to do to one: strike out, bring back."""

    def __init__(self, workspace: Workspace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.model = RatingsModel()
        self.table = _Table(self.model)
        self.told = label(size=SECOND_LINE, tone="second", wrap=True)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.strike = Button("Strike out…", key="Del")
        self.strike.clicked.connect(self.ask_and_strike)
        self.restore = Button("Bring back", icon="arrow-back-up")
        self.restore.clicked.connect(self.bring_back)
        self._error = ErrorBar()
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.table.delete_wanted = self.ask_and_strike
        head = row(spacing=8)
        head.addWidget(self.told, 1)
        head.addWidget(self.restore)
        head.addWidget(self.strike)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._error)
        column.addWidget(self.table, 1)
        self._offer()

    @property
    def current(self) -> PainRating | None:
        """The rating of the row that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return entry_at(rows[0]) if rows else None

    def show_entries(self, entries: list[PainRating]) -> None:
        """Show other ratings; the chosen one stays chosen where it is still there."""
        chosen = self.current
        self._error.hide()
        self.model.show_entries(entries)
        place = self.model.row_of(chosen.id) if chosen is not None else None
        if place is not None:
            self.table.selectRow(place)
        self._offer()

    def choose(self, entry_id: str) -> None:
        """Choose the row of a rating, if it is shown."""
        place = self.model.row_of(entry_id)
        if place is not None:
            self.table.selectRow(place)

    def ask_and_strike(self) -> None:
        """Ask why the chosen rating is wrong, then strike it out."""
        entry = self.current
        if entry is None or entry.voided or self._workspace.is_read_only:
            return
        dialog = strike_dialog(self._workspace, entry, self)
        dialog.exec()
        dialog.deleteLater()

    def bring_back(self) -> None:
        """Take the strike of the chosen rating back."""
        entry = self.current
        if entry is None or not entry.voided:
            return
        try:
            self._workspace.pain.restore(entry.patient_id, entry.id)
        except UserError as error:
            self._error.show_error(error)

    def _offer(self) -> None:
        """Offer only what can be done to the chosen rating."""
        entry, writable = self.current, not self._workspace.is_read_only
        self.strike.setEnabled(writable and entry is not None and not entry.voided)
        self.restore.setVisible(writable and entry is not None and entry.voided)
        self.told.setText(self._count_words())
        if entry is not None and entry.voided:
            self.told.setText(f"Struck out: {entry.void_reason}")
        self.told.setToolTip(plain_tooltip(self.told.text()))

    def _count_words(self) -> str:
        count = self.model.rowCount()
        struck = sum(self.model.entry(n).voided for n in range(count))
        words = "1 rating" if count == 1 else f"{count} ratings"
        return f"{words}, {struck} struck out" if struck else words


def strike_dialog(workspace: Workspace, entry: PainRating, parent: QWidget) -> StrikeDialog:
    """Asks why a rating is wrong and strikes it out."""
    when = f"{long_date(entry.at.date())}, {entry.at:%H:%M}"
    return StrikeDialog(
        "rating",
        f"{entry.series.label}: {entry.score} of 10, {when}",
        lambda reason: workspace.pain.void(entry.patient_id, entry.id, reason),
        hint="Typed 8 instead of 3",
        drafts=workspace.drafts,
        patient_id=entry.patient_id,
        record_id=entry.id,
        parent=parent,
    )


class _Table(QTableView):
    """Rows to choose with the arrows; Delete asks to strike out."""

    def __init__(self, model: RatingsModel) -> None:
        super().__init__()
        self.delete_wanted = lambda: None
        self.setModel(model)
        self.setAccessibleName("Ratings, the newest first")
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((138, 62, 136, 62)):
            self.setColumnWidth(column, width)
        for column in (CONTEXT, STATE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted()
            return
        super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    """Adds the series' mark before its words, and shows what was cut off as a plain tooltip."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if index.column() != SERIES or not isinstance(entry, PainRating):
            super().paint(painter, option, index)
            return
        moved = QStyleOptionViewItem(option)
        super().paint(painter, moved, index)
        look = SERIES_STYLES[entry.series]
        colour = tokens().third if entry.voided else tokens()[look.token]
        rect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # missing in the stubs
        paint_mark(painter, QPointF(rect.x() + 10, rect.center().y() + 1), look, colour)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() == SERIES:
            option.text = f"     {option.text}"  # pyright: ignore[reportAttributeAccessIssue]  # room for the mark

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        words = str(index.data() or "")
        QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
        return True


def plain_tooltip(words: str) -> str:
    """A person's text for a tooltip, which would take some texts for markup."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{safe}</span>" if safe else ""
