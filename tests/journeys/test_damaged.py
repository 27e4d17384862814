"""A clinic that is damaged, or whose date is in doubt: the window says so, and loses nothing."""

from datetime import datetime, timedelta
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.services import clock
from clinic_app.services.audit.damage import key_places
from clinic_app.services.unlock.access import AccessService
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.damage.choice_page import ChoicePage
from clinic_app.ui.damage.found_dialog import FoundDialog
from clinic_app.ui.damage.safety_page import SAFETY, SafetyPage
from clinic_app.ui.unlock.unlock_screen import UnlockScreen
from tests.journeys.conftest import DEMO_PASSPHRASE, Desk


def page_with(clinic: ClinicWindow, choice: str) -> ChoicePage | None:
    """The page that offers this choice, if it is in the window."""
    pages = [page for page in clinic.window.findChildren(ChoicePage) if choice in page.rows]
    return pages[-1] if pages else None


def words(page: ChoicePage) -> str:
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
    page = desk.wait_for(lambda: page_with(clinic, "again"))
    assert isinstance(page, ChoicePage)
    assert "clinic.db is missing" in words(page)
    away.rename(database)
    page.rows["again"].button.click()
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
    clinic.login.opening._ask_folder = lambda *_: str(target)
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, DEMO_PASSPHRASE)
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    page = desk.wait_for(lambda: page_with(clinic, "again"))
    assert isinstance(page, ChoicePage)
    page.rows["copy"].button.click()
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
    page = desk.wait_for(lambda: page_with(clinic, "again"))
    assert isinstance(page, ChoicePage)
    next(b for b in page.findChildren(Button) if b.text() == "Copy").click()
    told = QGuiApplication.clipboard().text()
    assert "clinic.db: missing" in told
    assert "Handrail" in told
    for name in ("Marigold", "Robin", "Demo", str(demo)):
        assert name not in told


@pytest.fixture
def ten_years_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    far = timedelta(days=3653)
    monkeypatch.setattr(clock, "system_now", lambda: datetime.now().astimezone() + far)


def _clock_page(desk: Desk, clinic: ClinicWindow) -> ChoicePage:
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, DEMO_PASSPHRASE)
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    page = desk.wait_for(lambda: page_with(clinic, "wrong"))
    assert isinstance(page, ChoicePage)
    return page


def test_a_date_in_doubt_is_asked_about_before_the_clinic_is_shown(
    desk: Desk, demo: Path, ten_years_ahead: None
) -> None:
    clinic = desk.start(demo)
    page = _clock_page(desk, clinic)
    assert clinic.screens is None
    page.rows["right"].button.click()
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
            notice.buttons[-1].click()
        desk.close()


def _found_page(desk: Desk, clinic: ClinicWindow) -> ChoicePage:
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, DEMO_PASSPHRASE)
    desk.bot.keyClick(field, Qt.Key.Key_Return)
    page = desk.wait_for(lambda: page_with(clinic, "look"))
    assert isinstance(page, ChoicePage)
    hands.ready(clinic.window)
    return page


@pytest.fixture
def older(demo: Path) -> Path:
    """A clinic whose file was put back from before three ratings."""
    before = (demo / "clinic.db").read_bytes()
    workspace = AccessService(demo).unlock_any(DEMO_PASSPHRASE)
    patient = workspace.patients.find("Marigold")
    for score in (3, 4, 5):
        workspace.pain.record(patient.id, score)
    workspace.close()
    (demo / "clinic.db").write_bytes(before)
    return demo


def test_an_older_file_is_told_before_the_clinic_is_shown_and_can_be_looked_at(
    desk: Desk, older: Path
) -> None:
    before = (older / "clinic.db").read_bytes()
    clinic = desk.start(older)
    page = _found_page(desk, clinic)
    assert clinic.screens is None
    assert any(path.name.startswith("set-aside-") for path in older.iterdir())
    told = " ".join(found.accessibleName() for found in page.findChildren(NoticeBar))
    assert "missing" in told
    desk.press(clinic, Qt.Key.Key_Return)  # only look
    desk.until(lambda: clinic.screens is not None)
    assert clinic.screens is not None
    assert "missing" in " ".join(clinic.screens.home.notices.words())
    assert clinic.screens._workspace.is_read_only
    assert (older / "clinic.db").read_bytes() == before


def test_going_on_asks_for_the_passphrase_and_then_writes_again(desk: Desk, older: Path) -> None:
    clinic = desk.start(older)
    page = _found_page(desk, clinic)
    page.rows["go_on"].button.click()
    desk.bot.keyClicks(page.loss.passphrase.edit, "not the passphrase")
    desk.bot.keyClick(page.loss.passphrase.edit, Qt.Key.Key_Return)
    desk.until(lambda: page.loss.button.isEnabled())
    assert clinic.screens is None
    page.loss.passphrase.edit.clear()
    desk.bot.keyClicks(page.loss.passphrase.edit, DEMO_PASSPHRASE)
    desk.bot.keyClick(page.loss.passphrase.edit, Qt.Key.Key_Return)
    desk.until(lambda: clinic.screens is not None)
    assert clinic.screens is not None
    workspace = clinic.screens._workspace
    assert not workspace.is_read_only
    assert workspace.findings == ()
    workspace.pain.record(workspace.patients.find("Marigold").id, 2)
    desk.close()
    again = desk.start(older)
    desk.unlock(again)  # nothing is told any more


def test_the_page_of_what_was_found_locks(desk: Desk, older: Path) -> None:
    clinic = desk.start(older)
    _found_page(desk, clinic)
    clinic.window.lock()
    desk.until(lambda: bool(clinic.window.findChildren(UnlockScreen)))


def test_lost_keys_are_put_back_from_a_copy(desk: Desk, demo: Path) -> None:
    stick = demo.parent / "stick.keys"
    stick.write_bytes((demo / "clinic.keys").read_bytes())
    for place, _ in key_places(demo):
        Path(place).unlink(missing_ok=True)
    clinic = desk.start(demo)
    clinic.login.opening._ask_file = lambda *_: str(stick)
    page = desk.wait_for(lambda: page_with(clinic, "again"))
    assert isinstance(page, ChoicePage)
    assert "Missing: its copy beside it" in words(page)
    page.rows["keys"].button.click()
    desk.until(lambda: bool(clinic.window.findChildren(UnlockScreen)))
    desk.unlock(clinic)


def test_a_key_file_that_was_mended_is_a_quiet_bar(desk: Desk, demo: Path) -> None:
    (demo / "clinic.keys").write_bytes(b"damaged")
    clinic = desk.start(demo)
    desk.unlock(clinic)
    assert clinic.screens is not None
    assert "clinic.keys was damaged" in " ".join(clinic.screens.home.notices.words())


def test_the_checks_that_are_due_run_beside_the_work(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    assert clinic.screens is not None
    safety, checking = clinic.screens.safety, clinic.screens._workspace.checking
    while checking.is_due() or checking.are_pages_due():
        with desk.bot.waitSignal(safety.runner.work.ended) as ended:
            safety.look()
        assert ended.args is not None
        assert list(ended.args[1]) == []
    assert clinic.screens.home.notices.words() == []
    clinic.screens.window.show_screen("settings")
    clinic.screens.settings.show_page(SAFETY)
    page = clinic.window.findChildren(SafetyPage)[-1]
    with desk.bot.waitSignal(safety.runner.work.ended):
        page.check.whole_button.click()
    assert page.check.verdict.words == "Everything that was checked is whole."
    assert page.check.dates["whole"].text().startswith("today")


def test_a_lock_does_not_wait_for_a_check(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    assert clinic.screens is not None
    clinic.screens.safety.runner.start("whole")
    clinic.window.lock()
    desk.until(lambda: bool(clinic.window.findChildren(UnlockScreen)))
    desk.unlock(clinic)


def test_what_a_check_finds_beside_the_work_is_shown_and_can_be_accepted(
    desk: Desk, demo: Path
) -> None:
    workspace = AccessService(demo).unlock_any(DEMO_PASSPHRASE)
    with workspace._session.write() as tx:  # past the trail, as whoever has the key could
        tx.connection.exec_driver_sql("UPDATE pain_entry SET score = 10 - score")
    workspace.close()
    clinic = desk.start(demo)
    desk.unlock(clinic)
    assert clinic.screens is not None
    safety, notices = clinic.screens.safety, clinic.screens.home.notices
    with desk.bot.waitSignal(safety.runner.work.ended):
        safety.runner.start("whole")
    assert "missing or was changed" in " ".join(notices.words())
    notices._shown["loss"].buttons[0].click()
    dialog = desk.wait_for(lambda: next(iter(clinic.window.findChildren(FoundDialog)), None))
    assert isinstance(dialog, FoundDialog)
    assert dialog.findChildren(NoticeBar)
    dialog.loss.go_on.button.click()
    desk.bot.keyClicks(dialog.loss.passphrase.edit, DEMO_PASSPHRASE)
    desk.bot.keyClick(dialog.loss.passphrase.edit, Qt.Key.Key_Return)
    desk.until(lambda: notices.words() == [])
    with desk.bot.waitSignal(safety.runner.work.ended) as ended:
        safety.runner.start("whole")
    assert ended.args == ["whole", []]  # accepted, and told no more
