"""The progress tab: the large chart or its table, ranges and series, files in and out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import PainEntry
from clinic_app.domain.pain_chart import PainChart, Span, day_of
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.plain_label import HINT, SECTION, label
from clinic_app.ui.pain import pain_chart_view, pain_files
from clinic_app.ui.pain.chart_words import DIRECTION
from clinic_app.ui.pain.entry_dialog import EntryDialog
from clinic_app.ui.pain.import_dialog import ImportDialog
from clinic_app.ui.pain.pain_chart_view import PainChartView
from clinic_app.ui.pain.patient_watch import PatientWatch
from clinic_app.ui.pain.progress_side import ProgressSide
from clinic_app.ui.pain.ratings_table import RatingsTable
from clinic_app.ui.pain.series_chips import SeriesChips

SPANS = (
    (Span.TWO_WEEKS, "2 weeks"),
    (Span.SIX_WEEKS, "6 weeks"),
    (Span.THREE_MONTHS, "3 months"),
    (Span.ALL, "All"),
)
_SIDE, _NARROW_SIDE = 344, 312
_NARROW = 1000  # px: below, the panel is slimmer
_TOOLS_IN_ONE_LINE = 860
_LEAST = 860


@dataclass(frozen=True)
class _Content:
    span: Span
    chart: PainChart
    entries: list[PainEntry]


class ProgressTab(QWidget):
    """Chart, table and verdict of one patient."""

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = background
        self._patient_id = ""
        self._content: _Content | None = None
        self._turn = 0
        self._watch = PatientWatch(workspace, self)
        self._watch.changed.connect(self.refresh)
        self.setMinimumWidth(_LEAST)  # the tools fit themselves to less than they ask for
        self._make_tools()
        self._make_chart()
        self._lay_out()

    def _make_tools(self) -> None:
        self.span: SegmentedControl[Span] = SegmentedControl(SPANS, name="Range", height=38)
        self.span.select(Span.ALL)
        self.span.changed.connect(self.refresh)
        views = (("chart", "Chart"), ("table", "Table"))
        icons = ("chart-line", "table")
        self.view = SegmentedControl(views, name="View", icons=icons, height=38)
        self.view.changed.connect(self._show_view)
        self.picture = Button("Picture", icon="photo")
        self.picture.clicked.connect(self._ask_picture)
        self.csv = Button("CSV", icon="file-spreadsheet")
        self.csv.clicked.connect(self._open_csv_menu)
        self.add = Button("Add a rating", icon="plus")
        self.add.clicked.connect(self.add_rating)

    def _make_chart(self) -> None:
        self.series = SeriesChips()
        self.series.changed.connect(self._show_series)
        self.chart = PainChartView()
        self.table = RatingsTable(self._workspace)
        start = self._start = Button("Add a rating", kind="primary", icon="plus")
        start.clicked.connect(self.add_rating)
        self.empty = EmptyState(icon="activity", title="No ratings yet", actions=(start,))
        self.pages = QStackedWidget()
        self.blank = label("Drawing…", tone="third")
        self.blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.blank, self.chart, self.table, self.empty):
            self.pages.addWidget(page)
        self.side = ProgressSide()
        self.error = ErrorBar()
        self.told = label(size=HINT, tone="second")

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        left.setLayout(row(self.span, self.view))
        right.setLayout(row(self.picture, self.csv, self.add))
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(8)
        self._tools.addWidget(left, 0, Qt.AlignmentFlag.AlignLeft)
        self._tools.addStretch(1)
        self._tools.addWidget(right, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card(margin=16)
        title = label("Pain", size=SECTION, bold=True)
        title.setFixedHeight(36)
        head = row(spacing=12)
        head.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.series, 1)
        card.body.addLayout(head)
        caption = label(f"{DIRECTION}. Gaps are days without a rating.", size=HINT, tone="second")
        foot = row(caption, None, self.told)
        card.body.addLayout(foot)
        card.body.addWidget(self.pages, 1)
        main = QVBoxLayout()
        main.setSpacing(12)
        main.addLayout(self._tools)
        main.addWidget(self.error)
        main.addWidget(card, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(16)
        whole.addLayout(main, 1)
        whole.addWidget(self.side)

    def show_patient(self, patient_id: str) -> None:
        """Show another patient, all ratings of every series."""
        self._patient_id = self._watch.patient_id = patient_id
        self._content = None
        self.error.hide()
        self.told.clear()
        self.side.clear()
        self.pages.setCurrentWidget(self.blank)
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        patient_id, pain, span = self._patient_id, self._workspace.pain, self.span.value()
        if not patient_id:
            return

        def work() -> _Content:
            pain_chart_view.prepare()
            chart = pain.chart(patient_id, span=span)
            return _Content(span, chart, pain.entries(patient_id))

        turn = self._turn = self._turn + 1

        def then(content: _Content) -> None:
            if turn == self._turn:  # else a later question is on its way
                self._show(content)

        self._background.run(work, then, self.error.tell, owner=self)

    def _show(self, content: _Content) -> None:
        self._content = content
        writable = not self._workspace.is_read_only
        self.add.setEnabled(writable)
        self._start.setEnabled(writable)
        self.picture.setEnabled(bool(content.entries))
        self.side.show_trend(content.chart.trend, content.chart.flags)
        self._show_series()

    def _show_series(self) -> None:
        """Chart and table show the series whose chips are on."""
        content = self._content
        if content is None:
            return
        shown = self.series.shown()
        tracks = tuple(t for t in content.chart.tracks if t.series in shown)
        self.chart.show_chart(replace(content.chart, tracks=tracks))
        first, last = day_of(content.chart.x_first), day_of(content.chart.x_last - 1)
        whole = content.span is Span.ALL
        self.table.show_entries(
            [
                e
                for e in content.entries
                if e.series in shown and (whole or first <= e.at.date() <= last)
            ]
        )
        needed = content.chart.trend.missing.removeprefix("No ratings yet. ")
        self.empty.say("No ratings yet", needed)
        self._show_view()

    def _show_view(self) -> None:
        content = self._content
        if content is None:
            self.pages.setCurrentWidget(self.blank)
        elif not content.entries:
            self.pages.setCurrentWidget(self.empty)
        else:
            self.pages.setCurrentWidget(self.table if self.view.value() == "table" else self.chart)

    def add_rating(self) -> None:
        """Ask for a rating of another time or series, and keep it."""
        dialog = EntryDialog(self._workspace, self._patient_id, self)
        dialog.exec()
        dialog.deleteLater()

    def _open_csv_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        take = menu.addAction("Import…", self.import_ratings)
        take.setEnabled(not self._workspace.is_read_only)
        give = menu.addAction("Export…", self._ask_export)
        give.setEnabled(self._content is not None and bool(self._content.entries))
        menu.popup(self.csv.mapToGlobal(QPoint(0, self.csv.height() + 4)))

    def import_ratings(self) -> None:
        """Choose a CSV file, look at it, import it."""
        dialog = ImportDialog(self._workspace, self._background, self._patient_id, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            count = dialog.imported
            self.told.setText("1 rating imported" if count == 1 else f"{count} ratings imported")
        dialog.deleteLater()

    def _ask_export(self) -> None:
        path = pain_files.ask_export_path(self)
        if path:
            self.export_ratings(Path(path))

    def export_ratings(self, path: Path) -> None:
        """Write all ratings as CSV."""
        pain, patient_id = self._workspace.pain, self._patient_id
        self._save(lambda: pain_files.write(path, pain.export_csv(patient_id)))

    def _ask_picture(self) -> None:
        path = pain_files.ask_picture_path(self)
        if path:
            self.save_picture(Path(path))

    def save_picture(self, path: Path) -> None:
        """Write the chart of the shown range as PNG, SVG or PDF, by the name's ending."""
        pain = self._workspace.pain
        try:
            named, make = pain_files.picture(pain, self._patient_id, path, self.span.value())
        except UserError as error:
            self.error.tell(error)
            return
        self._save(lambda: pain_files.write(named, make()))

    def _save(self, work: Callable[[], str]) -> None:
        self.error.hide()
        self._background.run(work, self._saved, self.error.tell)

    def _saved(self, name: str) -> None:
        self.told.setText(f"Saved {name}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _NARROW
        self.side.setFixedWidth(_SIDE if wide else _NARROW_SIDE)
        room = self.width() - 64 - self.side.width()
        way = QBoxLayout.Direction
        one = room >= _TOOLS_IN_ONE_LINE
        self._tools.setDirection(way.LeftToRight if one else way.TopToBottom)
