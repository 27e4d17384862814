"""An owner, an assistant, and a login that comes and goes: on the real window."""

from pathlib import Path

from hands import answering
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.patient.role import Role
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.settings.anew_dialog import AnewDialog
from clinic_app.ui.settings.login_dialog import LoginDialog
from clinic_app.ui.settings.own_passphrase import PassphraseQuestion
from clinic_app.ui.settings.settings_screen import SettingsScreen
from clinic_app.ui.unlock.unlock_screen import UnlockScreen

from .conftest import DEMO_PASSPHRASE, Desk

HERS, NEW = "violet anchor crumb tundra", "copper window seldom giraffe"


def test_an_assistant_comes_is_refused_limits_is_taken_away_and_given_back(
    desk: Desk, demo: Path
) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    settings = _people_page(clinic)

    def add(dialog: LoginDialog) -> None:
        dialog.name.edit.setText("Sam Pretend")
        dialog.role.setCurrentIndex(list(Role).index(Role.ASSISTANT))
        _set_passphrase(desk, dialog, HERS)

    with answering(add, LoginDialog):
        settings.people.list.rows[0].setFocus()
        desk.press(clinic, Qt.Key.Key_Insert)
    desk.until(lambda: len(settings.people.list.rows) == 2)

    _sign_in(desk, clinic, "Sam Pretend", HERS)
    settings = _people_page(clinic)
    settings.show_limits("knee")
    assert settings.limits.refusal.isVisible()
    assert settings.limits.refusal.text() == (
        "Changing limits is for an owner; you are signed in as an assistant."
    )
    settings.limits.save_verdict()  # Enter in a field would do the same
    assert "Ask an owner" in settings.limits.error.accessibleName()

    _sign_in(desk, clinic, "Robin", DEMO_PASSPHRASE)
    settings = _people_page(clinic)

    def take_away(dialog: PassphraseQuestion) -> None:
        dialog.own.edit.setText(DEMO_PASSPHRASE)
        dialog.agree.click()
        desk.until(lambda: not dialog.isVisible())

    def encrypt_anew(dialog: AnewDialog) -> None:
        dialog.own.edit.setText(DEMO_PASSPHRASE)
        dialog.go.click()
        desk.until(lambda: not dialog.isVisible())

    with answering(QDialog.reject, AnewDialog), answering(take_away, PassphraseQuestion):
        settings.people.list.rows[1].setFocus()
        desk.press(clinic, Qt.Key.Key_Delete)
    desk.until(lambda: not settings.people.list.rows[1].shown.can_log_in)
    clinic.window.show_screen("caseload")
    show = clinic.screens.home.notices.findChild(Button) if clinic.screens else None
    assert show is not None
    with answering(encrypt_anew, AnewDialog):
        show.click()
        assert settings.shown_page == "People"
        settings.people.anew_button.click()
    desk.until(lambda: not settings.people.anew.isVisible())

    clinic.window.lock()
    screen = _way_in(clinic)
    assert all("Sam" not in tile.title for tile in screen.who.tiles)
    screen.passphrase.edit.setText(HERS)
    screen.try_unlock()
    desk.until(lambda: "wrong" in screen.passphrase.edit.accessibleDescription())

    _sign_in(desk, clinic, "Robin", DEMO_PASSPHRASE)
    settings = _people_page(clinic)

    def give_back(dialog: LoginDialog) -> None:
        _set_passphrase(desk, dialog, NEW)

    with answering(give_back, LoginDialog):
        settings.people.list.rows[1].buttons[0].click()
    desk.until(lambda: settings.people.list.rows[1].shown.can_log_in)
    _sign_in(desk, clinic, "Sam Pretend", NEW)


def _set_passphrase(desk: Desk, dialog: LoginDialog, passphrase: str) -> None:
    dialog.passphrase.first.edit.setText(passphrase)
    dialog.passphrase.again.edit.setText(passphrase)
    dialog.own.edit.setText(DEMO_PASSPHRASE)
    dialog.save()
    desk.until(lambda: not dialog.isVisible())


def _people_page(clinic: ClinicWindow) -> SettingsScreen:
    assert clinic.screens is not None
    clinic.window.show_screen("settings")
    clinic.screens.settings.show_page("People")
    return clinic.screens.settings


def _way_in(clinic: ClinicWindow) -> UnlockScreen:
    return next(s for s in clinic.window.findChildren(UnlockScreen) if s.isVisible())


def _sign_in(desk: Desk, clinic: ClinicWindow, name: str, passphrase: str) -> None:
    """Lock, choose who is working, unlock."""
    if clinic.screens is not None:
        clinic.window.lock()
    screen = _way_in(clinic)
    named = [n for n, tile in enumerate(screen.who.tiles) if tile.title.startswith(name)]
    screen.who.choose(named[0])
    desk.come_back(clinic)
    screen.passphrase.edit.setFocus()
    screen.passphrase.edit.clear()
    desk.unlock(clinic, passphrase)
