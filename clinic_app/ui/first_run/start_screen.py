"""The first screen of all: four ways to begin, and what was found on this computer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import fill_centred
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.ui.first_run.found_panel import FoundPanel
from clinic_app.ui.first_run.way_card import WayCard

_WIDEST, _TWO_COLUMNS, _LOW = 1120, 860, 640
_PROMISE = "No account, no internet. Everything stays on this computer, encrypted."


class StartScreen(QWidget):
    """Keys 1 to 4, or Enter for the first. ``found`` tells of what lies here already.

    ``away`` is shown above all: the clinic that was opened last is not there now.
    """

    setup_wanted = Signal()
    open_wanted = Signal()
    restore_wanted = Signal()
    demo_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, away: UserError | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What would you like to do?")
        self.setup = WayCard(
            "building",
            "Set up a new clinic",
            "Three steps, about two minutes",
            "Enter",
            start="Start",
        )
        self.open = WayCard(
            "folder-open",
            "Open a clinic that exists",
            "In a folder of this computer, or on a stick",
            "2",
        )
        self.restore = WayCard(
            "history", "Restore from a backup", "After a new computer or a broken disk", "3"
        )
        self.demo = WayCard(
            "eye", "Explore the demo clinic", "Invented people, opens at once, can be deleted", "4"
        )
        self.ways = (self.setup, self.open, self.restore, self.demo)
        signals = (self.setup_wanted, self.open_wanted, self.restore_wanted, self.demo_wanted)
        for number, (way, wanted) in enumerate(zip(self.ways, signals, strict=True), 1):
            way.clicked.connect(wanted)
            add_key(self, way.click, str(number), inside=True)
        self.found = FoundPanel()
        self.away = ErrorBar(tone="caution")
        self.away.acted.connect(self.again_wanted)
        self.error = ErrorBar()
        self._busy = label(tone="second")
        self._lay_out()
        if away is not None:
            self.away.show_error(away, action="Try again")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("What would you like to do?", size=PAGE, bold=True, wrap=True))
        words.addWidget(label(_PROMISE, tone="second", wrap=True))
        left.addLayout(words)
        for part in (self.away, self.error, *self.ways, self._busy):
            left.addWidget(part)
        left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addLayout(left, 14)
        self._columns.addWidget(self.found, 9, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(20)
        column.addWidget(wordmark(30))
        column.addLayout(self._columns)
        column.addStretch(1)
        fill_centred(self, page, widest=_WIDEST + 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if self.width() >= _TWO_COLUMNS else down)
        is_low = self.height() < _LOW
        self._column.setContentsMargins(24, 12 if is_low else 24, 24, 12 if is_low else 24)
        self._column.setSpacing(8 if is_low else 20)
        for way in self.ways:
            way.set_low(is_low)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setup.setFocus()

    def set_busy(self, words: str) -> None:
        """Say what is going on and take no input; an empty string ends it."""
        self._busy.setText(words)
        for part in (*self.ways, self.found):
            part.setEnabled(not words)

    def show_error(self, error: Exception) -> None:
        """Say why it could not be done."""
        self.set_busy("")
        self.error.show_error(error)
