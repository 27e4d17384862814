"""Records as a table: the newest first, voided and restored where that may be written."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.record_table import RecordTable


@pytest.fixture
def events(workspace: Workspace, marigold: Patient) -> list[Event]:
    """Two events, the older one entered in error."""
    today = workspace.now().date()
    for days, text in ((2, "wrong"), (1, "right")):
        event = Event(new_id(), marigold.id, today - timedelta(days), EventKind.OTHER, text)
        workspace.events.add(event)
    workspace.events.void(marigold.id, workspace.events.listing(marigold.id)[0].id, "typo")
    return workspace.events.listing(marigold.id)


def table(workspace: Workspace, qtbot: QtBot, *, writable: bool = True) -> RecordTable[Event]:
    made: RecordTable[Event] = RecordTable(
        workspace.events,
        lambda event: (event.kind.label, event.text),
        what="event",
        columns=(("Kind", 120), ("Words", 0)),
        drafts=workspace.drafts,
        writable=writable,
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_newest_stands_first_and_a_voided_one_is_struck_through(
    workspace: Workspace, events: list[Event], qtbot: QtBot
) -> None:
    shown = table(workspace, qtbot)
    shown.show_records(events)
    model = shown.table.model()
    assert [model.data(model.index(n, 1)) for n in range(2)] == ["right", "wrong"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Words"
    faces = [model.data(model.index(n, 0), Qt.ItemDataRole.FontRole) for n in range(2)]
    assert [isinstance(f, QFont) and f.strikeOut() for f in faces] == [False, True]
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert said == "Entered in error: typo"
    assert shown.status.text() == "2 earlier events, 1 entered in error"


def test_restoring_is_announced(workspace: Workspace, events: list[Event], qtbot: QtBot) -> None:
    shown = table(workspace, qtbot)
    shown.show_records(events)
    shown.restore_current()  # nothing is chosen
    shown.table.selectRow(1)
    with qtbot.waitSignal(shown.changed):
        shown.restore.click()
    assert len(workspace.events.valid(events[0].patient_id)) == 2


def test_a_clinic_that_may_not_be_written_offers_nothing(
    workspace: Workspace, events: list[Event], qtbot: QtBot
) -> None:
    shown = table(workspace, qtbot, writable=False)
    shown.show_records(events)
    for row in range(2):
        shown.table.selectRow(row)
        assert not shown.void.isVisible()
        assert not shown.restore.isVisible()
    shown.ask_and_void()
    assert len(workspace.events.valid(events[0].patient_id)) == 1
