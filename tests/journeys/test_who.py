"""Who is signed in is in sight; somebody else takes over in three actions, at the same place."""

from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.patient.role import Role
from clinic_app.services.workspace import Workspace
from clinic_app.ui.patient.patient_screen import HANDOUTS, PLAN
from clinic_app.ui.unlock.who_menu import WhoMenu

from .conftest import CHEAP, DEMO_PASSPHRASE, AccessService, Desk

Key = Qt.Key
KIMS = "brisk walnut meadow candle"


@pytest.fixture
def clinic(desk: Desk, demo: Path) -> ClinicWindow:
    """Robin, at Marigold's plan; Kim can log in too."""
    access = AccessService(demo, cost=CHEAP)
    workspace = access.unlock_any(DEMO_PASSPHRASE)
    workspace.staff.add_clinician("Kim Example", "DPT", Role.CLINICIAN, KIMS, own=DEMO_PASSPHRASE)
    workspace.close()
    opened = desk.start(demo)
    desk.unlock(opened)
    desk.come_back(opened)
    assert opened.screens is not None
    opened.screens.open_patient(workspace_of(opened).patients.find("Marigold").id)
    return opened


def workspace_of(clinic: ClinicWindow) -> Workspace:
    assert clinic._workspace is not None
    return clinic._workspace


def menu_of() -> WhoMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, WhoMenu)
    return found


def take_over(desk: Desk, clinic: ClinicWindow, passphrase: str = KIMS) -> Workspace:
    """Ctrl+U, a digit, the passphrase; gives the workspace of before."""
    before = workspace_of(clinic)
    desk.press(clinic, Key.Key_U, ctrl=True)
    desk.until(lambda: isinstance(QApplication.activePopupWidget(), WhoMenu))
    menu = menu_of()
    hands.keyClick(menu, Key.Key_1)
    hands.keyClicks(menu.passphrase.edit, passphrase)
    hands.keyClick(menu.passphrase.edit, Key.Key_Return)
    return before


def test_the_rail_says_who_is_signed_in(clinic: ClinicWindow, desk: Desk) -> None:
    who = clinic.window.rail.who
    assert who.isVisible()
    assert who.accessibleName() == "Signed in: Robin Demo, PT"
    desk.bot.mouseClick(who, Qt.MouseButton.LeftButton)
    desk.until(lambda: isinstance(QApplication.activePopupWidget(), WhoMenu))
    assert [row.accessibleName() for row in menu_of().rows] == ["Kim Example, DPT, Clinician"]
    menu_of().close()


def test_somebody_else_takes_over_at_the_same_place(clinic: ClinicWindow, desk: Desk) -> None:
    screens = clinic.screens
    assert screens is not None
    marigold = screens.patient.patient_id
    item = screens.patient.editing.plan.items[2].id
    screens.patient.plan.list.choose(item)
    before = take_over(desk, clinic)
    desk.until(lambda: clinic._workspace is not None and workspace_of(clinic) is not before)
    assert before.is_closed
    assert workspace_of(clinic).actor.name == "Kim Example"
    assert clinic.window.rail.who.accessibleName() == "Signed in: Kim Example, DPT"
    assert clinic.screens is not None
    assert clinic.screens is not screens
    assert clinic.screens.patient.patient_id == marigold
    assert clinic.screens.patient.plan.list.current_id == item
    assert clinic.window.rail.isVisible()
    clinic.screens.patient.add_exercise("bridge")
    assert clinic.screens.patient.flush()


def test_a_wrong_passphrase_changes_nothing(clinic: ClinicWindow, desk: Desk) -> None:
    before = take_over(desk, clinic, "not this one")
    desk.until(lambda: bool(menu_of().passphrase.edit.accessibleDescription()))
    assert workspace_of(clinic) is before
    assert not before.is_closed
    assert menu_of().passphrase.edit.selectedText()
    hands.keyClick(menu_of(), Key.Key_Escape)
    desk.until(lambda: QApplication.activePopupWidget() is None)
    assert workspace_of(clinic) is before


def test_the_same_person_comes_back_to_where_they_were(clinic: ClinicWindow, desk: Desk) -> None:
    screens = clinic.screens
    assert screens is not None
    marigold = screens.patient.patient_id
    screens.patient.show_tab(HANDOUTS)
    clinic.window.lock()
    desk.unlock(clinic)
    assert clinic.screens is not None
    assert clinic.window.showing() == "patient"
    assert clinic.screens.patient.patient_id == marigold
    assert clinic.screens.patient.header.tabs.currentIndex() == HANDOUTS


def test_the_same_page_of_the_settings_is_open_again(clinic: ClinicWindow, desk: Desk) -> None:
    screens = clinic.screens
    assert screens is not None
    names = screens.settings.list.names()
    assert len(names) > 2
    for name in names:
        assert clinic.screens is not None
        clinic.window.show_screen("settings")
        clinic.screens.settings.show_page(name)
        clinic.window.lock()
        desk.unlock(clinic)
        assert clinic.screens is not None
        assert clinic.window.showing() == "settings"
        assert clinic.screens.settings.shown_page == name


def test_the_keyboard_comes_back_to_the_same_field(clinic: ClinicWindow, desk: Desk) -> None:
    desk.press(clinic, Key.Key_L, ctrl=True)
    assert clinic.screens is not None
    field = clinic.screens.patient.plan.library.field
    assert field.hasFocus()
    clinic.window.lock()
    desk.unlock(clinic)
    desk.come_back(clinic)
    assert clinic.screens.patient.header.tabs.currentIndex() == PLAN
    desk.until(lambda: clinic.screens.patient.plan.library.field.hasFocus())


def test_somebody_else_who_unlocks_sees_the_caseload(clinic: ClinicWindow, desk: Desk) -> None:
    clinic.window.lock()
    access = AccessService(workspace_folder(clinic))
    kim = next(login for login in access.logins if login.title.startswith("Kim"))
    clinic.open_workspace(access.unlock(kim.clinician_id, KIMS))
    assert clinic.window.showing() == "caseload"


def workspace_folder(clinic: ClinicWindow) -> Path:
    assert clinic._last_folder is not None
    return clinic._last_folder


def test_what_was_typed_at_a_plan_is_saved_before_somebody_takes_over(
    clinic: ClinicWindow, desk: Desk
) -> None:
    assert clinic.screens is not None
    clinic.screens.patient.add_exercise("bridge")
    marigold = clinic.screens.patient.patient_id
    before = take_over(desk, clinic)
    desk.until(lambda: clinic._workspace is not None and workspace_of(clinic) is not before)
    saved = workspace_of(clinic).plans.current(marigold)
    assert "bridge" in [item.exercise_id for item in saved.plan.items]
