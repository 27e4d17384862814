"""The paper diary keyed in: two weeks as the paper lays them out, one key a box."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.domain.diary.diary import Diary, DiaryRow, box_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import Series
from clinic_app.services.diary.diary import DiarySaved
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import Card
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.dialogs import Dialog, confirm, confirm_leaving
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.diary import period_bar
from clinic_app.ui.diary.box_grid import BoxGrid
from clinic_app.ui.diary.diary_draft import joined, retyped, typed_boxes
from clinic_app.ui.diary.diary_model import DiaryModel
from clinic_app.ui.diary.how_it_went import HowItWent
from clinic_app.ui.diary.key_hints import key_hints
from clinic_app.ui.diary.period_bar import PeriodBar
from clinic_app.words import N_, NP_, _, pgettext

_THIRD = "diary.third"
_WIDTH, _WIDE = 860, 980
_NAMES, _COLUMN = 250, 76
_MARGIN = 24  # px between the dialog and the edge of the window or the screen
_HINTS = (
    ("0–9", N_("pain, or times done")),
    ("+", NP_("key", "ten")),
    ("x", NP_("key", "done")),
    ("a", N_("line done")),
    ("Space", NP_("key", "blank")),
    ("Backspace", NP_("key", "back")),
    ("Shift+Del", N_("day blank")),
    ("Enter", N_("next line")),
)


@dataclass(frozen=True)
class SavedDiary:
    """A diary that was saved, and what stood there before."""

    before: Diary
    diary: Diary
    saved: DiarySaved


class DiaryDialog(Dialog):
    """``saved`` carries every two weeks that were saved, before others are shown or it closes."""

    saved = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Paper diary"), width=_WIDTH, parent=parent)
        self._workspace = workspace
        self._background = background
        self._patient_id = patient_id
        self._today = workspace.now().date()
        self._periods = workspace.diary.periods(patient_id)
        self._next: date | None = None
        self._left: Mapping[str, Any] = {}  # of a draft, what this diary has no boxes for
        self._make_parts()
        self._lay_out()
        self._make_buttons()
        self.show_from(self._first())
        self.keep_typed(workspace.drafts, f"diary/{patient_id}", patient_id)

    def typed(self) -> Mapping[str, Any] | None:
        boxes = joined(typed_boxes(self.model.opened, self.model.diary), self._left)
        if boxes is None:
            return None
        return {"first": self.model.diary.first.isoformat(), "third": self.third.value(), **boxes}

    def retype(self, content: Mapping[str, Any]) -> None:
        first = date.fromisoformat(content["first"])
        if first != self.model.diary.first:
            if self.model.changes:
                raise UserError(
                    _("It belongs to two other weeks, and these are not saved yet."),
                    _("Save these first."),
                )
            self.show_from(first)
        if content["third"] and content["third"] != self.third.value():
            self.third.select(Series(content["third"]))
            self.model.set_third(self.third.value())
            self._fit()
        found = retyped(self.model.diary, content)
        self._left = found.left
        self.model.fill(found.diary)
        if found.words:
            self._set_status(found.words)

    def _make_parts(self) -> None:
        self.bar = PeriodBar(self._workspace.patients.get(self._patient_id).name)
        self.bar.requested.connect(self._show_other)
        options = (
            (None, pgettext("third rating", "None")),
            (Series.LEAST, pgettext("third rating", "Least")),
            (Series.NOW, pgettext("third rating", "Now")),
        )
        self.third: SegmentedControl[Series | None] = SegmentedControl(
            options, name=_("Third rating")
        )
        self.model = DiaryModel(self._today, self)
        self.grid = BoxGrid(self.model, name=_("Diary"), names=_NAMES, column=_COLUMN, parent=self)
        self.grid.setMinimumHeight(200)
        self.went = HowItWent()
        self._status = label(size=HINT, tone="caution", wrap=True)
        self._status.hide()
        self._changed = label(size=SECOND_LINE, tone="second")
        self.model.dataChanged.connect(self._count)
        self.grid.finished.connect(self._at_end)
        self.grid.entered.connect(self.save)
        self.grid.refused.connect(self._set_status)
        self.grid.moved.connect(self._moved)
        self.went.changed.connect(self._set_details)
        self.went.finished.connect(self.close_panel)
        self.third.select(self._remembered())
        self.model.set_third(self.third.value())
        self.third.changed.connect(self._set_third)

    def _lay_out(self) -> None:
        frame = Card(margin=6)
        frame.body.addWidget(self.grid)
        self.bar.line.insertWidget(1, self.third)
        self.bar.line.insertWidget(1, label(_("Third rating"), size=SECOND_LINE, tone="second"))
        self.bar.line.insertStretch(1, 1)
        self.body.addWidget(self.bar)
        self.body.addWidget(frame, 1)
        self.body.addWidget(self.went)
        self.body.addWidget(self._status)
        self.body.addWidget(key_hints(_HINTS))

    def _make_buttons(self) -> None:
        self.more = self.add_button(_("How it went"), key="F2")
        self.more.clicked.connect(self.open_panel)
        self.save_button = self.add_buttons(_("Save"), self.save, key="Ctrl+Enter")
        for key, action in (
            ("F2", self.open_panel),
            ("Alt+Left", self.bar.back.click),
            ("Alt+Right", self.bar.on.click),
        ):
            add_key(self, action, key)
        self._buttons.insertWidget(0, self._changed)

    # --- which days ------------------------------------------------------------------------------

    def _first(self) -> date:
        """The grid that is brought back today; the next one when all its days are known."""
        first = period_bar.usual(self._periods, self._today)
        while (later := period_bar.after(self._periods, first, self._today)) is not None:
            diary = self._workspace.diary.open(self._patient_id, first)
            if not all(diary.is_known(day) for day in diary.dates):
                break
            first = later
        return first

    def show_from(self, first: date) -> None:
        """Show the two weeks from a day on, at the first day of which nothing is known."""
        self.close_panel()
        self.model.show(self._workspace.diary.open(self._patient_id, first))
        self.bar.show_period(first, self._periods, self._today)
        self._fit()
        self._count()
        if not self.grid.go_to_line(self.model.first_line):
            self.grid.go_to_line(0)
        self.grid.setFocus()

    def _show_other(self, first: date) -> None:
        """Other days; what is not saved yet is saved first, or the clinician stays."""
        if not self.model.changes:
            self.show_from(first)
        elif confirm(
            self,
            title=_("Save these two weeks first?"),
            text=f"{self._change_words()}.",
            yes=_("Save and go on"),
            no=_("Stay"),
        ):
            self._next = first
            self.save()

    def _remembered(self) -> Series | None:
        named = self._workspace.preferences.get(_THIRD)
        return Series(named) if named in (Series.LEAST, Series.NOW) else None

    def _set_third(self, series: Series | None) -> None:
        at = self.grid.currentIndex()
        place = (at.row(), at.column())
        self.model.set_third(series)
        if not self._workspace.is_read_only:
            self._workspace.preferences.put(_THIRD, series or "")
        self._fit()
        self.grid.go(*place)

    # --- how it went -----------------------------------------------------------------------------

    def open_panel(self) -> None:
        """F2: sets, effort and pain of the exercise and day that have the keyboard; or back."""
        if self.went.isVisible():
            self.close_panel()
            return
        found = self._exercise()
        if found is None:
            self._set_status(_("How it went is told for an exercise: go to one of its boxes."))
            return
        self.went.show_exercise(self.model.diary, self.model.opened, *found)

    def close_panel(self) -> None:
        """Back to the diary."""
        if self.went.isVisible():
            self.went.hide()
            self.grid.setFocus()

    def _exercise(self) -> tuple[DiaryRow, date] | None:
        at = self.grid.currentIndex()
        return self.model.exercise_at(at.row(), at.column())

    def _set_details(self) -> None:
        found = self._exercise()
        if found is not None:
            self.model.set_details(*found, *self.went.model.details_of(found[0]))

    def _moved(self) -> None:
        self._status.hide()
        if self.went.isVisible():
            self.went.hide()
        self.more.setEnabled(self._exercise() is not None)

    # --- saving ----------------------------------------------------------------------------------

    def _count(self) -> None:
        self._changed.setText(self._change_words() if self.model.changes else "")
        self.touched()
        free = bool(self.model.changes) and not self._workspace.is_read_only
        self.save_button.setEnabled(free)

    def _change_words(self) -> str:
        ratings = self.model.changed_ratings
        boxes = box_words(ratings, self.model.changes - ratings)
        return _("Filled in or changed: {boxes}", boxes=boxes)

    def _set_status(self, words: str) -> None:
        self._status.setText(words)
        self._status.show()

    def _at_end(self) -> None:
        """Past the last box, where Enter saves."""
        self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Save everything at once, or say why not."""
        if not self.save_button.isEnabled():
            return
        before, diary, patient_id = self.model.opened, self.model.diary, self._patient_id
        service = self._workspace.diary
        self.submit(
            lambda: SavedDiary(before, diary, service.save(patient_id, diary)),
            self._go_on,
            background=self._background,
            refused=self._stay,
            closes=self._next is None,
        )

    def _go_on(self, saved: SavedDiary) -> None:
        self.saved.emit(saved)
        first, self._next = self._next, None
        if first is not None:
            self.show_from(first)

    def _stay(self, _error: Exception) -> bool:
        self._next = None
        return False

    def reject(self) -> None:
        if self.went.isVisible():
            self.close_panel()
        elif not self.model.changes or self._agrees():
            super().reject()

    def _agrees(self) -> bool:
        return confirm_leaving(self, f"{self._change_words()}.")

    # --- room ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All lines where the window has room, lower ones where it has less, then scrolling."""
        around, room = self._room()
        width = max(_WIDTH, min(_WIDE, around))
        self._column.activate()
        chrome = self._column.totalHeightForWidth(width) - self.grid.sizeHint().height()
        self.grid.set_compact(chrome + self.grid.whole_height(compact=False) > room)
        height = chrome + self.grid.sizeHint().height()
        self.resize(width, min(height, room))

    def _room(self) -> tuple[int, int]:
        """Width and height that the window leaves, or the screen where it is the smaller."""
        parent = self.parentWidget()
        screen = (self.screen() or QApplication.primaryScreen()).availableGeometry().size()
        most = screen.boundedTo(parent.window().size()) if parent else screen
        return most.width() - _MARGIN, most.height() - _MARGIN
