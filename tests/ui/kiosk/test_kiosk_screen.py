"""The kiosk's questions on the screen: large targets, keys, both languages, every size."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.diary.kiosk import About, KioskVisit, Topic
from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.ui.kiosk.kiosk_screen import KioskScreen
from clinic_app.ui.kiosk.number_tiles import HEIGHT, WIDTH, NumberTile

from .conftest import MakeKiosk

Key = Qt.Key
SIZES = [(1440, 900), (1024, 700), (960, 600), (800, 1280)]


def _press(qtbot: QtBot, kiosk: KioskScreen, *keys: Key) -> None:
    for key in keys:
        qtbot.keyClick(kiosk.focusWidget() or kiosk, key)


def _go_to(kiosk: KioskScreen, about: About) -> None:
    while kiosk.question.about is not about:
        kiosk.skip.click()


def _place(widget: QWidget, kiosk: KioskScreen) -> QRect:
    return QRect(widget.mapTo(kiosk, widget.rect().topLeft()), widget.size())


def test_a_digit_chooses_enter_goes_on_and_backspace_goes_back(
    qtbot: QtBot, kiosk: KioskScreen
) -> None:
    _press(qtbot, kiosk, Key.Key_Return)
    assert kiosk.question.about is About.WORST, "nothing was answered yet"
    _press(qtbot, kiosk, Key.Key_7, Key.Key_Return)
    assert (kiosk.answers, kiosk.question.about) == ({"worst": 7}, About.AVERAGE)
    _press(qtbot, kiosk, Key.Key_Backspace)
    assert kiosk.question.about is About.WORST
    assert kiosk.numbers.tiles.value() == 7


def test_one_and_zero_are_ten(qtbot: QtBot, kiosk: KioskScreen) -> None:
    _press(qtbot, kiosk, Key.Key_1, Key.Key_0)
    assert kiosk.answers == {"worst": 10}


def test_a_question_may_be_skipped_and_then_has_no_answer(qtbot: QtBot, kiosk: KioskScreen) -> None:
    _press(qtbot, kiosk, Key.Key_4)
    kiosk.skip.click()
    assert kiosk.answers == {}
    assert kiosk.question.about is About.AVERAGE


def test_the_other_language_keeps_the_answer(qtbot: QtBot, kiosk: KioskScreen) -> None:
    _press(qtbot, kiosk, Key.Key_4)
    kiosk.switch.click()
    words = " ".join(label.text() for label in kiosk.findChildren(QLabel))
    assert "¿Qué tan fuerte" in words
    assert "How bad" not in words
    assert kiosk.numbers.tiles.value() == 4
    assert kiosk.next.text() == "Seguir"


def test_no_days_of_exercise_leave_out_how_they_went(qtbot: QtBot, kiosk: KioskScreen) -> None:
    _go_to(kiosk, About.DAYS)
    with qtbot.waitSignal(kiosk.finished):
        _press(qtbot, kiosk, Key.Key_0, Key.Key_Return)


def test_the_end_is_told_after_the_last_question(qtbot: QtBot, kiosk: KioskScreen) -> None:
    _go_to(kiosk, About.MORNING)
    assert kiosk.next.text() == "Done"
    with qtbot.waitSignal(kiosk.finished):
        _press(qtbot, kiosk, Key.Key_2, Key.Key_Return)


def test_places_are_marked_and_no_place_is_an_answer_too(qtbot: QtBot, kiosk: KioskScreen) -> None:
    _go_to(kiosk, About.PLACE)
    assert not kiosk.next.isEnabled()
    kiosk.places.chart.toggle("low-back")
    assert kiosk.answers == {"place": ("low-back",)}
    kiosk.places.nowhere.click()
    assert kiosk.answers == {"place": ()}
    assert kiosk.places.chart.marks == ()
    assert kiosk.next.isEnabled()
    kiosk.places.nowhere.click()
    assert kiosk.answers == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_beside_many_marked_places_are_all_to_be_read(
    qtbot: QtBot, make_kiosk: MakeKiosk, visit: KioskVisit, size: tuple[int, int], language: str
) -> None:
    kiosk = make_kiosk(size, visit.asking((Topic.PLACE,), language))
    for region in REGIONS:
        kiosk.places.chart.toggle(region.id)
    labels = [label for label in kiosk.places.findChildren(QLabel) if label.text()]
    assert len(labels) == 3
    qtbot.waitUntil(lambda: all(w.height() >= w.heightForWidth(w.width()) for w in labels))
    assert (kiosk.width(), kiosk.height()) == size
    assert len(kiosk.answers["place"]) == len(REGIONS)  # pyright: ignore[reportArgumentType]  # places
    assert kiosk.places.chart.height() >= 200


def test_an_exercise_is_shown_by_name_and_picture(qtbot: QtBot, kiosk: KioskScreen) -> None:
    _go_to(kiosk, About.DURING)
    qtbot.waitUntil(lambda: kiosk.numbers.picture.isVisible())
    assert kiosk.question.exercise is not None
    names = [label.text() for label in kiosk.findChildren(QLabel) if label.isVisible()]
    assert kiosk.question.exercise.names["en"] in names
    _go_to(kiosk, About.MORNING)
    assert not kiosk.numbers.picture.isVisible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_fits_and_is_large_enough_to_touch(
    make_kiosk: MakeKiosk, visit: KioskVisit, size: tuple[int, int], language: str
) -> None:
    everything = visit.asking((Topic.PAIN, Topic.PLACE, Topic.EXERCISES), language)
    kiosk = make_kiosk(size, everything)
    assert (kiosk.width(), kiosk.height()) == size
    while True:
        tiles = [tile for tile in kiosk.findChildren(NumberTile) if tile.isVisible()]
        assert all(t.width() >= WIDTH and t.height() >= HEIGHT for t in tiles)
        buttons = [b for b in kiosk.findChildren(QAbstractButton) if b.isVisible()]
        places = [_place(button, kiosk) for button in buttons]
        assert all(kiosk.rect().contains(place) for place in places), kiosk.question.id
        for number, place in enumerate(places):
            assert not [p for p in places[:number] if p.intersects(place)], kiosk.question.id
        if kiosk.question.about is About.MORNING:
            return
        kiosk.skip.click()


def test_the_kiosk_is_light_in_the_dark(kiosk: KioskScreen) -> None:
    ground = kiosk.grab().toImage().pixelColor(4, 4)
    assert ground.lightness() > 230


def test_only_the_given_name_is_there(kiosk: KioskScreen) -> None:
    words = " ".join(label.text() for label in kiosk.findChildren(QLabel))
    assert "Hello Marigold" in words
    assert "Sample" not in words
