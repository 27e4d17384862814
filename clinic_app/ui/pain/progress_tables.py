"""The table twin of the whole picture: ratings, weeks, measures and events."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from clinic_app.domain.event import Event
from clinic_app.domain.pain import PainRating
from clinic_app.domain.pain_chart import PainChart
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.pain.chart_rows import (
    EVENT_HEADERS,
    MEASURE_HEADERS,
    WEEK_HEADERS,
    WordRow,
    event_rows,
    measure_rows,
    week_rows,
)
from clinic_app.ui.pain.ratings_table import RatingsTable
from clinic_app.ui.pain.word_table import WordTable

_PAGES = (
    ("ratings", "Ratings"),
    ("weeks", "Weeks"),
    ("measures", "Measures"),
    ("events", "Events"),
)


class ProgressTables(QWidget):
    """Four tables, one at a time; ``strike_wanted`` and ``restore_wanted`` carry a row's event."""

    strike_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, workspace: Workspace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.page = SegmentedControl(_PAGES, name="Table", height=36)
        self.page.changed.connect(self._show_page)
        self.ratings = RatingsTable(workspace)
        self.weeks = WordTable("Weeks, the newest first", WEEK_HEADERS, (132, 132, 0, 0, 0))
        self.measures = WordTable(
            "Measures, the newest first", MEASURE_HEADERS, (138, 130, 0, 172, 110)
        )
        self.events = WordTable("Events, the newest first", EVENT_HEADERS, (138, 110, 0, 150))
        self.strike = Button("Strike out…", key="Del")
        self.restore = Button("Bring back", icon="arrow-back-up")
        self.stack = QStackedWidget()
        for table in (self.ratings, self.weeks, self.measures, self.events):
            self.stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(self.page, None, self.restore, self.strike))
        column.addWidget(self.stack, 1)
        self.strike.clicked.connect(lambda: self._strike(self.events.current))
        self.restore.clicked.connect(self._restore)
        self.events.strike_wanted.connect(self._strike)
        self.events.selectionModel().selectionChanged.connect(self._offer)
        self.events.words.modelReset.connect(self._offer)
        self._offer()

    def show_content(
        self, chart: PainChart, entries: list[PainRating], events: Sequence[Event]
    ) -> None:
        """Show another patient's, or those of another range."""
        self.ratings.show_entries(entries)
        self.weeks.words.show_rows(week_rows(chart))
        self.measures.words.show_rows(measure_rows(chart))
        self.events.words.show_rows(event_rows(chart, events))

    def _show_page(self) -> None:
        names = [value for value, _ in _PAGES]
        self.stack.setCurrentIndex(names.index(self.page.value()))
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done to the chosen event."""
        writable = not self._workspace.is_read_only and self.page.value() == "events"
        chosen = self.events.current
        is_event = chosen is not None and chosen.flag is not None and bool(chosen.flag.event_id)
        self.strike.setVisible(writable)
        self.strike.setEnabled(is_event)
        self.restore.setVisible(writable and chosen is not None and chosen.struck is not None)

    def _strike(self, chosen: WordRow | None) -> None:
        if chosen is not None and chosen.flag is not None and chosen.flag.event_id:
            self.strike_wanted.emit(chosen.flag)

    def _restore(self) -> None:
        chosen = self.events.current
        if chosen is not None and chosen.struck is not None:
            self.restore_wanted.emit(chosen.struck.id)
