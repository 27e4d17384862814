"""A clinic that is damaged, or whose date is in doubt: the window says so, and loses nothing."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.services import clock
from clinic_app.ui.damage.clock_page import ClockPage
from clinic_app.ui.damage.damage_page import LockedPage
from clinic_app.ui.unlock.unlock_screen import UnlockScreen
from tests.journeys.conftest import DEMO_PASSPHRASE, Desk


def locked_page(clinic: ClinicWindow) -> LockedPage | None:
    pages = clinic.window.findChildren(LockedPage)
    return pages[-1] if pages else None


def words(page: LockedPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_clinic_file_that_is_missing_is_told_on_a_page_and_comes_back(
    desk: Desk, demo: Path
) -> None:
    database = demo / "clinic.db"
    away = database.rename(demo.parent / "away.db")
    clinic = desk.start(demo)
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, DEMO_PASSPHRASE)
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    page = desk.wait_for(lambda: locked_page(clinic))
    assert isinstance(page, LockedPage)
    assert "clinic.db is missing" in words(page)
    away.rename(database)
    page.again.button.click()
    desk.until(lambda: bool(clinic.window.findChildren(UnlockScreen)))
    desk.unlock(clinic)


def test_a_clinic_file_that_cannot_be_read_is_copied_untouched(desk: Desk, demo: Path) -> None:
    content = bytearray((demo / "clinic.db").read_bytes())
    content[16:4000] = bytes(3984)
    (demo / "clinic.db").write_bytes(content)
    before = contents(demo)
    clinic = desk.start(demo)
    target = demo.parent / "stick"
    target.mkdir()
    clinic._opening._ask_folder = lambda *_: str(target)
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, DEMO_PASSPHRASE)
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    page = desk.wait_for(lambda: locked_page(clinic))
    assert isinstance(page, LockedPage)
    page.copy.button.click()
    desk.until(lambda: "Copied to" in words(page))
    (copy,) = target.iterdir()
    assert contents(copy)["clinic.db"] == before["clinic.db"] == contents(demo)["clinic.db"]
    assert contents(copy)["clinic.keys"] == before["clinic.keys"]


def test_what_is_told_to_somebody_names_nobody(desk: Desk, demo: Path) -> None:
    (demo / "clinic.db").unlink()
    clinic = desk.start(demo)
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, DEMO_PASSPHRASE)
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    page = desk.wait_for(lambda: locked_page(clinic))
    assert isinstance(page, LockedPage)
    page.tell.copy_button.click()
    told = QGuiApplication.clipboard().text()
    assert "clinic.db: missing" in told
    assert "Handrail" in told
    for name in ("Marigold", "Robin", "Demo", str(demo)):
        assert name not in told


@pytest.fixture
def ten_years_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    far = timedelta(days=3653)
    monkeypatch.setattr(clock, "system_now", lambda: datetime.now().astimezone() + far)


def _clock_page(desk: Desk, clinic: ClinicWindow) -> ClockPage:
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, DEMO_PASSPHRASE)
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    page = desk.wait_for(lambda: next(iter(clinic.window.findChildren(ClockPage)), None))
    assert isinstance(page, ClockPage)
    return page


def test_a_date_in_doubt_is_asked_about_before_the_clinic_is_shown(
    desk: Desk, demo: Path, ten_years_ahead: None
) -> None:
    clinic = desk.start(demo)
    page = _clock_page(desk, clinic)
    assert clinic.screens is None
    page.yes.button.click()
    desk.until(lambda: clinic.screens is not None)


def test_enter_alone_believes_no_date(desk: Desk, demo: Path, ten_years_ahead: None) -> None:
    clinic = desk.start(demo)
    _clock_page(desk, clinic)
    desk.press(clinic, Qt.Key.Key_Return)
    desk.until(lambda: bool(clinic.window.findChildren(UnlockScreen)))
    assert clinic.screens is None


def test_the_question_about_the_date_locks_with_the_keys(
    desk: Desk, demo: Path, ten_years_ahead: None
) -> None:
    clinic = desk.start(demo)
    _clock_page(desk, clinic)
    clinic.window.lock()
    desk.until(lambda: bool(clinic.window.findChildren(UnlockScreen)))


def test_a_folder_in_a_cloud_is_warned_of_until_the_bar_is_closed(desk: Desk, demo: Path) -> None:
    folder = demo.parent / "OneDrive" / "clinic"
    folder.parent.mkdir()
    demo.rename(folder)
    for told in (True, False):
        clinic = desk.start(folder)
        desk.unlock(clinic)
        screens = clinic.screens
        assert screens is not None
        said = " ".join(screens.home.notices.words())
        assert ("OneDrive" in said) is told
        for notice in list(screens.home.notices._shown.values()):
            notice.cross.click()
        desk.close()
