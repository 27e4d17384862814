"""The pages of a handout under one another, as sharp as the screen allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from clinic_app.colours import LIGHT
from clinic_app.domain.patient.patient import Paper
from clinic_app.services.plan.handouts import page_images
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided
from clinic_app.ui.common.pdf_files import page_picture
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _, ngettext

WIDTH_INCHES = {Paper.LETTER: 8.5, Paper.A4: 210 / 25.4}
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_ZOOM_KEYS = ((1, ("Ctrl++", "Ctrl+=")), (-1, ("Ctrl+-",)), (0, ("Ctrl+0",)))
_MARGIN, _GAP = 24, 20
_STEP_PX = 12
_WIDEST_FIT = 816  # a Letter page in its own size at 96 px an inch


@dataclass(frozen=True)
class DrawnPages:
    """A PDF with its pages, each not wider than requested."""

    pdf: bytes
    paper: Paper
    images: tuple[QImage, ...]


def draw_pdf(pdf: bytes, paper: Paper, width_px: int) -> DrawnPages:
    """Every page about ``width_px`` device pixels wide, never more."""
    dpi = max(10, int(width_px / WIDTH_INCHES[paper]))
    drawn = page_images(pdf, dpi=dpi)
    return DrawnPages(pdf, paper, tuple(page_picture(image) for image in drawn))


class PageView(QScrollArea):
    """Shows pages as wide as fit, times a zoom.

    ``width_changed`` comes when pages of another width would look better, once the size rests;
    ``page_changed`` carries the page, from 0, that is in front.
    """

    width_changed = Signal()
    page_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages of the handout"))
        self._pages = _Pages()
        self.setWidget(self._pages)
        self._rest = QTimer(self, interval=150, singleShot=True)
        self._rest.timeout.connect(self.width_changed)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def add_zoom_keys(self, screen: QWidget) -> None:
        """Ctrl+plus, Ctrl+minus and Ctrl+0 zoom while the keyboard is in ``screen``."""
        for steps, keys in _ZOOM_KEYS:
            add_key(screen, partial(self.zoom_by, steps), *keys, inside=True)

    def width_px(self) -> int:
        """How many device pixels wide a page should be now."""
        return int(self._page_width() * self.devicePixelRatioF())

    def show_pages(self, images: Sequence[QImage]) -> None:
        """Show these, staying where the reader was."""
        self._pages.images = tuple(images)
        if images and not self._pages.is_sharp(images[0]):
            self._rest.start()
        self.setAccessibleDescription(count_words(len(images), "page"))
        self._place()

    def show_drawing(self, drawing: bool) -> None:
        """Say ``Drawing...`` on an empty sheet, until pages come."""
        self._pages.drawing = drawing
        self._place()

    def scroll_to(self, page: int) -> None:
        """Bring a page, from 0, to the front."""
        tops = self._pages.tops()
        if page < len(tops):
            self.verticalScrollBar().setValue(round(tops[page] - _GAP))

    def zoom_by(self, steps: int) -> None:
        """Larger (positive) or smaller; 0 goes back to the width of the window."""
        nearest = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self.zoom))
        place = max(0, min(nearest + steps, len(ZOOMS) - 1))
        self.zoom = ZOOMS[place] if steps else 1.0
        self._place()
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._rest.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _page_width(self) -> float:
        room = self.viewport().width() - 2 * _MARGIN
        return max(120, min(room, _WIDEST_FIT)) * self.zoom

    def _place(self) -> None:
        bar = self.verticalScrollBar()
        before = bar.value() / max(1, self._pages.height())
        self._pages.place(self._page_width(), self.viewport().size())
        bar.setValue(round(before * self._pages.height()))

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() / 2
        tops = self._pages.tops()
        passed = [n for n, top in enumerate(tops) if top <= middle]
        at_end = value == self.verticalScrollBar().maximum() > 0
        if tops:
            self.page_changed.emit(len(tops) - 1 if at_end else passed[-1] if passed else 0)


class _Pages(QWidget):
    """The long sheet that scrolls: white pages with a border, on the ground of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.images: tuple[QImage, ...] = ()
        self.drawing = False
        self._width = 0.0

    def place(self, page_width: float, room: QSize) -> None:
        self._width = page_width
        bottom = self.tops(ends=True)[-1] if self.images else room.height()
        wide = max(room.width(), round(page_width) + 2 * _MARGIN)
        self.resize(wide, max(room.height(), round(bottom)))
        self.update()

    def tops(self, *, ends: bool = False) -> list[float]:
        """Where each page begins; with ``ends`` also where one more would."""
        places = [float(_GAP)]
        for image in self.images:
            places.append(places[-1] + self._size(image)[1] + _GAP)
        return places if ends else places[:-1]

    def is_sharp(self, image: QImage) -> bool:
        """Whether it was drawn for this width; pictures come in steps of one dot per inch."""
        return abs(self._width * self.devicePixelRatioF() - image.width()) < _STEP_PX

    def _size(self, image: QImage) -> tuple[float, float]:
        """Its own pixels when it was drawn for this width, else scaled to it meanwhile."""
        ratio = self.devicePixelRatioF()
        width, height = image.width() / ratio, image.height() / ratio
        scale = 1.0 if self.is_sharp(image) else self._width / width
        return width * scale, height * scale

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), QColor(tokens().sunken))
        if self.drawing and not self.images:
            self._paint_drawing(painter)
        for image, top in zip(self.images, self.tops(), strict=True):
            self._paint_page(painter, image, top, event)

    def _paint_page(self, painter: QPainter, image: QImage, top: float, event: QPaintEvent) -> None:
        width, height = self._size(image)
        ratio = self.devicePixelRatioF()
        left = round((self.width() - width) / 2 * ratio) / ratio  # on a whole device pixel
        sheet = QRectF(left, round(top * ratio) / ratio, width, height)
        if sheet.intersects(event.rect().toRectF()):
            painter.drawImage(sheet, image)
            painter.setPen(QPen(QColor(tokens().control_border), 1))
            painter.drawRect(sheet.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_drawing(self, painter: QPainter) -> None:
        t = tokens()
        sheet = QRectF((self.width() - self._width) / 2, _GAP, self._width, self._width * 11 / 8.5)
        painter.fillRect(sheet, QColor(t.picture_paper))
        painter.setPen(QPen(QColor(t.rule), 1))
        painter.drawRect(sheet)
        words = QRectF(sheet.x(), _GAP + 40, sheet.width(), 40)
        # The paper is light in both themes, so the words on it are dark in both.
        elided(painter, words, _("Drawing…"), face=font(18), colour=LIGHT.second, align=CENTRE)


def count_words(number: int, what: Literal["page"]) -> str:
    """``1 page``, ``2 pages``."""
    match what:
        case "page":
            return ngettext("{count} page", "{count} pages", number)
