"""Small pages in a column, one to press for each page of the handout."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.card import boxed, column, scrolling
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import CENTRE, elided
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_WIDTH, _WORDS = 106, 28


class PageStrip:
    """``chosen`` is given the page, from 0, that was pressed."""

    def __init__(self, chosen: Callable[[int], object]) -> None:
        self._column = column(None, spacing=12, margins=(4, 8, 4, 8))
        self.widget = scrolling(boxed(self._column))
        self._group = QButtonGroup(self.widget)
        self._group.idClicked.connect(chosen)

    def show_pages(self, images: Sequence[QImage]) -> None:
        """One small page for each picture; a button that stays keeps the keyboard."""
        buttons = self._group.buttons()
        for button in buttons[len(images) :]:
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, image in enumerate(images):
            if number < len(buttons):
                thumb = self._group.button(number)
            else:
                thumb = _Thumb(number)
                self._group.addButton(thumb, number)
                centre = Qt.AlignmentFlag.AlignHCenter
                self._column.insertWidget(self._column.count() - 1, thumb, 0, centre)
            if isinstance(thumb, _Thumb):
                thumb.show_page(image, len(images))

    def mark(self, page: int) -> None:
        """Show which page, from 0, is in front."""
        if button := self._group.button(page):
            button.setChecked(True)


class _Thumb(HoverPaint):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._image = QImage()
        self._shown = QPixmap()
        self.setCheckable(True)
        self.setChecked(number == 0)

    def show_page(self, image: QImage, pages: int) -> None:
        self._image = image
        self._shown = QPixmap()
        self.setText(_("Page {number}", number=self._number + 1))
        name = _("Page {number} of {total}", number=self._number + 1, total=pages)
        self.setAccessibleName(name)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        tall = _WIDTH * self._image.height() / max(1, self._image.width())
        return QSize(_WIDTH + 8, round(tall) + 8 + _WORDS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        paper = QRectF(4, 4, _WIDTH, self.height() - _WORDS - 8)
        painter.drawPixmap(paper.topLeft(), self._scaled(paper))
        width = 2 if self.isChecked() else 1
        colour = t.accent if self.isChecked() else t.second if self.underMouse() else t.rule
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(paper.adjusted(-2, -2, 2, 2), 3, 3)
        words = QRectF(0, self.height() - _WORDS + 2, self.width(), _WORDS - 2)
        face = font(SMALL, bold=self.isChecked())
        ink = t.ink if self.isChecked() else t.second
        elided(painter, words, self.text(), face=face, colour=ink, align=CENTRE)

    def _scaled(self, paper: QRectF) -> QPixmap:
        """The page in this size, made once for the screen it is on."""
        ratio = self.devicePixelRatioF()
        if self._shown.isNull() or self._shown.devicePixelRatio() != ratio:
            small = self._image.scaled(
                (paper.size() * ratio).toSize(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._shown = QPixmap.fromImage(small)
            self._shown.setDevicePixelRatio(ratio)
        return self._shown
