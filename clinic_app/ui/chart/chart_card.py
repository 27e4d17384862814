"""The card of the large chart: title, site, series chips, and the page below them."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from clinic_app.domain.pain.chart_summary import DIRECTION
from clinic_app.domain.pain.pain import Series
from clinic_app.ui.chart.pain_chart_view import PainChartView
from clinic_app.ui.chart.series_chip import SeriesChip
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.plain_label import HINT, SECTION, label
from clinic_app.words import _

_LEAST = 300
_NARROW = 720  # px: below, the chips say less


class ChartCard(Card):
    """``site_chosen`` carries a region that a person chose; ``pages`` holds chart and others.

    ``series_changed`` tells that a person switched a series on or off.
    """

    site_chosen = Signal(str)
    series_changed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=16)
        self._is_chart = True
        self.site = ComboBox(name=_("Where it hurts"))
        self.site.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.site.activated.connect(self._emit_site)
        self.site.hide()
        self.chips = {series: SeriesChip(series) for series in Series}
        series_line = FlowLayout()
        for chip in self.chips.values():
            chip.clicked.connect(self.series_changed)
            series_line.addWidget(chip)
        self.chart = PainChartView()
        self.status = label(size=HINT, tone="second")
        self.status.hide()
        title = label(_("Pain"), size=SECTION, bold=True)
        title.setFixedHeight(36)
        head = row(spacing=12)
        head.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.site, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(series_line, 1)
        caption = _("{direction}. Gaps are days without a rating.", direction=_(DIRECTION))
        self._captions = [label(caption, size=HINT, tone="second") for _place in range(2)]
        beside, below = self._captions
        beside.setFixedHeight(36)
        head.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addLayout(row(below, None, self.status))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.chart)
        self.pages.setMinimumHeight(_LEAST)
        # What the pages would like counts for nothing: they take what room there is.
        self.pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.pages, 1)

    def show_status(self, words: str) -> None:
        """Show what was done: ``Saved pain.png``; an empty text takes it away."""
        self.status.setText(words)
        self.status.setVisible(bool(words))

    def _emit_site(self) -> None:
        self.site_chosen.emit(self.site.currentData())

    def show_sites(self, sites: Sequence[tuple[str, str]], chosen: str) -> None:
        """List the regions that were rated, (region, name) each; one alone needs no choice."""
        self.site.clear()
        for site, name in sites:
            self.site.addItem(name, site)
        self.site.setCurrentIndex(max(0, self.site.findData(chosen)))
        self.site.setVisible(len(sites) > 1)

    def show_series(self, rated: Collection[Series]) -> None:
        """Show the chips of series with ratings; average and worst are always asked."""
        for series, chip in self.chips.items():
            chip.setVisible(series in rated or series in (Series.AVERAGE, Series.WORST))

    def series_shown(self) -> tuple[Series, ...]:
        """The series that are on."""
        return tuple(series for series, chip in self.chips.items() if chip.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        for chip in self.chips.values():
            chip.set_short(narrow)
        self.site.setMaximumWidth(168 if narrow else 240)
        self.show_head(chart=self._is_chart)

    def show_head(self, *, chart: bool) -> None:
        """The caption is the chart's alone; it stands beside the chips where there is room."""
        self._is_chart = chart
        chips = sum(c.sizeHint().width() + 8 for c in self.chips.values() if not c.isHidden())
        site = 0 if self.site.isHidden() else self.site.width() + 12
        needed = 100 + site + chips + self._captions[0].sizeHint().width()
        roomy = needed <= self.width()
        self._captions[0].setVisible(chart and roomy)
        self._captions[1].setVisible(chart and not roomy)
