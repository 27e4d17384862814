"""The dialog of the diary form: look first, add what is new, and give an empty one out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from form_filling import ON, filled
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.forms.form_dialog import FormDialog

HINGE = PlanItem("hip-hinge", Dose(times_per_day=2))
ANSWERS = {"w1-avg-1": "4", "w1-avg-2": "lots", "w1-x1-1-1": ON}


@pytest.fixture
def empty(workspace: Workspace, marigold: Patient) -> bytes:
    """A form that was given out two weeks ago."""
    workspace.plans.save(marigold.id, Plan((HINGE,)), version=0)
    return workspace.forms.make(marigold.id, first=_day(-14))


def _day(days: int):
    return (datetime.now(UTC).astimezone() + timedelta(days=days)).date()


@pytest.fixture
def dialog(
    workspace: Workspace, background: Background, marigold: Patient, qtbot: QtBot, tmp_path: Path
) -> Iterator[FormDialog]:
    made = FormDialog(
        workspace,
        background,
        marigold.id,
        ask_path=lambda parent, suggested: str(tmp_path / suggested),
        ask_form=lambda parent: str(tmp_path / "back.pdf"),
    )
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def read(dialog: FormDialog, folder: Path, form: bytes, qtbot: QtBot) -> None:
    (folder / "back.pdf").write_bytes(form)
    dialog.choose.click()
    qtbot.waitUntil(dialog.choose.isEnabled)


def rows(dialog: FormDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def test_a_form_is_shown_then_added(
    dialog: FormDialog,
    workspace: Workspace,
    marigold: Patient,
    empty: bytes,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    read(dialog, tmp_path, filled(empty, ANSWERS), qtbot)
    assert dialog.count.text() == "New: 1 pain rating and 1 tick. 1 box cannot be added."
    assert rows(dialog)[0][1:] == ["Average pain", "lots", "'lots' is not 0 to 10"]
    assert [row[1:] for row in rows(dialog)[1:]] == [
        ["Hip hinge, hands on hips", "1 of 2", "New"],
        ["Average pain", "4", "New"],
    ]
    assert dialog.agree.text() == "Add 1 pain rating and 1 tick"
    assert not dialog.replacing.isVisible()
    assert workspace.pain.listing(marigold.id) == []
    dialog.agree.click()
    assert dialog.saved is not None
    assert dialog.saved.added == 2
    assert [e.score for e in workspace.pain.listing(marigold.id)] == [4]


def test_read_again_it_says_that_all_is_there(
    dialog: FormDialog,
    workspace: Workspace,
    marigold: Patient,
    empty: bytes,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    form = filled(empty, {"w1-avg-1": "4"})
    workspace.forms.take(marigold.id, workspace.forms.read(marigold.id, form))
    read(dialog, tmp_path, form, qtbot)
    assert dialog.count.text() == "Everything in this form is in the record already."
    assert not dialog.agree.isEnabled()
    assert dialog.close_button.text() == "Close"


def test_what_differs_is_taken_only_when_chosen(
    dialog: FormDialog,
    workspace: Workspace,
    marigold: Patient,
    empty: bytes,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    first = workspace.forms.read(marigold.id, filled(empty, {"w1-avg-1": "4"}))
    workspace.forms.take(marigold.id, first)
    read(dialog, tmp_path, filled(empty, {"w1-avg-1": "7"}), qtbot)
    assert rows(dialog)[0][1:] == ["Average pain", "7", "The record says 4"]
    assert not dialog.agree.isEnabled()
    dialog.replacing.click()
    assert dialog.agree.text() == "Change 1"
    dialog.agree.click()
    valid = [e.score for e in workspace.pain.listing(marigold.id) if not e.voided]
    assert valid == [7]


def test_what_is_no_form_is_told_and_another_can_be_chosen(
    dialog: FormDialog, empty: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    read(dialog, tmp_path, b"a photo", qtbot)
    assert dialog.error.isVisible()
    assert "not a PDF" in dialog.error.accessibleName()
    assert not dialog.table.isVisible()
    assert not dialog.agree.isEnabled()
    read(dialog, tmp_path, filled(empty, ANSWERS), qtbot)
    assert not dialog.error.isVisible()
    assert dialog.table.isVisible()


def test_a_file_that_is_gone_is_told(dialog: FormDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.read(tmp_path / "gone.pdf")
    qtbot.waitUntil(dialog.choose.isEnabled)
    assert "cannot be read" in dialog.error.accessibleName()


def test_a_form_can_be_dropped(
    dialog: FormDialog, empty: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "dropped.pdf"
    path.write_bytes(filled(empty, ANSWERS))
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    over = QDragEnterEvent(QPoint(40, 80), copy, held, left, none)
    dialog.dragEnterEvent(over)
    assert over.isAccepted()
    dialog.dropEvent(QDropEvent(QPointF(40, 80), copy, held, left, none))
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert len(rows(dialog)) == 3


def test_words_that_are_dropped_are_not_taken(dialog: FormDialog) -> None:
    held = QMimeData()
    held.setText("not a file")
    over = QDragEnterEvent(
        QPoint(40, 80),
        Qt.DropAction.CopyAction,
        held,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    over.ignore()
    dialog.dragEnterEvent(over)
    assert not over.isAccepted()


def test_an_empty_form_is_saved_for_the_patient(
    dialog: FormDialog,
    workspace: Workspace,
    marigold: Patient,
    empty: bytes,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog.save.click()
    qtbot.waitUntil(dialog.save.isEnabled)
    saved = (tmp_path / "diary.pdf").read_bytes()
    preview = workspace.forms.read(marigold.id, filled(saved, {"w1-avg-1": "5"}))
    assert preview.ratings == 1
    assert not dialog.error.isVisible()


def test_without_a_plan_no_form_is_left_behind(
    dialog: FormDialog, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.save.click()
    qtbot.waitUntil(dialog.save.isEnabled)
    assert "plan is empty" in dialog.error.accessibleName()
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]
