"""Enter results of outcome measures, with the earlier ones and what their change may mean."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.dates import long_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.measures import measure_named, offered
from clinic_app.domain.progress.outcome_measure import MeasureResult, OutcomeMeasure
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.day_edit import DayEdit
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.common.record_table import RecordTable
from clinic_app.ui.measures.activities_entry import ActivitiesEntry
from clinic_app.ui.measures.change_line import ChangeLine, changes_so_far
from clinic_app.ui.measures.total_entry import ChangeEntry, TotalEntry
from clinic_app.words import _

_ACTIVITIES = 3  # the column that only own activities need
_PAGE_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MeasureDialog(Dialog):
    """Choose a measure, type its score, Enter. Letters choose another, digits start its score.

    Page up and down change the measure too; what was typed stays there. ``saved`` are the
    results that were added.
    """

    def __init__(
        self, workspace: Workspace, patient_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Outcome measure"), width=840, parent=parent)
        self._workspace, self._patient_id = workspace, patient_id
        self.saved: list[MeasureResult] = []
        self._results = workspace.measures.listing(patient_id)
        self.choice = ComboBox(name=_("Measure"))
        self.day = DayEdit(workspace.now().date())
        self.about = label(size=HINT, tone="third", wrap=True)
        self.line = ChangeLine()
        self.table: RecordTable[MeasureResult] = RecordTable(
            workspace.measures,
            self._cells,
            what="result",
            columns=(
                (_("Date"), 150),
                (_("Score"), 76),
                (_("Since the first"), 130),
                (_("Activities"), 0),
            ),
            drafts=workspace.drafts,
            writable=not workspace.is_read_only,
        )
        self._changes: dict[str, str] = {}
        self._entries: dict[str, TotalEntry | ActivitiesEntry] = {}
        self.entry: TotalEntry | ActivitiesEntry | None = None
        self._fill_choice()
        self._lay_out()
        self._show_measure()
        self.choice.setFocus()
        self.keep_typed(workspace.drafts, f"measure/{patient_id}", patient_id)

    def typed(self) -> Mapping[str, Any] | None:
        entries = {name: typed for name, e in self._entries.items() if (typed := e.typed())}
        if not entries:
            return None
        day = self.day.day().isoformat()
        return {"measure": self.measure.id, "day": day, "entries": entries}

    def retype(self, content: Mapping[str, Any]) -> None:
        self.day.set_day(date.fromisoformat(content["day"]))
        for name, typed in [*content["entries"].items(), (content["measure"], None)]:
            place = self.choice.findData(name)
            if place < 0:
                raise UserError(_("This measure is not offered for this patient any more."))
            self.choice.setCurrentIndex(place)
            if self.entry is not None and typed is not None:
                self.entry.retype(typed)

    def _fill_choice(self) -> None:
        episodes = self._workspace.patients.episodes(self._patient_id)
        region = episodes[0].region if episodes else ""
        used = {r.measure_id for r in self._results if not r.voided}
        for measure in offered(region, used):
            self.choice.addItem(f"{_(measure.name)}: {_(measure.full_name)}", measure.id)
        self.choice.currentIndexChanged.connect(self._show_measure)
        self.choice.installEventFilter(self)

    def _lay_out(self) -> None:
        self.body.setSpacing(8)
        self.body.addLayout(row((self.choice, 1), self.day, spacing=12))
        self.body.addWidget(self.line)
        self.body.addWidget(self.about)
        self.body.addWidget(rule())
        self.body.addWidget(self.table, 1)
        self.day.dateChanged.connect(self._preview)
        self.table.changed.connect(self._reload)
        self.status = label(size=SECOND_LINE, tone="good")
        self._buttons.insertWidget(0, self.status)
        self.add_button(_("Close"), key="Esc", on_click=self.reject)
        self.next = self.add_button(
            _("Save and next"), key="Ctrl+Enter", on_click=self._save_and_next
        )
        self.save = self.add_button(
            _("Save"), kind="primary", key="Enter", on_click=self._save_and_close
        )
        for button in (self.next, self.save):
            button.setEnabled(not self._workspace.is_read_only)

    @property
    def measure(self) -> OutcomeMeasure:
        """The measure that is chosen."""
        return measure_named(str(self.choice.currentData()))

    def choose(self, measure_id: str) -> None:
        """Choose a measure; raises UserError for one that is not known."""
        self.choice.setCurrentIndex(self.choice.findData(measure_named(measure_id).id))

    def _show_measure(self) -> None:
        measure = self.measure
        if self.entry is not None:
            self.entry.hide()
        self.entry = self._entries.get(measure.id)
        if self.entry is None:
            self.entry = self._entries[measure.id] = self._entry_for(measure)
            self.entry.changed.connect(self._preview)
            self.body.insertWidget(1, self.entry)
        self.entry.show()
        self.about.setText(f"{_(measure.source)} {_(measure.licence)}")
        self._show_results()

    def _entry_for(self, measure: OutcomeMeasure) -> TotalEntry | ActivitiesEntry:
        if measure.id == "psfs":
            return ActivitiesEntry(measure, self._remembered())
        return ChangeEntry(measure) if measure.is_change_rating else TotalEntry(measure)

    def _remembered(self) -> tuple[str, ...]:
        """The activities that were asked about last time."""
        asked = [r.items for r in self._results if r.items and not r.voided]
        return tuple(name for name, _answer in asked[-1]) if asked else ()

    def _reload(self) -> None:
        self._results = self._workspace.measures.listing(self._patient_id)
        self._show_results()

    def _show_results(self) -> None:
        shown = [r for r in self._results if r.measure_id == self.measure.id]
        self._changes = changes_so_far(self.measure, shown)
        self.table.table.setColumnHidden(_ACTIVITIES, not any(r.items for r in shown))
        self.table.show_records(shown)
        self._preview()

    def _cells(self, result: MeasureResult) -> tuple[str, str, str, str]:
        asked = ", ".join(f"{name} {answer:g}" for name, answer in result.items)
        score = measure_named(result.measure_id).told(result.score)
        return long_date(result.day), score, self._changes.get(result.id, ""), asked

    def _preview(self) -> None:
        """What the change would be called with what is typed now."""
        self.touched()
        new = self._typed()
        self.line.show_change(self.measure, self._results, new)

    def _typed(self) -> MeasureResult | None:
        if self.entry is None:
            return None
        try:
            score, items = self.entry.answer()
        except UserError:
            return None
        return MeasureResult("", self._patient_id, self.measure.id, self.day.day(), score, items)

    def _keep(self) -> bool:
        entry = self.entry
        if entry is None:
            return False
        try:
            score, items = entry.answer()
            kept = self._workspace.measures.record(
                self._patient_id, self.measure.id, score, day=self.day.day(), items=items
            )
        except UserError as error:
            self.status.setText("")
            entry.refuse(error)
            return False
        self.saved.append(kept)
        return True

    def _save_and_close(self) -> None:
        if self._keep():
            self.accept()

    def _save_and_next(self) -> None:
        if not self._keep() or self.entry is None:
            return
        self.entry.clear()
        self.status.setText(
            _(
                "Saved: {measure} {score}",
                measure=_(self.measure.name),
                score=self.measure.told(self.saved[-1].score),
            )
        )
        self._results = self._workspace.measures.listing(self._patient_id)
        self._step(1)
        self.entry.focus_first()

    def _step(self, by: int) -> None:
        self.choice.setCurrentIndex((self.choice.currentIndex() + by) % self.choice.count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PAGE_KEYS:
            self._step(_PAGE_KEYS[Qt.Key(event.key())])
            self.choice.setFocus()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the closed list: digits start the score, Enter saves."""
        if event.type() != QEvent.Type.KeyPress or watched is not self.choice:
            return super().eventFilter(watched, event)
        pressed = cast(QKeyEvent, event)
        text = pressed.text()
        if pressed.key() in (*_ENTER, *_PAGE_KEYS):
            self.keyPressEvent(pressed)
            return True
        if self.entry is not None and len(text) == 1 and text in "0123456789+-":
            self.entry.take_key(text)
            return True
        return False
