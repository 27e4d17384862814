"""Line icons from resources/icons in any colour, crisp at any scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from clinic_app.shipped_data import RESOURCES
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.theme import tokens

_RATIOS = (1.0, 1.5, 2.0, 3.0)


def pixmap(name: str, colour: str, size: int = 20, *, ratio: float = 1.0) -> QPixmap:
    """The icon ``name``, ``size`` logical pixels square, for a screen of ``ratio``.

    ``colour`` is ``#RRGGBB``. Raises FileNotFoundError for a name that does not exist.
    """
    key = f"handrail/{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    svg = _svg(name).replace("currentColor", colour)  # before a painter that an error would leave
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """The same as a QIcon, for Qt's own widgets. It keeps its colour when the theme changes."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio=ratio))
    return made


def draw_icon(painter: QPainter, x: float, y: float, name: str, colour: str, size: int) -> None:
    """Paint the icon with its top left corner at (x, y), sharp on the painter's device."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), pixmap(name, colour, size, ratio=ratio))


class IconLabel(QWidget):
    """An icon alone. ``tone`` names a colour of the theme, so it follows light and dark.

    With a ``disc`` (px) it stands in the middle of a round tint of its tone.
    """

    def __init__(self, name: str, *, tone: str = "second", size: int = 20, disc: int = 0) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._size, self._disc = size, disc
        self.setFixedSize(disc or size, disc or size)

    def show_icon(self, name: str, *, tone: str) -> None:
        """Show another icon in another colour."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._disc or self._size, self._disc or self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        inset = max(0, self._disc - self._size) // 2
        if self._disc:
            fill = t.sunken if self._tone == "second" else t[f"{self._tone}_tint"]
            rounded(painter, QRectF(self.rect()), fill=fill, radius=self._disc / 2)
        draw_icon(painter, inset, inset, self._name, t[self._tone], self._size)


@cache
def _svg(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
