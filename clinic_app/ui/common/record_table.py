"""A patient's dated records as a table: to read, to strike out with a reason, to bring back."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.services.drafts import DraftService
from clinic_app.services.records import RecordService
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.rows_model import RowsModel
from clinic_app.ui.common.theme import tokens

_ROW = 36


class VoidableRecord(Protocol):
    """What every record has that is shown here."""

    @property
    def id(self) -> str: ...
    @property
    def patient_id(self) -> str: ...
    @property
    def voided(self) -> bool: ...
    @property
    def void_reason(self) -> str: ...


R = TypeVar("R", bound=VoidableRecord)


class RecordTable(QWidget, Generic[R]):
    """Records, the newest first. ``cells`` gives the words of a row, one for each of ``headers``.

    ``what`` names one record: ``event``. ``changed`` tells that one was struck out or brought
    back, ``chosen`` that another row is chosen.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(
        self,
        service: RecordService[R],
        cells: Callable[[R], Sequence[str]],
        *,
        what: str,
        headers: Sequence[str],
        widths: Sequence[int],
        drafts: DraftService,
        writable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._service, self._cells, self._what, self._writable = service, cells, what, writable
        self._drafts = drafts
        self.model = _Model(headers)
        self.table = _Table(self.model, widths)
        self.table.setAccessibleName(f"Earlier {what}s, the newest first")
        self.table.delete_wanted.connect(self.ask_and_strike)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self.told = label(size=SECOND_LINE, tone="second")
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.strike = Button("Strike out…", key="Del", height=36)
        self.strike.clicked.connect(self.ask_and_strike)
        self.restore = Button("Bring back", icon="arrow-back-up", height=36)
        self.restore.clicked.connect(self.bring_back)
        self.error = ErrorBar()
        self._lay_out()
        self.show_records(())

    def _lay_out(self) -> None:
        head = self._head = row(spacing=8)
        head.addWidget(self.told, 1)
        head.addWidget(self.restore)
        head.addWidget(self.strike)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.error)
        column.addWidget(self.table, 1)
        column.addStretch(0)  # keeps the words on top where there is no table

    def add_action(self, button: Button) -> None:
        """Lay another button before those of the table."""
        self._head.insertWidget(1, button)

    @property
    def current(self) -> R | None:
        """The record of the row that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.records[rows[0].row()] if rows else None

    def show_records(self, records: Sequence[R]) -> None:
        """Show these, given the oldest first."""
        newest = list(reversed(records))
        self.model.show_rows([(record, tuple(self._cells(record))) for record in newest])
        self.table.setVisible(bool(newest))
        self._offer()

    def ask_and_strike(self) -> None:
        """Ask why the chosen record is wrong, then strike it out."""
        record = self.current
        if record is None or record.voided or not self._writable:
            return
        words = ", ".join(cell for cell in self._cells(record) if cell)
        dialog = StrikeDialog(
            self._service, record, self._drafts, what=self._what, words=words, parent=self
        )
        if dialog.exec() == Dialog.DialogCode.Accepted:
            self.changed.emit()
        dialog.deleteLater()

    def bring_back(self) -> None:
        """Take the strike of the chosen record back."""
        record = self.current
        if record is None or not record.voided:
            return
        try:
            self._service.restore(record.patient_id, record.id)
        except UserError as error:
            self.error.show_error(error)
            return
        self.changed.emit()

    def _choose(self) -> None:
        self._offer()
        self.chosen.emit()

    def _offer(self) -> None:
        record = self.current
        here = bool(self.model.records) and self._writable
        self.strike.setVisible(here and (record is None or not record.voided))
        self.strike.setEnabled(record is not None)
        self.restore.setVisible(self._writable and record is not None and record.voided)
        self.told.setText(
            f"Struck out: {record.void_reason}"
            if record is not None and record.voided
            else self._count_words()
        )

    def _count_words(self) -> str:
        count = len(self.model.records)
        struck = sum(record.voided for record in self.model.records)
        words = f"{count or 'No'} earlier {self._what}{'' if count == 1 else 's'}"
        return f"{words}, {struck} struck out" if struck else words


class StrikeDialog(Dialog):
    """Why a record is wrong; a reason is needed, the record stays."""

    def __init__(
        self,
        service: RecordService[Any],
        record: VoidableRecord,
        drafts: DraftService,
        *,
        what: str,
        words: str,
        parent: QWidget,
    ) -> None:
        super().__init__(f"Strike out this {what}?", parent=parent)
        self._service, self._record = service, record
        self.body.addWidget(label(words, bold=True, wrap=True))
        self.body.addWidget(
            label("It stays in the record, struck out, and no longer counts.", wrap=True)
        )
        self.reason = Field("Why is it wrong?", placeholder="Wrong day")
        self.body.addWidget(self.reason)
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        self.agree = self.add_button("Strike out", kind="primary", key="Enter")
        self.agree.clicked.connect(self._strike)
        self.reason.edit.setFocus()
        form = f"strike/{record.patient_id}/{record.id}"
        self.keep_typed(drafts, form, record.patient_id, {"reason": self.reason})

    def _strike(self) -> None:
        try:
            self._service.void(self._record.patient_id, self._record.id, self.reason.text())
        except UserError as error:
            self.reason.set_error(str(error))
            self.reason.edit.setFocus()
            return
        self.accept()


class _Model(RowsModel[tuple[Any, tuple[str, ...]]]):
    """Records, each with the words of its row; those of a struck-out one are struck through."""

    @property
    def records(self) -> list[Any]:
        return [record for record, _ in self.rows]

    def cell(self, row: tuple[Any, tuple[str, ...]], column: int, role: int) -> object:
        record, words = row
        if role == Qt.ItemDataRole.DisplayRole:
            return words[column]
        if role == Qt.ItemDataRole.FontRole:
            return _face(struck=record.voided)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens().third if record.voided else tokens().ink)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and record.voided:
            return f"Struck out: {record.void_reason}"
        return None


def _face(*, struck: bool) -> QFont:
    face = font(SMALL)
    face.setStrikeOut(struck)
    return face


class _Table(QTableView):
    """Rows to choose with the arrows; Delete asks to strike out."""

    delete_wanted = Signal()

    def __init__(self, model: _Model, widths: Sequence[int]) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumHeight(2 * _ROW + 4)  # the header and one row
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        head.setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            return
        super().keyPressEvent(event)
