"""Records that were made one, each with the way back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.services.merging import MergeRow
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row, rule
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.ui.merge.pair_words import merge_words


class MergesCard(Card):
    """``back_wanted`` carries the MergeRow to take back; hidden while nothing was made one."""

    back_wanted = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        self.buttons: list[Button] = []
        self._list: QWidget | None = None
        self.body.addWidget(label("Made one", size=CARD_NAME, bold=True))
        self.hide()

    def show_merges(self, rows: Sequence[MergeRow], *, reason: str = "") -> None:
        """Show these; ``reason`` says why nobody may take one back here."""
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        self.buttons = []
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        for merge in rows:
            column.addWidget(rule())
            column.addLayout(self._line(merge, reason))
        self.body.addWidget(self._list)
        self.setVisible(bool(rows))

    def _line(self, merge: MergeRow, reason: str) -> QVBoxLayout:
        name, second = merge_words(merge)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(name, bold=True, wrap=True))
        button = Button("Take back…", kind="text")
        button.setAccessibleName(f"Take back: {name}")
        button.clicked.connect(partial(self.back_wanted.emit, merge))
        grey(button, reason)
        self.buttons.append(button)
        line = row(spacing=12)
        line.addWidget(label(second, size=SECOND_LINE, tone="second", wrap=True), 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(line)
        return words
