"""Where a score is typed: a total, or a rating of change with its words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.change_rating import QUESTION, RATINGS, rating_words
from clinic_app.domain.progress.outcome_measure import OutcomeMeasure
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import _

Answer = tuple[float, tuple[tuple[str, float], ...]]
"""A score and its items (none for a total)."""


class TotalEntry(QWidget):
    """A line for the total. ``changed`` tells of every key."""

    changed = Signal()

    def __init__(self, measure: OutcomeMeasure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measure = measure
        self.field = Field(_("Score, {range}", range=measure.range_words), longest=12)
        self.field.edit.setMaximumWidth(160)
        self.field.edit.textChanged.connect(self._typed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.field)

    def answer(self) -> Answer:
        """What was typed; raises UserError saying what is allowed."""
        return self.measure.parse(self.field.text()), ()

    def refuse(self, error: UserError) -> None:
        """Say why below the field; the keyboard stays there."""
        self.field.set_error(str(error))
        self.focus_first()
        self.field.edit.selectAll()

    def focus_first(self) -> None:
        """Take the keyboard."""
        self.field.edit.setFocus()

    def take_key(self, text: str) -> None:
        """A digit that was typed elsewhere starts the score."""
        self.focus_first()
        self.field.edit.setText(text)

    def clear(self) -> None:
        """Ready for the next result."""
        self.field.edit.clear()

    def typed(self) -> str | None:
        """What was typed, to put back with ``retype``; None for nothing."""
        return self.field.text() or None

    def retype(self, typed: str) -> None:
        """Type it again."""
        self.field.edit.setText(typed)

    def _typed(self) -> None:
        self.field.set_error("")
        self.changed.emit()


class ChangeEntry(TotalEntry):
    """A rating of change: type it, or press its number; its words stand below."""

    def __init__(self, measure: OutcomeMeasure, parent: QWidget | None = None) -> None:
        super().__init__(measure, parent)
        self.words = label(size=SECOND_LINE, tone="second")
        self.buttons = tuple(self._button(rating) for rating in RATINGS)
        self.column.insertWidget(0, label(_(QUESTION), wrap=True))
        self.column.addLayout(row(*self.buttons, None, spacing=4))
        self.column.addWidget(self.words)
        self._show_rating()

    def _button(self, rating: int) -> Button:
        button = Button(self.measure.told(rating))
        button.setAccessibleName(f"{self.measure.told(rating)}, {rating_words(rating)}")
        button.setToolTip(rating_words(rating))
        button.setFixedWidth(48)
        button.clicked.connect(lambda: self.field.edit.setText(self.measure.told(rating)))
        return button

    def _typed(self) -> None:
        super()._typed()
        self._show_rating()

    def _show_rating(self) -> None:
        try:
            score, _items = self.answer()
        except UserError:
            ends = f"{rating_words(-5)} ... {rating_words(5)}"
            self.words.setText(f"-5 {ends} +5")
        else:
            self.words.setText(f"{self.measure.told(score)}: {rating_words(round(score))}")
