"""The panel beside the large chart: verdict, what it rests on, what changed in the plan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain_chart import PlanFlag
from clinic_app.domain.trend import Trend, judge
from clinic_app.ui.common.card import Card, scrolling
from clinic_app.ui.common.chips import VerdictChip
from clinic_app.ui.common.plain_label import CARD_NAME, HINT, SECOND_LINE, label
from clinic_app.ui.pain.axis_dates import short_date
from clinic_app.ui.pain.verdict_details import FOOT, VerdictDetails


class ProgressSide(Card):
    """Everything in words; it scrolls where the window is low."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(margin=0, parent=parent)
        self.verdict = VerdictChip(judge(()))
        self.details = VerdictDetails()
        self._changes_title = label("What changed", size=CARD_NAME, bold=True)
        self.changes = QGridLayout()
        self.changes.setHorizontalSpacing(12)
        self.changes.setVerticalSpacing(8)
        self.changes.setColumnStretch(2, 1)
        self._no_change = label("No plan was saved in this range.", size=SECOND_LINE, tone="second")
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.details)
        column.addWidget(self._changes_title)
        column.addWidget(self._no_change)
        column.addLayout(self.changes)
        column.addStretch(1)
        column.addWidget(label(FOOT, size=HINT, tone="second"))
        self.body.addWidget(scrolling(self._page))
        self.clear()

    def clear(self) -> None:
        """Say nothing, until a patient's ratings are known."""
        self._page.hide()

    def show_trend(self, trend: Trend, flags: Sequence[PlanFlag]) -> None:
        """Show a verdict and the changes of the plan, each with its number in the chart."""
        self._page.show()
        self.verdict.set_trend(trend)
        self.details.show_trend(trend)
        self._no_change.setVisible(not flags)
        while item := self.changes.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place, flag in enumerate(flags):
            parts = (
                label(str(place + 1), size=HINT, bold=True, tone="accent"),
                label(short_date(flag.day), size=SECOND_LINE, tone="second"),
                label(flag.text, wrap=True),
            )
            parts[1].setToolTip(day_words(flag.day))
            for at, part in enumerate(parts):
                self.changes.addWidget(part, place, at, Qt.AlignmentFlag.AlignTop)
