"""The window opens inside the screen, and where it was left; nothing else is kept."""

from pathlib import Path

import hands
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_app.app.window_place import USUAL, WindowPlace, first_place, usual_file
from clinic_app.services.folders.paths import clinic_folder

SCREENS = [(1366, 768), (1366, 728), (1280, 720), (1920, 1080), (911, 512), (1093, 614)]


@given(
    st.integers(-4000, 4000),
    st.integers(-3000, 3000),
    st.integers(640, 6000),
    st.integers(480, 4000),
)
def test_the_first_window_lies_inside_what_is_free(x: int, y: int, width: int, height: int) -> None:
    free = QRect(x, y, width, height)
    place, fills = first_place(free)
    assert free.contains(place.adjusted(-8, -40, 8, 8))  # with its frame
    assert place.width() <= USUAL.width()
    assert place.height() <= USUAL.height()
    assert fills == (place.size() != USUAL)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_laptops_screen_is_filled_and_a_large_one_is_not(screen: tuple[int, int]) -> None:
    _, fills = first_place(QRect(0, 0, *screen))
    assert fills == (screen != (1920, 1080))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "window.ini"


def _window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_size_and_place_are_remembered(file: Path, qtbot: QtBot) -> None:
    before, after = _window(qtbot), _window(qtbot)
    before.setGeometry(60, 80, 500, 400)
    qtbot.shown(before)
    WindowPlace(file).keep(before)
    WindowPlace(file).put(after)
    assert after.geometry() == before.geometry()
    assert not after.isMaximized()


def test_a_window_that_filled_the_screen_does_so_again(file: Path, qtbot: QtBot) -> None:
    before, after = _window(qtbot), _window(qtbot)
    before.setGeometry(60, 80, 500, 400)
    before.showMaximized()
    hands.ready(before)
    WindowPlace(file).keep(before)
    WindowPlace(file).put(after)
    assert after.isMaximized()


def test_what_the_kiosk_made_of_the_window_is_not_kept(file: Path, qtbot: QtBot) -> None:
    window = _window(qtbot)
    window.showFullScreen()
    hands.ready(window)
    WindowPlace(file).keep(window)
    assert not file.exists()


def test_a_place_beyond_every_screen_is_brought_back(file: Path, qtbot: QtBot) -> None:
    before, after = _window(qtbot), _window(qtbot)
    before.setGeometry(9000, 7000, 3000, 2500)
    qtbot.shown(before)
    WindowPlace(file).keep(before)
    WindowPlace(file).put(after)
    assert after.screen().availableGeometry().contains(after.geometry())


@pytest.mark.parametrize("kept", ["", "nonsense", "@ByteArray(\\x1\\xd9\\xd0)"])
def test_a_damaged_file_opens_as_the_first_time(file: Path, qtbot: QtBot, kept: str) -> None:
    file.write_text(f"[General]\nwindow={kept}\n", "utf-8")
    window = _window(qtbot)
    WindowPlace(file).put(window)
    assert window.screen().availableGeometry().contains(window.normalGeometry().size().width(), 0)


def test_only_the_place_is_kept_beside_the_clinic(file: Path, qtbot: QtBot) -> None:
    window = _window(qtbot)
    qtbot.shown(window)
    place = WindowPlace(file)
    place.keep(window)
    assert QSettings(str(file), QSettings.Format.IniFormat).allKeys() == ["window"]
    assert usual_file().parent == clinic_folder().parent
