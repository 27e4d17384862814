"""The table of places for backups: what each is, when it gets a copy, and the last one."""

import html
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.backup import BackupPlace
from clinic_app.services.place_kind import PlaceKind, PlaceState
from clinic_app.ui.backup.door_card import StateLine
from clinic_app.ui.backup.state_words import Looks, keep_words, last_words, rhythm_words
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.fonts import BODY, font
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import elided
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.theme import tokens

ICONS = {
    PlaceKind.SAME_DISK: "device-desktop",
    PlaceKind.DISK: "folder",
    PlaceKind.STICK: "device-usb",
    PlaceKind.NETWORK: "server-2",
    PlaceKind.CLOUD: "cloud",
}
_HEADERS = ("Where", "When", "Last", "Kept", "")
_WIDTHS = (34, 22, 18, 22, 0)


class PlaceTable(QWidget):
    """``change`` is called with the place whose button is pressed."""

    def __init__(
        self, change: Callable[[BackupPlace], object], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._change = change
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._grid: QWidget | None = None
        self.buttons: list[Button] = []

    def show_places(
        self, places: Sequence[BackupPlace], looks: Looks, now: datetime, why_not: str
    ) -> None:
        """Show these anew; ``why_not`` says why nobody here may change them."""
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self.buttons = []
        grid = self._grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(8)
        for column, (name, share) in enumerate(zip(_HEADERS, _WIDTHS, strict=True)):
            layout.addWidget(label(name, size=SECOND_LINE, bold=True, tone="second"), 0, column)
            layout.setColumnStretch(column, share)
        for number, place in enumerate(places):
            line = 2 * number + 1
            layout.addWidget(rule(), line, 0, 1, len(_HEADERS))
            cells = self._cells(grid, place, looks.get(place.id), now, why_not)
            for column, cell in enumerate(cells):
                layout.addWidget(cell, line + 1, column, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(grid)
        self.setVisible(bool(places))

    def _cells(
        self,
        grid: QWidget,
        place: BackupPlace,
        look: PlaceState | None,
        now: datetime,
        why_not: str,
    ) -> tuple[QWidget, ...]:
        last = StateLine(parent=grid)  # without one it would be a window for a moment
        last.say(*last_words(place, now))
        button = Button("Change", kind="text", height=36)
        button.setAccessibleName(f"Change the place {place.name}")
        button.clicked.connect(lambda: self._change(place))
        grey(button, why_not)
        self.buttons.append(button)
        when = label(rhythm_words(look), size=SECOND_LINE, wrap=True)
        kept = label(keep_words(place.keep), size=SECOND_LINE, wrap=True)
        return (_where(place, look), when, last, kept, button)


def _where(place: BackupPlace, look: PlaceState | None) -> QWidget:
    made = QWidget()
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(OneLine(place.name, bold=True))
    words.addWidget(OneLine(look.words if look else "", tone="second"))
    line = row(spacing=10)
    icon = ICONS[look.kind] if look else "folder"
    line.addWidget(IconLabel(icon, tone="accent", size=22), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addLayout(words, 1)
    made.setLayout(line)
    made.setToolTip(html.escape(str(place.path)))
    made.setAccessibleName(f"{place.name}, {look.words if look else ''}, {place.path}")
    return made


class OneLine(QWidget):
    """A text on one line, cut with an ellipsis where it is longer; as wide as there is room."""

    def __init__(self, words: str, *, bold: bool = False, tone: str = "ink") -> None:
        super().__init__()
        self._words, self._tone = words, tone
        self.setFont(font(BODY if bold else SECOND_LINE, bold=bold))
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = tokens()[self._tone]
        elided(painter, self.rect().toRectF(), self._words, face=self.font(), colour=colour)
        painter.end()
