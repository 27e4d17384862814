"""How did the exercises go? One line an exercise of the plan, for today or another day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.services.diary.diary import DiarySaved
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.day_edit import DayEdit, near_days
from clinic_app.ui.common.dialogs import Dialog, confirm_leaving
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.diary.box_grid import BoxGrid
from clinic_app.ui.diary.diary_draft import joined, retyped, typed_boxes
from clinic_app.ui.diary.key_hints import key_hints
from clinic_app.ui.diary.session_model import SessionModel, help_words
from clinic_app.words import N_, NP_, _

_NAMES, _COLUMN, _MOST = 270, 82, 420
_HINTS = (
    ("0–9", N_("a number")),
    ("+", NP_("key", "ten")),
    ("x", N_("yes, or all done")),
    ("Space", N_("not known")),
    ("Backspace", NP_("key", "back")),
    ("Enter", N_("next exercise")),
)


class SessionDialog(Dialog):
    """After ``accept`` what was filled in is in the record, and ``saved`` counts it."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("How did the exercises go?"), width=920, parent=parent)
        self._workspace = workspace
        self._background = background
        self._patient_id = patient_id
        self._today = workspace.now().date()
        self._shown = self._today
        self._left: Mapping[str, Any] = {}  # of a draft, what this day has no boxes for
        self.saved: DiarySaved | None = None
        self._make_parts()
        self._lay_out()
        self._make_buttons()
        self.show_day(self._today)
        self.keep_typed(workspace.drafts, f"session/{patient_id}", patient_id)

    def typed(self) -> Mapping[str, Any] | None:
        boxes = joined(typed_boxes(self.model.opened, self.model.diary), self._left)
        return None if boxes is None else {"day": self._shown.isoformat(), **boxes}

    def retype(self, content: Mapping[str, Any]) -> None:
        day = date.fromisoformat(content["day"])
        if day != self._shown:
            if self.model.is_changed:
                raise UserError(
                    _("It belongs to another day, and this one is not saved yet."),
                    _("Save this one first."),
                )
            self.show_day(day)
            self.day.set_day(day)
        found = retyped(self.model.diary, content)
        self._left = found.left
        self.model.fill(found.diary)
        if found.words:
            self._help.setText(found.words)

    def _make_parts(self) -> None:
        self.day = DayEdit(self._today, name=_("Day"), form="ddd d MMM yyyy")
        self.day.setMinimumWidth(190)
        self.day.dateChanged.connect(self._picked)
        self.model = SessionModel(self)
        self.grid = BoxGrid(
            self.model, name=_("How the exercises went"), names=_NAMES, column=_COLUMN, parent=self
        )
        self._empty = label(
            _("The plan is empty: there is no exercise to tell of."), tone="second", wrap=True
        )
        self._help = label(size=SECOND_LINE, tone="second")
        self.model.dataChanged.connect(self._update_buttons)
        self.grid.moved.connect(self._show_help)
        self.grid.refused.connect(self._help.setText)
        self.grid.finished.connect(self._at_end)
        self.grid.entered.connect(self.save)

    def _lay_out(self) -> None:
        today, yesterday = near_days(self.day, self._today)
        who = label(self._workspace.patients.get(self._patient_id).name, tone="second")
        self._frame = Card(margin=6)
        self._frame.body.addWidget(self.grid)
        self.body.addLayout(row(who, None, self.day, today, yesterday))
        self.body.addWidget(self._frame, 1)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._help)
        self.body.addWidget(key_hints(_HINTS))
        self.body.addWidget(
            label(_("An exercise left empty is not known, not undone."), size=HINT, tone="third")
        )

    def _make_buttons(self) -> None:
        self.save_button = self.add_buttons(_("Save"), self.save, key="Ctrl+Enter")

    # --- the day ---------------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Show the plan as it stood on a day, with what is known of it."""
        self._shown = day
        opened = self._workspace.diary.open_day(self._patient_id, day)
        self.model.show(opened, opened, day)
        has_rows = bool(opened.rows)
        self._frame.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        self.grid.setMinimumHeight(min(self.grid.whole_height(compact=False), _MOST))
        self._update_buttons()
        if has_rows:
            self.grid.go(1, 1)
            self.grid.setFocus()

    def _picked(self) -> None:
        """Another day; what is not saved is not lost without asking."""
        day = self.day.day()
        if day == self._shown:
            return
        if self.model.is_changed and not self._agrees():
            self.day.set_day(self._shown)
            return
        self.show_day(day)

    def _show_help(self) -> None:
        self._help.setText(help_words(self.grid.currentIndex().column()))

    def _update_buttons(self) -> None:
        self.touched()
        free = self.model.is_changed and not self._workspace.is_read_only
        self.save_button.setEnabled(free)

    # --- saving ----------------------------------------------------------------------------------

    def _at_end(self) -> None:
        """Past the last box, where Enter saves."""
        self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Save everything at once, or say why not."""
        if not self.save_button.isEnabled():
            return
        service, diary, patient_id = self._workspace.diary, self.model.diary, self._patient_id
        self.submit(
            lambda: service.save(patient_id, diary, "clinic"),
            self._set_saved,
            background=self._background,
        )

    def _set_saved(self, saved: DiarySaved) -> None:
        self.saved = saved

    def reject(self) -> None:
        if not self.model.is_changed or self._agrees():
            super().reject()

    def _agrees(self) -> bool:
        return confirm_leaving(self, _("What you filled in is not kept yet."))
