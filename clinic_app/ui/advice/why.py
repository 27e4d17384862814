"""What a suggestion rests on: its inputs by day, the rule as a sentence, and the source."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout

from clinic_app.domain.advice.advice import AdviceInput, Suggestion
from clinic_app.domain.advice.advice_input_words import shown_inputs
from clinic_app.ui.common.card import boxed, clear, column, rule
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.words import _


def by_day(inputs: Iterable[AdviceInput]) -> tuple[list[str], dict[str, dict[str, str]]]:
    """The days, and by name of an input its value of each day. A name ends with its day."""
    days: list[str] = []
    rows: dict[str, dict[str, str]] = {}
    for given in inputs:
        name, _comma, day = given.name.rpartition(", ")
        name, day = (name, day) if name else (day, "")
        if day not in days:
            days.append(day)
        rows.setdefault(name, {})[day] = given.value
    return days, rows


class WhyDetails:
    """``widget`` is hidden until the clinician asks why."""

    def __init__(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(2)
        self._rule = label(size=SECOND_LINE, wrap=True)
        self._source = label(size=HINT, tone="second", wrap=True)
        parts = (rule(), self._grid, self._rule, self._source)
        self.widget = boxed(column(*parts, spacing=6, margins=(0, 4, 0, 2)))
        self.widget.hide()

    def show_suggestion(self, suggestion: Suggestion) -> None:
        """Show what another suggestion rests on."""
        clear(self._grid)
        inputs = shown_inputs(suggestion.inputs)
        days, rows = by_day(inputs)
        for place, day in enumerate(days, 1):
            self._grid.addWidget(label(day, size=HINT, tone="second"), 0, place)
            self._grid.setColumnStretch(place, 1)
            self._grid.setColumnMinimumWidth(place, 120)
        for line, (name, values) in enumerate(rows.items(), 1):
            self._grid.addWidget(label(name, size=SECOND_LINE, tone="second"), line, 0)
            for place, day in enumerate(days, 1):
                value = label(values.get(day, ""), size=SECOND_LINE, wrap=True)
                self._grid.addWidget(value, line, place)
        rule = suggestion.shown_rule or suggestion.rule
        self._rule.setText(rule)
        self._source.setText(_("Source: {source}.", source=suggestion.source))
        words = (*(f"{i.name}: {i.value}" for i in inputs), rule, self._source.text())
        self.widget.setAccessibleName(". ".join(words))
