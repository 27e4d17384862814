"""Outcome measures as small multiples: first to latest, the MDC band, what the change may mean."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.chart_summary import change_words, of_words, span_words
from clinic_app.domain.progress.outcome_measure import Change, MeasureTrack
from clinic_app.ui.common.card import Card
from clinic_app.ui.common.chips import HEIGHT, ChipStyle, chip_width, paint_chip
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import RIGHT, elided
from clinic_app.ui.common.plain_label import CARD_NAME, HINT, plain_tooltip
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_TALL, _LEAST, _ROOM = 150, 180, 216
_TOKENS = {Change.BETTER: "good", Change.WORSE: "bad", Change.TOO_FEW: "second"}


def change_look(track: MeasureTrack) -> ChipStyle:
    """The chip of a measure: an arrow the way the score went, and the word."""
    reading, change = track.reading, track.change or 0
    ink = _TOKENS.get(reading, "caution")
    icon = "dots" if reading is Change.TOO_FEW else "arrows-sort"
    if reading in (Change.BETTER, Change.WORSE):
        icon = "arrow-up-right" if change > 0 else "arrow-down-right"
    tint = "sunken" if ink == "second" else f"{ink}_tint"
    return ChipStyle(change_words(track), icon, ink, tint)


class MeasureCards(Card):
    """One small chart a measure, some in a row; hidden where nothing was measured."""

    def __init__(self) -> None:
        super().__init__(margin=16)
        self.setAccessibleName(_("Outcome measures"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(16)
        self.body.addLayout(self._grid)
        self.views: list[MeasureView] = []
        self._columns = 3
        self.hide()

    def show_measures(self, tracks: Sequence[MeasureTrack]) -> None:
        """Show other measures."""
        for view in self.views:
            self._grid.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = [MeasureView(track) for track in tracks]
        self._columns = 0
        self.fit(self.width())
        self.setVisible(bool(self.views))

    def fit(self, width: int) -> None:
        """As many side by side as there is room for, the rows about equally long."""
        most = max(1, min(4, width // _ROOM))
        rows = -(-len(self.views) // most) or 1
        columns = -(-len(self.views) // rows) or 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(event.size().width())

    def _place(self) -> None:
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for number, view in enumerate(self.views):
            column = number % self._columns
            self._grid.addWidget(view, number // self._columns, column)
            self._grid.setColumnStretch(column, 1)


class MeasureView(QWidget):
    """The results of one measure over time, in words and as a line."""

    def __init__(self, track: MeasureTrack) -> None:
        super().__init__()
        self.track = track
        measure = track.measure
        self.setAccessibleName(f"{_(measure.name)}: {span_words(track)} {of_words(track)}")
        listed = "\n".join(f"{day_words(r.day)}: {r.score:g}{measure.unit}" for r in track.results)
        said = f"{_(measure.full_name)}, {measure.direction}\n{listed}\n{_(measure.source)}"
        self.setAccessibleDescription(f"{change_words(track)}. {said}")
        self.setToolTip(plain_tooltip(said).replace("\n", "<br>"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, _TALL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, track = tokens(), self.track
        head = QRectF(0, 0, self.width(), 22)
        way, small = track.measure.direction, font(HINT)
        elided(painter, head, way, face=small, colour=t.second, align=RIGHT)
        room = head.adjusted(0, 0, -8 - QFontMetricsF(small).horizontalAdvance(way), 0)
        name, face = _(track.measure.name), font(CARD_NAME, bold=True)
        if QFontMetricsF(face).horizontalAdvance(name) > room.width():
            face = font(SMALL, bold=True)
        elided(painter, room, name, face=face, colour=t.ink)
        self._paint_plot(painter, QRectF(32, 34, self.width() - 32, 70))
        self._paint_foot(painter, self.height() - HEIGHT)
        painter.end()

    def _paint_foot(self, painter: QPainter, top: float) -> None:
        t, look = tokens(), change_look(self.track)
        room = float(min(chip_width(look), self.width() * 2 // 3))
        paint_chip(painter, self.width() - room, top, look, t, room=room)
        box = QRectF(0, top, self.width() - room - 8, HEIGHT)
        bold, plain = font(SMALL, bold=True), font(SMALL)
        took = elided(painter, box, span_words(self.track), face=bold, colour=t.ink)
        rest, words = box.adjusted(took + 5, 0, 0, 0), of_words(self.track)
        if QFontMetricsF(plain).horizontalAdvance(words) <= rest.width():
            elided(painter, rest, words, face=plain, colour=t.second)

    def _paint_plot(self, painter: QPainter, plot: QRectF) -> None:
        t, measure = tokens(), self.track.measure
        reach = measure.high - measure.low

        def y(score: float) -> float:
            return plot.bottom() - (score - measure.low) / reach * plot.height()

        if self.track.band is not None:
            low, high = self.track.band
            band = QRectF(plot.left(), y(high), plot.width(), y(low) - y(high))
            painter.fillRect(band, QColor(t.band))
        for score in (measure.high, measure.low):
            box = QRectF(0, y(score) - 9, 26, 18)
            elided(
                painter,
                box,
                f"{score:g}".replace("-", "−"),
                face=font(HINT),
                colour=t.second,
                align=RIGHT,
            )
        painter.setPen(QPen(QColor(t.rule), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        ys = [y(result.score) for result in self.track.results]
        points = [QPointF(*place) for place in zip(self._xs(plot), ys, strict=True)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.average), 1.8))
        painter.drawPolyline(points)
        painter.setBrush(QColor(t.average))
        for point in points:
            painter.drawEllipse(point, 3.2, 3.2)

    def _xs(self, plot: QRectF) -> list[float]:
        """Places by day, from the first result to the latest."""
        days = [(r.day - self.track.first.day).days for r in self.track.results]
        inner = plot.adjusted(14, 0, -16, 0)
        return [inner.left() + inner.width() * day / max(1, days[-1]) for day in days]
