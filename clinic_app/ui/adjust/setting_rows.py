"""One row of the adjust panel for each setting of the exercise."""

from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.exercise.exercise import Exercise, Setting
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.load import STEP, Load, in_kilograms
from clinic_app.domain.exercise.precaution import limit_for
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.dose import DOSE_FIELDS
from clinic_app.domain.plan.dose_words import weight_words
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.ui.adjust.dose_fields import LABEL_WIDTH
from clinic_app.ui.adjust.limit_slider import LimitSlider
from clinic_app.ui.adjust.number_field import NumberField
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import _

Picked = Callable[[object], object]
_MOST_LETTERS = 30  # more do not fit side by side


class SettingRows(QWidget):
    """``picked`` carries the setting's name and its new value, a `Load` for the weight."""

    picked = Signal(str, object)

    def __init__(self, exercise: Exercise, patient: Patient, unit: WeightUnit) -> None:
        super().__init__()
        # Tempo and side stand among the dose.
        shown = [
            s for s in exercise.settings.values() if s.name not in {*DOSE_FIELDS} - {"load_kg"}
        ]
        self.rows = {s.name: self._row(exercise, s, patient, unit) for s in shown}
        self.setLayout(column(*(made.widget for made in self.rows.values())))
        self.setVisible(bool(self.rows))

    def _row(
        self, exercise: Exercise, setting: Setting, patient: Patient, unit: WeightUnit
    ) -> "NumberRow | ChoiceRow | LoadRow":
        def picked(value: object) -> None:
            self.picked.emit(setting.name, value)

        if not setting.is_number:
            return ChoiceRow(setting, picked)
        limit = limit_for(exercise, setting.name, patient.precautions)
        if setting.name == "load_kg":
            return LoadRow(setting, unit, picked, limit=limit, given=patient.given)
        return NumberRow(setting, picked, limit=limit, given=patient.given)

    @property
    def first(self) -> QWidget | None:
        """What takes the keyboard first; None when there is no setting."""
        return next((made.first for made in self.rows.values()), None)

    def show_item(self, item: PlanItem, exercise: Exercise) -> None:
        """Show the item's values."""
        for name, made in self.rows.items():
            if isinstance(made, LoadRow):
                made.show_item(item, exercise)
                continue
            default = exercise.settings[name].default
            made.show_value(item.rung.settings.get(name, default))


class NumberRow:
    """A slider with the precaution's limit marked, and the number itself."""

    def __init__(
        self,
        setting: Setting,
        picked: Picked,
        *,
        limit: float | None,
        given: str,
        decimals: int | None = None,
        beside: QWidget | None = None,
    ) -> None:
        """``beside`` stands at the end of the line above; ``given`` is whose limit it is."""
        self.first = self.slider = LimitSlider(setting, limit=limit)
        self.number = NumberField(
            setting.shown_label,
            low=setting.minimum,
            high=setting.maximum,
            step=setting.step,
            unit=setting.unit,
            decimals=decimals,
        )
        self.number.setFixedWidth(104)
        head = row(label(setting.shown_label, size=SECOND_LINE))
        if limit is not None:
            limit_words = setting.shown_value(limit)
            words = _("limit for {name} {limit}", name=given, limit=limit_words)
            head.addWidget(label(words, size=SECOND_LINE, tone="caution"))
        head.addStretch(1)
        if beside is not None:
            head.addWidget(beside)
        both = (self.slider, 1), (self.number, 0, Qt.AlignmentFlag.AlignTop)
        line = row(*both, spacing=12, margins=(4, 0, 0, 0))  # the ring around the slider
        self.widget = boxed(column(head, line, spacing=2))
        self.slider.picked.connect(picked)
        self.number.picked.connect(picked)

    def show_value(self, value: SettingValue) -> None:
        """Show a value in both."""
        if not isinstance(value, str):
            self.slider.show_value(value)
            self.number.show_value(value)


class LoadRow:
    """A weight: one piece in its unit, and all of them together. It gives a `Load`.

    The unit is the one in which the item's load was typed, else the clinic's.
    """

    def __init__(
        self,
        setting: Setting,
        unit: WeightUnit,
        picked: Picked,
        *,
        limit: float | None,
        given: str,
    ) -> None:
        self._setting, self._unit, self._limit, self._given = setting, unit, limit, given
        self._picked = picked
        self._shown = Load(0, unit, 1)
        self.all = label(size=SECOND_LINE, tone="second")
        self.row = self._make(self._shown)
        self._column = column(self.row.widget, spacing=0)
        self.widget = boxed(self._column)

    @property
    def first(self) -> QWidget:
        """What takes the keyboard."""
        return self.row.first

    def show_item(self, item: PlanItem, exercise: Exercise) -> None:
        """Show the item's load, with another slider for another unit or number of pieces."""
        pieces = item.pieces(exercise)
        load = item.load(exercise) or Load(0, self._unit, pieces)
        if (load.unit, pieces) != (self._shown.unit, self._shown.pieces):
            old, self.row = self.row.widget, self._make(load)
            old.hide()
            old.deleteLater()
            self._column.addWidget(self.row.widget)
        self._shown = load
        self.row.show_value(load.value)
        self.all.setVisible(pieces > 1)
        whole = weight_words(load.total, load.unit)
        self.all.setText(_("{weight} in all", weight=whole))

    def _make(self, load: Load) -> NumberRow:
        def picked(value: object) -> None:
            if isinstance(value, int | float):
                self._picked(Load(value, self._shown.unit, self._shown.pieces))

        return NumberRow(
            of_piece(self._setting, load),
            picked,
            limit=None if self._limit is None else self._limit / _factor(load),
            given=self._given,
            decimals=2,
            beside=self.all,
        )


def of_piece(setting: Setting, load: Load) -> Setting:
    """The setting of the whole load as one of a single piece, in the load's unit."""
    step, factor, label = STEP[load.unit], _factor(load), setting.shown_label
    return Setting(
        name=setting.name,
        label=label if load.pieces == 1 else _("{label} in each hand", label=label),
        default=0.0,
        axis=setting.axis,
        unit=load.unit,
        minimum=ceil(round(setting.minimum / factor / step, 6)) * step,
        maximum=floor(round(setting.maximum / factor / step, 6)) * step,
        step=step,
        harder=setting.harder,
    )


def _factor(load: Load) -> float:
    """Kilograms in all for one unit in each piece."""
    return in_kilograms(1, load.unit) * load.pieces


class ChoiceRow:
    """One of a few words: side by side where they fit, else a list."""

    def __init__(self, setting: Setting, picked: Picked) -> None:
        self._setting = setting
        options = [(option, setting.shown_value(option)) for option in setting.options]
        name = label(setting.shown_label, size=SECOND_LINE, wrap=True)
        name.setFixedWidth(LABEL_WIDTH)
        self.first: SegmentedControl[str] | ComboBox
        if sum(len(words) + 3 for _, words in options) <= _MOST_LETTERS + 3 * len(options):
            self.first = SegmentedControl[str](options, name=setting.shown_label, height=36)
            self.first.changed.connect(picked)
            self.widget = boxed(row(name, self.first, None, spacing=12))
            return
        choices = self.first = ComboBox(name=setting.shown_label)
        for value, words in options:
            choices.addItem(words, value)
        choices.activated.connect(lambda: picked(choices.currentData()))
        self.widget = boxed(row(name, (choices, 1), spacing=12))

    def show_value(self, value: SettingValue) -> None:
        """Show a value; one the library no longer has leaves the choice as it is."""
        if str(value) not in self._setting.options:
            return
        if isinstance(self.first, ComboBox):
            self.first.setCurrentIndex(self.first.findData(str(value)))
        else:
            self.first.select(str(value))
