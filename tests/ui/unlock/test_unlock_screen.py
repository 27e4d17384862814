"""Unlocking a real clinic: right, wrong, too often, and with the recovery key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import TooManyTries
from clinic_app.domain.patient.patient import Clinic, ClinicSetup
from clinic_app.domain.patient.role import Role
from clinic_app.services.unlock.access import AccessService, KeyCost, Login, new_recovery_key
from clinic_app.services.unlock.passphrase import strength
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.unlock.recovery_dialog import RecoveryDialog
from clinic_app.ui.unlock.unlock_screen import UnlockScreen

PASSPHRASE = "lantern orchard copper violin"
NEW = "pebble harbour tulip engine"
KEY = new_recovery_key()
HOSTILE = "<img src=x> Robin & \u202edemo"


@pytest.fixture
def folder(tmp_path: Path, theme: Theme) -> Path:
    """A locked clinic whose first clinician has a name that tries to be markup."""
    made = tmp_path / "clinic"
    setup = ClinicSetup(Clinic("<b>Sample</b> & Clinic"), HOSTILE, "PT", PASSPHRASE, KEY)
    _access(made).create(setup, is_demo=True).close()
    return made


def _access(folder: Path) -> AccessService:
    return AccessService(folder, cost=KeyCost(memory_kib=64, rounds=1, lanes=1))


@pytest.fixture
def screen(folder: Path, background: Background, qtbot: QtBot) -> UnlockScreen:
    made = UnlockScreen(
        _access(folder), background, strength, idle_minutes=10, demo_passphrase="open sesame"
    )
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def _texts(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]


def _opened(qtbot: QtBot, screen: UnlockScreen, act: Callable[[], None]) -> Workspace:
    with qtbot.waitSignal(screen.unlocked) as caught:
        act()
    assert caught.args is not None
    return caught.args[0]


def test_the_passphrase_and_enter_open_the_clinic(screen: UnlockScreen, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.passphrase.edit, PASSPHRASE)
    workspace = _opened(
        qtbot, screen, lambda: qtbot.keyClick(screen.passphrase.edit, Qt.Key.Key_Return)
    )
    assert workspace.actor.credentials == "PT"
    workspace.close()
    assert screen.passphrase.text() == ""


def test_the_button_is_busy_meanwhile(screen: UnlockScreen, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.passphrase.edit, PASSPHRASE)

    def act() -> None:
        qtbot.mouseClick(screen.unlock_button, Qt.MouseButton.LeftButton)
        assert screen.unlock_button.text() == "Unlocking…"
        assert not screen.passphrase.isEnabled()

    _opened(qtbot, screen, act).close()
    assert screen.unlock_button.text() == "Unlock"


def test_a_wrong_passphrase_is_told_and_can_be_typed_over(
    screen: UnlockScreen, qtbot: QtBot
) -> None:
    qtbot.keyClicks(screen.passphrase.edit, "not this one")
    qtbot.keyClick(screen.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.unlock_button.isEnabled)
    assert screen.passphrase.edit.accessibleDescription()
    assert screen.passphrase.edit.selectedText()
    qtbot.keyClicks(screen.passphrase.edit, PASSPHRASE)
    _opened(qtbot, screen, screen.try_unlock).close()


def test_nothing_typed_asks_for_the_passphrase(screen: UnlockScreen) -> None:
    screen.try_unlock()
    assert "Type the passphrase." in _texts(screen)


def test_too_many_tries_count_down(screen: UnlockScreen, qtbot: QtBot) -> None:
    for _ in range(10):
        qtbot.keyClicks(screen.passphrase.edit, "wrong")
        screen.try_unlock()
        qtbot.waitUntil(lambda: screen.unlock_button.text() != "Unlocking…")
        if screen.unlock_button.text().startswith("Wait"):
            break
    assert screen.unlock_button.text().startswith("Wait")
    assert not screen.unlock_button.isEnabled()
    timer = screen.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    timer.stop()


def test_after_the_wait_it_goes_on(folder: Path, background: Background, qtbot: QtBot) -> None:
    screen = UnlockScreen(_access(folder), background, strength)
    qtbot.addWidget(screen)
    screen._refused(TooManyTries(0.1))
    assert screen.unlock_button.text() == "Wait 1 s"
    qtbot.waitUntil(screen.unlock_button.isEnabled)
    assert screen.unlock_button.text() == "Unlock"
    assert screen.passphrase.edit.accessibleDescription() == ""


def test_names_show_as_they_are(screen: UnlockScreen) -> None:
    texts = " ".join(_texts(screen))
    assert "<b>Sample</b> & Clinic" in texts
    assert screen.who.tiles[0].title == _access_title(screen)
    assert "<img src=x>" in screen.who.tiles[0].accessibleName()
    labels = screen.findChildren(QLabel)
    assert all(part.textFormat() is Qt.TextFormat.PlainText for part in labels)


def _access_title(screen: UnlockScreen) -> str:
    return screen._access.logins[0].title


def test_a_demo_clinic_says_so_and_shows_its_passphrase(screen: UnlockScreen) -> None:
    names = [part.accessibleName() for part in screen.findChildren(QWidget)]
    assert "Demo clinic: invented people only" in names
    assert "Its passphrase is no secret: open sesame" in _texts(screen)


@pytest.fixture
def dialog(screen: UnlockScreen, qtbot: QtBot) -> RecoveryDialog:
    qtbot.mouseClick(screen.recovery_button, Qt.MouseButton.LeftButton)
    made = screen.findChild(RecoveryDialog)
    assert made is not None
    qtbot.keyClicks(made.passphrase.first.edit, NEW)
    qtbot.keyClicks(made.passphrase.again.edit, NEW)
    return made


def test_the_recovery_key_opens_and_sets_a_new_passphrase(
    screen: UnlockScreen, dialog: RecoveryDialog, folder: Path, qtbot: QtBot
) -> None:
    assert not dialog.go.isEnabled()
    qtbot.keyClicks(dialog.key.edit, KEY.lower())
    _opened(qtbot, screen, lambda: qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)).close()
    again = _access(folder)
    again.unlock(again.logins[0].clinician_id, NEW).close()


def test_a_wrong_recovery_key_keeps_what_was_typed(dialog: RecoveryDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.key.edit, new_recovery_key())
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    dialog.reject()
    assert dialog.isVisible(), "it may not close while a clinic is being opened"
    qtbot.waitUntil(dialog.error.isVisible)
    assert dialog.passphrase.value() == NEW
    dialog.reject()
    assert not dialog.isVisible()
    assert QApplication.activeModalWidget() is None


@pytest.fixture
def three(folder: Path, background: Background, qtbot: QtBot) -> UnlockScreen:
    """Three people; the second of them locked, with something typed."""
    workspace = _access(folder).unlock_any(PASSPHRASE)
    for name in ("Kim Example", "Sam Pretend"):
        workspace.staff.add_clinician(name, "", Role.CLINICIAN, NEW, own=PASSPHRASE)
    workspace.close()
    access = _access(folder)
    made = UnlockScreen(
        access,
        background,
        strength,
        was_here=access.logins[1].clinician_id,
        locked="locked 10:21",
        is_kept=True,
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    qtbot.shown(made)
    return made


def test_who_was_here_is_asked_first(three: UnlockScreen) -> None:
    assert three.who.chosen.title == "Kim Example"
    assert three.who.chosen.accessibleName() == "Kim Example, was here"
    texts = " ".join(_texts(three))
    assert "locked 10:21" in texts
    assert "Kim\N{RIGHT SINGLE QUOTATION MARK}s passphrase" in texts
    assert "What you were typing is kept" in texts


@pytest.mark.parametrize("people", [1, 4, 5, 30])
def test_everything_fits_the_least_window_however_many_people(
    folder: Path, background: Background, qtbot: QtBot, people: int
) -> None:
    access = _access(folder)
    many = [Login(f"{n}", f"Maximiliana Featherstonehaugh {n}, PT") for n in range(people)]
    access.__class__ = type("Many", (AccessService,), {"logins": many})
    screen = UnlockScreen(access, background, strength, demo_passphrase="x", is_kept=True)
    qtbot.addWidget(screen)
    least = screen.minimumSizeHint()
    assert least.width() <= 960
    assert least.height() <= 560


def test_left_and_right_choose_somebody_else_until_something_is_typed(
    three: UnlockScreen, qtbot: QtBot
) -> None:
    edit = three.passphrase.edit
    qtbot.keyClick(edit, Qt.Key.Key_Right)
    assert three.who.chosen.title == "Sam Pretend"
    assert edit.accessibleName() == "Sam\N{RIGHT SINGLE QUOTATION MARK}s passphrase"
    qtbot.keyClick(edit, Qt.Key.Key_Right)
    qtbot.keyClick(edit, Qt.Key.Key_Left)
    qtbot.keyClicks(edit, NEW)
    qtbot.keyClick(edit, Qt.Key.Key_Left)
    assert three.who.chosen.title == "Sam Pretend"
    workspace = _opened(qtbot, three, three.try_unlock)
    assert workspace.actor.name == "Sam Pretend"
    workspace.close()
