"""A big picture of an exercise at its settings: every pose, and the movement between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.colours import LIGHT
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.picture import Panel, main_picture, numbers_of
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import CONTROL_RADIUS, LEFT, elided, key_chip, key_width, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.figure.exercise_tile import paint_posture
from clinic_app.ui.figure.live_picture import LivePicture
from clinic_app.ui.figure.numbers import DISC, paint_number
from clinic_app.ui.figure.paint import columns, paint_panels, pixmap_of
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.figure.playing import Playing
from clinic_app.ui.figure.timing import Timing
from clinic_app.words import _, pgettext

PLAY_KEY = "Alt+P"
_BUTTON, _SIGN = 36, 14  # px: the button that plays, and the sign on it
_LABELS, _MARGIN = 42, 10  # px above and around the figures


@dataclass(frozen=True)
class FigureRequest:
    """What to show: an exercise at a rung, how it runs, and words for its first and last pose."""

    exercise: Exercise
    rung: Rung
    timing: Timing
    start: str = ""
    end: str = ""


class FigureView(QWidget):
    """Follows the settings it is shown. Nothing moves before somebody asks for it.

    Where movement is to be reduced, playing shows one pose alone, then the next.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pictures: Pictures | None = None
        self._shown: FigureRequest | None = None
        self._panels: tuple[Panel, ...] = ()
        self._still: QPixmap | None = None
        self._look: Look | None = None
        self._alone = 0  # the pose that is shown alone, counted from 1
        self.live = LivePicture(self._show_panels, self)
        self.playing = Playing(parent=self)
        self.playing.frame_changed.connect(self._frame_changed)
        self.play_button = PlayButton(PLAY_KEY, parent=self)
        self.play_button.clicked.connect(self.play_or_stop)
        self.play_button.hide()

    # --- what is shown ---------------------------------------------------------------------------

    def show_figure(self, pictures: Pictures, shown: FigureRequest) -> None:
        """Show an exercise at its settings; the same again changes nothing."""
        before = self._shown
        if (pictures, shown) == (self._pictures, before) and self._look == pictures.look:
            return
        if before is None or before.exercise.id != shown.exercise.id:
            self._show_panels(())  # the picture of another exercise would be a wrong one
        self._pictures, self._shown, self._look = pictures, shown, pictures.look
        self._stop()
        self.setAccessibleName(_("Picture of {name}", name=shown.exercise.name))
        self.live.show_rung(pictures, shown.rung)
        self.update()

    def clear(self) -> None:
        """Show nothing and want nothing."""
        self._pictures = self._shown = None
        self.live.stop()
        self._show_panels(())
        self._stop()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The poses shown now; none where a posture sign stands for them."""
        return self._panels

    def _show_panels(self, panels: tuple[Panel, ...]) -> None:
        self._panels = panels
        self._still = None
        self._alone = min(self._alone, len(panels))
        self.setAccessibleDescription(" ".join(panel.alt for panel in panels if panel.alt))
        self.play_button.setVisible(len(panels) > 1)
        self.update()

    # --- movement --------------------------------------------------------------------------------

    def play_or_stop(self) -> None:
        """Start or stop the movement; with reduced motion, the next pose alone."""
        if self._pictures is None or self._shown is None or len(self._panels) < 2:
            return
        if self._pictures.is_motion_reduced():
            self._alone = (self._alone + 1) % (len(self._panels) + 1)
            self._still = None
            last = self._alone == len(self._panels)
            words = _("Show every pose") if last else _("Show the next pose")
            self.play_button.show_playing(False, words=words)
            self.update()
        elif self.playing.is_on:
            self._stop()
        else:
            self.playing.start(self._pictures, self._shown.rung, self._shown.timing)
            self.play_button.show_playing(True)

    def _stop(self) -> None:
        self.playing.stop()
        self._alone = 0
        self._still = None
        self.play_button.show_playing(False)
        self.update()

    def _frame_changed(self) -> None:
        if not self.playing.is_on:
            self.play_button.show_playing(False)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()

    # --- painting --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(448, 270)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._still = None
        button = self.play_button
        button.resize(button.sizeHint())
        button.move(self.width() - button.width() - 5, 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        paper = QRectF(self.rect())
        rounded(painter, paper, fill=t.picture_paper, border=t.rule, radius=CONTROL_RADIUS + 1)
        if self._shown is None:
            return
        if not self._panels:
            paint_posture(painter, paper.adjusted(0, 12, 0, -12), self._shown.exercise)
        elif self.playing.frame is not None:
            paint_panels(painter, self._room(), [self.playing.frame])
        else:
            self._paint_still(painter)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _LABELS, -_MARGIN, -_MARGIN)

    def _paint_still(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        chosen = self._chosen()
        room = self._room()
        places = columns(chosen, room)
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = pixmap_of(
                chosen, room.width(), room.height(), ratio=ratio, places=columns
            )
        painter.drawPixmap(room.topLeft(), self._still)
        first = self._alone or 1
        for number, place in enumerate(places, first):
            self._paint_label(painter, place, number, wide=room.width() / len(places))

    def _chosen(self) -> Sequence[Panel]:
        return self._panels[self._alone - 1 : self._alone] if self._alone else self._panels

    def _paint_label(self, painter: QPainter, place: QRectF, number: int, *, wide: float) -> None:
        """``1 4 Start`` above its pose: the numbers of the steps that it shows, as on paper."""
        ends: dict[int, str] = {}
        if self._shown is not None:
            start = self._shown.start or pgettext("pose", "Start")
            main = self._panels.index(main_picture(self._panels)) + 1
            ends = {1: start, main: self._shown.end or pgettext("pose", "End")}
        left = max(place.center().x() - wide / 2 + 10, 8.0)
        right = self.play_button.x() if self.play_button.isVisible() else self.width()
        box = QRectF(left, 5, min(wide, right - left) - 4, self.play_button.height())
        for step in numbers_of(self._panels, number - 1):
            paint_number(painter, QPointF(box.left() + DISC, box.center().y()), step)
            box.setLeft(box.left() + 2 * DISC + 3)
        box.setLeft(box.left() + 3)
        face = font(SMALL, bold=True)
        elided(painter, box, ends.get(number, ""), face=face, colour=LIGHT.ink, align=LEFT)


class PlayButton(HoverPaint):
    """It lies on the picture's paper, so it is light in both themes."""

    def __init__(self, key: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._playing = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_playing(False)

    def show_playing(self, playing: bool, *, words: str = "") -> None:
        """Show what pressing does now; ``words`` in place of the usual ones."""
        self._playing = playing
        said = words or (_("Stop the movement") if playing else _("Show the movement"))
        self.setAccessibleName(said)
        self.setToolTip(f"{said} ({self._key})")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(key_width(self._key)) + _SIGN + 28, _BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = LIGHT
        fill = t.sunken if self.underMouse() else t.surface
        rounded(painter, QRectF(self.rect()), fill=fill, border=t.control_border)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        x, middle, half = 10.0, self.height() / 2, _SIGN / 2
        if self._playing:
            for left in (x + 1, x + 8):
                painter.drawRect(QRectF(left, middle - half, 4.5, _SIGN))
        else:
            tip = QPointF(x + _SIGN, middle)
            corners = [QPointF(x + 1, middle - half), tip, QPointF(x + 1, middle + half)]
            painter.drawPolygon(QPolygonF(corners))
        right = self.width() - 8
        key_chip(painter, right, middle, self._key, fill=t.sunken, border=t.rule, ink=t.second)
