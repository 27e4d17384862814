"""Pain above the plan: the verdict, the question, the chart; in a low window, one line."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import PainChart, Span
from clinic_app.domain.trend.trend import NOTHING_RATED, Verdict
from clinic_app.services.progress.pain import PainService
from clinic_app.services.workspace import Workspace
from clinic_app.ui.chart.pain_chart_view import PainChartView
from clinic_app.ui.chart.sparkline import Sparkline
from clinic_app.ui.chart.verdict_details import VerdictButton
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import IconButton
from clinic_app.ui.common.card import Card
from clinic_app.ui.common.plain_label import HINT, SECTION, label
from clinic_app.ui.common.refresh import Latest, on_patient_change
from clinic_app.ui.ratings.pain_row import PainRow
from clinic_app.words import _

HEIGHT, COMPACT_HEIGHT = 200, 56
_NARROW = 860  # px: below, the question has a line of its own
_TIGHT = 800  # px: below, the one line drops its words
_LEAST = 560
_LONGEST_DAYS = 92


@dataclass(frozen=True)
class StripContent:
    """What the strip shows of one patient; ``last_now`` is the latest rating at a visit."""

    chart: PainChart
    last_now: int | None


def read_content(pain: PainService, patient_id: str) -> StripContent:
    """Everything the strip shows: all ratings, or of a long course the last three months."""
    chart = pain.chart(patient_id, span=Span.ALL)
    now = next(t for t in chart.tracks if t.series is Series.NOW)
    last = now.runs[-1][-1].score if now.runs else None
    if chart.x_last - chart.x_first > _LONGEST_DAYS:
        chart = pain.chart(patient_id, span=Span.THREE_MONTHS)
    shown = (chart.trend.series or Series.AVERAGE, Series.NOW)
    tracks = tuple(track for track in chart.tracks if track.series in shown)
    return StripContent(replace(chart, tracks=tracks), last)


class PainStrip(Card):
    """Verdict, numbers to press and chart of one patient.

    A number records at once; ``recorded`` carries the PainRating, and ``undo`` voids it.
    ``height_changed`` tells that the strip folded or unfolded.
    """

    recorded = Signal(object)
    height_changed = Signal(int)

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__(margin=0)
        self._workspace = workspace
        self._patient_id = ""
        self._compact = False
        self._folded = False
        self._is_known = False
        self._latest = Latest(background, self)
        on_patient_change(self, workspace.changes, lambda: self._patient_id, self.refresh)
        self.setMinimumWidth(_LEAST)  # the parts fit themselves to less than they ask for
        self._make_parts()
        self._lay_out()
        self._arrange()

    def _make_parts(self) -> None:
        self._title = label(_("Pain"), size=SECTION, bold=True)
        self.verdict = VerdictButton(NOTHING_RATED)
        self._spark = Sparkline()
        self.fold = IconButton("chevron-down", _("Show the chart"), on_click=self._toggle)
        self._question = label(_("How is the pain now?"), bold=True)
        self.row = PainRow()
        self.row.picked.connect(self._record)
        self.row.setEnabled(False)
        self._error = ErrorBar()
        self.chart = PainChartView(small=True)
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._missing = label(size=HINT, tone="second")
        self._missing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        says, asks = QWidget(), QWidget()
        self._says = _line(says, self._title, self.verdict, self._spark, self.fold)
        self._asks = _line(asks, self._question, self.row)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addWidget(says, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(asks, 0, Qt.AlignmentFlag.AlignVCenter)
        self._says.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(self._head)
        column.addWidget(self._error)
        column.addWidget(self.chart, 1)
        column.addWidget(self._missing)
        self.body.addLayout(column)

    @property
    def missing_words(self) -> str:
        """What is missing for a verdict; empty when there is one."""
        return self._missing.text()

    def show_patient(self, patient_id: str) -> None:
        """Show another patient; what was shown before is gone at once."""
        self._patient_id = patient_id
        self._error.hide()
        self.row.set_last(None)
        self.row.setEnabled(not self._workspace.is_read_only)  # a number needs nothing of the chart
        self._missing.clear()
        self._is_known = False
        self._arrange()
        self.refresh()

    def set_compact(self, compact: bool) -> None:
        """One line with a small chart, which its arrow unfolds."""
        self._compact = self._folded = compact
        self._arrange()

    def focus_number_entry(self) -> None:
        """Give the keyboard to the numbers: the next digit records, + is ten."""
        self.row.focus_number_entry()

    def refresh(self) -> None:
        """Read again what is shown."""
        patient_id, pain = self._patient_id, self._workspace.pain
        if not patient_id:
            return
        self._latest.run(lambda: read_content(pain, patient_id), self._show, self._failed)

    def undo(self, entry: PainRating) -> None:
        """Void a rating that was recorded by mistake just now."""
        try:
            self._workspace.pain.void(entry.patient_id, entry.id, _("Undone at once"))
        except UserError as error:
            self._failed(error)

    def _show(self, content: StripContent) -> None:
        self._is_known = True
        trend = content.chart.trend
        self.row.set_last(content.last_now)
        self.verdict.set_trend(trend)
        self._spark.show_chart(content.chart)
        self.chart.show_chart(content.chart)
        too_few = trend.verdict is Verdict.NOT_ENOUGH_DATA
        self._missing.setText(trend.missing if too_few else "")
        self._missing.setToolTip(self._missing.text())
        self._arrange()

    def _record(self, score: int) -> None:
        if not self._patient_id:
            return
        try:
            entry = self._workspace.pain.record(self._patient_id, score)
        except UserError as error:
            self._failed(error)
            return
        self._error.hide()
        self.row.set_last(score)
        self.recorded.emit(entry)

    def _failed(self, error: Exception) -> None:
        self._error.show_error(error)
        self._arrange()

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        """Fit the parts to the width and to whether there is room for a chart."""
        folded, narrow = self._folded, self.width() < _NARROW
        tight = folded and self.width() < _TIGHT
        stacked = narrow and not folded
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        self._title.setVisible(not folded)
        self._spark.setVisible(folded and not tight and self._is_known)
        self.verdict.setVisible(self._is_known)
        self._question.setVisible(not tight)
        self.verdict.set_short(tight)
        self._says.setSpacing(4 if tight else 12)
        self._question.setText(_("Pain now?") if folded else _("How is the pain now?"))
        self.fold.setVisible(self._compact)
        self.fold.show_icon("chevron-down" if folded else "chevron-up")
        self.fold.rename(_("Show the chart") if folded else _("Hide the chart"))
        self.chart.setVisible(not folded and self._is_known)
        self._missing.setVisible(not folded and bool(self._missing.text()))
        edge = (12, 7, 8, 7) if tight else (16, 7, 12, 7) if folded else (16, 10, 16, 6)
        self.body.setContentsMargins(*edge)
        extra = self._error.sizeHint().height() + 2 if self._error.isVisibleTo(self) else 0
        height = (COMPACT_HEIGHT if folded else HEIGHT + (40 if stacked else 0)) + extra
        if height != self.maximumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit(height)


def _line(host: QWidget, *parts: QWidget) -> QBoxLayout:
    line = QBoxLayout(QBoxLayout.Direction.LeftToRight, host)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for part in parts:
        line.addWidget(part)
    return line
