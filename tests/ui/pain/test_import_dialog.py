"""A file is looked at first; one bad row and nothing of it is kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient import Patient
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.pain.import_dialog import ImportDialog

_GOOD = "date,score,series,mood\n2026-10-01,5,average,ok\n2026-10-02,6,worst,ok\n"
_BAD = "date,score\n2026-10-01,5\n2026-10-02,11\n,4\n2026-10-04,x\n"


@pytest.fixture
def dialog(
    workspace: Workspace, background: Background, marigold: Patient, qtbot: QtBot
) -> ImportDialog:
    made = ImportDialog(workspace, background, marigold.id)
    qtbot.addWidget(made)
    made.show()
    return made


def _read(dialog: ImportDialog, folder: Path, text: str, qtbot: QtBot) -> None:
    file = folder / "diary.csv"
    file.write_text(text, encoding="utf-8")
    dialog.read(file)
    qtbot.waitUntil(dialog.choose.isEnabled)


def _rows(dialog: ImportDialog) -> list[list[str]]:
    model = dialog.model
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def test_a_good_file_is_shown_then_kept(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _GOOD, qtbot)
    assert dialog.count.text() == "2 new ratings."
    assert _rows(dialog)[1] == ["3", "Fri 2 Oct 2026, 12:00", "Worst, 24 h", "6", "", "New"]
    assert workspace.pain.entries(marigold.id) == []
    dialog.agree.click()
    assert dialog.imported == 2
    assert [e.score for e in workspace.pain.entries(marigold.id)] == [5, 6]


def test_each_column_says_what_it_is_taken_for(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _GOOD, qtbot)
    assert dialog.column_words() == [
        ("date", "date"),
        ("score", "score"),
        ("series", "series"),
        ("mood", "not used"),
    ]


def test_a_bad_file_shows_every_bad_row_and_keeps_nothing(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _BAD, qtbot)
    assert [row[0] for row in _rows(dialog)] == ["3", "4", "5"]
    assert all(row[1] for row in _rows(dialog))
    assert dialog.error.isVisible()
    assert not dialog.agree.isEnabled()
    dialog.agree.click()
    assert workspace.pain.entries(marigold.id) == []


def test_known_rows_are_counted_and_not_kept_twice(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _GOOD, qtbot)
    workspace.pain.import_csv(marigold.id, workspace.pain.read_csv(_GOOD.encode()))
    _read(dialog, tmp_path, _GOOD + "2026-10-03,4,average,\n", qtbot)
    assert dialog.count.text() == "1 new rating, 2 already there."
    assert _rows(dialog)[0][-1] == "Already there"
    dialog.agree.click()
    assert len(workspace.pain.entries(marigold.id)) == 3


def test_a_file_that_is_none_says_so_and_another_can_be_chosen(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, "a,b\n1,2\n", qtbot)
    assert dialog.error.isVisible()
    dialog.read(tmp_path / "nowhere.csv")
    qtbot.waitUntil(dialog.choose.isEnabled)
    assert "could not be read" in dialog.error.accessibleName()
    assert not dialog.agree.isEnabled()
    _read(dialog, tmp_path, _GOOD, qtbot)
    assert not dialog.error.isVisible()
    assert dialog.agree.isEnabled()


def test_text_of_the_file_is_shown_as_typed(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, 'date,score,context\n2026-10-01,5,"<img src=x> =1+1"\n', qtbot)
    assert _rows(dialog)[0][4] == "<img src=x> =1+1"
    columns = dialog.findChildren(type(dialog.count))
    assert all(c.textFormat() is Qt.TextFormat.PlainText for c in columns)
