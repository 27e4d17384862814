"""Who can log in, as tiles to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.card import scrolling
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CARD_RADIUS, CENTRE, LEFT, elided, rounded
from clinic_app.ui.common.person_badge import draw_badge, initials_of
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.unlock.access import Login
from clinic_app.words import _

_GAP, _BAR = 16, 16  # px between tiles; of the scroll bar


@dataclass(frozen=True)
class _Shape:
    """Sizes in px; what has more than ``rows`` scrolls."""

    width: int
    height: int
    badge: int
    columns: int
    rows: int


_TALL = _Shape(width=150, height=132, badge=44, columns=4, rows=1)
_LOW = _Shape(width=205, height=56, badge=32, columns=3, rows=2)  # for more than four people


class PersonTile(HoverPaint):
    """Initials and name; ``was_here`` marks who locked."""

    def __init__(self, login: Login, shape: _Shape, *, was_here: bool) -> None:
        super().__init__()
        self._shape = shape
        self.clinician_id = login.clinician_id
        self.title = login.title
        self._was_here = was_here
        self.setCheckable(True)
        self.setFixedSize(shape.width, shape.height)
        self.setAccessibleName(
            _("{title}, was here", title=login.title) if was_here else login.title
        )
        self.setToolTip(login.title)

    def sizeHint(self) -> QSize:
        return QSize(self._shape.width, self._shape.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        here, box = self.isChecked(), QRectF(self.rect())
        fill = t.accent_tint if here else t.sunken if self.underMouse() else t.surface
        border, width = (t.accent, 2) if here else (t.rule, 1)
        rounded(painter, box, fill=fill, border=border, radius=CARD_RADIUS, width=width)
        if self._shape is _TALL:
            self._paint_tall(painter, box, here=here)
        else:
            self._paint_low(painter, box, here=here)

    def _paint_tall(self, painter: QPainter, box: QRectF, *, here: bool) -> None:
        badge = self._shape.badge
        left = (box.width() - badge) / 2
        draw_badge(painter, left, 18, badge, initials_of(self.title), here=here)
        name = QRectF(8, 68, box.width() - 16, 22)
        self._paint_words(painter, name, name.translated(0, 26), CENTRE)

    def _paint_low(self, painter: QPainter, box: QRectF, *, here: bool) -> None:
        badge = self._shape.badge
        draw_badge(painter, 12, 12, badge, initials_of(self.title), here=here)
        left = 12 + badge + 10
        up = 10 if self._was_here else 0
        name = QRectF(left, 17 - up, box.width() - left - 8, 22)
        self._paint_words(painter, name, name.translated(0, 20), LEFT)

    def _paint_words(
        self, painter: QPainter, name: QRectF, below: QRectF, align: Qt.AlignmentFlag
    ) -> None:
        t, words = tokens(), self.title.split(",")[0]
        elided(painter, name, words, face=font(15, bold=True), colour=t.ink, align=align)
        if self._was_here:
            face = font(13, bold=True)
            elided(painter, below, _("was here"), face=face, colour=t.accent, align=align)


class PeopleTiles(QWidget):
    """One is always chosen: who ``was_here``, else the first. ``changed`` tells of another."""

    changed = Signal()

    def __init__(self, logins: Sequence[Login], *, was_here: str = "") -> None:
        super().__init__()
        self.setAccessibleName(_("Who is working?"))
        shape = _TALL if len(logins) <= _TALL.columns else _LOW
        self.tiles = [
            PersonTile(one, shape, was_here=one.clinician_id == was_here) for one in logins
        ]
        self._group = QButtonGroup(self)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for number, tile in enumerate(self.tiles):
            self._group.addButton(tile)
            tile.clicked.connect(partial(self.choose, number))
            grid.addWidget(tile, number // shape.columns, number % shape.columns)
        columns, rows = min(len(logins), shape.columns), -(-len(logins) // shape.columns)
        scrolls = rows > shape.rows
        outer = QGridLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inside) if scrolls else None
        outer.addWidget(self._area or inside)
        self.setFixedSize(
            columns * (shape.width + _GAP) - _GAP + (_BAR if scrolls else 0),
            min(rows, shape.rows) * (shape.height + _GAP) - _GAP,
        )
        ids = [tile.clinician_id for tile in self.tiles]
        self.choose(ids.index(was_here) if was_here in ids else 0)

    @property
    def chosen(self) -> PersonTile:
        """Who is going to unlock."""
        return next(tile for tile in self.tiles if tile.isChecked())

    def choose(self, number: int, *_: object) -> None:
        """Somebody else, by their place."""
        self.tiles[number].setChecked(True)
        if self._area is not None:
            self._area.ensureWidgetVisible(self.tiles[number])
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
