"""What a suggestion rests on: its inputs by day, the rule as a sentence, and the source."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clinic_app.domain.advice import AdviceInput, Suggestion
from clinic_app.ui.common.card import rule
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label


def by_day(inputs: Iterable[AdviceInput]) -> tuple[list[str], dict[str, dict[str, str]]]:
    """The days, and by name of an input its value of each day. A name ends with its day."""
    days: list[str] = []
    rows: dict[str, dict[str, str]] = {}
    for told in inputs:
        name, _, day = told.name.rpartition(", ")
        name, day = (name, day) if name else (day, "")
        if day not in days:
            days.append(day)
        rows.setdefault(name, {})[day] = told.value
    return days, rows


class WhyDetails(QWidget):
    """Hidden until asked for."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(2)
        self._rule = label(size=SECOND_LINE, wrap=True)
        self._source = label(size=HINT, tone="second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 2)
        column.setSpacing(6)
        column.addWidget(rule())
        column.addLayout(self._grid)
        column.addWidget(self._rule)
        column.addWidget(self._source)
        self.hide()

    def show_suggestion(self, suggestion: Suggestion) -> None:
        """Show what another suggestion rests on."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        days, rows = by_day(suggestion.inputs)
        for column, day in enumerate(days, 1):
            self._grid.addWidget(label(day, size=HINT, tone="second"), 0, column)
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 120)
        for line, (name, values) in enumerate(rows.items(), 1):
            self._grid.addWidget(label(name, size=SECOND_LINE, tone="second"), line, 0)
            for column, day in enumerate(days, 1):
                value = label(values.get(day, ""), size=SECOND_LINE, wrap=True)
                self._grid.addWidget(value, line, column)
        self._rule.setText(suggestion.rule)
        self._source.setText(f"Source: {suggestion.source}.")
        told = [f"{i.name}: {i.value}" for i in suggestion.inputs]
        self.setAccessibleName(". ".join((*told, suggestion.rule, self._source.text())))
