"""One row of the adjust panel for each setting of the exercise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.dose import DOSE_FIELDS
from clinic_app.domain.exercise import Exercise, Setting
from clinic_app.domain.limit import SettingValue
from clinic_app.domain.patient import Patient
from clinic_app.domain.plan import PlanItem
from clinic_app.domain.precaution import limit_for
from clinic_app.domain.regional import WeightUnit
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.plan.dose_fields import LABEL_WIDTH
from clinic_app.ui.plan.load_row import LoadRow
from clinic_app.ui.plan.number_row import NumberRow

_MOST_LETTERS = 30  # more do not fit side by side


class SettingRows(QWidget):
    """``picked`` carries the setting's name and its new value, a `Load` for the weight."""

    picked = Signal(str, object)

    def __init__(self, exercise: Exercise, patient: Patient, unit: WeightUnit) -> None:
        super().__init__()
        self._unit = unit
        self._rows: dict[str, NumberRow | ChoiceRow | LoadRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for setting in exercise.settings.values():
            if setting.name in DOSE_FIELDS and setting.name != "load_kg":
                continue  # tempo and side stand among the dose
            made = self._row(exercise, setting, patient)
            made.picked.connect(self._tell)
            self._rows[setting.name] = made
            column.addWidget(made)
        self.setVisible(bool(self._rows))

    def _row(
        self, exercise: Exercise, setting: Setting, patient: Patient
    ) -> "NumberRow | ChoiceRow | LoadRow":
        if not setting.is_number:
            return ChoiceRow(setting)
        limit = limit_for(exercise, setting.name, patient.precautions)
        if setting.name == "load_kg":
            return LoadRow(setting, self._unit, limit=limit, given=patient.given)
        return NumberRow(setting, limit=limit, given=patient.given)

    def _tell(self, name: str, value: object) -> None:
        self.picked.emit(name, value)

    @property
    def first(self) -> QWidget | None:
        """What takes the keyboard first; None when there is no setting."""
        found = next(iter(self._rows.values()), None)
        return found.first if found else None

    def show_item(self, item: PlanItem, exercise: Exercise) -> None:
        """Show the item's values."""
        for name, made in self._rows.items():
            if isinstance(made, LoadRow):
                made.show_item(item, exercise)
                continue
            default = exercise.settings[name].default
            made.show_value(item.rung.settings.get(name, default))


class ChoiceRow(QWidget):
    """One of a few words: side by side where they fit, else a list."""

    picked = Signal(str, object)

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting
        options = list(zip(setting.options, setting.option_labels, strict=True))
        name = label(setting.label, size=SECOND_LINE, wrap=True)
        name.setFixedWidth(LABEL_WIDTH)
        line = row(name, spacing=12)
        self._segments: SegmentedControl[str] | None = None
        self._list: ComboBox | None = None
        if sum(len(words) + 3 for _, words in options) <= _MOST_LETTERS + 3 * len(options):
            self._segments = SegmentedControl[str](options, name=setting.label, height=36)
            self._segments.changed.connect(self._tell)
            line.addWidget(self._segments)
            line.addStretch(1)
        else:
            self._list = ComboBox(name=setting.label)
            for value, words in options:
                self._list.addItem(words, value)
            self._list.activated.connect(self._activated)
            line.addWidget(self._list, 1)
        self.setLayout(line)

    def show_value(self, value: SettingValue) -> None:
        """Show a value; one the library no longer has leaves the choice as it is."""
        if str(value) not in self._setting.options:
            return
        if self._segments is not None:
            self._segments.select(str(value))
        elif self._list is not None:
            self._list.setCurrentIndex(self._list.findData(str(value)))

    @property
    def first(self) -> QWidget | None:
        """What takes the keyboard."""
        return self._list or self._segments

    def _activated(self, number: int) -> None:
        if self._list is not None:
            self._tell(self._list.itemData(number))

    def _tell(self, value: object) -> None:
        self.picked.emit(self._setting.name, value)
