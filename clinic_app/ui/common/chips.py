"""Chips: an icon and a word on a tint. Colour never speaks alone."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.colours import Tokens
from clinic_app.domain.trend.trend import Age, Trend, Verdict
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import LEFT, elided, rounded
from clinic_app.ui.common.theme import tokens

HEIGHT = 28
_PAD, _ICON, _GAP = 12, 18, 6


@dataclass(frozen=True)
class ChipStyle:
    """Words, icon name (may be empty) and the names of the two colours."""

    words: str
    icon: str = ""
    ink: str = "second"
    tint: str = "sunken"


_VERDICTS = {
    Verdict.IMPROVED: ("arrow-down-right", "good"),
    Verdict.POSSIBLY_BETTER: ("arrow-down-right", "caution"),
    Verdict.UNCERTAIN: ("arrows-sort", "caution"),
    Verdict.POSSIBLY_WORSE: ("arrow-up-right", "caution"),
    Verdict.WORSE: ("arrow-up-right", "bad"),
    Verdict.NOT_ENOUGH_DATA: ("dots", "second"),
}


def verdict_look(trend: Trend) -> ChipStyle:
    """How a verdict looks: good or bad only where it is confirmed, grey where it is history."""
    icon, ink = _VERDICTS[trend.verdict]
    if trend.age is Age.OLD:
        ink = "second"
    elif ink in ("good", "bad") and not trend.confirmed:
        ink = "caution"
    tint = "sunken" if ink == "second" else f"{ink}_tint"
    return ChipStyle(trend.headline, icon, ink, tint)


def precaution_look(words: str) -> ChipStyle:
    """A precaution, or anything else that asks for care."""
    return ChipStyle(words, "alert-triangle", "caution", "caution_tint")


def side_look(words: str, *, is_right: bool) -> ChipStyle:
    """The side that is treated: ``Right side``."""
    return ChipStyle(words, "arrow-bar-to-right" if is_right else "")


def tag_look(words: str) -> ChipStyle:
    """A small fact beside a name: ``45 deg``."""
    return ChipStyle(words, "", "accent", "accent_tint")


def chip_width(look: ChipStyle) -> int:
    """Logical pixels a chip with this look takes."""
    words = QFontMetricsF(font(SMALL)).horizontalAdvance(look.words)
    return round(words + 2 * _PAD + (_ICON + _GAP if look.icon else 0)) + 1


def paint_chip(
    painter: QPainter, x: float, y: float, look: ChipStyle, colours: Tokens, *, room: float = 9999
) -> float:
    """Paint a chip with its top left at (x, y), at most ``room`` wide; returns its width."""
    width = min(float(chip_width(look)), room)
    rounded(painter, QRectF(x, y, width, HEIGHT), fill=colours[look.tint], radius=HEIGHT / 2)
    start = x + _PAD
    if look.icon:
        draw_icon(painter, start, y + (HEIGHT - _ICON) / 2, look.icon, colours[look.ink], _ICON)
        start += _ICON + _GAP
    words = QRectF(start, y, x + width - _PAD + 2 - start, HEIGHT)
    elided(painter, words, look.words, face=font(SMALL), colour=colours[look.ink], align=LEFT)
    return width


class Chip(QWidget):
    """A chip as a widget; it shrinks with an ellipsis, and its tooltip then has all of it."""

    def __init__(self, look: ChipStyle, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    def set_look(self, look: ChipStyle) -> None:
        """Show something else."""
        self.look = look
        self.setAccessibleName(look.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.look), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(64, chip_width(self.look)), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(QPainter(self), 0, 0, self.look, tokens(), room=self.width())


class VerdictChip(Chip):
    """What the pain ratings allow to say."""

    def __init__(self, trend: Trend) -> None:
        super().__init__(verdict_look(trend))
        self.set_trend(trend)

    def set_trend(self, trend: Trend) -> None:
        """Show another verdict; its sentence becomes the accessible description."""
        self.set_look(verdict_look(trend))
        self.setAccessibleDescription(trend.sentence)
