"""Two records side by side, a line a value; keys 1 and 2 choose where only one can stay."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QVBoxLayout, QWidget

from clinic_app.ui.common.card import Card, row, rule
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.ui.merge.pair_line import FIRST, SECOND, PairLine, Side
from clinic_app.ui.merge.side_button import SideButton, as_side
from clinic_app.words import N_, _

_HINT = N_(
    "Where only one can stay, choose it with 1 or 2. Episodes, ratings, plans and handouts of"
    " both are kept. Nothing is deleted; the audit trail shows both numbers."
)
_NAME_WIDE = 150


class PairCard(Card):
    """``changed`` tells that another value was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self._table: QWidget | None = None
        self.lines: list[LineRow] = []
        self.hint = QWidget()
        words = row(spacing=12)
        words.setContentsMargins(20, 12, 20, 16)
        glyph = IconLabel("info-circle", tone="accent")
        words.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(label(_(_HINT), size=SECOND_LINE, tone="second", wrap=True), 1)
        self.hint.setLayout(words)
        self.body.addWidget(self.hint)
        self.body.addStretch(1)

    def show_pair(
        self, heads: Sequence[tuple[str, str]], lines: Sequence[PairLine], *, reason: str = ""
    ) -> None:
        """Show two records: name and second line of each, then the lines.

        ``reason`` says why nothing may be chosen here.
        """
        if self._table is not None:
            self.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = QWidget()
        column = QVBoxLayout(self._table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_head(heads))
        self.lines = [LineRow(line) for line in lines]
        for line in self.lines:
            column.addWidget(rule())
            column.addWidget(line)
            line.setEnabled(not reason)
            line.changed.connect(self.changed)
            line.moved.connect(partial(self._move, line))
        column.addWidget(rule())
        self.body.insertWidget(0, self._table)
        self.focus_first()

    def choices(self) -> dict[str, Side]:
        """Which side stays, by the key of each line where only one can."""
        return {line.line.key: line.side for line in self.lines if line.can_choose}

    def choose(self, side: Side) -> None:
        """Take a side in the line that has the keyboard, or in the first that asks."""
        asking = [line for line in self.lines if line.can_choose and line.isEnabled()]
        here = [line for line in asking if line.has_keyboard]
        for line in (here or asking)[:1]:
            line.choose(side)
            line.focus()

    def focus_first(self) -> None:
        """The keyboard goes to the first line that asks."""
        for line in [line for line in self.lines if line.can_choose][:1]:
            line.focus()

    def _move(self, line: "LineRow", by: int) -> None:
        asking = [one for one in self.lines if one.can_choose]
        at = asking.index(line) + by
        if 0 <= at < len(asking):
            asking[at].focus()


def _head(heads: Sequence[tuple[str, str]]) -> QWidget:
    made = QWidget()
    line = _columns(made)
    line.setContentsMargins(0, 8, 0, 8)
    for at, (name, second) in enumerate(heads, 1):
        column = QVBoxLayout()
        column.setContentsMargins(10, 0, 10, 0)
        column.setSpacing(0)
        column.addWidget(label(name, size=CARD_NAME, bold=True, wrap=True))
        column.addWidget(label(second, size=SECOND_LINE, tone="second", wrap=True))
        column.addStretch(1)
        line.addLayout(column, 0, at)
    return made


def _columns(holder: QWidget) -> QGridLayout:
    """A column of names, and one of each record, as wide as each other in every line."""
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.setColumnMinimumWidth(0, _NAME_WIDE)
    for at in (1, 2):
        grid.setColumnStretch(at, 1)
        grid.setColumnMinimumWidth(at, 120)
    return grid


class LineRow(QFrame):
    """A name and the value of each record. Read ``side`` for the one that stays."""

    changed = Signal()
    moved = Signal(int)

    def __init__(self, line: PairLine) -> None:
        super().__init__()
        self.line = line
        self.side: Side = line.chosen
        self.can_choose = line.stays == "one"
        self._group = QButtonGroup(self)
        grid = _columns(self)
        name = label(line.name, bold=True, tone="second", wrap=True)
        name.setContentsMargins(20, 8, 8, 8)
        name.setFixedWidth(_NAME_WIDE)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.sides = (SideButton(line, FIRST), SideButton(line, SECOND))
        for at, button in enumerate(self.sides):
            grid.addWidget(button, 0, at + 1)
            if self.can_choose:
                self._group.addButton(button)
            button.chosen.connect(self._choose_side)
            button.moved.connect(self.moved)
        self._mark()

    @property
    def has_keyboard(self) -> bool:
        """Whether one of its sides has the keyboard."""
        return any(button.hasFocus() for button in self.sides)

    def choose(self, side: Side) -> None:
        """Let this side stay."""
        is_other = side != self.side
        self.side = side
        self._mark()
        if is_other:
            self.changed.emit()

    def focus(self) -> None:
        """Take the keyboard, at the side that stays."""
        self.sides[self.side].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_side(self, number: int) -> None:
        self.choose(as_side(number))
        self.focus()

    def _mark(self) -> None:
        if not self.can_choose:
            return
        self.sides[self.side].setChecked(True)
        for at, button in enumerate(self.sides):
            stop = Qt.FocusPolicy.StrongFocus if at == self.side else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)
            button.update()
