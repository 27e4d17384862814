"""The first screen of all: four ways to begin, and what was found on this computer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import boxed, column, fill_centred, fold, row
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.language_choice import LanguageChoice
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.ui.first_run.found_panel import FoundPanel
from clinic_app.ui.first_run.way_card import WayCard
from clinic_app.words import N_, _, pgettext

_WIDEST, _TWO_COLUMNS, _LOW = 1120, 860, 640
_PROMISE = N_("No account, no internet. Everything stays on this computer, encrypted.")


class StartScreen(QWidget):
    """Keys 1 to 4, or Enter for the first. ``found`` tells of what lies here already.

    ``away`` is shown above all: the clinic that was opened last is not there now.
    ``language_chosen`` asks for another language of the program.
    """

    setup_requested = Signal()
    open_requested = Signal()
    restore_requested = Signal()
    demo_requested = Signal()
    again_requested = Signal()
    language_chosen = Signal(str)

    def __init__(self, away: UserError | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What would you like to do?"))
        self.setup = WayCard(
            "building",
            _("Set up a new clinic"),
            _("Three steps, about two minutes"),
            "Enter",
            start=pgettext("button", "Start"),
        )
        self.open = WayCard(
            "folder-open",
            _("Open a clinic that exists"),
            _("In a folder of this computer, or on a stick"),
            "2",
        )
        self.restore = WayCard(
            "history", _("Restore from a backup"), _("After a new computer or a broken disk"), "3"
        )
        self.demo = WayCard(
            "eye",
            _("Explore the demo clinic"),
            _("Invented people, opens at once, can be deleted"),
            "4",
        )
        self.ways = (self.setup, self.open, self.restore, self.demo)
        signals = (
            self.setup_requested,
            self.open_requested,
            self.restore_requested,
            self.demo_requested,
        )
        for number, (way, signal) in enumerate(zip(self.ways, signals, strict=True), 1):
            way.clicked.connect(signal)
            add_key(self, way.click, str(number), inside=True)
        self.found = FoundPanel()
        self.away = ErrorBar(tone="caution")
        self.away.acted.connect(self.again_requested)
        self.error = ErrorBar()
        self.language = LanguageChoice()
        self.language.language_chosen.connect(self.language_chosen)
        self._busy = label(tone="second")
        self._lay_out()
        if away is not None:
            self.away.show_error(away, action=_("Try again"))

    def _lay_out(self) -> None:
        title = label(_("What would you like to do?"), size=PAGE, bold=True, wrap=True)
        words = column(title, label(_(_PROMISE), tone="second", wrap=True), spacing=2)
        left = column(words, self.away, self.error, *self.ways, self._busy, None, spacing=12)
        self._columns = row((left, 14), (self.found, 9, Qt.AlignmentFlag.AlignTop), spacing=24)
        top = row(wordmark(30), None, self.language)
        self._column = column(top, self._columns, None)
        fill_centred(self, boxed(self._column), widest=_WIDEST + 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold(self._columns, when=self.width() < _TWO_COLUMNS)
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
        for part in (*self.ways, self.found, self.language):
            part.setEnabled(not words)

    def show_error(self, error: Exception) -> None:
        """Say why it could not be done."""
        self.set_busy("")
        self.error.show_error(error)
