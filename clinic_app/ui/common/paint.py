"""Shapes and text that delegates and painted controls share."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from clinic_app.colours import Tokens
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.key_names import key_words

CONTROL_RADIUS, CARD_RADIUS = 6, 10
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def rounded(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str,
    border: str = "",
    radius: float = CONTROL_RADIUS,
    width: float = 1,
) -> None:
    """A rounded box whose border, if any, lies wholly inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(border), width) if border else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = width / 2 if border else 0
    box = rect.adjusted(inset, inset, -inset, -inset)
    reach = min(radius, box.height() / 2)
    painter.drawRoundedRect(box, reach, reach)


def card(painter: QPainter, rect: QRectF, colours: Tokens, *, focused: bool = False) -> None:
    """A card of the design; the one with the keyboard has an accent border of 2 px."""
    border, width = (colours.accent, 2) if focused else (colours.rule, 1)
    rounded(painter, rect, fill=colours.surface, border=border, radius=CARD_RADIUS, width=width)


def elided(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    face: QFont,
    colour: str,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line of text cut with an ellipsis to fit; returns the width it took."""
    metrics = QFontMetricsF(face)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(face)
    painter.setPen(QColor(colour))
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def key_width(key: str) -> float:
    """Width of the chip that ``key_chip`` draws for ``key``; 0 for none."""
    return QFontMetricsF(font(13)).horizontalAdvance(key_words(key)) + 12 if key else 0


def key_chip(
    painter: QPainter, right: float, middle: float, key: str, *, fill: str, border: str, ink: str
) -> None:
    """A key's name in a small box, its right edge at ``right``, centred on ``middle``."""
    width = key_width(key)
    box = QRectF(right - width, middle - 10, width, 20)
    rounded(painter, box, fill=fill, border=border, radius=4)
    elided(painter, box, key_words(key), face=font(13), colour=ink, align=CENTRE)
