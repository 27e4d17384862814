"""The start screen: four ways by key, and what was found beside them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from clinic_app.domain.errors import NotFound
from clinic_app.domain.records.backup import Backup
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.folders.found_here import Found, FoundClinic
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.first_run.start_screen import StartScreen
from tests.hands import Hands

AT = datetime(2026, 11, 13, 18, 2, tzinfo=UTC)
STICK = Path("/media/HANDRAIL-2")


@pytest.fixture
def screen(theme: Theme, qtbot: Hands) -> StartScreen:
    made = StartScreen()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    qtbot.shown(made)
    return made


def words(screen: StartScreen) -> list[str]:
    return [part.text() for part in screen.findChildren(QLabel) if part.isVisibleTo(screen)]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Qt.Key.Key_Return, "setup_requested"),
        (Qt.Key.Key_1, "setup_requested"),
        (Qt.Key.Key_2, "open_requested"),
        (Qt.Key.Key_3, "restore_requested"),
        (Qt.Key.Key_4, "demo_requested"),
    ],
)
def test_each_way_has_a_key_and_enter_sets_up(
    screen: StartScreen, qtbot: Hands, key: Qt.Key, wanted: str
) -> None:
    with qtbot.waitSignal(getattr(screen, wanted)):
        qtbot.keyClick(screen.focusWidget(), key)


def test_what_was_found_is_opened_or_looked_into(screen: StartScreen, qtbot: Hands) -> None:
    backups = [
        FoundBackup(Backup(STICK / "backups" / name, AT, 1), "on HANDRAIL-2", "0a1b2c3d", "")
        for name in ("newer.handrail", "older.handrail")
    ]
    clinics = (
        FoundClinic(STICK / "Practice", "Northfield <b>Physio</b>", "on HANDRAIL-2", AT),
        FoundClinic(STICK / "half", "half", "on HANDRAIL-2", AT, "clinic.keys"),
    )
    screen.found.show_found(Found(clinics, tuple(backups)))
    qtbot.settle()
    told = words(screen)
    assert "Northfield <b>Physio</b>" in told
    assert "on HANDRAIL-2 · clinic.keys is missing" in told
    opening, _, looking = screen.found.buttons  # of one clinic's backups the newest alone
    with qtbot.waitSignal(screen.found.open_requested) as opened:
        opening.click()
    assert opened.args == [STICK / "Practice"]
    with qtbot.waitSignal(screen.found.backup_requested) as looked:
        looking.click()
    assert looked.args == [backups[0].backup.path]


def test_nothing_found_is_said_and_what_a_clinic_is(screen: StartScreen) -> None:
    assert "Looking in the usual places…" in words(screen)
    screen.found.show_found(Found())
    assert "No clinic and no backup was found in the usual places." in words(screen)
    assert any("one folder with clinic.db and clinic.keys" in line for line in words(screen))


def test_a_clinic_that_is_away_can_be_tried_again(theme: Theme, qtbot: Hands) -> None:
    screen = StartScreen(NotFound("The clinic in /media/X is not there now.", "Plug it in."))
    qtbot.addWidget(screen)
    qtbot.shown(screen)
    assert "The clinic in /media/X is not there now." in words(screen)
    with qtbot.waitSignal(screen.again_requested):
        screen.away._action.click()


@pytest.mark.parametrize("size", [(911, 512), (1366, 768), (700, 900)])
def test_every_way_is_on_the_screen(
    screen: StartScreen, qtbot: Hands, size: tuple[int, int]
) -> None:
    screen.resize(*size)
    qtbot.settle()
    foot = screen.demo.mapTo(screen, screen.demo.rect().bottomRight())
    assert foot.y() < size[1]
    assert foot.x() < size[0]
