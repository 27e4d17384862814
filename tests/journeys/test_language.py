"""Another language, chosen where the clinic is locked, not there yet, or open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.app.screen_list import SETTINGS
from clinic_app.services.folders.paths import interface_language_file
from clinic_app.ui.common.language_choice import LanguageChoice
from clinic_app.ui.first_run.start_screen import StartScreen
from clinic_app.ui.settings.settings_screen import LOOK
from clinic_app.ui.unlock.unlock_screen import UnlockScreen
from clinic_app.words import interface, use_language

from .conftest import DEMO_PASSPHRASE, Desk


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    interface_language_file().unlink(missing_ok=True)
    use_language("en")


def page_of(clinic: ClinicWindow, kind: type[QWidget]) -> QWidget:
    """The only page of a kind that is shown."""
    (found,) = [part for part in clinic.window.findChildren(kind) if part.isVisible()]
    return found


def choose(page: QWidget, language: str) -> None:
    """Pick a language in the list of a page, as a click does."""
    (choice,) = page.findChildren(LanguageChoice)
    choice.look_up()
    index = choice.findData(language)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def words_on(page: QWidget) -> set[str]:
    return {part.text() for part in page.findChildren(QLabel) if part.isVisible()}


def test_the_login_changes_its_language(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    choose(page_of(clinic, UnlockScreen), "es")
    desk.until(lambda: len(clinic.window.findChildren(UnlockScreen)) == 1)
    page = page_of(clinic, UnlockScreen)
    assert "Cifrado" in words_on(page)
    assert page.findChildren(QComboBox)[-1].currentText() == "Español"
    desk.unlock(clinic, DEMO_PASSPHRASE)
    assert clinic.screens is not None
    rail = clinic.window.rail
    assert rail.accessibleName() == "Secciones"
    assert rail.buttons[SETTINGS].text() == "Ajustes"


def test_the_start_screen_changes_its_language(desk: Desk, tmp_path: Path) -> None:
    clinic = desk.start(tmp_path / "none")
    choose(page_of(clinic, StartScreen), "es")
    desk.until(lambda: len(clinic.window.findChildren(StartScreen)) == 1)
    assert "¿Qué desea hacer?" in words_on(page_of(clinic, StartScreen))


def test_the_settings_change_the_language_at_the_same_place(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    screens = clinic.screens
    assert screens is not None
    screens.show_settings(LOOK)
    choose(screens.settings, "es")
    assert clinic.screens is not None
    assert clinic.screens is not screens
    assert interface().language == "es"
    assert clinic.screens.settings.shown_page == LOOK
    assert "Ajustes" in words_on(clinic.screens.settings)
    assert interface_language_file().read_text("ascii") == "es"
    choose(clinic.screens.settings, "en")
    assert "Settings" in words_on(clinic.screens.settings)


def test_with_a_plan_that_cannot_be_saved_the_language_stays(
    desk: Desk, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "clinic_app.app.clinic_window.show_error", lambda parent, error: told.append(str(error))
    )
    clinic = desk.start(demo)
    desk.unlock(clinic)
    screens = clinic.screens
    assert screens is not None
    monkeypatch.setattr(screens, "flush", lambda: False)
    screens.show_settings(LOOK)
    choose(screens.settings, "es")
    assert clinic.screens is screens
    assert told == ["The plan is not saved yet. Save it, then choose the language."]
    assert interface().language == "en"
    (choice,) = screens.settings.findChildren(LanguageChoice)
    assert choice.currentData() == "en"
    monkeypatch.undo()
