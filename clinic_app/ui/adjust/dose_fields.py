"""The dose in the adjust panel: one small field for each of its values."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.load import STEP, Load
from clinic_app.domain.plan.dose import LIMITS, Dose, Side
from clinic_app.domain.plan.dose_form import AMOUNTS, DoseForm
from clinic_app.domain.plan.dose_line import parse_days, parse_value, typed_value
from clinic_app.domain.plan.dose_words import SIDE_NAMES
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.ui.adjust.number_field import NumberField
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import ComboBox, LineEdit
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import N_, _

LABEL_WIDTH = 104
_NUMBERS = (
    ("sets", N_("Sets"), ""),
    ("reps", N_("Repetitions"), ""),
    ("amount", N_("Amount"), ""),
    ("hold_s", N_("Hold"), "s"),
    ("rest_s", N_("Rest"), "s"),
    ("times_per_day", N_("Times a day"), ""),
    ("days_per_week", N_("Days a week"), ""),
)
_FORMS = {
    DoseForm.REPETITIONS: N_("Repetitions"),
    DoseForm.MINUTES: N_("Minutes"),
    DoseForm.STEPS: N_("Steps"),
    DoseForm.METRES: N_("Meters"),
    DoseForm.FEET: N_("Feet"),
    DoseForm.BREATHS: N_("Breaths"),
    DoseForm.POSITION: N_("Seconds in each position"),
}


class DoseFields(QWidget):
    """``picked`` carries the whole dose and the name of the field that changed.

    ``typing`` comes with every key, before what is typed is taken.
    """

    picked = Signal(object, str)
    typing = Signal()
    refused = Signal(object)

    def __init__(self, *, with_load: bool, unit: WeightUnit) -> None:
        super().__init__()
        self._dose = Dose()
        self._unit = unit
        self._words: dict[str, QLabel] = {}
        self._counted = QVBoxLayout()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self.numbers = {name: self._number(name, _(words), unit) for name, words, unit in _NUMBERS}
        self.tempo = LineEdit()
        self.tempo.setAccessibleName(_("Tempo"))
        self.tempo.setPlaceholderText("3-0-2")
        self.tempo.editingFinished.connect(self._tempo_typed)
        self.tempo.textEdited.connect(self.typing)
        self._put("tempo", _("Tempo"), self.tempo)
        if with_load:
            self.numbers["load_kg"] = self._number("load_kg", _("Load"), unit, step=STEP[unit])
        sides = [(side, _(SIDE_NAMES[side])) for side in Side]
        self.side = SegmentedControl[Side](sides, name=_("Side"), height=36)
        self.side.changed.connect(self._side_picked)
        word = label(_("Side"), size=SECOND_LINE)
        word.setFixedWidth(LABEL_WIDTH)
        self._grid.addLayout(row(word, self.side, None, spacing=12), 2, 0, 1, 4)
        self._add_form()

    def _add_form(self) -> None:
        """What is counted, and days that alternate."""
        self.form = ComboBox(name=_("What is counted"))
        for form, words in _FORMS.items():
            self.form.addItem(_(words), form)
        self.form.activated.connect(self._form_picked)
        self.days = LineEdit()
        self.days.setAccessibleName(_("Days on and off"))
        self.days.setPlaceholderText(_("2 on 1 off"))
        self.days.editingFinished.connect(self._days_typed)
        self.days.textEdited.connect(self.typing)
        for column, (words, field) in enumerate(
            ((_("What is counted"), self.form), (_("Days on and off"), self.days))
        ):
            cell = QVBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(label(words, size=SECOND_LINE, tone="second"))
            cell.addWidget(field)
            self._grid.addLayout(cell, 3, 2 * column, 1, 2)

    def _number(self, name: str, words: str, unit: str, *, step: float = 1) -> NumberField:
        low, high, _ = LIMITS[name]
        decimals = {"load_kg": 2, "amount": 1}.get(name)
        field = NumberField(words, low=low, high=high, step=step, unit=unit, decimals=decimals)
        field.picked.connect(partial(self._picked, name))
        field.lineEdit().textEdited.connect(self.typing)
        self._put(name, words, field)
        return field

    def _put(self, name: str, words: str, field: QWidget) -> None:
        """Four to a line, each below its word; an amount in the place of the repetitions."""
        if name == "amount":
            self._fill(self._counted, name, words, field)
            return
        cell = QVBoxLayout()
        cell.setSpacing(4)
        self._fill(cell, name, words, field)
        if name == "reps":
            self._counted = cell
        count = self._grid.count()
        self._grid.addLayout(cell, count // 4, count % 4)
        self._grid.setColumnStretch(count % 4, 1)

    def _fill(self, cell: QVBoxLayout, name: str, words: str, field: QWidget) -> None:
        self._words[name] = label(words, size=SECOND_LINE, tone="second")
        cell.addWidget(self._words[name])
        cell.addWidget(field)

    def show_item(self, item: PlanItem, exercise: Exercise) -> None:
        """Show an item's dose without telling of it."""
        dose = self._dose = item.dose
        each_side = item.counts_each_side(exercise)
        self._words["reps"].setText(_("Reps on each side") if each_side else _("Repetitions"))
        self._show_form(dose, each_side=each_side)
        for name, field in self.numbers.items():
            field.show_value(self._load(dose).value if name == "load_kg" else getattr(dose, name))
        if not self.days.hasFocus() or self.days.text().strip() != _days(dose):
            self.days.setText(_days(dose))
        if not self.tempo.hasFocus() or self.tempo.text().strip() != dose.tempo:
            self.tempo.setText(dose.tempo)
        self.side.select(dose.side)

    def _show_form(self, dose: Dose, *, each_side: bool) -> None:
        """The fields that go with what is counted."""
        counted = dose.counts_repetitions
        self.form.setCurrentIndex(self.form.findData(dose.form))
        for name, shown in (("reps", counted), ("amount", not counted)):
            self._words[name].setVisible(shown)
            self.numbers[name].setVisible(shown)
        words = _(_FORMS[dose.form])
        if each_side:
            words = _("{amount} on each side", amount=words)
        self._words["amount"].setText(words)
        for field in (self.numbers["hold_s"], self.tempo):
            field.setEnabled(counted)

    def typed(self) -> tuple[str, str] | None:
        """The field in which something stands that is not taken yet, and its text."""
        if self.tempo.text().strip() != self._dose.tempo:
            return "tempo", self.tempo.text()
        if self.days.text().strip() != _days(self._dose):
            return "days_on", self.days.text()
        for name, field in self.numbers.items():
            if field.cleanText() != field.textFromValue(field.value()):
                return name, field.cleanText()
        return None

    def _load(self, dose: Dose) -> Load:
        """The load in the unit of its field, which is that of the load itself where it has one."""
        load = dose.load(1) or Load(0, self._unit)
        self.numbers["load_kg"].setSuffix(f" {load.unit}")
        return load

    def _picked(self, name: str, value: object) -> None:
        if name == "load_kg" and isinstance(value, int | float):
            dose = self._dose.with_load(Load(value, self._load(self._dose).unit))
        else:
            dose = self._dose.changed(**{name: value})
        self.picked.emit(dose, name)

    def _tempo_typed(self) -> None:
        try:
            tempo = parse_value("tempo", self.tempo.text())
        except UserError as error:
            self.tempo.set_wrong(True)
            self.refused.emit(error)
            return
        self.tempo.set_wrong(False)
        self._picked("tempo", tempo)

    def _form_picked(self, index: int) -> None:
        form = self.form.itemData(index)
        if form == self._dose.form:
            return
        if form == DoseForm.REPETITIONS:
            dose = self._dose.changed(reps=Dose().reps)
        else:
            dose = self._dose.changed(form=form, amount=AMOUNTS[form].usual)
        self.picked.emit(dose, "form")

    def _days_typed(self) -> None:
        text = self.days.text().strip()
        if text == _days(self._dose):
            return
        try:
            dose = parse_days(self._dose, text)
        except UserError as error:
            self.days.set_wrong(True)
            self.refused.emit(error)
            return
        self.days.set_wrong(False)
        self.picked.emit(dose, "days_on")

    def _side_picked(self, side: object) -> None:
        self._picked("side", side)


def _days(dose: Dose) -> str:
    return typed_value(dose, "days_on") if dose.days_off else ""
