"""The audit trail on the screen: looked through by keys, filtered, saved, printed."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.domain.records.trail_words import Topic
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from clinic_app.storage.audit import trail
from clinic_app.ui.common.background import Background
from clinic_app.ui.settings.audit_page import AuditPage
from tests.ui.conftest import CHEAP, PASSPHRASE

KIM = "violet anchor crumb tundra"


@pytest.fixture
def lived(workspace: Workspace, marigold: Patient, otto: Patient) -> Workspace:
    """A clinic in which a few things happened."""
    hinge = PlanItem.of(workspace.library.exercise("hip-hinge"))
    workspace.plans.save(marigold.id, Plan((hinge,)), version=0)
    workspace.plans.save(marigold.id, Plan(), version=1)
    entry = workspace.pain.record(otto.id, 7, series=Series.WORST)
    workspace.pain.void(otto.id, entry.id, "typed <b>twice</b>")
    return workspace


def shown(workspace: Workspace, background: Background, qtbot: QtBot) -> AuditPage:
    page = AuditPage(workspace, background)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    qtbot.shown(page)
    settled(page, qtbot)
    return page


def settled(page: AuditPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._is_looking and bool(page._status.text()))


@pytest.fixture
def page(lived: Workspace, background: Background, qtbot: QtBot) -> AuditPage:
    return shown(lived, background, qtbot)


def sentences(page: AuditPage) -> list[str]:
    lines = (page.list.line(n) for n in range(len(page.list.rows.items)))
    return [line.told.sentence for line in lines if line is not None]


def test_it_lists_sentences_under_their_days_the_newest_first(page: AuditPage):
    assert page.list.line(0) is None
    assert str(page.list.rows.index(0).data()).startswith("Today, ")
    assert sentences(page)[0] == "Robin Demo read the audit trail"
    assert sentences(page)[1].endswith(
        "in the record of Otto Example as entered in error: typed <b>twice</b>"
    )


def test_arrows_walk_it_and_the_detail_says_all(page: AuditPage, qtbot: QtBot):
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.detail.why.text() == "Why: typed <b>twice</b>"
    assert page.detail.patient.text() == "Patient: Otto Example, H-0001"
    while page.list.current is not None and page.list.current.row.pair != ("save", "program"):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.detail.before.text().startswith("1. Hip hinge")
    assert page.detail.after.text() == "No exercises"
    with qtbot.waitSignal(page.open_patient) as opened:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.list.current is not None
    assert opened.args == [page.list.current.row.patient_id]


def test_a_patient_is_typed_and_taken_with_enter(page: AuditPage, qtbot: QtBot):
    field = page.filters.patient
    field.setFocus()
    qtbot.keyClicks(field, "otto")
    assert len(sentences(page)) > 5  # nothing is hidden before somebody is chosen
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sentences(page)) and not page._is_looking)
    assert field.text() == "Otto Example (H-0001)"
    assert all("Otto Example" in words or "read the audit" in words for words in sentences(page))
    page.filters.patient.wipe()
    settled(page, qtbot)
    assert page.filters.query().patient_id is None


def test_nobody_who_answers_is_said(page: AuditPage, qtbot: QtBot):
    qtbot.keyClicks(page.filters.patient, "zzz")
    qtbot.keyClick(page.filters.patient, Qt.Key.Key_Return)
    assert page.error.isVisible()
    assert len(sentences(page)) > 5


def test_an_empty_answer_names_the_filters_that_hide_everything(page: AuditPage, qtbot: QtBot):
    page.filters.topic.setCurrentIndex(page.filters.topic.findData(Topic.CLINIC))
    page.filters.period.setCurrentText("One day…")
    page.filters.day.set_day(page.filters.day.day() - timedelta(days=400))
    qtbot.waitUntil(page.empty.isVisible)
    words = " ".join(label.text() for label in page.empty.findChildren(QLabel))
    assert "Nothing in the trail" in words
    assert Topic.CLINIC.value in words
    assert page.filters.day.text() in words
    page.filters.clear()
    qtbot.waitUntil(lambda: len(sentences(page)) > 5)
    assert not page.empty.isVisible()
    assert page.filters.query() == TrailQuery()


def test_a_long_trail_is_searched_in_parts_to_its_end(
    page: AuditPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(trail, "STRETCH", 2)
    page.filters.topic.setCurrentIndex(page.filters.topic.findData(Topic.RECORDS))
    qtbot.waitUntil(lambda: page._next is None and not page._is_looking)
    assert len(sentences(page)) == 3  # two patients and an episode, the oldest rows of all


def test_the_file_holds_what_the_filters_ask_for(page: AuditPage, qtbot: QtBot, tmp_path: Path):
    page.filters.topic.setCurrentIndex(page.filters.topic.findData(Topic.RATINGS))
    page._ask_path = lambda *_: str(tmp_path / "trail.csv")
    page.csv.click()
    qtbot.waitUntil(lambda: page._status.text() == "Saved as trail.csv.")
    lines = (tmp_path / "trail.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("number,at,who,patient")
    assert len(lines) == 3
    page.look()
    qtbot.waitUntil(lambda: not page._is_looking)
    assert "Robin Demo saved the audit trail (CSV file)" in [
        line.told.sentence for line in page._workspace.trail.lines(TrailQuery())
    ]


def test_it_is_printed(lived: Workspace, background: Background, qtbot: QtBot, tmp_path: Path):
    def to_file(printer: QPrinter, parent: QWidget) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setResolution(72)
        return True

    page = AuditPage(lived, background, ask_printer=to_file)
    qtbot.addWidget(page)
    page.print_list()
    qtbot.waitUntil(lambda: page._status.text() == "Sent to the printer.")
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_an_assistant_is_told_why_there_is_nothing(
    lived: Workspace, background: Background, qtbot: QtBot
):
    kim = lived.staff.add_clinician("Kim Standin", "", Role.ASSISTANT, KIM, own=PASSPHRASE)
    folder = lived.folder
    lived.close()
    opened = AccessService(folder, cost=CHEAP).unlock(kim.id, KIM)
    page = AuditPage(opened, background)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    words = " ".join(label.text() for label in page.empty.findChildren(QLabel))
    assert "signed in as an assistant" in words
    assert not page.csv.isEnabled()
    assert page.list.count == 0
    opened.close()
