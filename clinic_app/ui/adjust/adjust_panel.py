"""Everything of one exercise in the plan: settings, dose, words, the next rungs."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
)

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.ui.adjust.dose_fields import DoseFields
from clinic_app.ui.adjust.number_field import NumberField
from clinic_app.ui.adjust.rung_button import RungButton
from clinic_app.ui.adjust.safety_rows import SafetyRows
from clinic_app.ui.adjust.setting_rows import SettingRows
from clinic_app.ui.adjust.words_editor import WordsEditor
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, row, scrolling
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.figure.figure_view import PLAY_KEY, FigureRequest, FigureView
from clinic_app.ui.figure.timing import timing_of
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.card_words import end_words, next_step
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.edits import Edit
from clinic_app.words import _

_FIGURE_SHARE, _LOWEST_FIGURE, _HIGHEST_FIGURE = 0.34, 110, 330  # px, of the panel's height


class AdjustPanel(Card):
    """Works on one item of the editing; every change is a step of its undo."""

    done = Signal()
    refused = Signal(object)
    typing = Signal()

    def __init__(self) -> None:
        super().__init__(margin=16)
        self.set_active(True)
        self._editing: PlanEditor | None = None
        self._item_id = ""
        self._exercise_id = ""
        self._parts: _Parts | None = None
        self._name = label(size=SECTION, bold=True)
        self._name.setMinimumWidth(40)
        self.reset_button = Button(_("Reset"), kind="text", on_click=self._reset)
        self.done_button = Button(_("Done"), key="Esc", on_click=self.done)
        self.caution = ErrorBar(tone="caution")
        self.caution.acted.connect(self._go_on)
        self.easier = RungButton(up=False)
        self.easier.clicked.connect(lambda: self._step(up=False))
        self.harder = RungButton(up=True)
        self.harder.clicked.connect(lambda: self._step(up=True))
        self.held = label(size=SECOND_LINE, tone="caution", wrap=True)
        self.held.setAccessibleName(_("Harder is not advised now"))
        self.held.hide()
        self.figure = FigureView()
        add_key(self, self.figure.play_or_stop, PLAY_KEY, inside=True)
        for key, up in (("Alt+Left", False), ("Alt+Right", True)):
            add_key(self, partial(self._step_by_key, up=up), key, inside=True)
        self._middle = QVBoxLayout()
        self.body.addLayout(row((self._name, 1), self.reset_button, self.done_button))
        self.body.addWidget(self.caution)
        self.body.addWidget(self.figure)
        self.body.addLayout(self._middle, 1)
        self.body.addWidget(self.held)
        self.body.addLayout(row(self.easier, self.harder))

    # --- what is shown ---------------------------------------------------------------------------

    def show_item(self, editing: PlanEditor | None, item_id: str) -> None:
        """Show one item of an editing, or nothing."""
        if editing is not None and editing is not self._editing:
            for button in (self.easier, self.harder):
                editing.pictures.arrived.connect(button.update)
            editing.held_changed.connect(self._held_changed)
        self._editing, self._item_id = editing, item_id
        if editing is not None:
            self.refresh()
        else:
            self.figure.clear()

    def refresh(self) -> bool:
        """Show the item as it is now; False when it is no longer in the plan."""
        item = self._item()
        if item is None or self._editing is None:
            return False
        exercise = self._editing.lookup(item.exercise_id)
        if self._parts is None or self._exercise_id != self._key(item):
            self._rebuild(item)
        self._name.setText(exercise.name)
        self._name.setToolTip("")
        if self._parts is not None:
            self._parts.show_item(item)
        self._show_figure(item, exercise)
        self._show_caution(item)
        self._show_rungs(item)
        free = not self._editing.is_read_only
        for part in (self.reset_button, self.caution):
            part.setEnabled(free)
        if self._parts is not None:
            self._parts.set_free(free)
        return True

    def focus_first(self) -> None:
        """The first field, or Done where nothing can be changed."""
        if self._editing is not None and self._editing.is_read_only:
            self.done_button.setFocus()
        elif self._parts is not None:
            self._parts.focus_first()

    def _item(self) -> PlanItem | None:
        if self._editing is None:
            return None
        items = self._editing.plan.items
        return next((item for item in items if item.id == self._item_id), None)

    def typed(self) -> Mapping[str, str]:
        """A value of the dose that is being typed and not taken yet; empty if there is none."""
        found = self._parts.dose.typed() if self._parts is not None and self._item() else None
        return {"item": self._item_id, "what": found[0], "text": found[1]} if found else {}

    def drop_typed(self) -> None:
        """Show the values again that were taken last, whatever is being typed."""
        self.refresh()
        for field in self.findChildren(NumberField):
            field.drop_typed()

    def _key(self, item: PlanItem) -> str:
        patient = self._editing.patient if self._editing else None
        return f"{item.exercise_id}/{patient}"

    def _rebuild(self, item: PlanItem) -> None:
        """Other fields, for another exercise or another patient."""
        editing = self._editing
        if editing is None:
            return
        if self._parts is not None:
            self._parts.area.hide()
            self._parts.area.deleteLater()
        self._exercise_id = self._key(item)
        self._parts = _Parts(editing, item)
        self._parts.settings.picked.connect(self._set_setting)
        self._parts.dose.picked.connect(self._set_dose)
        self._parts.dose.refused.connect(self.refused)
        self._parts.dose.typing.connect(self.typing)
        self._parts.words.steps_changed.connect(self._set_steps)
        self._parts.words.note_changed.connect(self._set_note)
        self._parts.safety.switched.connect(self._set_printed)
        self._parts.safety.support_picked.connect(self._set_setting)
        self._middle.addWidget(self._parts.area)

    def _show_figure(self, item: PlanItem, exercise: Exercise) -> None:
        if self._editing is not None:
            timing = timing_of(item.dose, exercise)
            shown = FigureRequest(exercise, item.rung, timing, end=end_words(item, exercise))
            self.figure.show_figure(self._editing.pictures, shown)

    def _show_caution(self, item: PlanItem) -> None:
        met = self._editing.concerns(item) if self._editing else ()
        self.caution.setVisible(bool(met))
        if met:
            self.caution.say(met[0].reason, _("You decide."), action=_("Go on anyway"))
        self._fit_figure()

    def _show_rungs(self, item: PlanItem) -> None:
        if self._editing is None:
            return
        lookup, held = self._editing.lookup, self._editing.held.get(item.id, "")
        self.held.setText(_("Harder is not advised now: {why}", why=held))
        self.held.setVisible(bool(held) and item.step(lookup, up=True) is not None)
        self._fit_figure()
        for button, up in ((self.easier, False), (self.harder, True)):
            step = next_step(item, lookup, self._editing.weight_unit, up=up)
            target = lookup(step.rung.exercise_id if step else item.exercise_id)
            same = target.id == item.exercise_id
            why = held if up else ""
            button.show_step(step, target, self._editing.pictures, same=same, held=why)
            button.setEnabled(step is not None and not self._editing.is_read_only)

    def _held_changed(self) -> None:
        item = self._item()
        if item is not None:
            self._show_rungs(item)

    # --- changes ---------------------------------------------------------------------------------

    def _change(self, make: Callable[[PlanEditor], Edit | None]) -> None:
        self._attempt(lambda editing: editing.apply(make(editing)))

    def _attempt(self, act: Callable[[PlanEditor], object]) -> None:
        if self._editing is None or self._item() is None:
            return
        try:
            act(self._editing)
        except UserError as error:
            self.refused.emit(error)

    def _set_setting(self, name: str, value: float | str | Load) -> None:
        item_id = self._item_id
        if isinstance(value, Load):
            self._change(lambda e: edits.set_load(e.plan, item_id, value, e.lookup))
        else:
            self._change(lambda e: edits.set_setting(e.plan, item_id, name, value, e.lookup))

    def _set_dose(self, dose: Dose, name: str) -> None:
        self._change(lambda e: edits.set_dose(e.plan, self._item_id, dose, e.lookup, merge=name))

    def _set_steps(self, steps: tuple[str, ...]) -> None:
        self._change(lambda e: edits.set_steps(e.plan, self._item_id, steps))

    def _set_note(self, note: str) -> None:
        self._change(lambda e: edits.set_note(e.plan, self._item_id, note))

    def _set_printed(self, tags: tuple[str, ...], printed: bool) -> None:
        self._change(lambda e: edits.set_quiet(e.plan, self._item_id, tags, quiet=not printed))

    def _reset(self) -> None:
        self._change(lambda e: edits.reset(e.plan, self._item_id, e.lookup))

    def _step(self, *, up: bool) -> None:
        self._attempt(lambda editing: editing.step(self._item_id, up=up))

    def _step_by_key(self, *, up: bool) -> None:
        """Alt+Left and Alt+Right, but never while typing."""
        typing = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
        if not isinstance(QApplication.focusWidget(), typing):
            self._step(up=up)

    def _go_on(self) -> None:
        item = self._item()
        if item is not None and self._editing is not None:
            tag, name = self._editing.concerns(item)[0].tag, self._name.text()
            self._change(lambda e: edits.accept(e.plan, self._item_id, tag, name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_figure()

    def _fit_figure(self) -> None:
        """A part of the height, less where a caution would leave too little for the fields."""
        shown = (part for part in (self.caution, self.held) if not part.isHidden())
        taken = sum(part.sizeHint().height() for part in shown)
        share = round(self.height() * _FIGURE_SHARE) - taken
        self.figure.setFixedHeight(max(_LOWEST_FIGURE, min(share, _HIGHEST_FIGURE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class _Parts:
    """The fields of one exercise, in an ``area`` that scrolls."""

    def __init__(self, editing: PlanEditor, item: PlanItem) -> None:
        exercise = self._exercise = editing.lookup(item.exercise_id)
        self.settings = SettingRows(exercise, editing.patient, editing.weight_unit)
        with_load = "load_kg" not in exercise.settings
        self.dose = DoseFields(with_load=with_load, unit=editing.weight_unit)
        self.words = WordsEditor(exercise, editing.patient)
        self.safety = SafetyRows(exercise, editing.patient)
        parts = (self.settings, self.safety, self.words, self.dose)
        page = boxed(column(*parts, None, spacing=12, margins=(0, 0, 8, 4)))
        # Qt would squeeze the fields below their own height before it scrolls.
        page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.area = scrolling(page)

    def set_free(self, free: bool) -> None:
        """Whether anything can be changed; looking and scrolling always work."""
        for part in (self.settings, self.dose, self.words, self.safety):
            part.setEnabled(free)

    def focus_first(self) -> None:
        """The first setting, or the first field of the dose."""
        first = self.settings.first or self.dose.numbers["sets"]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_item(self, item: PlanItem) -> None:
        """Values of the item in every field."""
        self.settings.show_item(item, self._exercise)
        self.dose.show_item(item, self._exercise)
        self.words.show_item(item)
        self.safety.show_item(item)
