"""A patient's dated records as a table: to read, to mark as entered in error, to restore."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.services.drafts import DraftService
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.plain_label import SECOND_LINE, label, plain_tooltip
from clinic_app.ui.common.record_words import RECORDS
from clinic_app.ui.common.table import Table
from clinic_app.ui.common.void_dialog import RESTORE, VOID, VoidDialog, describe_voided
from clinic_app.words import _


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


class VoidService(Protocol):
    """What marks a record as entered in error, saying why, and takes that back."""

    def void(self, patient_id: str, record_id: str, reason: str, /) -> None: ...
    def restore(self, patient_id: str, record_id: str, /) -> None: ...


R = TypeVar("R", bound=VoidableRecord)


class RecordTable(QWidget, Generic[R]):
    """Records, the newest first, with the two things to do to one.

    ``words`` gives the texts of a row, one for each of ``columns`` (header, width in px). ``what``
    is the kind of record in `RECORDS`: ``event``; ``counted`` is that of the line above.
    ``describe`` is how the dialog names a record, ``hint`` a reason that it suggests.

    ``changed`` tells that one was marked or restored, ``chosen`` that another row is chosen.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(
        self,
        service: VoidService,
        words: Callable[[R], Sequence[str]],
        *,
        what: str,
        columns: Sequence[tuple[str, int]],
        drafts: DraftService,
        writable: bool,
        counted: str = "",
        describe: Callable[[R], str] | None = None,
        hint: str = "",
        face: Callable[[R, int], QFont] | None = None,
        icon: Callable[[R, int], QIcon | None] | None = None,
        row_height: int = 36,
        wraps: bool = False,
    ) -> None:
        super().__init__()
        self._service, self._what, self._writable = service, what, writable
        self._drafts, self._hint = drafts, hint or _("Wrong day")
        self._named = RECORDS[counted or what]
        self._words, self._describe = words, describe or self._join_words
        self.table: Table[R] = Table(
            _(self._named.newest_first),
            columns,
            words,
            row_height=row_height,
            wraps=wraps,
            tone=lambda record, _: "third" if record.voided else "ink",
            face=face or _face,
            icon=icon,
            describe=lambda record: describe_voided(record.void_reason) if record.voided else "",
            key=lambda record: record.id,
        )
        self.table.setMinimumHeight(2 * row_height + 4)  # the header and one row
        self.table.delete_requested.connect(self.ask_and_void)
        self.table.chosen.connect(self._choose)
        self.status = label(size=SECOND_LINE, tone="second")
        self.status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.void = Button(_(VOID), key="Del", height=36, on_click=self.ask_and_void)
        self.restore = Button(
            _(RESTORE), icon="arrow-back-up", height=36, on_click=self.restore_current
        )
        self.error = ErrorBar()
        self._head = row((self.status, 1), self.restore, self.void)
        # The stretch keeps the words on top where there is no table.
        self.setLayout(column(self._head, self.error, (self.table, 1000), None, spacing=4))
        self.show_records(())

    def add_action(self, button: Button) -> None:
        """Lay another button before those of the table."""
        self._head.insertWidget(1, button)

    @property
    def current(self) -> R | None:
        """The record of the row that is chosen."""
        return self.table.current

    def show_records(self, records: Sequence[R]) -> None:
        """Show these, given the oldest first; the chosen one stays chosen where it is there."""
        self.error.hide()
        self.table.show_rows(list(reversed(records)))
        self.table.setVisible(bool(records))

    def void_dialog(self, record: R) -> VoidDialog:
        """Asks why a record is wrong."""
        return VoidDialog(
            self._what,
            self._describe(record),
            lambda reason: self._service.void(record.patient_id, record.id, reason),
            hint=self._hint,
            drafts=self._drafts,
            patient_id=record.patient_id,
            record_id=record.id,
            parent=self,
        )

    def ask_and_void(self) -> None:
        """Ask why the chosen record is wrong, then mark it."""
        record = self.current
        if record is None or record.voided or not self._writable:
            return
        dialog = self.void_dialog(record)
        if dialog.exec() == Dialog.DialogCode.Accepted:
            self.changed.emit()
        dialog.deleteLater()

    def restore_current(self) -> None:
        """Let the chosen record count again."""
        record = self.current
        if record is None or not record.voided:
            return
        try:
            self._service.restore(record.patient_id, record.id)
        except UserError as error:
            self.error.show_error(error)
            return
        self.changed.emit()

    def _join_words(self, record: R) -> str:
        return ", ".join(filter(None, self._words(record)))

    def _choose(self) -> None:
        record = self.current
        here = bool(self.table.rows) and self._writable
        self.void.setVisible(here and (record is None or not record.voided))
        self.void.setEnabled(record is not None)
        self.restore.setVisible(self._writable and record is not None and record.voided)
        voided = record.void_reason if record is not None and record.voided else None
        self.status.setText(self._count() if voided is None else describe_voided(voided))
        self.status.setToolTip(plain_tooltip(self.status.text()))
        self.chosen.emit()

    def _count(self) -> str:
        count = len(self.table.rows)
        voided = sum(record.voided for record in self.table.rows)
        words = self._named.counted(count) if count else _(self._named.none)
        if not voided:
            return words
        # Translators: {words} is "3 earlier events".
        return _("{words}, {voided} entered in error", words=words, voided=voided)


def _face(record: VoidableRecord, _column: int) -> QFont:
    face = font(SMALL)
    face.setStrikeOut(record.voided)
    return face
