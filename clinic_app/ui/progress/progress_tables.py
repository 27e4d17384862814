"""The table twin of the whole picture: ratings, weeks, measures and events."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from clinic_app.domain.pain.pain import PainRating
from clinic_app.domain.pain.pain_chart import PainChart
from clinic_app.domain.progress.event import Event
from clinic_app.services.workspace import Workspace
from clinic_app.ui.chart.chart_rows import (
    EVENT_HEADERS,
    MEASURE_HEADERS,
    WEEK_HEADERS,
    WordRow,
    event_rows,
    measure_rows,
    week_rows,
)
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.table import Table
from clinic_app.ui.common.void_dialog import RESTORE, VOID
from clinic_app.ui.ratings.ratings_table import ratings_table
from clinic_app.words import N_, Message, _

_PAGES = (
    ("ratings", N_("Ratings")),
    ("weeks", N_("Weeks")),
    ("measures", N_("Measures")),
    ("events", N_("Events")),
)


class ProgressTables(QWidget):
    """Four tables, one at a time.

    ``void_requested`` carries an event's flag, ``restore_requested`` an event's id.
    """

    void_requested = Signal(object)
    restore_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.page = SegmentedControl(
            [(page, _(words)) for page, words in _PAGES], name=_("Table"), height=36
        )
        self.page.changed.connect(self._show_page)
        self.ratings = ratings_table(workspace)
        self.weeks = _word_table(_("Weeks, the newest first"), WEEK_HEADERS, (132, 132, 0, 0, 0))
        self.measures = _word_table(
            _("Measures, the newest first"), MEASURE_HEADERS, (138, 130, 0, 172, 110)
        )
        self.events = _word_table(_("Events, the newest first"), EVENT_HEADERS, (138, 110, 0, 150))
        self.void = Button(_(VOID), key="Del", height=36, on_click=self._void_current)
        self.restore = Button(_(RESTORE), icon="arrow-back-up", height=36, on_click=self._restore)
        self.stack = QStackedWidget()
        for table in (self.ratings, self.weeks, self.measures, self.events):
            self.stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(self.page, None, self.restore, self.void))
        column.addWidget(self.stack, 1)
        self.events.delete_requested.connect(self._void_current)
        self.events.chosen.connect(self._update_buttons)
        self._update_buttons()

    def show_content(
        self, chart: PainChart, entries: list[PainRating], events: Sequence[Event]
    ) -> None:
        """Show another patient's, or those of another range."""
        self.ratings.show_records(entries)
        self.weeks.show_rows(week_rows(chart))
        self.measures.show_rows(measure_rows(chart))
        self.events.show_rows(event_rows(chart, events))

    def _show_page(self) -> None:
        names = [page for page, _words in _PAGES]
        self.stack.setCurrentIndex(names.index(self.page.value()))
        self._update_buttons()

    def _update_buttons(self) -> None:
        """Enable what can be done to the chosen event."""
        writable = not self._workspace.is_read_only and self.page.value() == "events"
        chosen = self.events.current
        is_event = chosen is not None and chosen.flag is not None and bool(chosen.flag.event_id)
        self.void.setVisible(writable)
        self.void.setEnabled(is_event)
        self.restore.setVisible(writable and chosen is not None and chosen.voided is not None)

    def _void_current(self) -> None:
        chosen = self.events.current
        if chosen is not None and chosen.flag is not None and chosen.flag.event_id:
            self.void_requested.emit(chosen.flag)

    def _restore(self) -> None:
        chosen = self.events.current
        if chosen is not None and chosen.voided is not None:
            self.restore_requested.emit(chosen.voided.id)


def _word_table(name: str, headers: Sequence[Message], widths: Sequence[int]) -> Table[WordRow]:
    return Table(
        name,
        [(_(words) if words else "", wide) for words, wide in zip(headers, widths, strict=True)],
        lambda row: row.cells,
        row_height=40,
        wraps=True,
        tone=lambda row, _column: "third" if row.voided else "ink",
        face=lambda _row, _column: font(SMALL),
    )
