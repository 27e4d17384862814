"""A row of the adjust panel for a number: a slider, and the number itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.exercise import Setting
from clinic_app.domain.limit import SettingValue
from clinic_app.ui.common.card import column, row
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.plan.limit_slider import LimitSlider
from clinic_app.ui.plan.number_field import NumberField


class NumberRow(QWidget):
    """A slider with the precaution's limit marked, and the number itself."""

    picked = Signal(str, object)

    def __init__(
        self, setting: Setting, *, limit: float | None, given: str, decimals: int | None = None
    ) -> None:
        super().__init__()
        self._name = setting.name
        self.slider = LimitSlider(setting, limit=limit)
        self.number = NumberField(
            setting.label,
            low=setting.minimum,
            high=setting.maximum,
            step=setting.step,
            unit=setting.unit,
            decimals=decimals,
        )
        self.number.setFixedWidth(104)
        self.head = head = row(label(setting.label, size=SECOND_LINE))
        if limit is not None:
            words = f"limit for {given} {setting.label_of(limit)}"
            head.addWidget(label(words, size=SECOND_LINE, tone="caution"))
        head.addStretch(1)
        line = row(
            (self.slider, 1),
            (self.number, 0, Qt.AlignmentFlag.AlignTop),
            spacing=12,
            margins=(4, 0, 0, 0),
        )
        self.setLayout(column(head, line, spacing=2))
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
