"""The body chart on the screen: point at a region to read its name, touch it to mark it."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.colours import LIGHT
from clinic_app.domain.pain.body_chart import REGIONS, region_named
from clinic_app.domain.pain.charted_body import VIEWS, ChartedBody, middle
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.figure.paint import columns, pixmap_of
from clinic_app.words import NP_, wording_in

_REACH_PX = 16  # a touch beside a narrow region still means it
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MARK, _POINTED = LIGHT.bad, LIGHT.accent
_CAPTIONS = {
    "front": NP_("body", "Front"),
    "back": NP_("body", "Back"),
    "right": NP_("body", "Right"),
    "left": NP_("body", "Left"),
}


class BodyChartView(QWidget):
    """A person from the front and the back, always on light paper.

    ``changed`` carries the marked region ids in the order of `REGIONS` when a person marks or
    unmarks one. Arrows go to the region that lies there, Tab to the next, Space marks. With
    ``is_read_only`` it shows marks and names and changes nothing.
    """

    changed = Signal(tuple)

    def __init__(
        self, *, language: str = "en", is_read_only: bool = False, text_size: int = SMALL
    ) -> None:
        super().__init__()
        self._chart: ChartedBody | None = None
        self._paths: dict[str, QPainterPath] = {}
        self._still: QPixmap | None = None
        self._marked: set[str] = set()
        self._pointed = self._at = ""  # under the mouse; where the keyboard is
        self._language = language
        self._is_read_only = is_read_only
        self._text_size = text_size
        self.setMouseTracking(True)
        self.setProperty("focus_ring", False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_language(language)

    # --- what is shown ---------------------------------------------------------------------------

    def show_chart(self, chart: ChartedBody) -> None:
        """Show a body."""
        self._chart = chart
        self._paths = {region.id: _path(chart, region.id) for region in REGIONS}
        self._still = None
        self.update()

    def set_marks(self, regions: Iterable[str]) -> None:
        """Mark these regions and no other; without ``changed``."""
        self._marked = {region_named(name).id for name in regions}
        self._describe()

    @property
    def marks(self) -> tuple[str, ...]:
        """The marked regions in the order of `REGIONS`."""
        return tuple(region.id for region in REGIONS if region.id in self._marked)

    def set_language(self, language: str) -> None:
        """Name the regions in another language."""
        self._language = language
        self._describe()

    def name_of(self, region_id: str) -> str:
        """The region's name as it is shown."""
        name = region_named(region_id).name(self._language)
        return name[:1].upper() + name[1:]

    def _describe(self) -> None:
        """Say to screen readers where the keyboard is and what is marked."""
        wording = wording_in(self._language)
        here = self.name_of(self._at) if self._at else wording.pgettext("body", "Body chart")
        marked = wording.pgettext("body", "marked")
        self.setAccessibleName(f"{here}, {marked}" if self._at in self._marked else here)
        told = "; ".join(self.name_of(name) for name in self.marks)
        self.setAccessibleDescription(told)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    # --- pointing and marking --------------------------------------------------------------------

    def toggle(self, region_id: str) -> None:
        """Mark a region, or take its mark away."""
        if self._is_read_only:
            return
        self._marked ^= {region_id}
        self._describe()
        self.changed.emit(self.marks)

    def region_at(self, point: QPointF) -> str:
        """The region at a place of the widget; empty for none."""
        chart = self._chart
        for view, place in zip(VIEWS, self._places(), strict=True) if chart else ():
            scale = place.width() / chart.panel(view).width if chart else 1.0
            inside = (point - place.topLeft()) / scale
            reach = _REACH_PX / scale
            if chart and place.adjusted(-8, -8, 8, 8).contains(point):
                return chart.region_at(view, inside.x(), inside.y(), reach=reach)
        return ""

    def middle_of(self, region_id: str) -> QPointF:
        """Where the middle of a region is in the widget."""
        assert self._chart is not None
        view = region_named(region_id).view
        place = self._places()[VIEWS.index(view)]
        x, y = middle(self._chart.regions[region_id])
        return place.topLeft() + QPointF(x, y) * (place.width() / self._chart.panel(view).width)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.region_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.region_at(event.position())
        self._point_at(found)
        if found and event.button() == Qt.MouseButton.LeftButton:
            self._at = found
            self.toggle(found)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at("")

    def _point_at(self, region_id: str) -> None:
        if region_id != self._pointed:
            self._pointed = region_id
            can_mark = bool(region_id) and not self._is_read_only
            shape = Qt.CursorShape.PointingHandCursor if can_mark else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    # --- keyboard --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._chart is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._go(self._towards(*_STEPS[key]))
        elif key == Qt.Key.Key_Space and self._at:
            self.toggle(self._at)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # the name is Qt's
        """Tab goes through the regions and then out of the chart."""
        ids = [region.id for region in REGIONS]
        step = 1 if next else -1
        place = ids.index(self._at) + step if self._at else (0 if next else len(ids) - 1)
        if self._chart is None or not 0 <= place < len(ids):
            self._go("")
            return super().focusNextPrevChild(next)
        self._go(ids[place])
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._go("")

    def _go(self, region_id: str) -> None:
        self._at = region_id
        self._describe()

    def _towards(self, right: int, down: int) -> str:
        """The nearest region in a direction; the same where there is none."""
        if not self._at:
            return REGIONS[0].id
        here = self.middle_of(self._at)
        best, least = self._at, float("inf")
        for region in REGIONS:
            way = self.middle_of(region.id) - here
            along = way.x() * right + way.y() * down
            aside = abs(way.x() * down) + abs(way.y() * right)
            if along > 4 and aside <= 2 * along and along + 2 * aside < least:
                best, least = region.id, along + 2 * aside
        return best

    # --- painting --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(460, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._still = None

    def _line_height(self) -> float:
        return self._text_size * 1.6

    def _room(self) -> QRectF:
        line = self._line_height()
        return QRectF(self.rect()).adjusted(6, line, -6, -line - 4)

    def _places(self) -> list[QRectF]:
        if self._chart is None:
            return [QRectF(), QRectF()]
        return columns((self._chart.front, self._chart.back), self._room())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), fill=LIGHT.picture_paper, border=LIGHT.rule)
        if self._chart is not None:
            self._paint_chart(painter, self._chart)
        painter.end()

    def _paint_chart(self, painter: QPainter, chart: ChartedBody) -> None:
        ratio, room = self.devicePixelRatioF(), self._room()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            both = (chart.front, chart.back)
            self._still = pixmap_of(both, room.width(), room.height(), ratio=ratio, places=columns)
        painter.drawPixmap(room.topLeft(), self._still)
        for view, place in zip(VIEWS, self._places(), strict=True):
            self._paint_captions(painter, view, place)
            scale = place.width() / chart.panel(view).width
            painter.save()
            painter.translate(place.topLeft())
            painter.scale(scale, scale)
            for region in REGIONS:
                if region.view == view:
                    self._paint_region(painter, region.id, scale)
            painter.restore()
        self._paint_name(painter)

    def _paint_region(self, painter: QPainter, region_id: str, scale: float) -> None:
        """A mark is a red area with a ring in it; what is pointed at has an outline."""
        path = self._paths[region_id]
        if region_id in self._marked:
            painter.setPen(QPen(QColor(_MARK), 2 / scale))
            painter.setBrush(_with_alpha(_MARK, 120))
            painter.drawPath(path)
            x, y = middle(cast(ChartedBody, self._chart).regions[region_id])
            painter.setPen(QPen(QColor(LIGHT.surface), 3 / scale))
            painter.setBrush(QColor(_MARK))
            painter.drawEllipse(QPointF(x, y), 6 / scale, 6 / scale)
        if region_id in (self._pointed, self._at if self.hasFocus() else ""):
            painter.setPen(QPen(QColor(_POINTED), 3 / scale))
            tint = _with_alpha(_POINTED, 0 if region_id in self._marked else 60)
            painter.setBrush(tint)
            painter.drawPath(path)

    def _paint_captions(self, painter: QPainter, view: str, place: QRectF) -> None:
        """``Front`` over the body, and which hand is the patient's right and left."""
        wording, line = wording_in(self._language), self._line_height()
        face = font(self._text_size, bold=True)
        highest = min(one.top() for one in self._places())
        top = QRectF(place.left(), highest - line + 2, place.width(), line)
        elided(
            painter,
            top,
            wording.gettext(_CAPTIONS[view]),
            face=face,
            colour=LIGHT.ink,
            align=CENTRE,
        )
        sides = ("right", "left") if view == "front" else ("left", "right")
        size = max(11, round(self._text_size * 0.85))
        for side, share in zip(sides, (0.12, 0.88), strict=True):
            box = QRectF(0, 0, place.width() * 0.5, line)
            box.moveCenter(place.topLeft() + QPointF(place.width() * share, 0.16 * place.height()))
            elided(
                painter,
                box,
                wording.gettext(_CAPTIONS[side]),
                face=font(size),
                colour=LIGHT.third,
                align=CENTRE,
            )

    def _paint_name(self, painter: QPainter) -> None:
        shown = self._pointed or (self._at if self.hasFocus() else "")
        if not shown:
            return
        face, line = font(self._text_size, bold=True), self._line_height()
        name = self.name_of(shown)
        width = min(QFontMetricsF(face).horizontalAdvance(name) + 24, self.width() - 12.0)
        box = QRectF((self.width() - width) / 2, self.height() - line - 3, width, line)
        rounded(painter, box, fill=LIGHT.accent_tint)
        elided(
            painter, box.adjusted(8, 0, -8, 0), name, face=face, colour=LIGHT.accent, align=CENTRE
        )


def _path(chart: ChartedBody, region_id: str) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in chart.regions[region_id]:
        path.moveTo(*ring[0])
        for x, y in ring[1:]:
            path.lineTo(x, y)
        path.closeSubpath()
    return path


def _with_alpha(colour: str, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
