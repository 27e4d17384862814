"""Left of the pages: small pages to jump to, and what was printed before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.handout import IssuedHandout
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import column
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.handout.page_strip import PageStrip
from clinic_app.ui.handout.printed_list import PrintedList

_ROW, _MOST_ROWS = 36, 4


class LeftColumn(QWidget):
    """``opened`` carries an IssuedHandout to look at; ``reprint_wanted`` asks for the newest."""

    opened = Signal(object)
    reprint_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.strip = PageStrip()
        self.printed = PrintedList()
        self.printed.opened.connect(self.opened)
        self.reprint = Button("Reprint the last", kind="text", height=36)
        self.reprint.clicked.connect(self.reprint_wanted)
        self._title = label("Printed before", size=SECOND_LINE, bold=True)
        self._key = label("Ctrl+Shift+P", size=HINT, tone="second")
        self._title.setContentsMargins(4, 0, 0, 0)
        self._key.setContentsMargins(4, 0, 0, 0)
        self.setLayout(
            column(
                (self.strip, 1),
                self._title,
                self.printed,
                self.reprint,
                self._key,
                spacing=2,
                margins=(12, 8, 8, 16),
            )
        )

    def show_printed(self, handouts: Sequence[IssuedHandout], *, today: date) -> None:
        """List these, the newest first; nothing at all when there are none."""
        self.printed.rows.show_handouts(handouts, today=today)
        self.printed.setFixedHeight(_ROW * min(len(handouts), _MOST_ROWS) + 4)
        for part in (self._title, self.printed, self.reprint, self._key):
            part.setVisible(bool(handouts))
