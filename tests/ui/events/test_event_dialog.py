"""Events: a digit for the kind, words, Enter; a change voids the one before and adds anew."""

from datetime import timedelta

import hands
import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.services.workspace import Workspace
from clinic_app.ui.events.event_dialog import EventDialog


@pytest.fixture
def dialog(workspace: Workspace, marigold: Patient, qtbot: QtBot) -> EventDialog:
    made = EventDialog(workspace, marigold.id)
    qtbot.addWidget(made)
    qtbot.shown(made)
    return made


@pytest.fixture
def noted(workspace: Workspace, marigold: Patient) -> Event:
    """A flare-up of yesterday."""
    day = workspace.now().date() - timedelta(days=1)
    return workspace.events.add(Event(new_id(), marigold.id, day, EventKind.FLARE_UP, "car ride"))


def test_enter_alone_notes_todays_visit(
    dialog: EventDialog, workspace: Workspace, marigold: Patient
) -> None:
    hands.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    (kept,) = workspace.events.valid(marigold.id)
    assert (kept.kind, kept.day, kept.text) == (EventKind.VISIT, workspace.now().date(), "")
    assert dialog.saved == kept


@pytest.mark.parametrize("number", range(1, 8))
def test_a_digit_chooses_the_kind_and_goes_on_to_the_words(
    dialog: EventDialog, workspace: Workspace, marigold: Patient, number: int
) -> None:
    hands.keyClicks(dialog.focusWidget(), str(number))
    hands.keyClicks(dialog.focusWidget(), "2 Stufen <b>")
    hands.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    (kept,) = workspace.events.valid(marigold.id)
    assert (kept.kind, kept.text) == (list(EventKind)[number - 1], "2 Stufen <b>")


def test_a_warning_sign_says_what_it_does(dialog: EventDialog) -> None:
    assert not dialog.warning.isVisible()
    hands.keyClicks(dialog.focusWidget(), "5")
    assert dialog.warning.isVisible()
    assert "stop and refer" in dialog.warning.text()


def test_a_change_voids_the_old_and_adds_the_new(
    noted: Event, dialog: EventDialog, workspace: Workspace, marigold: Patient
) -> None:
    dialog.table.table.selectRow(0)
    hands.keyClick(dialog.focusWidget(), Qt.Key.Key_F2)
    assert dialog.text.text() == "car ride"
    dialog.text.edit.setText("long car ride")
    dialog.save.click()
    (kept,) = workspace.events.valid(marigold.id)
    assert (kept.kind, kept.day, kept.text) == (noted.kind, noted.day, "long car ride")
    voided = [e for e in workspace.events.listing(marigold.id) if e.voided]
    assert [e.id for e in voided] == [noted.id]


def test_a_change_of_nothing_leaves_the_record_alone(
    noted: Event, dialog: EventDialog, workspace: Workspace, marigold: Patient
) -> None:
    dialog.edit(noted)
    dialog.save.click()
    assert workspace.events.listing(marigold.id) == [noted]


def test_a_day_to_come_is_refused_in_place(
    dialog: EventDialog, workspace: Workspace, marigold: Patient
) -> None:
    dialog.day.setMaximumDate(QDate(2999, 1, 1))
    dialog.day.set_day(workspace.now().date() + timedelta(days=2))
    dialog.save.click()
    assert dialog.isVisible()
    assert "lies in the future" in dialog.error.accessibleName()
    assert workspace.events.listing(marigold.id) == []


def test_only_what_can_be_done_is_offered(
    dialog: EventDialog, workspace: Workspace, marigold: Patient
) -> None:
    assert dialog.table.status.text() == "No earlier events"
    assert not dialog.table.void.isVisible()
    day = workspace.now().date()
    event = workspace.events.add(Event(new_id(), marigold.id, day, EventKind.OTHER, "x"))
    workspace.events.void(marigold.id, event.id, "not hers")
    dialog.table.changed.emit()
    dialog.table.table.selectRow(0)
    assert dialog.table.restore.isVisible()
    assert not dialog.table.void.isVisible()
    assert not dialog.change.isVisible()
    assert dialog.table.status.text() == "Entered in error: not hers"
