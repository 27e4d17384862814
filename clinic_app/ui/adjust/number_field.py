"""Number fields that the mouse wheel leaves alone until they have the keyboard."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy

from clinic_app.ui.common.calm_wheel import leave_wheel_to_page


class NumberField(QDoubleSpinBox):
    """Whole numbers, or halves where ``step`` asks. ``picked`` carries int or float."""

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        low: float,
        high: float,
        step: float = 1,
        unit: str = "",
        decimals: int | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setSingleStep(step)
        usual = 0 if float(step).is_integer() else 2
        self.setDecimals(usual if decimals is None else decimals)
        self.setSuffix("°" if unit == "deg" else f" {unit}" if unit else "")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        leave_wheel_to_page(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setKeyboardTracking(False)
        self.valueChanged.connect(self._changed)

    def show_value(self, value: float) -> None:
        """Show a value without telling of it."""
        if value != self.value():
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def drop_typed(self) -> None:
        """Show the value again that was taken last, whatever is being typed."""
        self.blockSignals(True)
        self.setValue(self.value())
        self.blockSignals(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(84, super().minimumSizeHint().height())

    def textFromValue(self, val: float) -> str:
        return f"{val:g}"

    def _changed(self, value: float) -> None:
        self.picked.emit(int(value) if float(value).is_integer() else value)
