"""Typed text over a lock, a kill and a full disk: it is named, and one click brings it back."""

import resource
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.diary.diary_dialog import DiaryDialog
from clinic_app.ui.patient.patient_screen import RECORD
from clinic_app.ui.plan import edits
from clinic_app.ui.record.new_patient_dialog import NewPatientDialog

from .conftest import DEMO_PASSPHRASE, Desk

OTHER = "violet harbour candle oak"
Key = Qt.Key


def workspace_of(clinic: ClinicWindow) -> Workspace:
    assert clinic._workspace is not None
    return clinic._workspace


def opened(desk: Desk, folder: Path) -> ClinicWindow:
    clinic = desk.start(folder)
    desk.unlock(clinic)
    assert clinic.screens is not None
    clinic.screens.open_patient(workspace_of(clinic).patients.find("Marigold").id)
    return clinic


def wait_for(kind: type) -> object:
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def click_entry(clinic: ClinicWindow, words: str) -> None:
    buttons = clinic.window.waiting.findChildren(Button)
    next(b for b in buttons if b.accessibleName() == words).click()


@pytest.fixture(autouse=True)
def asks_nothing_at_the_end(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Iterator[None]:
    """A test that fails half-way must not wait for an answer when its window is closed."""
    yield
    monkeypatch.setattr("clinic_app.app.clinic_window.confirm", lambda *_, **__: True)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, Dialog):
            dialog.keep_drafts()
            dialog.done(0)


@contextmanager
def a_full_disk() -> Generator[None]:
    """No file of this process can grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_new_patient_half_typed_comes_back_after_the_lock(desk: Desk, demo: Path) -> None:
    clinic = opened(desk, demo)
    desk.press(clinic, Key.Key_N, ctrl=True)
    dialog = wait_for(NewPatientDialog)
    desk.type(clinic, "Posy")
    clinic.window.lock()
    assert clinic.window.waiting.words == ()
    desk.unlock(clinic)
    assert clinic.window.waiting.words == ("new patient",)
    click_entry(clinic, "new patient")
    again = wait_for(NewPatientDialog)
    assert again is not dialog
    hands.until(lambda: again.details.given.text() == "Posy")
    desk.press(clinic, Key.Key_Escape)
    hands.until(lambda: clinic.window.waiting.words == ())
    assert workspace_of(clinic).drafts.mine() == []


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_Return], ids=["line", "panel"])
def test_half_a_dose_is_no_dose_at_the_lock(key: Key, desk: Desk, demo: Path) -> None:
    clinic = opened(desk, demo)
    screens = clinic.screens
    assert screens is not None
    patient = workspace_of(clinic).patients.find("Marigold")
    screens.open_patient(patient.id)
    before = workspace_of(clinic).plans.current(patient.id).plan
    plan = screens.patient.plan
    desk.press(clinic, key)
    if key == Key.Key_Return:
        assert plan.adjust._parts is not None
        field = plan.adjust._parts.dose.numbers["reps"]
        field.setFocus()
        field.selectAll()
    desk.type(clinic, "3x1" if key == Key.Key_F2 else "1")
    hands.until(lambda: plan.list.actions_on.typed() != {} or plan.adjust.typed() != {})
    clinic.window.lock()
    desk.unlock(clinic)
    assert workspace_of(clinic).plans.current(patient.id).plan == before
    (kept,) = workspace_of(clinic).drafts.mine()
    assert kept.content["text"] in ("3x1", "1")


def test_somebody_else_is_told_nothing(desk: Desk, demo: Path) -> None:
    clinic = opened(desk, demo)
    workspace = workspace_of(clinic)
    workspace.staff.add_clinician("Ada Example", "PT", Role.CLINICIAN, OTHER, own=DEMO_PASSPHRASE)
    patient = workspace.patients.find("Marigold")
    workspace.drafts.save(f"diary/{patient.id}", {"first": "2026-11-16"}, patient.id)
    clinic.window.lock()
    theirs = _unlocked(demo, OTHER)
    clinic.open_workspace(theirs)
    hands.until(lambda: clinic.screens is not None)
    assert clinic.window.waiting.words == ()
    assert not clinic.window.waiting.isVisible()


def _unlocked(folder: Path, passphrase: str) -> Workspace:
    from clinic_app.services.unlock.access import AccessService

    return AccessService(folder).unlock_any(passphrase)


def test_full_disk_and_lock_lose_neither_plan_nor_name_nor_new_patient(
    desk: Desk, demo: Path
) -> None:
    clinic = opened(desk, demo)
    screens = clinic.screens
    assert screens is not None
    patient = workspace_of(clinic).patients.find("Marigold")
    before = len(workspace_of(clinic).plans.current(patient.id).plan.items)
    screens.patient.show_tab(RECORD)
    desk.press(clinic, Key.Key_N, ctrl=True)
    wait_for(NewPatientDialog)
    editing = screens.patient.editing
    assert editing is not None
    item = PlanItem.of(workspace_of(clinic).library.exercise("bridge"))
    with a_full_disk():
        wanted = Plan((*editing.plan.items, item))
        editing.apply(edits.take_over(wanted, "Added bridge"))
        form = screens.record._form
        for field, text in ((form.given, "Marigolda"), (form.born, "31 Feb")):
            field.edit.setText(text)
            field.edit.textEdited.emit(text)
        desk.type(clinic, "Posy")
        clinic.window.lock()
        hands.until(lambda: clinic._workspace is None)
        hands.until(clinic.window._unsaved.isVisible)
        told = " ".join(label.text() for label in clinic.window.findChildren(QLabel))
        assert "A crash or switching off would lose it." in told
    desk.unlock(clinic)
    hands.until(lambda: clinic.window._unsaved.isHidden())
    workspace = workspace_of(clinic)
    assert len(workspace.plans.current(patient.id).plan.items) == before + 1
    assert set(clinic.window.waiting.words) == {"new patient", f"record of {patient.name}"}
    click_entry(clinic, f"record of {patient.name}")
    assert clinic.screens is not None
    clinic.screens.record._draft.bar.bring_back.click()
    assert clinic.screens.record._form.given.text() == "Marigolda"
    click_entry(clinic, "new patient")
    dialog = wait_for(NewPatientDialog)
    hands.until(lambda: dialog.details.given.text() == "Posy")
    dialog.reject()


def test_a_killed_program_loses_no_box_of_a_diary(desk: Desk, demo: Path) -> None:
    script = Path(__file__).with_name("drafting_child.py")
    child = subprocess.Popen(
        [sys.executable, str(script), str(demo)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    typed = child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert typed.startswith("typed [[")
    clinic = desk.start(demo)
    desk.unlock(clinic)
    name = workspace_of(clinic).patients.find("Marigold").name
    assert clinic.window.waiting.words == (f"diary of {name}",)

    def look(dialog: DiaryDialog) -> None:
        hands.until(lambda: dialog.typed() is not None)
        assert f"typed {dialog.typed()['ticks']}\n" == typed
        dialog.done(0)

    with hands.answering(look, DiaryDialog):
        click_entry(clinic, f"diary of {name}")


@pytest.mark.parametrize("closes", [True, False])
def test_closing_the_window_with_something_in_memory_asks_first(
    desk: Desk, demo: Path, closes: bool
) -> None:
    clinic = opened(desk, demo)
    with a_full_disk():
        workspace_of(clinic).drafts.save("new-patient", {"given": "Posy"})
        hands.until(lambda: len(clinic._unsaved) == 1)

        def answer(dialog: object) -> None:
            (dialog.accept if closes else dialog.reject)()

        with hands.answering(answer):
            clinic.window.close()
        assert clinic.window.isVisible() is not closes
    clinic._unsaved.try_again()
