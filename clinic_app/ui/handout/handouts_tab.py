"""The Handouts tab: the pages as they will print, what to print, and what was printed before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.services.changes import (
    Change,
    ClinicChanged,
    HandoutIssued,
    PainChanged,
)
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import row
from clinic_app.ui.common.page_view import DrawnPages, draw_pdf
from clinic_app.ui.common.pdf_files import AskPath, AskPrinter, PdfDelivery, ask_path, ask_printer
from clinic_app.ui.common.refresh import Latest, on_change
from clinic_app.ui.handout.checks import Checks, draw_issued, draw_plan, lines, lines_of_old
from clinic_app.ui.handout.columns import LeftColumn, MiddleColumn
from clinic_app.ui.handout.options_panel import OptionsPanel
from clinic_app.words import N_, _

_WIDE = 1180
_TITLE = N_("Handrail handout")  # of what waits at the printer
_FILE_NAME, _FORM_NAME = "handout.pdf", "diary-form.pdf"


class HandoutsTab(QWidget):
    """One patient's handouts. ``plan_requested`` requests the Plan tab, when the plan is empty.

    ``ask_printer`` and ``ask_path`` are the system's dialogs; others stand in where there is
    nobody to answer. Nothing is issued before they were answered.
    """

    plan_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        ask_printer: AskPrinter = ask_printer,
        ask_path: AskPath = ask_path,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._drawing = Latest(background, self, waiting_changed=self._set_ready)
        self._patient_id = ""
        self._drawn: DrawnPages | None = None
        self._old: IssuedHandout | None = None
        self._is_stale = False
        self._print_when_drawn: QWidget | None = None
        self._lay_out()
        self._connect()
        ask, said, refused = (ask_printer, ask_path), self._set_status, self.middle.error.show_error
        self._delivery = PdfDelivery(background, self, _(_TITLE), ask, said=said, refused=refused)
        on_change(self, workspace.changes, self._hear)

    # --- what the patient screen calls ------------------------------------------------------------

    def show_patient(self, patient_id: str) -> None:
        """Show the pages of the patient's plan as it is saved now.

        The same patient again keeps what was chosen, such as the language.
        """
        self._print_when_drawn = None
        if patient_id != self._patient_id:
            self._patient_id = patient_id
            patient = self._workspace.patients.get(patient_id)
            self.options.show_options(self._workspace.handouts.usual_options(patient))
            self._forget_pages()
        self._list_printed()
        self.show_plan()

    def show_plan(self) -> None:
        """Back from an old handout to the plan as saved now."""
        self._show(None)

    def print_now(self, parent: QWidget) -> None:
        """Print what is in front: ask for the printer, then issue and paint.

        The caller brings the tab to the front on the first Ctrl+P and calls this on the second.
        A plan whose pages are still being drawn is printed as soon as they are there.
        """
        if self._old is not None:
            self._print_again(self._old, parent)
        elif self._drawing.is_waiting or self._is_stale:
            self._print_when_drawn = parent
            self._refresh()
        elif self._drawn is not None:
            self._print_plan(self._drawn, parent)

    def reprint_last(self, parent: QWidget) -> None:
        """Print the newest handout again, from its own bytes."""
        printed = self._workspace.handouts.issued(self._patient_id)
        if printed:
            self._print_again(printed[0], parent)
        else:
            words = _("Nothing was printed for this patient yet.")
            self.middle.error.say(words, _("Print the plan first."))

    def save(self) -> None:
        """Ask where, then issue and write the same bytes, whole or not at all."""
        if self._old is not None:
            old = self._old
            self._save_issued(lambda: old)
        elif self._drawn is not None and self._may_issue():
            issue = self._workspace.handouts.issue
            self._save_issued(lambda: issue(self._patient_id, self.options.options))

    def save_form(self) -> None:
        """Save the diary of the next 14 days as a form to fill in on a screen."""
        make, options = self._workspace.forms.make, self.options.options
        paper, language = options.paper, options.language
        form = partial(make, self._patient_id, language=language, paper=paper)
        self._delivery.save(form, _FORM_NAME, self)

    # --- drawing ----------------------------------------------------------------------------------

    def _show(self, old: IssuedHandout | None) -> None:
        """Bring an old handout, or the plan, to the front."""
        self._old = old
        self.options.set_locked(old is not None)
        self.options.say("")
        self.middle.show_old(old)
        if old is None:
            self.left.printed.clearSelection()
        if old is not None or self.isVisible():
            self._draw()
        else:
            self._drawing.drop()
            self._is_stale = True

    def _draw(self) -> None:
        """Draw what is in front from the start."""
        self._is_stale = False
        self.middle.show_pages_part()
        width = self.middle.view.width_px()
        if self._old is not None:
            work = partial(draw_issued, self._workspace, self._old, width)
            self._drawing.run(work, self._show_issued, self._refuse)
        elif self._workspace.plans.current(self._patient_id).plan.items:
            options = self.options.options
            plan = partial(draw_plan, self._workspace, self._patient_id, options, width)
            self._drawing.run(plan, self._show_draft, self._refuse)
        else:
            self._print_when_drawn = None
            self._drawing.drop()
            self._forget_pages()
            self.middle.show_empty()

    def _draw_sharper(self) -> None:
        """The same pages for another width."""
        if self._drawn is not None and not self._drawing.is_waiting:
            pdf, paper = self._drawn.pdf, self._drawn.paper
            work = partial(draw_pdf, pdf, paper, self.middle.view.width_px())
            self._drawing.run(work, self._show_pages, self._refuse)

    def _show_draft(self, result: tuple[DrawnPages, Checks]) -> None:
        drawn, checks = result
        chosen = self.options.options
        self.options.show_checks(lines(checks, language=chosen.language, harder=chosen.next_harder))
        self._show_pages(drawn)
        parent, self._print_when_drawn = self._print_when_drawn, None
        if parent is not None:
            self._print_plan(drawn, parent)

    def _show_issued(self, drawn: DrawnPages) -> None:
        if self._old is not None:
            self.options.show_checks(lines_of_old(self._old))
        self._show_pages(drawn)

    def _show_pages(self, drawn: DrawnPages) -> None:
        self._drawn = drawn
        self.middle.view.show_pages(drawn.images)
        self.left.strip.show_pages(drawn.images)
        self.options.show_page_count(len(drawn.images), again=self._old is not None)

    def _refuse(self, error: Exception) -> None:
        self._print_when_drawn = None
        self._forget_pages()
        self.middle.error.show_error(error, action=_("Try again"))

    def _forget_pages(self) -> None:
        self._drawn = None
        self.middle.view.show_pages(())
        self.left.strip.show_pages(())
        self.options.show_checks(())
        self.options.show_page_count(0, again=False)
        self.options.say("")

    def _set_ready(self) -> None:
        waiting = self._drawing.is_waiting
        self.middle.view.show_drawing(waiting)
        self.options.set_ready(self._drawn is not None and not waiting)

    def _may_issue(self) -> bool:
        """Say at once, not after the printer was chosen, that nothing new can be kept."""
        if self._workspace.is_read_only:
            words = _(
                "A handout is kept as it is printed. Those printed before can be printed again."
            )
            self.middle.error.say(_("This clinic can only be read."), words)
        return not self._workspace.is_read_only

    def _print_plan(self, drawn: DrawnPages, parent: QWidget) -> None:
        if not self._may_issue():
            return
        pages, options = len(drawn.images), self.options.options
        printer = self._delivery.printer(options.paper, pages=pages, window=parent)
        if printer is None:
            return
        try:
            issued = self._workspace.handouts.issue(self._patient_id, options)
        except UserError as error:
            self.middle.error.show_error(error)
        else:
            self._send(issued, printer)

    def _print_again(self, handout: IssuedHandout, parent: QWidget) -> None:
        """The exact pages that were given out."""
        printer = self._delivery.printer(handout.paper, pages=handout.pages, window=parent)
        if printer is not None:
            self._send(handout, printer)

    def _send(self, handout: IssuedHandout, printer: QPrinter) -> None:
        give_out = self._workspace.handouts.give_out
        self._delivery.send(partial(give_out, handout, "print"), printer)

    def _save_issued(self, take: Callable[[], IssuedHandout]) -> None:
        give_out = self._workspace.handouts.give_out
        self._delivery.save(lambda: give_out(take(), "export"), _FILE_NAME, self)

    # --- changes elsewhere ------------------------------------------------------------------------

    def _list_printed(self) -> None:
        printed = self._workspace.handouts.issued(self._patient_id)
        self.left.show_printed(printed, today=self._workspace.now().date())

    def _hear(self, change: Change) -> None:
        if isinstance(change, ClinicChanged):
            mine = bool(self._patient_id)
        else:
            mine = change.patient_id == self._patient_id
        if isinstance(change, PainChanged) or not mine:
            return
        if isinstance(change, HandoutIssued):
            self._list_printed()
        else:
            self._is_stale = True
            self._refresh()

    def _refresh(self) -> None:
        """Draw the plan anew when it changed and somebody looks at it."""
        if self._is_stale and self._old is None and self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self.left.widget.setFixedWidth(176 if wide else 160)
        self.options.setFixedWidth(440 if wide else 404)

    # --- made once --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.middle = MiddleColumn(show_plan=self.show_plan, to_plan=self.plan_requested.emit)
        self.left = LeftColumn(
            scroll_to=self.middle.view.scroll_to,
            open_handout=self._show,
            reprint=lambda: self.reprint_last(self),
        )
        self.options = OptionsPanel()
        self.setLayout(row(self.left.widget, (self.middle.widget, 1), self.options, spacing=0))

    def _connect(self) -> None:
        view, options = self.middle.view, self.options
        view.page_changed.connect(self.left.strip.mark)
        view.width_changed.connect(self._draw_sharper)
        options.changed.connect(self._draw)
        options.save_requested.connect(self.save)
        options.form_requested.connect(self.save_form)
        options.print_requested.connect(lambda: self.print_now(self))
        self.middle.error.acted.connect(self._draw)
        view.add_zoom_keys(self)

    def _set_status(self, words: str) -> None:
        if words:
            self.middle.error.hide()
        self.options.say(words)
