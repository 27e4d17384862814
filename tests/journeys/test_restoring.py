"""A clinic that was lost comes back in the window: from a backup, with the recovery key."""

import shutil
from datetime import date
from pathlib import Path
from typing import TypeVar

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.folders import found_here, known_clinics
from clinic_app.services.folders.search_places import SearchPlace
from clinic_app.services.unlock.access import AccessService
from clinic_app.ui.damage.choice_page import ChoicePage
from clinic_app.ui.damage.safety_page import SAFETY
from clinic_app.ui.first_run.start_screen import StartScreen
from clinic_app.ui.restore.move_dialog import MoveDialog
from clinic_app.ui.restore.restore_page import RestorePage
from clinic_app.ui.unlock.unlock_screen import UnlockScreen
from tests.journeys.conftest import CHEAP, Desk, new_recovery_key

Key = Qt.Key
P = TypeVar("P", bound=QWidget)
PASSPHRASE = "copper window seldom giraffe"
RECOVERY = new_recovery_key()


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with two patients, and a backup of it on a stick, from before the second."""
    root = tmp_path_factory.mktemp("small")
    setup = ClinicSetup(Clinic("Sample Clinic"), "Robin Demo", "PT", PASSPHRASE, RECOVERY)
    workspace = AccessService(root / "clinic", cost=CHEAP).create(setup)
    workspace.patients.add(Patient(new_id(), "Marigold", "Sample", date(1958, 3, 4)))
    (root / "stick").mkdir()
    workspace.backups.make(root / "stick")
    workspace.patients.add(Patient(new_id(), "Otto", "Example", date(1970, 1, 2)))
    workspace.close()
    return root


@pytest.fixture
def root(small_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of both, where the stick is the one place that is looked into."""
    made = Path(shutil.copytree(small_template, tmp_path / "disk"))
    stick = [SearchPlace(made / "stick", "on STICK", 1)]
    monkeypatch.setattr(found_here, "search_places", lambda: stick)
    monkeypatch.setattr(known_clinics, "known_clinics_file", lambda: tmp_path / "known.json")
    return made


def page_of(desk: Desk, clinic: ClinicWindow, kind: type[P]) -> P:
    """The newest page of a kind, once it is there."""
    found = desk.wait_for(lambda: next(iter(clinic.window.findChildren(kind)[-1:]), None))
    assert isinstance(found, kind)
    return found


def words(page: QWidget) -> str:
    return " ".join(part.text() for part in page.findChildren(QLabel))


def look_into_first(desk: Desk, page: RestorePage, secret: str) -> None:
    """Type the secret for the copy that is marked, and wait until it was read."""
    desk.until(lambda: bool(page.copies))
    desk.bot.keyClicks(page.card.secret.edit, secret)
    desk.bot.keyClick(page.card.secret.edit, Key.Key_Return)
    desk.until(lambda: page.card.restore_button.isVisible())


def patients_of(clinic: ClinicWindow) -> set[str]:
    assert clinic._workspace is not None
    return {row.patient.given for row in clinic._workspace.patients.caseload()}


def test_a_lost_folder_comes_back_with_the_recovery_key_in_four_presses(
    desk: Desk, root: Path
) -> None:
    shutil.rmtree(root / "clinic")
    clinic = desk.start(root / "clinic")
    desk.press(clinic, Key.Key_3)
    page = page_of(desk, clinic, RestorePage)
    look_into_first(desk, page, RECOVERY.lower())
    assert "Sample Clinic" in words(page)
    assert "Robin Demo, PT" in words(page)
    assert not (root / "clinic" / "clinic.db").exists()  # nothing before it was said so
    desk.press(clinic, Key.Key_Return)
    unlock = page_of(desk, clinic, UnlockScreen)
    assert "1 patient" in words(unlock)
    desk.unlock(clinic, PASSPHRASE)
    assert patients_of(clinic) == {"Marigold"}
    assert known_clinics.start_folder() != root / "clinic"  # it was given by --data


def test_a_folder_without_its_records_says_so_before_any_passphrase(desk: Desk, root: Path) -> None:
    (root / "clinic" / "clinic.db").unlink()
    clinic = desk.start(root / "new")
    start = page_of(desk, clinic, StartScreen)
    clinic.login.beginning._ask_clinic = lambda *_: str(root / "clinic")
    start.open.click()
    damaged = page_of(desk, clinic, ChoicePage)
    assert "clinic.db is missing" in words(damaged)
    damaged.rows["restore"].button.click()
    assert page_of(desk, clinic, RestorePage)


def test_a_wrong_passphrase_is_told_at_its_field_and_nothing_is_left(
    desk: Desk, root: Path
) -> None:
    shutil.rmtree(root / "clinic")
    clinic = desk.start(root / "clinic")
    desk.press(clinic, Key.Key_3)
    page = page_of(desk, clinic, RestorePage)
    desk.until(lambda: bool(page.copies))
    desk.bot.keyClicks(page.card.secret.edit, "not this one")
    desk.bot.keyClick(page.card.secret.edit, Key.Key_Return)
    desk.until(lambda: page.card.look_button.isEnabled())
    assert "passphrase" in words(page).lower()
    desk.press(clinic, Key.Key_Escape)
    assert page_of(desk, clinic, StartScreen)
    assert not (root / "clinic").exists()


def test_the_database_that_is_gone_is_restored_from_the_page_that_says_so(
    desk: Desk, root: Path
) -> None:
    (root / "clinic" / "clinic.db").unlink()
    clinic = desk.start(root / "clinic")
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, PASSPHRASE)
    desk.bot.keyClick(field, Key.Key_Return)
    damaged = page_of(desk, clinic, ChoicePage)
    desk.until(lambda: "The newest one is from" in words(damaged))
    desk.press(clinic, Key.Key_Return)  # the advised button has the keyboard
    page = page_of(desk, clinic, RestorePage)
    look_into_first(desk, page, PASSPHRASE)
    assert "set aside" in words(page)
    desk.press(clinic, Key.Key_Return)
    desk.until(lambda: "Restored from the copy" in words(clinic.window))
    desk.unlock(clinic, PASSPHRASE)
    assert patients_of(clinic) == {"Marigold"}
    (aside,) = (root / "clinic").glob("set-aside-*-restore")
    assert (aside / "clinic.keys").exists()


def test_lost_rows_are_told_with_the_newest_checked_backup_advised(desk: Desk, root: Path) -> None:
    workspace = AccessService(root / "clinic").unlock_any(PASSPHRASE)
    workspace.backups.save_place(workspace.backups.new_place(root / "stick"))
    before = (root / "clinic" / "clinic.audit").read_bytes()
    with workspace._session.database.write(workspace.actor.id) as tx:
        tx.connection.exec_driver_sql("DELETE FROM audit_row WHERE seq > 5")
    workspace.close()
    (root / "clinic" / "clinic.audit").write_bytes(before)
    clinic = desk.start(root / "clinic")
    field = desk.focus(clinic.window.centralWidget())
    desk.bot.keyClicks(field, PASSPHRASE)
    desk.bot.keyClick(field, Key.Key_Return)
    damaged = page_of(desk, clinic, ChoicePage)
    assert "Between it and now lie" in words(damaged)
    damaged.rows["newest"].button.click()
    page = page_of(desk, clinic, RestorePage)
    look_into_first(desk, page, PASSPHRASE)
    page.back.click()
    assert page_of(desk, clinic, ChoicePage)
    assert not list((root / "clinic").glob(".restoring-draft*"))


def open_safety(desk: Desk, root: Path) -> ClinicWindow:
    workspace = AccessService(root / "clinic").unlock_any(PASSPHRASE)
    workspace.backups.save_place(workspace.backups.new_place(root / "stick"))
    workspace.close()
    clinic = desk.start(root / "clinic")
    desk.unlock(clinic, PASSPHRASE)
    assert clinic.screens is not None
    clinic.window.show_screen("settings")
    clinic.screens.settings.show_page(SAFETY)
    return clinic


def test_an_open_clinic_is_compared_with_the_copy_and_replaced_after_its_passphrase(
    desk: Desk, root: Path
) -> None:
    clinic = open_safety(desk, root)
    clinic.screens.safety_page.restore_requested.emit()
    page = page_of(desk, clinic, RestorePage)
    desk.until(lambda: bool(page.copies))
    assert "here today: 1 patient" in words(page)
    look_into_first(desk, page, PASSPHRASE)
    page.card.restore_button.click()
    desk.until(lambda: "Restored from the copy" in words(clinic.window))
    assert clinic.screens is None
    desk.unlock(clinic, PASSPHRASE)
    assert patients_of(clinic) == {"Marigold"}


def test_a_lock_removes_what_was_unpacked_to_look_at(desk: Desk, root: Path) -> None:
    clinic = open_safety(desk, root)
    clinic.screens.safety_page.restore_requested.emit()
    page = page_of(desk, clinic, RestorePage)
    look_into_first(desk, page, PASSPHRASE)
    assert list((root / "clinic").glob(".restoring-draft/*"))
    clinic.window.lock()
    assert page_of(desk, clinic, UnlockScreen)
    assert not list((root / "clinic").glob(".restoring-draft*"))
    desk.unlock(clinic, PASSPHRASE)
    assert patients_of(clinic) == {"Marigold", "Otto"}


def test_another_copy_chosen_while_one_is_read_is_not_taken_for_it(desk: Desk, root: Path) -> None:
    workspace = AccessService(root / "clinic").unlock_any(PASSPHRASE)
    workspace.backups.make(root / "stick")
    workspace.close()
    shutil.rmtree(root / "clinic")
    clinic = desk.start(root / "clinic")
    desk.press(clinic, Key.Key_3)
    page = page_of(desk, clinic, RestorePage)
    desk.until(lambda: len(page.copies) == 2)
    desk.bot.keyClicks(page.card.secret.edit, PASSPHRASE)
    desk.bot.keyClick(page.card.secret.edit, Key.Key_Return)
    page.table.selectRow(1)
    desk.until(lambda: not list(root.glob("clinic/.restoring-draft*")))
    hands.settle()
    assert not page.card.restore_button.isVisible()
    assert page.card.look_button.isEnabled()


def test_the_drill_says_what_it_read(desk: Desk, root: Path) -> None:
    clinic = open_safety(desk, root)
    page = clinic.screens.safety_page
    page.drill_requested.emit()
    desk.until(lambda: "works: 1 patient" in page.drill.words)
    assert "It was removed again." in page.drill.words


def test_another_clinic_is_chosen_from_the_settings(desk: Desk, root: Path) -> None:
    clinic = open_safety(desk, root)
    clinic.screens.safety_page.open_other_requested.emit()
    assert page_of(desk, clinic, StartScreen)
    assert clinic.screens is None
    other = Path(shutil.copytree(root / "clinic", root / "other"))
    start = page_of(desk, clinic, StartScreen)
    clinic.login.beginning._ask_clinic = lambda *_: str(other / "clinic.keys")
    start.open.click()
    desk.unlock(clinic, PASSPHRASE)
    assert clinic._workspace.folder == other
    assert known_clinics.start_folder() == other


def test_a_clinic_that_was_moved_is_only_looked_at_until_somebody_goes_on_here(
    desk: Desk, root: Path
) -> None:
    clinic = open_safety(desk, root)
    clinic.screens.safety_page.move_requested.emit()
    dialog = page_of(desk, clinic, MoveDialog)
    (root / "new").mkdir()
    dialog._ask_folder = lambda *_: str(root / "new")
    assert not dialog.mark_button.isEnabled()
    dialog.copy_button.click()
    desk.until(lambda: dialog.mark_button.isEnabled())
    dialog.mark_button.click()
    dialog.reject()
    clinic.window.lock()
    for choose, is_read_only in (("look", True), ("go_on", False)):
        unlock = page_of(desk, clinic, UnlockScreen)
        desk.bot.keyClicks(unlock.passphrase.edit, PASSPHRASE)
        desk.bot.keyClick(unlock.passphrase.edit, Key.Key_Return)
        moved = page_of(desk, clinic, ChoicePage)
        moved.rows[choose].button.click()
        desk.until(lambda: clinic.screens is not None)
        assert clinic._workspace.is_read_only is is_read_only
        clinic.window.lock()
        hands.settle()
    desk.unlock(clinic, PASSPHRASE)
    assert not (root / "clinic" / "clinic.moved").exists()
    (copy,) = (root / "new").glob("*.handrail")
    told = [line.told.sentence for line in clinic._workspace.trail.page(TrailQuery()).lines]
    assert any("moved to another computer" in line for line in told)
    assert copy.stat().st_mode & 0o077 == 0
