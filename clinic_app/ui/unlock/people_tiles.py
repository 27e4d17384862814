"""Who can log in, as tiles to choose from."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.card import scrolling
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CARD_RADIUS, CENTRE, elided, rounded
from clinic_app.ui.common.person_badge import draw_badge, initials_of
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.unlock.access import Login

_WIDTH, _HEIGHT, _BADGE, _GAP = 150, 132, 44, 16
_COLUMNS, _ROWS = 4, 2  # more people scroll


class PersonTile(HoverPaint):
    """Initials and name; ``was_here`` marks who locked."""

    def __init__(self, login: Login, *, was_here: bool) -> None:
        super().__init__()
        self.clinician_id = login.clinician_id
        self.title = login.title
        self._was_here = was_here
        self.setCheckable(True)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAccessibleName(f"{login.title}, was here" if was_here else login.title)
        self.setToolTip(login.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        here, box = self.isChecked(), QRectF(self.rect())
        fill = t.accent_tint if here else t.sunken if self.underMouse() else t.surface
        border, width = (t.accent, 2) if here else (t.rule, 1)
        rounded(painter, box, fill=fill, border=border, radius=CARD_RADIUS, width=width)
        left = (box.width() - _BADGE) / 2
        draw_badge(painter, left, 18, _BADGE, initials_of(self.title), here=here)
        name = QRectF(8, 68, box.width() - 16, 22)
        words = self.title.split(",")[0]
        elided(painter, name, words, face=font(15, bold=True), colour=t.ink, align=CENTRE)
        if self._was_here:
            below = QRectF(8, 94, box.width() - 16, 20)
            elided(
                painter,
                below,
                "was here",
                face=font(13, bold=True),
                colour=t.accent,
                align=CENTRE,
            )


class PeopleTiles(QWidget):
    """One is always chosen: who ``was_here``, else the first. ``changed`` tells of another."""

    changed = Signal()

    def __init__(self, logins: Sequence[Login], *, was_here: str = "") -> None:
        super().__init__()
        self.setAccessibleName("Who is working?")
        self.tiles = [PersonTile(one, was_here=one.clinician_id == was_here) for one in logins]
        self._group = QButtonGroup(self)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for number, tile in enumerate(self.tiles):
            self._group.addButton(tile)
            tile.clicked.connect(partial(self.choose, number))
            grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
        columns = min(len(self.tiles), _COLUMNS)
        rows = -(-len(self.tiles) // _COLUMNS)
        outer = QGridLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside) if rows > _ROWS else inside)
        room = 16 if rows > _ROWS else 0  # of the scroll bar
        seen = min(rows, _ROWS)
        self.setFixedSize(columns * (_WIDTH + _GAP) - _GAP + room, seen * (_HEIGHT + _GAP) - _GAP)
        ids = [tile.clinician_id for tile in self.tiles]
        self.choose(ids.index(was_here) if was_here in ids else 0)

    @property
    def chosen(self) -> PersonTile:
        """Who is going to unlock."""
        return next(tile for tile in self.tiles if tile.isChecked())

    def choose(self, number: int, *_: object) -> None:
        """Somebody else, by their place."""
        self.tiles[number].setChecked(True)
        self.changed.emit()

    def step(self, by: int) -> None:
        """The next one or the one before, round and round."""
        self.choose((self.tiles.index(self.chosen) + by) % len(self.tiles))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        by = steps.get(Qt.Key(event.key()))
        if by:
            self.step(by)
        else:
            super().keyPressEvent(event)
