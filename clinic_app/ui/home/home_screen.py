"""The home screen: the caseload, whom to look at first, and the way to a new patient."""

from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QWidget

from clinic_app.domain.dates import weekday_words
from clinic_app.domain.patient.patient import CaseloadRow
from clinic_app.domain.progress.caseload import CaseloadLine, opened_order, opened_within_week
from clinic_app.services.changes import (
    Change,
    ClinicChanged,
    PainChanged,
    PlanSaved,
    ProgressChanged,
)
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, row
from clinic_app.ui.common.choices import FilterChip
from clinic_app.ui.common.commands import NEW_PATIENT, SEARCH, add_key
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.common.notice_bar import Notices
from clinic_app.ui.common.plain_label import PAGE, SECOND_LINE, label
from clinic_app.ui.common.refresh import on_change
from clinic_app.ui.home.caseload_model import CaseloadModel
from clinic_app.ui.home.caseload_painter import CaseloadPainter
from clinic_app.ui.home.caseload_table import CaseloadTable
from clinic_app.ui.home.ratings_reader import RatingsReader
from clinic_app.words import NP_, _

_LOW = 620  # px: bars over the list take one line each
_REFRESH_MS = 150  # several changes in a row, such as an import, are read once


class Scope(StrEnum):
    """A part of the caseload."""

    OPEN = "open"
    THIS_WEEK = "this week"
    ARCHIVED = "archived"

    @property
    def words(self) -> str:
        """``Opened this week``."""
        return _(_SCOPES[self])


_SCOPES = {
    Scope.OPEN: NP_("patients", "Open"),
    Scope.THIS_WEEK: NP_("patients", "Opened this week"),
    Scope.ARCHIVED: NP_("patients", "Archived"),
}

_ROOM_FOR_DATE = 960  # px: in less, the search says what it finds instead


class HomeScreen(QWidget):
    """``open_patient`` carries the id of the patient to show; ``new_patient`` asks for a form.

    ``notices`` are quiet bars that others put above the list.
    """

    open_patient = Signal(str)
    new_patient = Signal()

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__()
        self._workspace = workspace
        self._background = background
        self._rows: list[CaseloadRow] | None = None
        self._stale = True
        self._arriving = False  # shown, but nothing to give the keyboard to yet
        self._build()
        self._ratings = RatingsReader(
            workspace.caseload, background, self._model.set_ratings, self._show_error, owner=self
        )
        self._model.modelReset.connect(self._show_page)
        self._soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        on_change(self, workspace.changes, self._note_change)

    def refresh(self) -> None:
        """Read the caseload again in the background and show it."""
        self._stale = False
        self._date.setText(weekday_words(self._workspace.now().date()))
        read = self._workspace.patients.caseload
        self._background.run(
            lambda: read(include_archived=True), self._load_rows, self._show_error, owner=self
        )

    def _build(self) -> None:
        self._build_header()
        region = partial(self._workspace.library.vocabulary.label, "region")
        self._model = CaseloadModel(region, parent=self)
        self._table = CaseloadTable(self._model, CaseloadPainter(region))
        self._table.opened.connect(self.open_patient)
        self._table.left_upwards.connect(self._search.setFocus)
        self._table.typed.connect(self._search_for)
        self._chips = {scope: FilterChip(scope.words, crossed=False) for scope in Scope}
        scopes = QButtonGroup(self)
        for chip in self._chips.values():
            scopes.addButton(chip)
        self._chips[Scope.OPEN].setChecked(True)
        scopes.buttonClicked.connect(self._show_rows)
        chips = boxed(row(*self._chips.values()))
        chips.setAccessibleName(_("Show patients"))
        self.notices = Notices()
        self._error = ErrorBar()
        self._error.acted.connect(self.refresh)
        hint = _("Pain 0 to 10, up is worse. Gaps are days without a rating.")
        self._hint = label(hint, size=SECOND_LINE, tone="second")
        body = column(
            self.notices,
            row(chips, None, self._hint),
            self._error,
            (self._build_pages(), 1),
            spacing=12,
            margins=(24, 16, 24, 24),
        )
        self.setLayout(column(self._header, (body, 1), spacing=0))

    def _build_header(self) -> None:
        self._header = QFrame()
        self._header.setObjectName("header")
        self._header.setFixedHeight(76)
        self._date = label(size=SECOND_LINE, tone="second")
        self._search = SearchField(
            name=_("Search the caseload"), placeholder=_("Name, number or condition"), key=SEARCH
        )
        self._search.setMaximumWidth(480)
        self._search.setMinimumWidth(200)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        add_key(self, self._search.setFocus, SEARCH, inside=True)
        self._new = self._new_button()
        title = label(_("Caseload"), size=PAGE, bold=True)
        parts = (title, 4, self._date, 16, None, (self._search, 4), None, 16, self._new)
        self._header.setLayout(row(*parts, margins=(24, 0, 24, 0)))

    def _new_button(self) -> Button:
        made = Button(_("New patient"), kind="primary", icon="user-plus", key=NEW_PATIENT)
        made.clicked.connect(self.new_patient)
        made.setEnabled(not self._workspace.is_read_only)
        return made

    def _build_pages(self) -> QWidget:
        first = self._first = self._new_button()
        hint = _("Add the first one: a name is enough to start a plan.")
        self._empty = EmptyState(
            icon="users", title=_("No patients yet"), hint=hint, actions=(first,)
        )
        self._nobody = EmptyState(icon="search-off", title="")
        self._waiting = QWidget()
        self._pages = QStackedWidget()
        for page in (self._waiting, self._table, self._empty, self._nobody):
            self._pages.addWidget(page)
        self._card = Card(margin=0)
        self._card.body.setContentsMargins(1, 5, 1, 5)
        self._card.body.addWidget(self._pages)
        whole = column((self._card, 1))
        whole.addStretch(0)
        return boxed(whole)

    def _load_rows(self, rows: list[CaseloadRow]) -> None:
        self._error.hide()
        self._rows = rows
        for scope, chip in self._chips.items():
            chip.rename(f"{scope.words} {len(self._in_scope(scope))}")
        self._show_rows()

    def _scope(self) -> Scope:
        return next(scope for scope, chip in self._chips.items() if chip.isChecked())

    def _show_rows(self) -> None:
        today = self._workspace.now().date()
        known = self._ratings.known
        rows = self._in_scope(self._scope())
        lines = [CaseloadLine(r, today, known.get(r.patient.id)) for r in rows]
        self._model.set_lines(lines)
        self._ratings.request(line.patient.id for line in sorted(lines, key=opened_order))

    def _in_scope(self, scope: Scope) -> list[CaseloadRow]:
        now = self._workspace.now()
        return [
            r
            for r in self._rows or ()
            if r.patient.archived is (scope is Scope.ARCHIVED)
            and (scope is not Scope.THIS_WEEK or opened_within_week(r, now))
        ]

    def _search_for(self, letter: str) -> None:
        """A letter typed on the list begins a search."""
        self._search.setFocus()
        self._search.setText(letter)

    def _filter(self, text: str) -> None:
        self._model.filter(text)
        self._table.choose_first()

    def _show_page(self) -> None:
        if self._model.rowCount():
            page: QWidget = self._table
        elif self._rows is None:
            page = self._waiting
        elif self._rows:
            self._nobody.say(*self._why_nobody())
            page = self._nobody
        else:
            page = self._empty
        self._pages.setCurrentWidget(page)
        self._fit()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        """On arriving, the list has the keyboard; in an empty clinic the first thing to do."""
        page = self._pages.currentWidget()
        if not self._arriving or page is self._waiting:
            return
        self._arriving = False
        if page is self._table:
            self._table.setFocus()
        else:
            (self._first if page is self._empty else self._search).setFocus()

    def _why_nobody(self) -> tuple[str, str]:
        text = self._search.text().strip()
        if text:
            hint = _("Only this list is searched. Ctrl+K finds all.")
            return _('Nothing found for "{text}"', text=text), hint
        if self._scope() is Scope.ARCHIVED:
            hint = _("Archiving takes a patient off the caseload, never away.")
            return _("Nobody is archived"), hint
        return _("Nobody here"), _("Other patients are under Open.")

    def _fit(self) -> None:
        """The card ends where its rows end."""
        rows = self._pages.currentWidget() is self._table
        self._card.setMaximumHeight(self._table.content_height() + 12 if rows else 16_777_215)

    def _show_error(self, error: Exception) -> None:
        self._error.show_error(error, action=_("Try again"))

    def _note_change(self, change: Change) -> None:
        if isinstance(change, ClinicChanged):
            self._ratings.drop_all()  # the limits of the verdicts may be others
        elif isinstance(change, PainChanged | ProgressChanged | PlanSaved):
            self._ratings.drop(change.patient_id)
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        today = weekday_words(self._workspace.now().date())
        self._arriving = True
        self._take_keyboard()
        if self._stale or self._date.text() != today:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._date.setVisible(self.width() >= _ROOM_FOR_DATE)
        self.notices.set_short(self.height() < _LOW)
        self._hint.setVisible(self.width() >= 900)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down, and Enter, go from the search to the table."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._table.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if patient_id := self._table.patient_id():
                    self.open_patient.emit(patient_id)
                return True
        return super().eventFilter(watched, event)
