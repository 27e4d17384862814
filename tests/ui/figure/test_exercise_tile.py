"""Every exercise of the library has a tile that is drawn, on light paper in both themes."""

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from clinic_app.colours import DARK, LIGHT
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.services.exercises.library import open_library
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.figure.exercise_tile import paint_tile, posture


def painted(exercise: Exercise) -> QImage:
    image = QImage(136, 104, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    paint_tile(painter, QRectF(0, 0, 136, 104), exercise)
    painter.end()
    return image


def test_every_exercise_is_drawn(theme: Theme) -> None:
    ink = QColor(LIGHT.third)
    for exercise in open_library().exercises:
        image = painted(exercise)
        pixels = (image.pixelColor(x, y) for x in range(136) for y in range(0, 104, 2))
        assert sum(pixel == ink for pixel in pixels) > 40, exercise.id


def test_a_lying_exercise_looks_other_than_a_standing_one(theme: Theme) -> None:
    library = open_library()
    assert painted(library.exercise("bridge")) != painted(library.exercise("squat"))


def test_the_paper_is_light_in_the_dark_too(theme: Theme) -> None:
    theme.apply(True)
    image = painted(open_library().exercise("bridge"))
    assert image.pixelColor(68, 12) == QColor(DARK.picture_paper)
    theme.apply(False)


def test_every_position_has_a_sign_of_its_own() -> None:
    library = open_library()
    for position in library.vocabulary.terms["position"]:
        exercise = replace(library.exercise("heel-raise"), position=position)
        assert posture(exercise) == position
