"""The panel beside the large chart: verdict, what it rests on, what changed, what to ask."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, PainChart
from clinic_app.domain.pain.worth_asking import worth_asking
from clinic_app.domain.trend.trend import NOTHING_RATED
from clinic_app.ui.chart.verdict_details import FOOT, VerdictDetails
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row, scrolling
from clinic_app.ui.common.chips import VerdictChip
from clinic_app.ui.common.plain_label import CARD_NAME, HINT, SECOND_LINE, label
from clinic_app.ui.progress.change_line import ChangeLine
from clinic_app.words import _, ngettext

_MOST = 8


class ProgressSide(Card):
    """Everything in words; it scrolls where the window is low. ``where`` shows where it hurts.

    ``flag_requested`` carries the flag of a line that was pressed; ``event_requested`` asks for a
    new event.
    """

    flag_requested = Signal(object)
    event_requested = Signal()

    def __init__(self, where: QWidget) -> None:
        super().__init__(margin=0)
        self._where = where
        self.verdict = VerdictChip(NOTHING_RATED)
        self.details = VerdictDetails()
        self.add_event = Button(
            _("Add an event"), kind="text", height=36, on_click=self.event_requested
        )
        self._earlier = label(size=HINT, tone="second")
        self._no_change = label(
            _("Nothing was noted in this range."), size=SECOND_LINE, tone="second"
        )
        self._changes, self._asking = QVBoxLayout(), QVBoxLayout()
        self._changes.setSpacing(0)
        self._asking.setSpacing(6)
        self._asking_title = label(_("Worth asking"), size=CARD_NAME, bold=True)
        self.lines: list[ChangeLine] = []
        self._page = QWidget()
        self._lay_out()
        self.body.addWidget(scrolling(self._page))
        self.clear()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(14, 16, 14, 16)
        column.setSpacing(12)
        column.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.details)
        title = label(_("What changed"), size=CARD_NAME, bold=True)
        column.addLayout(row(title, None, self.add_event))
        column.addWidget(self._no_change)
        column.addWidget(self._earlier)
        column.addLayout(self._changes)
        column.addWidget(self._asking_title)
        column.addLayout(self._asking)
        column.addWidget(self._where)
        column.addStretch(1)
        column.addWidget(label(_(FOOT), size=HINT, tone="second"))

    def clear(self) -> None:
        """Say nothing, until a patient's ratings are known."""
        self._page.hide()

    def show_chart(self, chart: PainChart, numbers: Mapping[ChartAnnotation, int]) -> None:
        """Show the verdict, and what changed and stands out in the part that is shown.

        ``numbers`` are those that the flags have in the chart.
        """
        self._page.show()
        self.verdict.set_trend(chart.trend)
        self.details.show_trend(chart.trend)
        self._show_changes(chart, numbers)
        asking = worth_asking(chart)
        self._asking_title.setVisible(bool(asking))
        _empty(self._asking)
        for words in asking:
            self._asking.addWidget(label(words, size=SECOND_LINE, wrap=True))

    def _show_changes(self, chart: PainChart, numbers: Mapping[ChartAnnotation, int]) -> None:
        shown = [flag for flag in chart.flags if flag.kind is not FlagKind.VISIT]
        self._no_change.setVisible(not shown)
        more = len(shown) - _MOST
        self._earlier.setVisible(more > 0)
        self._earlier.setText(
            ngettext(
                "{count} earlier: see the chart or the table.",
                "{count} earlier: see the chart or the table.",
                more,
            )
        )
        _empty(self._changes)
        self.lines = [ChangeLine(flag, chart.today, numbers[flag]) for flag in shown[-_MOST:]]
        for line in self.lines:
            line.clicked.connect(
                lambda _checked=False, one=line.flag: self.flag_requested.emit(one)
            )
            self._changes.addWidget(line)


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
