"""Settings over a real clinic."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Paper
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from clinic_app.shipped_data import EXERCISES
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.settings.about_cards import LibraryCard
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.settings.settings_screen import SettingsScreen

PASSPHRASE, NEW = "lantern orchard copper violin", "violet anchor crumb tundra"


@pytest.fixture
def screen(
    workspace: Workspace, theme: Theme, background: Background, qtbot: QtBot
) -> SettingsScreen:
    made = SettingsScreen(workspace, theme, background)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(screen: SettingsScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel)]


def test_the_clinic_is_saved_whole(screen: SettingsScreen, workspace: Workspace) -> None:
    screen.clinic.name.edit.setText("<b>Sample</b> & Co")
    screen.clinic.paper.select(Paper.A4)
    screen.clinic.idle.setValue(25)
    screen.clinic.emergency.edit.setText("112")
    screen.clinic.save()
    clinic = workspace.staff.clinic()
    assert (clinic.name, clinic.paper) == ("<b>Sample</b> & Co", Paper.A4)
    assert (clinic.idle_lock_min, clinic.emergency_number) == (25, "112")


def test_a_clinic_needs_a_name(screen: SettingsScreen, workspace: Workspace) -> None:
    screen.clinic.name.edit.setText("  ")
    screen.clinic.save()
    bar = screen.clinic.findChild(ErrorBar)
    assert isinstance(bar, ErrorBar)
    assert "name is missing" in bar.accessibleName()
    assert workspace.staff.clinic().name == "Sample Clinic"


@pytest.mark.parametrize("keep_mine", [True, False])
def test_details_changed_in_two_windows_lose_nothing(
    screen: SettingsScreen, workspace: Workspace, tmp_path: Path, keep_mine: bool
) -> None:
    screen.clinic.phone.edit.setText("555 0111")
    screen.clinic.address.edit.setText("2 Sample Street")
    other = AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE)
    there = other.staff.clinic()
    changed = replace(there, phone="555 0199", emergency_number="112")
    other.staff.save_clinic(changed, since=there)
    other.close()
    screen.clinic.save()
    conflict = screen.clinic.conflict
    assert conflict.isVisibleTo(screen)
    assert conflict.words.endswith("lost. Phone: yours 555 0111, theirs 555 0199")
    assert workspace.staff.clinic().address == ""
    (screen.clinic.mine if keep_mine else screen.clinic.theirs).click()
    clinic = workspace.staff.clinic()
    assert clinic.phone == ("555 0111" if keep_mine else "555 0199")
    assert (clinic.address, clinic.emergency_number) == ("2 Sample Street", "112")
    assert screen.clinic.phone.text() == clinic.phone
    assert not conflict.isVisibleTo(screen)


def test_a_change_elsewhere_is_joined_and_told(
    screen: SettingsScreen, workspace: Workspace, tmp_path: Path
) -> None:
    other = AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE)
    there = other.staff.clinic()
    other.staff.save_clinic(replace(there, phone="555 0199"), since=there)
    other.close()
    screen.clinic.address.edit.setText("2 Sample Street")
    screen.clinic.save()
    assert any(words.endswith("kept: Phone") for words in texts(screen))
    assert screen.clinic.phone.text() == workspace.staff.clinic().phone == "555 0199"


def test_the_look_is_applied_and_remembered(
    screen: SettingsScreen, workspace: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    dark = next(b for b in screen.look.findChildren(QAbstractButton) if b.text() == "Dark")
    with qtbot.waitSignal(screen.theme_chosen) as chosen:
        dark.click()
    assert chosen.args == ["dark"]
    assert theme.tokens.dark
    assert workspace.preferences.get("theme") == "dark"
    theme.apply_named("light")
    assert not theme.tokens.dark


def test_a_new_clinician_can_log_in_until_the_login_is_removed(
    screen: SettingsScreen, workspace: Workspace, background: Background, qtbot: QtBot
) -> None:
    dialog = LoginDialog(workspace, background)
    qtbot.addWidget(dialog)
    dialog.name.edit.setText("Kim <i>Standin</i>")
    dialog.passphrase.first.edit.setText(NEW)
    dialog.passphrase.again.edit.setText(NEW)
    dialog.own.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted):
        dialog.save()
    kim = next(c for c in workspace.staff.clinicians() if c.name.startswith("Kim"))
    assert kim.id in workspace.staff.with_login()
    qtbot.waitUntil(lambda: "Kim <i>Standin</i>" in texts(screen))
    workspace.staff.remove_login(kim.id, own=PASSPHRASE)
    assert "No login" in texts(screen)


@pytest.mark.parametrize(("first", "again"), [("weak", "weak"), (NEW, "other"), ("", "")])
def test_a_weak_or_unlike_passphrase_makes_no_login(
    workspace: Workspace, background: Background, qtbot: QtBot, first: str, again: str
) -> None:
    dialog = LoginDialog(workspace, background, clinician=workspace.actor)
    qtbot.addWidget(dialog)
    dialog.own.edit.setText(PASSPHRASE)
    dialog.passphrase.first.edit.setText(first)
    dialog.passphrase.again.edit.setText(again)
    dialog.save()
    assert "Strong enough" in dialog.passphrase.first.edit.accessibleDescription()
    assert len(workspace.staff.clinicians()) == 1


def test_the_library_is_checked(
    workspace: Workspace, background: Background, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(EXERCISES / name, tmp_path / name)
    (tmp_path / "bridge").mkdir()
    shutil.copy(EXERCISES / "bridge" / "bridge.yaml", tmp_path / "bridge")
    card = LibraryCard(workspace.library.exercises, background, folder=tmp_path)
    qtbot.addWidget(card)
    card.check()
    qtbot.waitUntil(lambda: bool(card.answer.text()))
    assert "there is no exercise" in card.answer.text()  # its neighbours are not here
    card._show(([], 42))
    assert card.answer.text() == "All 42 files are in order."


def test_the_clinic_folder_is_shown_as_text(screen: SettingsScreen, workspace: Workspace) -> None:
    assert str(workspace.folder) in texts(screen)
    assert (workspace.folder / "clinic.db").exists()


def test_pictures_that_stay_still_are_remembered(
    screen: SettingsScreen, workspace: Workspace
) -> None:
    still = next(b for b in screen.look.findChildren(QAbstractButton) if b.text() == "Stay still")
    still.click()
    assert workspace.preferences.get("movement") == "reduced"


def test_the_limits_of_a_region_are_gone_to(screen: SettingsScreen) -> None:
    screen.resize(1024, 700)
    screen.show_limits("shoulder")
    assert screen.limits.region.currentText() == "Shoulder"
    assert screen.limits.verdict.rows["fall_points"].edit.text() == "2.17"
    assert not screen.limits.region.visibleRegion().isEmpty()


def test_the_arrows_move_in_the_list_and_enter_opens(screen: SettingsScreen, qtbot: QtBot) -> None:
    assert screen.shown_page == "Clinic"
    hands = screen.list
    hands.setFocus()
    for _ in range(hands.names().index("Limits")):
        qtbot.keyClick(hands, Qt.Key.Key_Down)
    assert screen.shown_page == "Clinic"  # nothing opens on the way
    assert screen.clinic.isVisible()
    qtbot.keyClick(hands, Qt.Key.Key_Return)
    assert (screen.shown_page, screen.limits.isVisible()) == ("Limits", True)
    assert not screen.clinic.isVisible()
    assert hands.currentItem().text() == "Limits"


def test_a_page_is_put_before_another_one_and_opened_by_a_click(
    screen: SettingsScreen, qtbot: QtBot
) -> None:
    added = QLabel("Backups")
    screen.add_page("Data and safety", "shield-check", added, before="Limits")
    names = screen.list.names()
    number = names.index("Data and safety")
    assert names[number + 1] == "Limits"
    place = screen.list.visualItemRect(screen.list.item(number)).center()
    qtbot.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (screen.shown_page, added.isVisible()) == ("Data and safety", True)


def test_the_clinics_name_is_beside_the_title(screen: SettingsScreen) -> None:
    screen.clinic.name.edit.setText("Hilltop <b>Physio</b>")
    screen.clinic.save()
    assert "Hilltop <b>Physio</b>" in texts(screen)
