"""The progress tab: the large chart or its tables, ranges and series, what can be added, files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.chart.flags import numbered
from clinic_app.domain.dates import long_date
from clinic_app.domain.diary.doubtful import DoubtfulDay
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain_chart import ChartAnnotation
from clinic_app.domain.patient.role import Permission
from clinic_app.services.workspace import Workspace
from clinic_app.ui.chart.chart_card import ChartCard
from clinic_app.ui.chart.chart_rows import WordRow
from clinic_app.ui.chart.flag_popup import flag_popup, open_at
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import scrolling
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.common.refresh import Latest, on_patient_change
from clinic_app.ui.common.void_dialog import VoidDialog
from clinic_app.ui.figure.latest_pain_map import LatestPainMap
from clinic_app.ui.measures.measure_views import MeasureCards
from clinic_app.ui.progress.progress_content import ProgressContent, read_progress
from clinic_app.ui.progress.progress_dialogs import ProgressDialogs
from clinic_app.ui.progress.progress_side import ProgressSide
from clinic_app.ui.progress.progress_tables import ProgressTables
from clinic_app.ui.progress.progress_tools import ProgressTools
from clinic_app.ui.ratings import pain_files
from clinic_app.words import _, ngettext

_SIDE, _NARROW_SIDE = 344, 312
_NARROW = 1000  # px: below, the panel is slimmer
_LEAST = 860


class ProgressTab(QWidget):
    """Chart, tables and verdict of one patient.

    ``limits_requested`` carries the region whose limits are to be changed; ``diary_requested`` asks
    for the paper diary.
    """

    limits_requested = Signal(str)
    diary_requested = Signal()

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__()
        self._workspace = workspace
        self._background = background
        self._patient_id = self._site = ""
        self._content: ProgressContent | None = None
        self._latest = Latest(background, self)
        self._undo: Callable[[], None] = lambda: None
        on_patient_change(self, workspace.changes, lambda: self._patient_id, self.refresh)
        self.setMinimumWidth(_LEAST)  # the tools fit themselves to less than they ask for
        self.dialogs = ProgressDialogs(
            workspace, background, self, enter_diary=self.diary_requested.emit
        )
        self._make_tools()
        self._make_pages()
        self._lay_out()

    def _make_tools(self) -> None:
        tools = self.tools = ProgressTools()
        self.span, self.view = tools.span, tools.view
        tools.additions = self.dialogs.additions
        tools.import_ratings = self.import_ratings
        tools.export_ratings = self.ask_export
        tools.span.changed.connect(self._show_span)
        tools.view.changed.connect(self._show_view)
        tools.picture_requested.connect(self.ask_picture)
        tools.report_requested.connect(self.dialogs.make_report)

    def _make_pages(self) -> None:
        self.card = ChartCard()
        self.chart, self.status = self.card.chart, self.card.status
        self.card.series_changed.connect(self._show_content)
        self.card.site_chosen.connect(self._choose_site)
        self.chart.flag_opened.connect(self.open_flags)
        self.measures = MeasureCards()
        self.tables = ProgressTables(self._workspace)
        self.table = self.tables.ratings
        self.tables.void_requested.connect(self.ask_and_void)
        self.tables.restore_requested.connect(self.restore_event)
        self.tables.events.opened.connect(self._open_row)
        start = self._start = Button(_("Add a rating"), kind="primary", icon="plus")
        start.clicked.connect(self.dialogs.add_rating)
        self.empty = EmptyState(icon="activity", title=_("No ratings yet"), actions=(start,))
        self.blank = label(_("Drawing…"), tone="third")
        self.blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = self.card.pages
        for page in (self.blank, self.tables, self.empty):
            self.pages.addWidget(page)
        self.pain_map = LatestPainMap(self._workspace, self._background)
        self.side = ProgressSide(self.pain_map.widget)
        self.side.event_requested.connect(self.dialogs.add_event)
        self.side.flag_requested.connect(self._go_to_flag)
        self.side.details.compare_asked.connect(self.dialogs.compare_dates)
        self.side.details.limits_asked.connect(self.limits_requested)
        self.error = ErrorBar()
        self.undo = Button(_("Restore"), kind="text", icon="arrow-back-up")
        self.undo.clicked.connect(lambda: self._undo())
        self.undo.hide()
        self.doubt = Button("", kind="text", icon="info-circle")
        self.doubt.clicked.connect(self.look_at_doubtful_days)
        self.doubt.hide()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.card, 1)
        column.addWidget(self.measures)
        main = QVBoxLayout()
        main.setSpacing(12)
        main.addWidget(self.tools)
        main.addWidget(self.error)
        main.addWidget(self.doubt, 0, Qt.AlignmentFlag.AlignLeft)
        main.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        main.addWidget(scrolling(page), 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(16)
        whole.addLayout(main, 1)
        whole.addWidget(self.side)

    def show_patient(self, patient_id: str) -> None:
        """Show another patient, all ratings of every series."""
        self._patient_id = patient_id
        self._content = None
        self._site = ""
        self.dialogs.patient_id, self.dialogs.site = patient_id, ""
        self.error.hide()
        self.undo.hide()
        self.doubt.hide()
        self.card.show_status("")
        self.side.clear()
        self.measures.hide()
        self.pages.setCurrentWidget(self.blank)
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        patient_id, site, workspace = self._patient_id, self._site, self._workspace
        if not patient_id:
            return
        self._latest.run(
            lambda: read_progress(workspace, patient_id, site), self._show, self.error.show_error
        )

    def _choose_site(self, site: str) -> None:
        self._site = site
        self.refresh()

    def _show(self, content: ProgressContent) -> None:
        kept = self._content is not None and self._content.chart.site == content.chart.site
        self._content, self._site = content, content.chart.site
        self.dialogs.site = self._site
        writable = not self._workspace.is_read_only
        refusal = self._workspace.refusal(Permission.EXPORT)
        self.tools.update_buttons(
            writable=writable, has_ratings=bool(content.entries), refusal=refusal
        )
        self._start.setEnabled(writable)
        self.doubt.rename(
            ngettext(
                "{count} day of “not done” may not be known: have a look",
                "{count} days of “not done” may not be known: have a look",
                content.doubtful,
            )
        )
        self.doubt.setVisible(writable and content.doubtful > 0)
        self.side.add_event.setEnabled(writable)
        self.card.show_sites(content.sites, self._site)
        self.card.show_series({t.series for t in content.chart.tracks if t.runs})
        self.pain_map.show_patient(self._patient_id)
        self._show_content(keep=kept)

    def _show_span(self) -> None:
        self._show_content(keep=False)

    def _show_content(self, *, keep: bool = True) -> None:
        """Chart, tables and panel show the series whose chips are on, in the range."""
        content = self._content
        if content is None:
            return
        series = self.card.series_shown()
        part = content.shown(self.span.value(), series)
        whole = content.whole(series)
        if keep:
            self.chart.change_chart(whole)
        else:
            self.chart.show_chart(whole, (part.x_first, part.x_last))
        self.tables.show_content(part, content.entries_of(part), content.events)
        self.measures.show_measures(content.chart.measures)
        self.side.show_chart(part, numbered(whole.flags))
        trend = content.chart.trend
        needed = trend.missing.removeprefix(_("No ratings yet.")).lstrip()
        self.empty.say(_("No ratings yet"), needed)
        self._show_view()

    def _show_view(self) -> None:
        content = self._content
        is_table = self.view.value() == "table"
        self.card.show_head(chart=not is_table)
        self.measures.setVisible(bool(self.measures.views) and not is_table)
        if content is None:
            self.pages.setCurrentWidget(self.blank)
        elif not content.has_something:
            self.pages.setCurrentWidget(self.empty)
        else:
            self.pages.setCurrentWidget(self.tables if is_table else self.chart)

    # --- flags -----------------------------------------------------------------------------------

    def _go_to_flag(self, flag: ChartAnnotation) -> None:
        self.view.select("chart")
        self._show_view()
        self.chart.plot.go_to_flag(flag)

    def open_flags(self, flags: tuple[ChartAnnotation, ...], place: QPoint) -> None:
        """Show what flags mean, at a place of the screen."""
        void = None if self._workspace.is_read_only else self.ask_and_void
        open_at(flag_popup(flags, self, void=void), place)

    def _open_row(self, chosen: WordRow) -> None:
        if chosen.flag is not None:
            events = self.tables.events
            self.open_flags((chosen.flag,), events.mapToGlobal(events.rect().center()))

    def ask_and_void(self, flag: ChartAnnotation) -> None:
        """Ask why an event is wrong, then mark it as an error; it can be restored at once."""
        patient_id, events = self._patient_id, self._workspace.events
        dialog = VoidDialog(
            "event",
            f"{flag.text}, {long_date(flag.day)}",
            lambda reason: events.void(patient_id, flag.event_id, reason),
            hint=_("It was another day"),
            drafts=self._workspace.drafts,
            patient_id=patient_id,
            record_id=flag.event_id,
            parent=self,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._undo = partial(self.restore_event, flag.event_id)
            self.undo.rename(_("Entered in error. Restore: {event}", event=flag.text[:60]))
            self.undo.show()
        dialog.deleteLater()

    def look_at_doubtful_days(self) -> None:
        """Days that may not be known: choose which are errors; that can be taken back at once."""
        voided = self.dialogs.look_at_doubtful_days()
        if voided:
            self._undo = partial(self._restore_days, self._patient_id, voided)
            self.undo.rename(
                ngettext(
                    "Entered in error. Restore {count} day",
                    "Entered in error. Restore {count} days",
                    len(voided),
                )
            )
            self.undo.show()

    def _restore_days(self, patient_id: str, days: tuple[DoubtfulDay, ...]) -> None:
        self.undo.hide()
        try:
            self._workspace.doubtful.restore(patient_id, days)
        except UserError as error:
            self.error.show_error(error)

    def restore_event(self, event_id: str) -> None:
        """Let an event count again."""
        self.undo.hide()
        try:
            self._workspace.events.restore(self._patient_id, event_id)
        except UserError as error:
            self.error.show_error(error)

    # --- files -----------------------------------------------------------------------------------

    def import_ratings(self) -> None:
        """Choose a CSV file, look at it, import it."""
        count = self.dialogs.import_ratings()
        if count is not None:
            self.card.show_status(
                ngettext("{count} rating imported", "{count} ratings imported", count)
            )

    def ask_export(self) -> None:
        """Ask where all ratings go as CSV, and write them."""
        path = pain_files.ask_export_path(self)
        if path:
            self.export_ratings(Path(path))

    def export_ratings(self, path: Path) -> None:
        """Write all ratings as CSV."""
        pain, patient_id = self._workspace.pain, self._patient_id
        self._save(lambda: pain_files.write(path, pain.export_csv(patient_id)))

    def ask_picture(self) -> None:
        """Ask where the chart goes, and write it."""
        path = pain_files.ask_picture_path(self)
        if path:
            self.save_picture(Path(path))

    def save_picture(self, path: Path) -> None:
        """Write the chart of the shown range as PNG, SVG or PDF, by the name's ending."""
        pain = self._workspace.pain
        try:
            named, make = pain_files.picture(
                pain, self._patient_id, path, self.span.value(), self._site
            )
        except UserError as error:
            self.error.show_error(error)
            return
        self._save(lambda: pain_files.write(named, make()))

    def _save(self, work: Callable[[], str]) -> None:
        self.error.hide()
        self._background.run(work, self._saved, self.error.show_error)

    def _saved(self, name: str) -> None:
        self.card.show_status(_("Saved {name}", name=name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _NARROW
        self.side.setFixedWidth(_SIDE if wide else _NARROW_SIDE)
        room = self.width() - 64 - self.side.width()
        self.tools.fit(room)
