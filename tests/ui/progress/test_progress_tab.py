"""The progress tab: ranges, series, table, files."""

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import hands
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import Span
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.void_dialog import VoidDialog
from clinic_app.ui.progress.progress_tab import ProgressTab

Rate = Callable[..., list[PainRating]]


@pytest.fixture
def tab(workspace: Workspace, background: Background, qtbot: QtBot) -> ProgressTab:
    made = ProgressTab(workspace, background)
    qtbot.addWidget(made)
    made.resize(1340, 760)
    made.show()
    return made


def _show(tab: ProgressTab, patient: Patient, qtbot: QtBot) -> None:
    tab.show_patient(patient.id)
    qtbot.waitUntil(lambda: tab.pages.currentWidget() is not tab.blank)


def _press(tab: ProgressTab, words: str) -> None:
    found = [b for b in tab.findChildren(QAbstractButton) if b.text() == words]
    hands.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_it_shows_chart_verdict_and_what_changed(
    tab: ProgressTab, improved: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    plan = {"items": [{"exercise": "hip-hinge"}]}
    workspace.plans.replace(improved.id, plan)
    _show(tab, improved, qtbot)
    assert tab.pages.currentWidget() is tab.chart
    assert tab.side.verdict.look.words == "Improved, confirmed"
    assert [line.text() for line in tab.side.lines] == ["Plan started"]


def test_a_range_shows_only_its_days_in_chart_and_table(
    tab: ProgressTab, marigold: Patient, rate: Rate, qtbot: QtBot
) -> None:
    rate(marigold, dict.fromkeys(range(40), 5))
    _show(tab, marigold, qtbot)
    assert len(tab.table.table.rows) == 40
    _press(tab, "2 weeks")
    assert tab.span.value() is Span.TWO_WEEKS
    qtbot.waitUntil(lambda: len(tab.table.table.rows) == 14)
    assert tab.chart.plot.shown.days == 14


def test_a_series_that_is_off_is_in_neither(
    tab: ProgressTab, marigold: Patient, rate: Rate, qtbot: QtBot
) -> None:
    rate(marigold, {1: 5, 0: 4})
    rate(marigold, {1: 8}, series=Series.WORST)
    _show(tab, marigold, qtbot)
    assert set(tab.chart.plot.tracks) == {Series.AVERAGE, Series.WORST}
    _press(tab, "Worst, 24 h")
    assert set(tab.chart.plot.tracks) == {Series.AVERAGE}
    assert len(tab.table.table.rows) == 2


def test_the_table_is_the_charts_twin_and_keeps_voided_ratings(
    tab: ProgressTab, marigold: Patient, rate: Rate, workspace: Workspace, qtbot: QtBot
) -> None:
    first, *_ = rate(marigold, {1: 5, 0: 4})
    _show(tab, marigold, qtbot)
    _press(tab, "Table")
    assert tab.pages.currentWidget() is tab.tables
    workspace.pain.void(marigold.id, first.id, "wrong day")
    qtbot.waitUntil(lambda: tab.table.table.rows[1].voided)
    assert len(tab.chart.plot.tracks[Series.AVERAGE].xs) == 1


def test_without_ratings_there_is_one_thing_to_do(
    tab: ProgressTab, marigold: Patient, qtbot: QtBot
) -> None:
    _show(tab, marigold, qtbot)
    assert tab.pages.currentWidget() is tab.empty
    assert not tab.tools.picture.isEnabled()


@pytest.mark.parametrize(
    ("name", "start"), [("pain.png", b"\x89PNG"), ("pain.svg", b"<svg"), ("pain", b"\x89PNG")]
)
def test_the_picture_is_what_the_name_says(
    tab: ProgressTab, improved: Patient, tmp_path: Path, qtbot: QtBot, name: str, start: bytes
) -> None:
    _show(tab, improved, qtbot)
    tab.save_picture(tmp_path / name)
    qtbot.waitUntil(lambda: tab.status.text().startswith("Saved pain"))
    (made,) = tmp_path.glob("pain*")
    assert made.read_bytes().startswith(start)


def test_a_picture_of_another_kind_is_refused(
    tab: ProgressTab, improved: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _show(tab, improved, qtbot)
    tab.save_picture(tmp_path / "pain.bmp")
    assert "cannot be saved as .bmp" in tab.error.accessibleName()
    assert list(tmp_path.glob("pain*")) == []


def test_export_writes_every_rating_and_no_formula(
    tab: ProgressTab, marigold: Patient, rate: Rate, tmp_path: Path, qtbot: QtBot
) -> None:
    rate(marigold, {1: 5}, context="=1+1")
    _show(tab, marigold, qtbot)
    file = tmp_path / "pain.csv"
    tab.export_ratings(file)
    qtbot.waitUntil(lambda: tab.status.text() == "Saved pain.csv")
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows[1][2:4] == ["5", "'=1+1"]


def test_a_folder_that_refuses_is_told_in_place(
    tab: ProgressTab, improved: Patient, tmp_path: Path, qtbot: QtBot
) -> None:
    _show(tab, improved, qtbot)
    tab.export_ratings(tmp_path / "missing" / "pain.csv")
    qtbot.waitUntil(tab.error.isVisible)
    assert "cannot be written" in tab.error.accessibleName()


@pytest.mark.parametrize("width", [1340, 964, 860])
def test_nothing_asks_for_more_width_than_there_is(
    tab: ProgressTab, improved: Patient, qtbot: QtBot, width: int
) -> None:
    _show(tab, improved, qtbot)
    tab.resize(width, 600)
    hands.settle()
    assert tab.width() == width
    tools = tab.tools
    for part in (tools.span, tools.view, tools.picture, tools.csv, tools.more, tools.add, tab.side):
        if part.isVisible():
            right = part.mapTo(tab, part.rect().topRight()).x()
            assert right < width
            assert part.width() >= part.minimumSizeHint().width() or part is tab.side
    assert tools.picture.isVisible() or tools.more.isVisible()


def _flare_up(workspace: Workspace, patient: Patient, days_ago: int = 5) -> Event:
    day = workspace.now().date() - timedelta(days=days_ago)
    return workspace.events.add(
        Event("flare", patient.id, day, EventKind.FLARE_UP, "long car ride")
    )


def test_sites_are_chosen_only_where_there_is_more_than_one(
    tab: ProgressTab, improved: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _show(tab, improved, qtbot)
    assert not tab.card.site.isVisible()
    workspace.pain.record(improved.id, 9, series=Series.WORST, site="knee-front-left")
    qtbot.waitUntil(tab.card.site.isVisible)
    names = [tab.card.site.itemText(n) for n in range(tab.card.site.count())]
    assert names == ["Low back pain", "Front of the left knee"]
    tab.card.site.setCurrentIndex(1)
    tab.card.site.activated.emit(1)
    qtbot.waitUntil(lambda: set(tab.chart.plot.tracks) == {Series.WORST})
    assert len(tab.table.table.rows) == 1
    assert "at the front of the left knee" in tab.chart.accessibleDescription()


def test_an_event_is_flagged_marked_as_an_error_with_a_reason_and_restored(
    tab: ProgressTab,
    improved: Patient,
    workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _show(tab, improved, qtbot)
    _flare_up(workspace, improved)
    qtbot.waitUntil(lambda: len(tab.side.lines) == 1)
    flag = tab.side.lines[0].flag
    assert flag.text == "Flare-up: long car ride"

    def give_a_reason(dialog: VoidDialog) -> int:
        dialog.reason.edit.setText("It was the neighbour")
        dialog.agree.click()
        return dialog.result()

    monkeypatch.setattr(VoidDialog, "exec", give_a_reason)
    tab.ask_and_void(flag)
    qtbot.waitUntil(lambda: not tab.side.lines)
    (kept,) = workspace.events.listing(improved.id)
    assert (kept.voided, kept.void_reason) == (True, "It was the neighbour")
    assert tab.tables.events.rows[0].voided is not None
    tab.undo.click()
    qtbot.waitUntil(lambda: len(tab.side.lines) == 1)
    assert not tab.undo.isVisible()


def test_pressing_what_changed_leads_to_its_flag(
    tab: ProgressTab, improved: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _flare_up(workspace, improved)
    _show(tab, improved, qtbot)
    tab.side.lines[0].click()
    stop = tab.chart.plot.stop
    assert stop is not None
    assert stop.what == tab.side.lines[0].flag


def test_measures_and_weeks_show_once_they_are_kept(
    tab: ProgressTab, improved: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _show(tab, improved, qtbot)
    assert not tab.measures.isVisible()
    today = workspace.now().date()
    workspace.measures.add(MeasureResult("m", improved.id, "psfs", today, 5))
    qtbot.waitUntil(tab.measures.isVisible)
    log = ExerciseLog("l", improved.id, today - timedelta(days=9), "bridge", "", 1, 1)
    workspace.exercise_logs.add(log)

    def has_weeks() -> bool:
        frame = tab.chart.plot.frame
        return frame is not None and bool(frame.layout.weeks.weeks)

    tab.resize(1340, 900)
    qtbot.waitUntil(has_weeks)


def test_a_change_keeps_the_days_in_sight(
    tab: ProgressTab, improved: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _show(tab, improved, qtbot)
    _press(tab, "2 weeks")
    shown = tab.chart.plot.shown
    assert shown.days == 14
    _flare_up(workspace, improved)
    qtbot.waitUntil(lambda: len(tab.side.lines) == 1)
    assert tab.chart.plot.shown == shown


def test_every_page_of_the_table_is_reached(
    tab: ProgressTab, improved: Patient, workspace: Workspace, qtbot: QtBot
) -> None:
    _flare_up(workspace, improved)
    _show(tab, improved, qtbot)
    _press(tab, "Table")
    pages = {"Weeks": tab.tables.weeks, "Measures": tab.tables.measures}
    for words, table in (pages | {"Events": tab.tables.events}).items():
        _press(tab, words)
        assert tab.tables.stack.currentWidget() is table
    assert len(tab.tables.weeks.rows) == 4
    tab.tables.events.selectRow(0)
    assert tab.tables.void.isEnabled()


def test_everything_that_can_be_added_opens_its_dialog(
    tab: ProgressTab, improved: Patient, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _show(tab, improved, qtbot)
    opened: list[str] = []

    def note(dialog: QDialog) -> int:
        opened.append(type(dialog).__name__)
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", note)
    tab.diary_requested.connect(lambda: opened.append("the diary is asked for"))
    for _, action in tab.tools.additions:
        action()
    tab.tools.report_requested.emit()
    tab.side.details.compare_asked.emit()
    tab.side.add_event.click()
    assert opened == [
        "RatingDialog",
        "the diary is asked for",
        "FormDialog",
        "SessionDialog",
        "MeasureDialog",
        "EventDialog",
        "ReportDialog",
        "CompareDialog",
        "EventDialog",
    ]
