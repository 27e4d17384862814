"""One row of the adjust panel for each setting of the exercise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from clinic_app.domain.dose import DOSE_FIELDS
from clinic_app.domain.exercise import Exercise, Setting
from clinic_app.domain.limit import SettingValue
from clinic_app.domain.patient import Patient
from clinic_app.domain.precaution import limit_for
from clinic_app.domain.program import ProgramItem
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.program.calm_fields import NumberField
from clinic_app.ui.program.dose_fields import LABEL_WIDTH
from clinic_app.ui.program.limit_slider import LimitSlider

_MOST_LETTERS = 30  # more do not fit side by side


class SettingRows(QWidget):
    """``picked`` carries the setting's name and its new value."""

    picked = Signal(str, object)

    def __init__(
        self, exercise: Exercise, patient: Patient, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: dict[str, NumberRow | ChoiceRow] = {}
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
    ) -> "NumberRow | ChoiceRow":
        if not setting.is_number:
            return ChoiceRow(setting)
        limit = limit_for(exercise, setting.name, patient.precautions)
        return NumberRow(setting, limit=limit, given=patient.given)

    def _tell(self, name: str, value: object) -> None:
        self.picked.emit(name, value)

    @property
    def first(self) -> QWidget | None:
        """What takes the keyboard first; None when there is no setting."""
        found = next(iter(self._rows.values()), None)
        return found.first if found else None

    def show_item(self, item: ProgramItem, exercise: Exercise) -> None:
        """Show the item's values."""
        for name, made in self._rows.items():
            default = exercise.settings[name].default
            made.show_value(item.rung.settings.get(name, default))


class NumberRow(QWidget):
    """A slider with the precaution's limit marked, and the number itself."""

    picked = Signal(str, object)

    def __init__(self, setting: Setting, *, limit: float | None, given: str) -> None:
        super().__init__()
        self._name = setting.name
        self.slider = LimitSlider(setting, limit=limit)
        self.number = NumberField(
            setting.label,
            low=setting.minimum,
            high=setting.maximum,
            step=setting.step,
            unit=setting.unit,
        )
        self.number.setFixedWidth(104)
        head = row(label(setting.label, size=SECOND_LINE))
        if limit is not None:
            words = f"limit for {given} {setting.label_of(limit)}"
            head.addWidget(label(words, size=SECOND_LINE, tone="caution"))
        head.addStretch(1)
        line = row(spacing=12)
        line.setContentsMargins(4, 0, 0, 0)  # room for the ring around the slider
        line.addWidget(self.slider, 1)
        line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(line)
        self.first: QWidget | None = self.slider
        self.slider.picked.connect(self._tell)
        self.number.picked.connect(self._tell)

    def show_value(self, value: SettingValue) -> None:
        """Show a value in both."""
        if not isinstance(value, str):
            self.slider.show_value(value)
            self.number.show_value(value)

    def _tell(self, value: object) -> None:
        self.picked.emit(self._name, value)


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
        self._list: QComboBox | None = None
        if sum(len(words) + 3 for _, words in options) <= _MOST_LETTERS + 3 * len(options):
            self._segments = SegmentedControl[str](options, name=setting.label, height=36)
            self._segments.changed.connect(self._tell)
            line.addWidget(self._segments)
            line.addStretch(1)
        else:
            self._list = QComboBox()
            self._list.setAccessibleName(setting.label)
            self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
