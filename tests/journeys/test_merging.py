"""Two records of one person: made one from the settings, seen on the Progress tab, taken back."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.app.screens import Screens
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.list_rows import ITEM
from clinic_app.ui.damage.safety_page import SAFETY
from clinic_app.ui.find.palette import FindPalette
from clinic_app.ui.merge.merge_page import MergePage
from clinic_app.ui.patient.patient_screen import PROGRESS, RECORD
from tests.journeys.conftest import CHEAP, AccessService, Desk, new_recovery_key

Key = Qt.Key
PASSPHRASE = "copper window seldom giraffe"
FIRST, SECOND = "a" * 32, "b" * 32
BORN = date(1962, 5, 7)


@pytest.fixture
def clinic(desk: Desk, tmp_path: Path) -> ClinicWindow:
    """Unlocked: a patient with three ratings, and the same one entered again with two."""
    setup = ClinicSetup(Clinic("Sample Clinic"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    workspace = AccessService(tmp_path / "clinic", cost=CHEAP).create(setup)
    for patient_id, given, number, days in (
        (FIRST, "Margaret", "H-0087", (9, 8, 7)),
        (SECOND, "Margret", "H-0240", (3, 2)),
    ):
        workspace.patients.add(Patient(patient_id, given, "Mockup", BORN, number))
        now = datetime.now(UTC)
        workspace.pain.add_all(
            patient_id,
            [
                PainRating(new_id(), patient_id, Series.AVERAGE, 4, now - timedelta(days=ago))
                for ago in days
            ],
        )
    workspace.close()
    made = desk.start(tmp_path / "clinic")
    desk.unlock(made, PASSPHRASE)
    return made


def parts(clinic: ClinicWindow) -> tuple[Workspace, Screens]:
    assert clinic._workspace is not None
    assert clinic.screens is not None
    return clinic._workspace, clinic.screens


def page_of(desk: Desk, clinic: ClinicWindow) -> MergePage:
    """The page, once a pair is on it."""
    found = desk.wait_for(lambda: next(iter(clinic.window.findChildren(MergePage)), None))
    assert isinstance(found, MergePage)
    desk.until(lambda: found.pair.isVisible() and bool(found.pair.lines))
    hands.settle()
    return found


def lists_ratings(clinic: ClinicWindow, patient_id: str, count: int) -> None:
    """Wait until the Progress tab lists so many ratings."""
    _, screens = parts(clinic)
    screens.open_patient(patient_id)
    screens.patient.show_tab(PROGRESS)
    hands.until(lambda: screens.progress.tables.ratings.table.model().rowCount() == count)


def found(palette: FindPalette) -> list[str]:
    """The titles of what the palette lists."""
    model = palette._model
    return [model.index(row).data(ITEM).title for row in range(model.rowCount())]


def names(workspace: Workspace) -> set[str]:
    return {row.patient.given for row in workspace.patients.caseload()}


def test_made_one_from_the_settings_with_the_ratings_of_both_and_taken_back(
    desk: Desk, clinic: ClinicWindow
) -> None:
    workspace, screens = parts(clinic)
    lists_ratings(clinic, SECOND, 2)
    clinic.window.show_screen("settings")
    screens.settings.show_page(SAFETY)
    hands.until(lambda: screens.safety_page.pairs.text() == "1 pair")
    screens.safety_page.duplicates_requested.emit()
    page = page_of(desk, clinic)
    desk.press(clinic, Key.Key_Return, ctrl=True)
    desk.until(page.back_button.isVisible)
    assert names(workspace) == {"Margaret"}
    assert screens.patient.patient_id == FIRST  # the one that was open is part of it now
    lists_ratings(clinic, FIRST, 5)
    screens.patient.show_tab(RECORD)
    back = next(
        one for one in screens.record.one_person.findChildren(QAbstractButton)
        if one.text() == "Take back…"
    )  # fmt: skip
    back.click()
    desk.until(lambda: bool(page.findChildren(Dialog)))
    desk.press(clinic, Key.Key_Return)
    desk.until(lambda: names(workspace) == {"Margaret", "Margret"})
    desk.until(lambda: "two records again" in page.done.words)
    lists_ratings(clinic, FIRST, 3)
    lists_ratings(clinic, SECOND, 2)


def test_a_pair_is_chosen_by_hand_on_the_record_tab(desk: Desk, clinic: ClinicWindow) -> None:
    workspace, screens = parts(clinic)
    workspace.merging.two_people(FIRST, SECOND)
    screens.open_patient(FIRST)
    screens.patient.show_tab(RECORD)
    screens.record.one_person.choose.click()
    palette = desk.wait_for(lambda: next(iter(clinic.window.findChildren(FindPalette)), None))
    assert isinstance(palette, FindPalette)
    desk.type(clinic, "mockup")
    desk.until(lambda: found(palette) == ["Margret Mockup"])
    desk.press(clinic, Key.Key_Return)
    page = page_of(desk, clinic)
    desk.press(clinic, Key.Key_Return, ctrl=True)
    desk.until(page.back_button.isVisible)
    assert names(workspace) == {"Margaret"}
