"""The picture of an exercise in lists and cards; until it is there, its starting position."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from clinic_app.colours import LIGHT
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.ui.common.paint import CONTROL_RADIUS, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.figure.pictures import Pictures

Line = Sequence[tuple[float, float]]
_HEAD = 0.085
_MARGIN = 4  # px of paper around a picture

# Head, then trunk and limbs, in a box of 1 x 1 whose floor is at 0.92.
_POSES: dict[str, tuple[tuple[float, float], tuple[Line, ...]]] = {
    "standing": (
        (0.5, 0.17),
        (((0.5, 0.27), (0.5, 0.55)), ((0.38, 0.54), (0.41, 0.4), (0.5, 0.31), (0.59, 0.4),
         (0.62, 0.54)), ((0.42, 0.9), (0.44, 0.72), (0.5, 0.55), (0.56, 0.72), (0.58, 0.9))),
    ),
    "walking": (
        (0.52, 0.17),
        (((0.51, 0.27), (0.49, 0.55)), ((0.36, 0.5), (0.42, 0.4), (0.51, 0.31), (0.58, 0.43),
         (0.68, 0.46)), ((0.3, 0.88), (0.4, 0.74), (0.49, 0.55), (0.6, 0.71), (0.68, 0.9))),
    ),
    "hinge": (
        (0.76, 0.31),
        (((0.68, 0.36), (0.4, 0.5)), ((0.63, 0.39), (0.6, 0.53), (0.45, 0.52)),
         ((0.4, 0.5), (0.5, 0.7), (0.47, 0.9), (0.56, 0.9))),
    ),
    "squat": (
        (0.6, 0.25),
        (((0.56, 0.34), (0.36, 0.62)), ((0.55, 0.4), (0.7, 0.44), (0.84, 0.42)),
         ((0.36, 0.62), (0.61, 0.65), (0.53, 0.9), (0.62, 0.9))),
    ),
    "sitting": (
        (0.45, 0.2),
        (((0.44, 0.3), (0.42, 0.6)), ((0.44, 0.36), (0.5, 0.49), (0.6, 0.55)),
         ((0.42, 0.6), (0.65, 0.61), (0.64, 0.9), (0.73, 0.9)),
         ((0.28, 0.42), (0.28, 0.9)), ((0.28, 0.67), (0.55, 0.67), (0.55, 0.9))),
    ),
    "kneeling": (
        (0.5, 0.23),
        (((0.5, 0.33), (0.49, 0.6)), ((0.5, 0.38), (0.57, 0.5), (0.53, 0.6)),
         ((0.49, 0.6), (0.54, 0.88), (0.28, 0.9))),
    ),
    "half-kneeling": (
        (0.48, 0.23),
        (((0.48, 0.33), (0.47, 0.6)), ((0.48, 0.38), (0.56, 0.49), (0.62, 0.57)),
         ((0.47, 0.6), (0.49, 0.88), (0.26, 0.9)), ((0.47, 0.6), (0.7, 0.61), (0.69, 0.9),
         (0.78, 0.9))),
    ),
    "quadruped": (
        (0.84, 0.43),
        (((0.76, 0.5), (0.36, 0.53)), ((0.72, 0.51), (0.71, 0.7), (0.72, 0.9)),
         ((0.36, 0.53), (0.38, 0.88), (0.16, 0.9))),
    ),
    "supine": (
        (0.17, 0.76),
        (((0.27, 0.8), (0.56, 0.83)), ((0.31, 0.83), (0.4, 0.9), (0.52, 0.9)),
         ((0.56, 0.83), (0.72, 0.55), (0.8, 0.9), (0.88, 0.9))),
    ),
    "bridge": (
        (0.16, 0.82),
        (((0.25, 0.85), (0.55, 0.62)), ((0.28, 0.86), (0.38, 0.9), (0.5, 0.9)),
         ((0.55, 0.62), (0.76, 0.52), (0.78, 0.9), (0.87, 0.9))),
    ),
    "prone": (
        (0.8, 0.58),
        (((0.72, 0.66), (0.44, 0.85)), ((0.69, 0.69), (0.66, 0.89), (0.8, 0.9)),
         ((0.44, 0.85), (0.26, 0.88), (0.08, 0.88))),
    ),
    "side-lying": (
        (0.17, 0.72),
        (((0.27, 0.76), (0.55, 0.8)), ((0.3, 0.78), (0.4, 0.68), (0.5, 0.78)),
         ((0.55, 0.8), (0.74, 0.68), (0.9, 0.84)), ((0.55, 0.82), (0.74, 0.8), (0.9, 0.9))),
    ),
}  # fmt: skip


def paint_tile(
    painter: QPainter,
    rect: QRectF,
    exercise: Exercise,
    *,
    pictures: Pictures | None = None,
    rung: Rung | None = None,
    border: bool = True,
) -> None:
    """The exercise's picture on its paper, fitted into ``rect``.

    ``pictures`` has it at its ``rung``, the defaults if unnamed, or gets it in the background;
    the view paints again when they say ``arrived``.
    """
    t = tokens()
    painter.save()
    edge = t.rule if border else ""
    rounded(painter, rect, fill=t.picture_paper, border=edge, radius=CONTROL_RADIUS + 1)
    picture = None
    if pictures is not None:
        shown = rung or Rung(exercise.id, exercise.default_settings)
        room = rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        ratio = painter.device().devicePixelRatio()
        picture = pictures.tile(shown, room.width(), room.height(), ratio=ratio)
        if picture is not None:
            painter.drawPixmap(room.topLeft(), picture)
    if picture is None:
        paint_posture(painter, rect, exercise)
    painter.restore()


def paint_posture(painter: QPainter, rect: QRectF, exercise: Exercise) -> None:
    """A sign for the position an exercise is done in, where there is no picture."""
    side = min(rect.width(), rect.height()) * 0.86
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    _paint_pose(painter, box, posture(exercise))


def posture(exercise: Exercise) -> str:
    """The sign of an exercise: of its position, or of a hinge, squat or bridge."""
    upright = exercise.position == "standing"
    if exercise.pattern == "bridge" or (exercise.pattern in ("hinge", "squat") and upright):
        return exercise.pattern
    return exercise.position if exercise.position in _POSES else "standing"


def _paint_pose(painter: QPainter, box: QRectF, pose: str) -> None:
    """Soft strokes; the paper is light in both themes, so are the colours on it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(2.0, box.height() * 0.048)
    floor = QPen(QColor(LIGHT.rule), max(1.5, width * 0.6))
    floor.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(floor)
    ground = box.top() + box.height() * 0.955
    painter.drawLine(QPointF(box.left(), ground), QPointF(box.right(), ground))
    pen = QPen(QColor(LIGHT.third), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    head, lines = _POSES[pose]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        painter.drawPolyline(QPolygonF([_at(box, point) for point in line]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.third))
    painter.drawEllipse(_at(box, head), box.height() * _HEAD, box.height() * _HEAD)


def _at(box: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(box.left() + point[0] * box.width(), box.top() + point[1] * box.height())
