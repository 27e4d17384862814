"""The row of the adjust panel for a weight: one piece in its unit, and all of them together."""

from math import ceil, floor

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.dose_words import weight_words
from clinic_app.domain.exercise import Exercise, Setting
from clinic_app.domain.load import STEP, Load, in_kilograms
from clinic_app.domain.plan import PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.ui.common.card import column
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.plan.number_row import NumberRow


class LoadRow(QWidget):
    """``picked`` carries the setting's name and the `Load`.

    The unit is the one in which the item's load was typed, else the clinic's.
    """

    picked = Signal(str, object)

    def __init__(
        self, setting: Setting, unit: WeightUnit, *, limit: float | None, given: str
    ) -> None:
        super().__init__()
        self._setting, self._unit, self._limit, self._given = setting, unit, limit, given
        self._shown = Load(0, unit, 0)
        self._row: NumberRow | None = None
        self.all = label(size=SECOND_LINE, tone="second")
        self._column = column(spacing=0)
        self.setLayout(self._column)

    @property
    def first(self) -> QWidget | None:
        """What takes the keyboard."""
        return self._row.first if self._row else None

    @property
    def row(self) -> NumberRow:
        """The slider and the number of one piece; they are there once an item was shown."""
        assert self._row is not None
        return self._row

    def show_item(self, item: PlanItem, exercise: Exercise) -> None:
        """Show the item's load."""
        pieces = item.pieces(exercise)
        load = item.load(exercise) or Load(0, self._unit, pieces)
        if (load.unit, pieces) != (self._shown.unit, self._shown.pieces):
            self._rebuild(load)
        self._shown = load
        self.row.show_value(load.value)
        self.all.setVisible(pieces > 1)
        self.all.setText(f"{weight_words(load.total, load.unit)} in all")

    def _rebuild(self, load: Load) -> None:
        """Another slider, for another unit or number of pieces."""
        if self._row is not None:
            self._row.head.removeWidget(self.all)
            self._row.hide()
            self._row.deleteLater()
        limit = None if self._limit is None else self._limit / _factor(load)
        made = NumberRow(of_piece(self._setting, load), limit=limit, given=self._given, decimals=2)
        made.head.addWidget(self.all)
        made.picked.connect(self._tell)
        self._column.addWidget(made)
        self._row = made

    def _tell(self, name: str, value: object) -> None:
        if isinstance(value, int | float):
            self.picked.emit(name, Load(value, self._shown.unit, self._shown.pieces))


def of_piece(setting: Setting, load: Load) -> Setting:
    """The setting of the whole load as one of a single piece, in the load's unit."""
    step, factor = STEP[load.unit], _factor(load)
    return Setting(
        name=setting.name,
        label=setting.label if load.pieces == 1 else f"{setting.label} in each hand",
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
