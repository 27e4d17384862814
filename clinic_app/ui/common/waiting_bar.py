"""The bar over the clinic that names what is unfinished, each with a click to open it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_MOST, _LONGEST = 6, 48  # entries, and characters of one


class WaitingBar(QFrame):
    """``opened`` carries the place of an entry. Hidden until ``show_entries`` has some."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._entries = QWidget()
        self._flow = FlowLayout(self._entries, spacing=4)
        self._title = label(bold=True)
        self.later = Button("", height=32, on_click=self.clear)
        line = row(spacing=8)
        line.setContentsMargins(24, 4, 12, 4)
        line.addWidget(self._title)
        line.addWidget(self._entries, 1)
        line.addWidget(self.later)
        self.setLayout(line)
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What the entries say."""
        return tuple(button.accessibleName() for button in self._buttons())

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Places with their words: ``diary of Marigold Sample``."""
        self._flow.clear()
        self._title.setText(_("Unfinished:"))
        self.later.rename(_("Later"))
        for place, words in entries[:_MOST]:
            short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            button = Button(short, kind="text", height=32, parent=self._entries)
            button.setAccessibleName(words)
            button.clicked.connect(partial(self.opened.emit, place))
            self._flow.addWidget(button)
            button.show()
        if len(entries) > _MOST:
            more = label(_("and {count} more", count=len(entries) - _MOST), tone="second")
            more.setParent(self._entries)
            self._flow.addWidget(more)
        self.setVisible(bool(entries))

    def clear(self) -> None:
        """Name nothing any more."""
        self.show_entries(())

    def _buttons(self) -> list[Button]:
        here = self._entries.findChildren(Button)
        return [button for button in here if not button.isHidden()]

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect().toRectF(), fill=tokens().accent_tint, radius=0)
