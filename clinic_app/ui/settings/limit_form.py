"""Limits as rows: words, a number to type, its unit and range, and the way back to as shipped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.fields import LineEdit
from clinic_app.ui.common.fonts import SMALL
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import _, interface

_WIDTH, _HEIGHT = 84, 30
_LONGEST = 6


@dataclass(frozen=True)
class Limit:
    """One limit: its name in the rules, how it is called, its unit and range as people read it.

    A percentage is typed as 30 and saved as 0.3; ``low`` and ``high`` are as saved.
    """

    name: str
    words: str
    unit: str
    low: float
    high: float
    whole: bool = False

    @property
    def factor(self) -> int:
        """What a saved number is multiplied by to be shown."""
        return 100 if self.unit == "%" else 1

    @property
    def range_words(self) -> str:
        """``points, 1 to 6``."""
        low, high = self._ends
        return _("{unit}, {low} to {high}", unit=self.unit, low=low, high=high)

    def written(self, value: float) -> str:
        """A saved number as it is typed."""
        return interface().number(value * self.factor)

    def read(self, text: str) -> float:
        """The number to save; raises UserError saying what is allowed."""
        try:
            typed = float(text.strip().replace(",", "."))
        except ValueError:
            raise UserError(self._write()) from None
        value = typed / self.factor
        if not self.low <= value <= self.high or (self.whole and typed != int(typed)):
            raise UserError(self._out_of_range())
        return int(value) if self.whole else value

    @property
    def _ends(self) -> tuple[str, str]:
        return self.written(self.low), self.written(self.high)

    def _write(self) -> str:
        low, high = self._ends
        if self.whole:
            return _("Write a whole number from {low} to {high}.", low=low, high=high)
        return _("Write a number from {low} to {high}.", low=low, high=high)

    def _out_of_range(self) -> str:
        low, high = self._ends
        if self.whole:
            return _("It has to be a whole number from {low} to {high}.", low=low, high=high)
        return _("It has to be a number from {low} to {high}.", low=low, high=high)


class LimitRow:
    """The parts of one row, to be laid into a grid. ``edited`` is called after every key."""

    def __init__(self, limit: Limit, edited: Callable[[], object]) -> None:
        self.limit, self._edited = limit, edited
        self._usual = limit.low
        self.title = label(limit.words, size=SECOND_LINE, wrap=True)
        self.edit = LineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setFixedWidth(_WIDTH)
        self.edit.setAccessibleName(f"{limit.words}, {limit.range_words}")
        self.title.setBuddy(self.edit)
        self.range = label(limit.range_words, size=SECOND_LINE, tone="second")
        self.mark = label(_("As shipped"), size=SECOND_LINE, tone="second")
        self.reset = Button(_("Reset"), kind="text", height=_HEIGHT, on_click=self._reset)
        self.reset.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.error = label(size=SMALL, tone="bad", wrap=True)
        self.edit.textChanged.connect(self._changed)
        self.edit.editingFinished.connect(self.value)

    def show_value(self, value: float, usual: float) -> None:
        """Show a number and know the one as shipped."""
        self._usual = usual
        words = self.limit.written(usual)
        self.reset.rename(_("Reset to {value}", value=words))
        self.reset.setAccessibleName(
            _("Reset to {value}: {limit}", value=words, limit=self.limit.words)
        )
        self.edit.setText(self.limit.written(value))
        self._changed()

    def value(self) -> float | None:
        """The number to save, or None after saying below the field what is wrong."""
        try:
            found = self.limit.read(self.edit.text())
        except UserError as error:
            self._show_error(error.what)
            return None
        self._show_error("")
        return found

    def _reset(self) -> None:
        self.edit.setText(self.limit.written(self._usual))
        self.edit.setFocus()

    def _changed(self) -> None:
        self._show_error("")
        is_usual = self.edit.text().strip() == self.limit.written(self._usual)
        self.mark.setVisible(is_usual)
        self.reset.setVisible(not is_usual)
        self._edited()

    def _show_error(self, words: str) -> None:
        self.edit.set_wrong(bool(words))
        self.edit.setAccessibleDescription(words)
        self.error.setText(words)
        self.error.setVisible(bool(words))


class LimitForm(QWidget):
    """Rows of limits under each other. ``edited`` after every key, ``entered`` for Enter."""

    edited = Signal()
    entered = Signal()

    def __init__(self, limits: Sequence[Limit]) -> None:
        super().__init__()
        self.rows = {limit.name: LimitRow(limit, self.edited.emit) for limit in limits}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(2, 128)  # so that two forms stand in line
        grid.setColumnMinimumWidth(3, 96)
        for place, row in enumerate(self.rows.values()):
            top = 2 * place
            for column, part in enumerate((row.title, row.edit, row.range)):
                grid.addWidget(part, top, column)
            for part in (row.mark, row.reset):
                grid.addWidget(part, top, 3, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(row.error, top + 1, 1, 1, 3)
            row.edit.returnPressed.connect(self.entered)

    def show_values(self, values: Mapping[str, float], usual: Mapping[str, float]) -> None:
        """Show the limits as saved, each beside the one as shipped."""
        for name, row in self.rows.items():
            row.show_value(values[name], usual[name])

    def values(self) -> dict[str, float] | None:
        """All limits, or None after saying beside each wrong one why."""
        found = {name: row.value() for name, row in self.rows.items()}
        wrong = [self.rows[name] for name, value in found.items() if value is None]
        if wrong:
            wrong[0].edit.setFocus()
            return None
        return {name: value for name, value in found.items() if value is not None}
