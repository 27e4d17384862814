"""Backups in the real window: on closing, by the key, by themselves, and what is told of them."""

import shutil
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.backup import Backup
from clinic_app.services.folders.place_kind import FoundDisk, PlaceKind
from clinic_app.services.workspace import Workspace
from clinic_app.storage.backup import backup_places
from clinic_app.storage.tables import backup_place
from clinic_app.ui.backup.closing_dialog import ClosingDialog
from clinic_app.ui.backup.disk_dialog import DiskDialog
from clinic_app.ui.backup.place_dialog import PlaceDialog
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.damage.safety_page import SAFETY
from clinic_app.ui.unlock.unlock_screen import UnlockScreen

from .conftest import CHEAP, AccessService, Desk, new_recovery_key

PASSPHRASE = "lantern orchard copper violin"


@pytest.fixture(scope="module")
def own_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "clinic"
    setup = ClinicSetup(
        Clinic("Sample Clinic", "555 0100"), "Robin Sample", "PT", PASSPHRASE, new_recovery_key()
    )
    AccessService(folder, cost=CHEAP).create(setup).close()
    return folder


@pytest.fixture
def own(own_template: Path, tmp_path: Path) -> Path:
    """A clinic with backups in one place, on another disk as it were."""
    folder = Path(shutil.copytree(own_template, tmp_path / "clinic"))
    (tmp_path / "server").mkdir()
    workspace = AccessService(folder, cost=CHEAP).unlock_any(PASSPHRASE)
    backups = workspace.backups
    backups.save_place(backups.new_place(tmp_path / "server", "Clinic server"))
    backups.remove_place("default")
    workspace.close()
    return folder


def opened(desk: Desk, folder: Path) -> ClinicWindow:
    clinic = desk.start(folder)
    desk.unlock(clinic, PASSPHRASE)
    desk.until(lambda: bool(clinic.screens and clinic.screens.backup._seen.looks))
    return clinic


def workspace_of(clinic: ClinicWindow) -> Workspace:
    assert clinic._workspace is not None
    return clinic._workspace


def add_patient(clinic: ClinicWindow) -> None:
    born = date(1958, 3, 4)
    workspace_of(clinic).patients.add(Patient(new_id(), "Marigold", "Sample", born))


def copies(folder: Path) -> list[Path]:
    return sorted((folder.parent / "server").glob("*.handrail"))


def make_old(folder: Path, days: int) -> None:
    """Make the last backup of each place so many days older."""
    workspace = AccessService(folder, cost=CHEAP).unlock_any(PASSPHRASE)
    at = int((datetime.now().astimezone() - timedelta(days=days)).timestamp() * 1_000_000)
    with workspace._session.write() as tx:
        for place in backup_places.places(tx, None):
            if place.verified_at is not None:
                this = backup_place.update().where(backup_place.c.id == place.id)
                tx.connection.execute(this.values(verified_at=at))
                tx.audit("save", "backup place", place.id, {"name": place.name})
    workspace.close()


def notices(clinic: ClinicWindow) -> str:
    assert clinic.screens is not None
    return " ".join(clinic.screens.home.notices.words())


def buttons(clinic: ClinicWindow) -> list[Button]:
    """Those of the bar over the caseload, from left to right."""
    assert clinic.screens is not None
    bar = clinic.screens.home.notices._shown["backup"]
    return [button for button in bar.buttons if isinstance(button, Button)]


class Slow:
    """The clinic's own backups, which wait in the middle until ``go`` is set."""

    def __init__(self, clinic: ClinicWindow) -> None:
        assert clinic.screens is not None
        self.go = threading.Event()
        self.began = threading.Event()
        self._backups = workspace_of(clinic).backups
        clinic.screens.backup.runner._backups = self

    def make(
        self,
        where: str | Path,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Backup:
        self.began.set()
        self.go.wait()
        return self._backups.make(where, progress, cancelled)


def test_closing_backs_up_what_is_new_and_nothing_twice(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    clinic.window.close()
    assert not clinic.window.isVisible()
    (first,) = copies(own)
    again = opened(desk, own)  # looking at it changes nothing
    assert again.screens is not None
    again.screens.show_settings(SAFETY)
    again.window.close()
    assert copies(own) == [first]


def test_closing_can_go_on_without_it(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    slow = Slow(clinic)

    with hands.answering(lambda dialog: dialog.skip.click(), ClosingDialog):
        clinic.window.close()
    assert not clinic.window.isVisible()
    slow.go.set()
    assert copies(own) == []


def test_a_lock_while_closing_locks_and_backs_up_no_more(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    slow = Slow(clinic)
    with hands.answering(lambda _: clinic.window.lock(), ClosingDialog):
        clinic.window.close()
    assert clinic.window.isVisible()
    desk.until(lambda: bool(clinic.window.findChildren(UnlockScreen)))
    slow.go.set()
    assert copies(own) == []


def test_ctrl_b_backs_up_from_any_screen_and_says_where(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    assert clinic.screens is not None
    clinic.screens.open_patient(workspace_of(clinic).patients.find("Marigold").id)
    watch = clinic.screens.backup
    with desk.bot.waitSignal(watch.runner.work.ended):
        desk.press(clinic, Qt.Key.Key_B, ctrl=True)
    assert len(copies(own)) == 1
    assert "read back" in watch.bar.words
    assert "“Clinic server”" in watch.bar.words
    assert watch.card.title.text().startswith("Last backup today")


def test_a_day_later_a_backup_is_made_by_itself(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    clinic.window.close()
    make_old(own, days=2)
    again = opened(desk, own)
    add_patient(again)
    assert again.screens is not None
    watch = again.screens.backup
    before = copies(own)
    with desk.bot.waitSignal(watch.runner.work.ended):
        watch.look()
    daily = copies(own)
    assert daily != before
    with desk.bot.waitSignal(watch.runner.work.ended):
        watch.look()
    assert copies(own) == daily
    assert not watch.bar.isVisible()  # nobody asked for it


def test_a_place_that_is_away_is_told_and_gets_its_copy_once_it_is_back(
    desk: Desk, own: Path
) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    clinic.window.close()
    make_old(own, days=2)
    place, away = own.parent / "server", own.parent / "away"
    place.rename(away)
    again = opened(desk, own)
    assert again.screens is not None
    add_patient(again)
    watch = again.screens.backup
    assert "“Clinic server” cannot be reached." in notices(again)
    assert buttons(again)[0].accessibleName() == "Choose another place"
    with desk.bot.waitSignal(watch.runner.work.ended):
        watch.look()
    away.rename(place)
    before = copies(own)
    with desk.bot.waitSignal(watch.runner.work.ended):
        watch.look()
    assert copies(own) != before


def test_an_overdue_backup_is_told_with_the_way_out(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    clinic.window.close()
    make_old(own, days=10)
    again = opened(desk, own)
    assert "Last backup 10 days ago" in notices(again)
    assert again.screens is not None
    with desk.bot.waitSignal(again.screens.backup.runner.work.ended):
        buttons(again)[0].click()
    desk.until(lambda: "10 days" not in notices(again))


def test_remind_me_tomorrow_is_quiet_until_then(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    add_patient(clinic)
    clinic.window.close()
    make_old(own, days=10)
    again = opened(desk, own)
    buttons(again)[1].click()
    assert notices(again) == ""
    again.window.lock()
    desk.until(lambda: bool(again.window.findChildren(UnlockScreen)))
    desk.unlock(again, PASSPHRASE)
    desk.until(lambda: bool(again.screens and again.screens.backup._seen.looks))
    assert "10 days" not in notices(again)


def test_only_owners_change_places_and_everybody_backs_up(desk: Desk, own: Path) -> None:
    workspace = AccessService(own, cost=CHEAP).unlock_any(PASSPHRASE)
    kim = workspace.staff.add_clinician(
        "Kim Sample", "", Role.ASSISTANT, "violet anchor crumb tundra", own=PASSPHRASE
    )
    workspace.close()
    assert kim is not None
    clinic = desk.start(own)
    unlock = clinic.window.findChildren(UnlockScreen)[-1]
    clinic.open_workspace(
        AccessService(own, cost=CHEAP).unlock(kim.id, "violet anchor crumb tundra")
    )
    assert unlock is not None
    desk.until(lambda: bool(clinic.screens and clinic.screens.backup._seen.looks))
    assert clinic.screens is not None
    card = clinic.screens.backup.card
    assert not card.add_button.isEnabled()
    assert "owners" in card.add_button.toolTip()
    assert not card.change_buttons[0].isEnabled()
    with desk.bot.waitSignal(clinic.screens.backup.runner.work.ended):
        card.now_button.click()
    assert len(copies(own)) == 1


def test_a_place_is_added_changed_and_removed(desk: Desk, own: Path) -> None:
    clinic = opened(desk, own)
    assert clinic.screens is not None
    watch = clinic.screens.backup
    stick = own.parent / "STICK"
    stick.mkdir()
    watch.add_place()
    dialog = desk.wait_for(lambda: next(iter(clinic.window.findChildren(PlaceDialog)), None))
    assert isinstance(dialog, PlaceDialog)
    dialog.save_button.click()
    assert "no folder yet" in dialog.error.accessibleName()
    dialog._ask_folder = lambda *_: str(own)
    dialog.choose.click()
    dialog.save_button.click()
    assert "would be lost with it" in dialog.error.accessibleName()  # the clinic's own folder
    dialog._ask_folder = lambda *_: str(stick)
    dialog.choose.click()
    dialog.name.edit.setText("Stick <b>2</b>")
    dialog.weeks.setValue(0)
    with desk.bot.waitSignal(watch.runner.work.ended):
        dialog.save_button.click()
    assert list(stick.glob("*.handrail"))
    places = {place.name: place for place in workspace_of(clinic).backups.places()}
    assert (places["Stick <b>2</b>"].keep.weeks, places["Stick <b>2</b>"].keep.days) == (0, 7)
    watch.change_place(places["Stick <b>2</b>"])
    changing = desk.wait_for(lambda: QApplication.activeModalWidget())
    assert isinstance(changing, PlaceDialog)
    with hands.answering(lambda asked: asked.accept()):
        changing.remove.click()
    assert [place.name for place in workspace_of(clinic).backups.places()] == ["Clinic server"]
    assert list(stick.glob("*.handrail"))  # what lies there stays


def test_a_new_clinic_is_asked_for_another_disk(
    desk: Desk, own_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    found = FoundDisk(stick, "STICK", PlaceKind.STICK, 8_000_000_000)
    monkeypatch.setattr("clinic_app.services.backup.backup_rounds.other_disks", lambda _: [found])
    folder = Path(shutil.copytree(own_template, tmp_path / "clinic"))
    clinic = desk.start(folder)
    clinic.login._made(AccessService(folder, cost=CHEAP).unlock_any(PASSPHRASE))
    dialog = desk.wait_for(lambda: next(iter(clinic.window.findChildren(DiskDialog)), None))
    assert isinstance(dialog, DiskDialog)
    desk.until(lambda: bool(dialog.rows))
    assert clinic.screens is not None
    with desk.bot.waitSignal(clinic.screens.backup.runner.work.ended):
        dialog.rows[0].button.click()
    assert list((stick / "Handrail backups").glob("*.handrail"))


def test_later_keeps_the_place_on_this_disk_and_the_reminder_says_so(
    desk: Desk, own_template: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(own_template, tmp_path / "clinic"))
    clinic = desk.start(folder)
    clinic.login._made(AccessService(folder, cost=CHEAP).unlock_any(PASSPHRASE))
    dialog = desk.wait_for(lambda: next(iter(clinic.window.findChildren(DiskDialog)), None))
    assert isinstance(dialog, DiskDialog)
    dialog.later.click()
    desk.until(lambda: "same disk as the clinic" in notices(clinic))
    assert buttons(clinic)[0].accessibleName() == "Choose another place"
    assert "week" in buttons(clinic)[1].accessibleName()


def test_a_demo_clinic_is_never_backed_up(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    assert clinic.screens is not None
    card = clinic.screens.backup.card
    assert "demo clinic is not backed up" in card.title.text()
    assert not card.now_button.isEnabled()
    desk.press(clinic, Qt.Key.Key_B, ctrl=True)
    assert "demo clinic" in clinic.screens.backup.bar.words
    clinic.window.close()
    assert not clinic.window.isVisible()
