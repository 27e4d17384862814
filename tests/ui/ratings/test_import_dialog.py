"""A file is looked at first; what is open is asked, and nothing is kept before that."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Patient
from clinic_app.services.pain_csv.values import Use
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.ratings.import_dialog import ImportDialog

_GOOD = "date,score,series,mood\n2026-10-01,5,average,ok\n2026-10-02,6,worst,ok\n"
_BAD = "date,score\n2026-10-01,5\n2026-10-02,4\n2026-10-03,6\n2026-10-04,7\n,4\n2026-10-06,x\n"
_OPEN = "date,score\n01/02/2026,5\n02/02/2026,6\n"
_FOLLOWING = "date,score\n" + "".join(f"0{n}/03/2026,6\n" for n in range(1, 9))


@pytest.fixture
def dialog(
    workspace: Workspace, background: Background, marigold: Patient, qtbot: QtBot
) -> ImportDialog:
    made = ImportDialog(workspace, background, marigold.id)
    qtbot.addWidget(made)
    made.show()
    return made


def _settle(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.choose.isEnabled)


def _read(dialog: ImportDialog, folder: Path, text: str, qtbot: QtBot) -> None:
    file = folder / "diary.csv"
    file.write_text(text, encoding="utf-8")
    dialog.read(file)
    _settle(dialog, qtbot)


def _import(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.agree.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def _rows(dialog: ImportDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def _pick(box: QComboBox, use: Use) -> None:
    index = box.findData(use)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def _uses(dialog: ImportDialog) -> list[Use]:
    assert dialog.preview is not None
    return [column.use for column in dialog.preview.columns]


def test_a_good_file_is_shown_then_kept(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _GOOD, qtbot)
    assert dialog.count.text() == "2 new ratings."
    assert _rows(dialog)[1] == ["3", "Fri 2 Oct 2026, 12:00", "Worst, 24 h", "6", "", "", "New"]
    assert workspace.pain.listing(marigold.id) == []
    assert dialog.focusWidget() is dialog.agree
    _import(dialog, qtbot)
    assert dialog.imported == 2
    assert [e.score for e in workspace.pain.listing(marigold.id)] == [5, 6]


def test_each_column_says_what_it_is_used_for(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _GOOD, qtbot)
    assert [box.currentText() for box in dialog.columns.lists] == [
        "Date",
        "Score",
        "Series",
        "Not used",
    ]


def test_every_column_of_a_wide_file_is_there(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    extra = "".join(f",extra {n}" for n in range(20))
    _read(dialog, tmp_path, f"date,score{extra}\n2026-10-01,5{',' * 20}\n", qtbot)
    assert len(dialog.columns.lists) == 22


def test_any_column_can_be_chosen_by_hand(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, "a,b,c\n2026-10-01,5,8\n2026-10-02,6,9\n", qtbot)
    assert not dialog.agree.isEnabled()
    _pick(dialog.columns.lists[0], Use.DATE)
    _settle(dialog, qtbot)
    _pick(dialog.columns.lists[2], Use.WORST)
    _settle(dialog, qtbot)
    assert _uses(dialog) == [Use.DATE, Use.UNUSED, Use.WORST]
    _import(dialog, qtbot)
    assert [(str(e.series), e.score) for e in workspace.pain.listing(marigold.id)] == [
        ("worst", 8),
        ("worst", 9),
    ]


def test_one_column_changed_by_hand_leaves_the_others(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, "date,average,worst,q\n2026-10-01,5,8,2\n", qtbot)
    _pick(dialog.columns.lists[3], Use.NOW)
    _settle(dialog, qtbot)
    assert _uses(dialog) == [Use.DATE, Use.AVERAGE, Use.WORST, Use.NOW]


def test_an_open_order_of_dates_is_asked_with_both_readings(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _OPEN, qtbot)
    words = [button.text() for button in dialog.questions.buttons]
    assert words == [
        "Month, day, year: 2 Jan 2026 to 2 Feb 2026",
        "Day, month, year: 1 Feb 2026 to 2 Feb 2026",
    ]
    assert not dialog.agree.isEnabled()
    assert dialog.focusWidget() is dialog.questions.buttons[0]
    dialog.questions.buttons[1].click()
    _settle(dialog, qtbot)
    _import(dialog, qtbot)
    days = [f"{e.at:%d %b}" for e in workspace.pain.listing(marigold.id)]
    assert days == ["01 Feb", "02 Feb"]


def test_after_a_guess_enter_imports_nothing(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _FOLLOWING, qtbot)
    assert "the days follow each other" in dialog.guesses.text()
    assert dialog.agree.isEnabled()
    assert dialog.focusWidget() is not dialog.agree
    assert not dialog.agree.isDefault()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert workspace.pain.listing(marigold.id) == []


def test_a_scale_to_5_can_be_chosen_in_the_place_of_a_guess(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = "".join(f"2026-10-{n:02},4\n" for n in range(1, 15))
    _read(dialog, tmp_path, f"date,score\n{rows}", qtbot)
    assert dialog.agree.isEnabled()
    assert dialog.focusWidget() is not dialog.agree
    dialog.questions.buttons[0].click()
    _settle(dialog, qtbot)
    assert _rows(dialog)[0][3:6] == ["8", "", "4 of 5"]


def test_a_region_can_be_chosen_from_all(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, "date,score,site\n2026-10-01,5,somewhere\n", qtbot)
    box = dialog.questions.lists[0]
    index = box.findData("calf-left")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    _settle(dialog, qtbot)
    assert _rows(dialog)[0][4] == "left calf"
    _import(dialog, qtbot)
    assert [e.site for e in workspace.pain.listing(marigold.id)] == ["calf-left"]


def test_bad_lines_are_shown_first_and_left_out_only_by_a_tick(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _BAD, qtbot)
    assert [row[0] for row in _rows(dialog)] == ["6", "7"]
    assert all(row[1] for row in _rows(dialog))
    assert not dialog.agree.isEnabled()
    dialog.agree.click()
    assert workspace.pain.listing(marigold.id) == []
    assert dialog.leave_out.text() == "Leave out the 2 lines that cannot be read"
    dialog.leave_out.click()
    assert dialog.agree.text() == "Import 4"
    _import(dialog, qtbot)
    assert len(workspace.pain.listing(marigold.id)) == 4


def test_a_file_of_words_offers_no_guess(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = "".join(f"2026-10-0{n},Mild\n" for n in range(1, 4))
    _read(dialog, tmp_path, f"date,pain\n{rows}", qtbot)
    assert dialog.questions.buttons == []
    shown = [found.text() for found in dialog.questions.page.findChildren(QLabel)]
    assert "The scores are words: Mild." in shown
    assert not dialog.agree.isEnabled()


def test_known_rows_are_counted_and_not_kept_twice(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, _GOOD, qtbot)
    pain = workspace.pain
    pain.import_csv(marigold.id, pain.read_csv(marigold.id, _GOOD.encode()))
    _read(dialog, tmp_path, _GOOD + "2026-10-03,4,average,\n", qtbot)
    assert dialog.count.text() == "1 new rating, 2 already there."
    assert _rows(dialog)[0][-1] == "Already there"
    _import(dialog, qtbot)
    assert len(workspace.pain.listing(marigold.id)) == 3


def test_a_file_that_is_none_says_so_and_another_can_be_chosen(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, 'date,score\n2026-10-01,"5\n', qtbot)
    assert dialog.error.isVisible()
    dialog.read(tmp_path / "nowhere.csv")
    _settle(dialog, qtbot)
    assert "cannot be read" in dialog.error.accessibleName()
    assert not dialog.agree.isEnabled()
    _read(dialog, tmp_path, _GOOD, qtbot)
    assert not dialog.error.isVisible()
    assert dialog.agree.isEnabled()


def test_text_of_the_file_is_shown_as_typed(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(dialog, tmp_path, 'date,score,<b>x</b>,context\n2026-10-01,5,y,"<img src=x> =1"\n', qtbot)
    assert _rows(dialog)[0][5] == "<img src=x> =1"
    shown = dialog.findChildren(QLabel)
    assert all(found.textFormat() is Qt.TextFormat.PlainText for found in shown)


def test_a_long_import_says_how_far_it_is_and_is_stopped_with_nothing_kept(
    dialog: ImportDialog, workspace: Workspace, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    heard: list[tuple[str, int]] = []
    dialog._progressed.connect(lambda doing, percent: heard.append((doing, percent)))  # pyright: ignore[reportPrivateUsage]
    rows = "".join(f"2026-0{n % 9 + 1}-{n % 28 + 1:02d},4\n" for n in range(12_000))
    _read(dialog, tmp_path, f"date,score\n{rows}", qtbot)
    assert ("Reading", 83) in heard
    dialog.agree.click()
    dialog.reject()
    assert dialog.agree.text() == "Stopping…"
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.imported == 0
    assert workspace.pain.listing(marigold.id) == []


def test_reading_that_is_given_up_ends_in_silence(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "diary.csv"
    file.write_text("date,score\n" + "2026-10-01,4\n" * 12_000, encoding="utf-8")
    dialog.read(file)
    dialog.reject()
    assert not dialog.isVisible()
    _settle(dialog, qtbot)
    assert dialog.preview is None
