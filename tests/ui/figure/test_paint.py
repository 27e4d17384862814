"""The display list as QPainter shows it, and where panels lie beside each other."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.figure.paint import chosen, columns, fitted, paint_panel, pixmap_of

ROOM = QRectF(0, 0, 300, 200)


def panel(width: float, height: float, floor: float = 0.0) -> Panel:
    return Panel(width, height, (), floor=floor, scale=100)


def painted(shape: Shape, size: int = 100) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint_panel(painter, QRectF(0, 0, size, size), Panel(10, 10, (shape,)))
    painter.end()
    return image


def test_lines_curves_and_holes_are_filled_even_and_odd(theme: Theme) -> None:
    outer = (1, 1, 9, 1, 9, 9, 1, 9)
    inner = (4, 4, 6, 4, 6, 6, 4, 6)
    image = painted(Shape("mlllzmlllz", (*outer, *inner), "#1D5FA0"))
    assert image.pixelColor(20, 20) == QColor("#1D5FA0")
    assert image.pixelColor(50, 50) == QColor("#FFFFFF"), "the inner box is a hole"
    bulge = painted(Shape("mcz", (2, 5, 2, 1, 8, 1, 8, 5), "#1D5FA0"))
    assert bulge.pixelColor(50, 10) == QColor("#FFFFFF")
    assert bulge.pixelColor(50, 30) == QColor("#1D5FA0"), "the curve bows to the top"


def test_strokes_have_a_width_a_dash_and_an_opacity(theme: Theme) -> None:
    line = (0, 5, 10, 5)
    assert painted(Shape("ml", line, "", "#000000", 2)).pixelColor(50, 58) == QColor("#000000")
    assert painted(Shape("ml", line, "", "#000000", 2)).pixelColor(50, 62) == QColor("#FFFFFF")
    dashed = painted(Shape("ml", line, "", "#000000", 0.5, (1.0, 3.0)))
    dark = [x for x in range(100) if dashed.pixelColor(x, 50).lightness() < 100]
    assert 20 < len(dark) < 60
    faint = painted(Shape("ml", line, "", "#000000", 2, (), 0.5)).pixelColor(50, 50)
    assert faint.lightness() == pytest.approx(128, abs=3)


def test_panels_share_a_scale_and_a_floor() -> None:
    tall, low = fitted([panel(40, 180, floor=5), panel(120, 90, floor=10)], ROOM)
    assert tall.height() / 180 == pytest.approx(low.height() / 90)
    floor = [
        place.bottom() - f * place.width() / w for place, f, w in ((tall, 5, 40), (low, 10, 120))
    ]
    assert floor[0] == pytest.approx(floor[1])
    assert ROOM.contains(tall)
    assert ROOM.contains(low)
    assert tall.right() < low.left()


def test_columns_spread_them_over_the_whole_width() -> None:
    first, second = columns([panel(20, 100), panel(20, 100)], ROOM)
    assert first.center().x() == pytest.approx(75)
    assert second.center().x() == pytest.approx(225)
    assert columns([], ROOM) == []


def test_a_small_tile_shows_the_main_pose_and_a_wide_one_all() -> None:
    standing, lying = [panel(50, 180), panel(70, 150)], [panel(180, 60), panel(180, 70)]
    assert chosen(standing, QRectF(0, 0, 56, 46)) == (standing[-1],)
    assert chosen(standing, QRectF(0, 0, 120, 96)) == standing
    assert chosen(lying, QRectF(0, 0, 120, 96)) == (lying[-1],)
    three = [panel(130, 150), panel(150, 150), panel(60, 180)]
    assert chosen(three, QRectF(0, 0, 120, 96)) == (three[0], three[2])
    main = [three[0], replace(three[2], is_main=True), three[1]]
    assert chosen(main, QRectF(0, 0, 120, 96)) == (main[0], main[1])
    assert chosen(main, QRectF(0, 0, 56, 46)) == (main[1],)
    assert chosen([], ROOM) == []


def test_a_pixmap_is_as_sharp_as_the_screen(theme: Theme) -> None:
    made = pixmap_of([panel(10, 10)], 64, 48, ratio=1.5)
    assert (made.width(), made.height()) == (96, 72)
    assert made.devicePixelRatio() == 1.5
    assert made.toImage().pixelColor(48, 36).alpha() == 0, "the paper is not part of it"
