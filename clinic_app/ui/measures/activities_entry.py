"""A patient's own activities, three to five, each rated 0 to 10; the score is their mean."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.measures import FEWEST_ACTIVITIES as FEWEST
from clinic_app.domain.progress.measures import MOST_ACTIVITIES as MOST
from clinic_app.domain.progress.outcome_measure import OutcomeMeasure, mean_of
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.fields import LineEdit
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label, plain_tooltip
from clinic_app.ui.measures.total_entry import Answer
from clinic_app.ui.ratings.pain_row import PainRow
from clinic_app.words import N_, _

_LONGEST, _ROW = 80, 40
_ASKED = N_("How well can you do this? 0: not at all, 10: as well as before. Key + is ten.")


class ActivitiesEntry(QWidget):
    """Rows of an activity and its number, with the names of last time."""

    changed = Signal()

    def __init__(self, measure: OutcomeMeasure, names: Sequence[str]) -> None:
        super().__init__()
        self.measure = measure
        self.rows: list[ActivityRow] = []
        self.more = Button(_("Add an activity"), kind="text", icon="plus")
        self.more.clicked.connect(self._add_and_focus)
        self._sign = IconLabel("alert-circle", tone="bad", size=18)
        self.wrong = label(size=HINT + 1, tone="bad")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        head = row(spacing=8)
        head.addWidget(label(_(_ASKED), size=SECOND_LINE, tone="second"), 1)
        head.addWidget(self.more)
        self._column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._column.addLayout(self._rows)
        error = row(self._sign, spacing=6)
        error.addWidget(self.wrong, 1)
        self._column.addLayout(error)
        for name in (*names[:MOST], *[""] * (FEWEST - len(names))):
            self._add(name)
        self._show_error("")
        self._first = self._now()

    def _now(self) -> list[tuple[str, int | None]]:
        return [(entry.edit.text(), entry.score.last) for entry in self.rows]

    def typed(self) -> list[tuple[str, int | None]] | None:
        """Activities and numbers, to put back with ``retype``; None where nothing was typed."""
        now = self._now()
        return None if now == self._first else now

    def retype(self, typed: Sequence[tuple[str, int | None]]) -> None:
        """Type them again."""
        while len(self.rows) < min(len(typed), MOST):
            self._add()
        for entry, (name, score) in zip(self.rows, typed, strict=False):
            entry.edit.setText(name)
            entry.score.set_last(score)
        self._update()

    def answer(self) -> Answer:
        """Mean and items; raises UserError for too few, doubled, or unrated activities."""
        items: list[tuple[str, float]] = []
        for entry in self.rows:
            score = entry.score.last
            if entry.name and score is None:
                raise UserError(
                    _("An activity has no number yet."), _("Press 0 to 9, or + for ten.")
                )
            if score is not None and not entry.name:
                raise UserError(_("A number has no activity yet."), _("Say what it is for."))
            if score is not None:
                items.append((entry.name, score))
        if len(items) < FEWEST:
            raise UserError(
                _("{fewest} to {most} activities are needed.", fewest=FEWEST, most=MOST),
                _("Ask for one more."),
            )
        if len({name.casefold() for name, _score in items}) < len(items):
            raise UserError(_("An activity stands there twice."))
        return mean_of(score for _name, score in items), tuple(items)

    def refuse(self, error: UserError) -> None:
        """Say why, and go to the first row that is not complete."""
        self._show_error(str(error))
        unfinished = (r for r in self.rows if not r.name or r.score.last is None)
        next(unfinished, self.rows[0]).take_focus()

    def focus_first(self) -> None:
        """Take the keyboard where something is missing."""
        unfinished = (r for r in self.rows if not r.name or r.score.last is None)
        next(unfinished, self.rows[0]).take_focus()

    def take_key(self, text: str) -> None:
        """A digit that was typed elsewhere rates the first activity."""
        self.rows[0].rate(int(text) if text.isdigit() else 10)

    def clear(self) -> None:
        """Keep the activities, take their numbers away."""
        for entry in self.rows:
            entry.score.set_last(None)
        self._update()

    def _add(self, name: str = "") -> None:
        entry = ActivityRow(len(self.rows) + 1, name)
        entry.changed.connect(self._update)
        entry.rated.connect(lambda: self._go_on(entry))
        self.rows.append(entry)
        self._rows.addWidget(entry)
        self.more.setVisible(len(self.rows) < MOST)

    def _add_and_focus(self) -> None:
        self._add()
        self.rows[-1].take_focus()

    def _go_on(self, done: "ActivityRow") -> None:
        """After a number the keyboard goes to the next row; after the last it stays."""
        place = self.rows.index(done) + 1
        if place < len(self.rows) and self.rows[place].name:
            self.rows[place].score.focus_number_entry()

    def _update(self) -> None:
        self._show_error("")
        self.changed.emit()

    def _show_error(self, words: str) -> None:
        self.wrong.setText(words)
        self._sign.setVisible(bool(words))
        self.wrong.setVisible(bool(words))


class ActivityRow(QWidget):
    """One activity. ``rated`` tells of a number, ``changed`` of everything."""

    changed = Signal()
    rated = Signal()

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self.edit = LineEdit()
        self.edit.setText(name)
        self.edit.setToolTip(plain_tooltip(name))
        self.edit.setPlaceholderText(_("Climbing stairs") if number == 1 else _("Another activity"))
        self.edit.setMaxLength(_LONGEST)
        self.edit.setAccessibleName(_("Activity {number}", number=number))
        self.edit.textChanged.connect(self._typed)
        self.edit.setCursorPosition(0)
        self.score = PainRow(
            name=_("How well activity {number} goes, 0 to 10", number=number), keeps=True
        )
        self.score.picked.connect(self._picked)
        line = row(spacing=12)
        line.addWidget(self.edit, 1)
        line.addWidget(self.score)
        self.setLayout(line)
        self.setFixedHeight(_ROW)

    @property
    def name(self) -> str:
        """The words, without stray blanks."""
        return " ".join(self.edit.text().split())

    def _typed(self) -> None:
        self.edit.setToolTip(plain_tooltip(self.name))
        self.changed.emit()

    def rate(self, score: int) -> None:
        """As if its number had been pressed."""
        self.score.set_last(score)
        self._picked()

    def take_focus(self) -> None:
        """To the words when they are missing, else to the numbers."""
        if self.name:
            self.score.focus_number_entry()
        else:
            self.edit.setFocus()

    def _picked(self) -> None:
        self.changed.emit()
        self.rated.emit()
