"""The progress report: what it says on the left, the pages as they print on the right."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.patient.role import Permission
from clinic_app.services.progress.reports import ReportOptions
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import column, row, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.page_view import DrawnPages, PageView, draw_pdf
from clinic_app.ui.common.pdf_files import (
    AskPath,
    AskPrinter,
    PdfDelivery,
    ask_path,
    ask_printer,
)
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.refresh import Latest
from clinic_app.ui.report.report_form import ReportForm
from clinic_app.words import N_, _, ngettext

_TITLE = N_("Handrail report")  # of what waits at the printer
_FILE_NAME = "progress-report.pdf"
_LEAST, _USUAL, _LEFT = (860, 440), (1180, 820), 372
_EDGE = 40  # of the window, left visible around
_REST_MS = 350


class ReportDialog(Dialog):
    """Shows the report of the record as it stands; what is printed or saved is what is shown.

    Only that it was made is recorded. ``ask_printer`` and ``ask_path`` are the system's
    dialogs; others stand in where there is nobody to answer.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
        *,
        ask_printer: AskPrinter = ask_printer,
        ask_path: AskPath = ask_path,
    ) -> None:
        super().__init__(_("Progress report"), width=_LEAST[0], parent=parent)
        self._workspace = workspace
        self._patient_id = patient_id
        ask, said, refused = (ask_printer, ask_path), self._set_status, self._show_error
        self._delivery = PdfDelivery(background, self, _(_TITLE), ask, said=said, refused=refused)
        self._drawn: DrawnPages | None = None
        self._shown: ReportOptions | None = None
        self._drawing = Latest(background, self)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self.draw)
        self.form = ReportForm(workspace.staff.clinic(), workspace.now().date())
        self.pages = PageView()
        self.pages.setAccessibleName(_("Pages of the report"))
        self.error = ErrorBar()
        self.said = label(size=SECOND_LINE, tone="second")
        self._lay_out()
        self._connect()
        self._fit(parent)
        self._update_buttons()
        self.pages.show_drawing(True)
        QTimer.singleShot(0, self, self.draw)
        self.keep_typed(
            workspace.drafts, f"report/{patient_id}", patient_id, self.form.parts, whole=False
        )

    def draw(self) -> None:
        """Draw the pages anew, as the fields say now."""
        options = self.form.read()
        if options is None:
            self._shown = None
            self._drawing.drop()
            self.pages.show_drawing(False)
            self._update_buttons()
            return
        paper = options.paper or Paper.LETTER
        width = self.pages.width_px()
        work = partial(_draw, self._workspace, self._patient_id, options, paper, width)
        self._drawing.run(work, partial(self._show, options), self._refuse)

    def print_report(self) -> None:
        """Print the pages that are shown, once a printer was chosen."""
        drawn, options = self._drawn, self._shown
        if drawn is None or options is None:
            return
        pages = len(drawn.images)
        printer = self._delivery.printer(drawn.paper, pages=pages, window=self)
        if printer is not None:
            note = partial(self._workspace.reports.note_made, self._patient_id, options, "print")
            send = partial(self._delivery.send, lambda: drawn.pdf, printer)
            self.submit(note, lambda _: send(), closes=False)

    def save_report(self) -> None:
        """Write the pages that are shown to a file."""
        drawn, options = self._drawn, self._shown
        if drawn is None or options is None:
            return

        def make() -> bytes:
            self._workspace.reports.note_made(self._patient_id, options, "export")
            return drawn.pdf

        self._delivery.save(make, _FILE_NAME, self)

    def _set_status(self, words: str) -> None:
        if words:
            self.error.hide()
        self.said.setText(words)

    def _show_error(self, error: Exception) -> None:
        self.error.show_error(error)

    # --- layout -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QWidget()
        left.setLayout(column(self.error, (self.form, 1), spacing=12))
        area = scrolling(left)
        area.setFixedWidth(_LEFT)
        both = row(area, spacing=20)
        both.addWidget(self.pages, 1)
        self.body.addLayout(both, 1)
        self._column.setStretchFactor(self.body, 1)
        self._buttons.insertWidget(0, self.said)
        self.add_button(_("Close"), key="Esc", on_click=self.reject)
        self.save = self.add_button(_("Save as PDF"), key="Ctrl+S", on_click=self.save_report)
        self.print = self.add_button(
            _("Print"), kind="primary", key="Ctrl+P", on_click=self.print_report
        )

    def _connect(self) -> None:
        self.form.edited.connect(self._edited)
        self.pages.width_changed.connect(self.draw)
        self.pages.add_zoom_keys(self)

    def _fit(self, parent: QWidget | None) -> None:
        """As large as usual, inside the window it stands over."""
        self.setMinimumHeight(_LEAST[1])
        width, height = _USUAL
        if parent is not None:
            size = parent.window().size()
            width = max(_LEAST[0], min(width, size.width() - _EDGE))
            height = max(_LEAST[1], min(height, size.height() - _EDGE))
        self.resize(width, height)

    # --- drawing ----------------------------------------------------------------------------------

    def _edited(self) -> None:
        self._shown = None
        self._drawing.drop()
        self.said.setText("")
        self._update_buttons()
        self._rest.start()

    def _show(self, options: ReportOptions, drawn: DrawnPages) -> None:
        is_same = options == self._shown  # drawn in another width: what was said stays true
        self._drawn, self._shown = drawn, options
        self.error.hide()
        self.pages.show_drawing(False)
        self.pages.show_pages(drawn.images)
        if not is_same:
            self.said.setText(ngettext("{count} page", "{count} pages", len(drawn.images)))
        self._update_buttons()

    def _refuse(self, error: Exception) -> None:
        self._shown = None
        self.pages.show_drawing(False)
        self.error.show_error(error)
        self._update_buttons()

    def _update_buttons(self) -> None:
        ready = self._shown is not None  # while they are drawn in another width, too
        why = self._workspace.refusal(Permission.EXPORT)
        for button in (self.save, self.print):
            button.setEnabled(ready)
            grey(button, why)


def _draw(
    workspace: Workspace, patient_id: str, options: ReportOptions, paper: Paper, width: int
) -> DrawnPages:
    """The pages as pictures; runs in a thread."""
    return draw_pdf(workspace.reports.draft(patient_id, options).pdf, paper, width)
