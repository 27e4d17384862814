"""Settings, Audit trail: who did what, when; to look through, to print and to save."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinician, Patient
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.audit.trail import PAGE
from clinic_app.services.audit.trail_lines import BeforeAfter, TrailLine, TrailPage
from clinic_app.services.files import check_place, write_file
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_save_path
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, fold, row, rule
from clinic_app.ui.common.pdf_files import AskPrinter, ask_printer, print_pdf, usual_printer
from clinic_app.ui.common.plain_label import HINT, label
from clinic_app.ui.settings.trail_detail import TrailDetail
from clinic_app.ui.settings.trail_filters import TrailFilters
from clinic_app.ui.settings.trail_list import TrailList
from clinic_app.words import N_, _, ngettext

_TITLE, _CSV_NAME, _MOST_PAGES = N_("Handrail audit trail"), "audit-trail.csv", 9999
_SIDE_BY_SIDE = 760  # px from which the detail stands beside the list
_NOTED = N_("Reading this list is noted in it, too.")


class AuditPage(QWidget):
    """Searches when it is first in sight, and anew when it comes back.

    ``open_patient`` carries an id. ``ask_path`` and ``ask_printer`` are the system's dialogs.
    """

    open_patient = Signal(str)

    def __init__(
        self, workspace: Workspace, background: Background, *, ask_printer: AskPrinter = ask_printer
    ) -> None:
        super().__init__()
        self._workspace, self._background = workspace, background
        self._ask_printer, self._ask_path = ask_printer, ask_save_path
        self._search = 0  # the number of the search; answers of earlier ones are dropped
        self._next: int | None = None
        self._is_looking = False
        self.filters = TrailFilters(workspace.patients.find, workspace.now().date())
        self.csv = Button("CSV", icon="file-spreadsheet", height=40, on_click=self.save_csv)
        self.print = Button(_("Print"), icon="printer", height=40, on_click=self.print_list)
        self.list = TrailList()
        self.detail = TrailDetail()
        self.error = ErrorBar()
        everything = Button(_("Show everything"), height=40, on_click=self.filters.clear)
        self.empty = EmptyState(icon="search-off", title="", actions=(everything,))
        self._status = label(size=HINT, tone="second")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        head = row((self.filters, 1), (self.csv, 0, top), (self.print, 0, top))
        divider = QFrame()
        divider.setObjectName("divider")
        self._both = row((self.list, 5), divider, (self.detail, 3), spacing=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(boxed(self._both))
        self._stack.addWidget(self.empty)
        card = Card(margin=1)
        card.body.setSpacing(0)
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(rule())
        noted = label(_(_NOTED), size=HINT, tone="second")
        card.body.addLayout(row(self._status, None, noted, margins=(16, 8, 16, 8)))
        self.setLayout(column(head, self.error, (card, 1), spacing=12, margins=(0, 0, 24, 16)))

    def _connect(self) -> None:
        self.filters.changed.connect(self.look)
        self.filters.refused.connect(self.error.show_error)
        self.list.chosen.connect(self._show_line)
        self.list.entered.connect(self._open)
        self.list.end_near.connect(self._look_on)
        self.detail.patient_requested.connect(self.open_patient)

    # --- looking --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._background.run(self._people_and_patients, self._know, self._failed, owner=self)
        self.look()

    def look(self) -> None:
        """Search anew for what the filters ask."""
        self._search += 1
        self._next, self._is_looking = None, False
        self.error.hide()
        self.list.clear()
        self._show_line(None)
        refusal = self._workspace.trail.refusal
        for button in (self.csv, self.print):
            button.setEnabled(not refusal)
        if refusal:
            self.empty.say(_("This is not for you to read"), refusal)
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentIndex(0)
        self._load_page(None)

    def _load_page(self, before: int | None) -> None:
        self._is_looking = True
        query = self.filters.query()
        page = partial(self._workspace.trail.page, query, before_seq=before, limit=PAGE)
        show = partial(self._add, self._search)
        self._background.run(page, show, self._failed, owner=self)

    def _add(self, search: int, page: TrailPage) -> None:
        if search != self._search:
            return
        self._is_looking, self._next = False, page.next_seq
        was_empty = self.list.count == 0
        self.list.add(page.lines, today=self._workspace.now().date())
        if was_empty and page.lines:
            self.list.choose_first()
        self._show_count(page)
        if self._next is not None and (self.list.count < PAGE or self.list.wants_more()):
            self._load_page(self._next)

    def _look_on(self) -> None:
        if self._next is not None and not self._is_looking:
            self._load_page(self._next)

    def _show_count(self, page: TrailPage) -> None:
        count = self.list.count
        lines = ngettext("{count} line", "{count} lines", count, count=format(count, ","))
        if page.next_seq is None:
            self._status.setText(lines)
        elif page.reached is not None:
            self._status.setText(
                ngettext(
                    "{count} line back to {day}",
                    "{count} lines back to {day}",
                    count,
                    count=format(count, ","),
                    day=day_words(page.reached.date()),
                )
            )
        if count == 0 and page.next_seq is None:
            hidden = ", ".join(self.filters.words())
            self.empty.say(
                _("Nothing in the trail"),
                _("Looked for: {filters}.", filters=hidden) if hidden else "",
            )
            self._stack.setCurrentWidget(self.empty)

    def _people_and_patients(self) -> tuple[list[Clinician], list[Patient]]:
        rows = self._workspace.patients.caseload(include_archived=True)
        return self._workspace.trail.people(), [one.patient for one in rows]

    def _know(self, known: tuple[list[Clinician], list[Patient]]) -> None:
        people, patients = known
        self.filters.know(people, patients)

    def _failed(self, error: Exception) -> None:
        self._is_looking = False
        self.error.show_error(error)

    # --- one line -------------------------------------------------------------------------------

    def _show_line(self, line: TrailLine | None) -> None:
        both = BeforeAfter()
        try:
            if line is not None:
                both = self._workspace.trail.before_after(line.row)
        except UserError as error:
            self.error.show_error(error)
        self.detail.show_line(line, both)

    def _open(self, line: TrailLine) -> None:
        if line.patient and line.row.patient_id:
            self.open_patient.emit(line.row.patient_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold(self._both, when=self.width() < _SIDE_BY_SIDE)

    # --- giving out -----------------------------------------------------------------------------

    def save_csv(self) -> None:
        """Save what the filters ask for, once a place was chosen."""
        path = self._ask_path(self, _("Save the audit trail"), _CSV_NAME, "CSV (*.csv)")
        if not path:
            return
        try:
            check_place(Path(path))
        except UserError as error:
            self.error.show_error(error)
            return
        self.csv.set_busy(_("Saving…"))
        work = partial(_save, self._workspace, self.filters.query(), Path(path))
        self._background.run(work, self._saved, self._not_given, owner=self)

    def print_list(self) -> None:
        """Print what the filters ask for, once a printer was chosen."""
        paper = self._workspace.staff.clinic().paper
        printer = usual_printer(paper, pages=_MOST_PAGES)
        if not self._ask_printer(printer, self):
            return
        self.print.set_busy(_("Printing…"))
        work = partial(_print, self._workspace, self.filters.query(), printer)
        self._background.run(work, self._saved, self._not_given, owner=self)

    def _saved(self, words: str) -> None:
        self._no_longer_busy()
        self.error.hide()
        self._status.setText(words)

    def _not_given(self, error: Exception) -> None:
        self._no_longer_busy()
        self.error.show_error(error)

    def _no_longer_busy(self) -> None:
        self.csv.set_busy("")
        self.print.set_busy("")


def _save(workspace: Workspace, query: TrailQuery, path: Path) -> str:
    """Write the CSV file; runs in a thread."""
    write_file(path, workspace.trail.csv(query))
    return _("Saved as {name}.", name=path.name)


def _print(workspace: Workspace, query: TrailQuery, printer: QPrinter) -> str:
    """Paint the pages; runs in a thread."""
    print_pdf(workspace.trail.pdf(query, "print").pdf, printer, title=_(_TITLE))
    return _("Sent to the printer.")
