"""The dialog shows the report it prints and saves, and says what is wrong beside the field."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from report_person import Person

from clinic_app.services.workspace import Workspace
from clinic_app.ui.report.report_dialog import ReportDialog

Wait = Callable[[], None]


def words_of(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def reports_noted(workspace: Workspace) -> int:
    database = workspace._database  # pyright: ignore[reportPrivateUsage]  # nobody else reads it
    with database.read() as tx:
        return tx.connection.exec_driver_sql(
            "select count(*) from audit_row where kind = 'report'"
        ).scalar_one()


def choose(dialog: ReportDialog, words: str) -> None:
    """Press the part of the control for the days with these words."""
    parts = dialog.form.days.findChildren(QAbstractButton)
    next(part for part in parts if part.text() == words).click()


def test_the_pages_are_drawn_and_counted(dialog: ReportDialog, drawn: Wait) -> None:
    assert not dialog.print.isEnabled()
    drawn()
    assert dialog.said.text() in {"1 page", "2 pages"}
    assert dialog.windowTitle() == "Handrail"


def test_what_is_saved_is_what_is_shown(
    qtbot: QtBot, dialog: ReportDialog, drawn: Wait, person: Person, workspace: Workspace
) -> None:
    drawn()
    qtbot.keyClicks(dialog.form.recipient.edit, "Alan Example")
    dialog.form.findings.setFocus()
    qtbot.keyClicks(dialog.form.findings, "Can <lift>.")
    assert not dialog.save.isEnabled()  # until it is drawn
    drawn()
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    told = words_of(Path(person.path))
    assert "Alan Example" in told
    assert "Can <lift>." in told
    assert "7.0 to 3.0" in told
    assert dialog.said.text() == "Saved."
    assert reports_noted(workspace) == 1


def test_a_cancelled_dialog_leaves_no_trace(
    dialog: ReportDialog, drawn: Wait, person: Person, workspace: Workspace
) -> None:
    drawn()
    person.path, person.agrees = "", False
    dialog.save_report()
    dialog.print_report()
    assert reports_noted(workspace) == 0
    assert not person.printed.exists()


def test_printing_paints_every_page(
    qtbot: QtBot, dialog: ReportDialog, drawn: Wait, person: Person, workspace: Workspace
) -> None:
    drawn()
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.said.text() == "Sent to the printer.")
    assert len(PdfReader(person.printed).pages) in (1, 2)
    assert reports_noted(workspace) == 1


def test_what_was_said_outlives_a_new_width(
    qtbot: QtBot, dialog: ReportDialog, drawn: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn()
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.said.text() == "Saved.")
    shown: list[int] = []
    monkeypatch.setattr(dialog.pages, "show_pages", lambda pages: shown.append(len(pages)))
    dialog.pages.width_changed.emit()
    assert dialog.save.isEnabled()  # the pages that are there are right
    qtbot.waitUntil(lambda: bool(shown))
    assert dialog.said.text() == "Saved."


def test_a_place_that_refuses_is_said_and_nothing_noted(
    dialog: ReportDialog, drawn: Wait, person: Person, workspace: Workspace, tmp_path: Path
) -> None:
    drawn()
    person.path = str(tmp_path / "missing" / "report.pdf")
    dialog.save_report()
    assert dialog.error.isVisible()
    assert reports_noted(workspace) == 0


def test_own_dates_are_read_and_wrong_ones_refused(
    qtbot: QtBot, dialog: ReportDialog, drawn: Wait, person: Person
) -> None:
    drawn()
    choose(dialog, "Own dates")
    first = dialog.form.first
    assert first.isVisible()
    qtbot.keyClicks(first.edit, "soon")
    qtbot.waitUntil(lambda: first.edit.accessibleDescription() == "Not a date.")
    assert not dialog.save.isEnabled()
    first.edit.clear()
    qtbot.keyClicks(first.edit, "2020-01-02")
    drawn()
    dialog.save_report()
    assert "In the days of this report (2 Jan 2020" in words_of(Path(person.path))


def test_the_last_four_weeks(dialog: ReportDialog, drawn: Wait, person: Person) -> None:
    drawn()
    choose(dialog, "Last 4 weeks")
    drawn()
    dialog.save_report()
    assert "In the days of this report" in words_of(Path(person.path))


def test_findings_that_are_too_long_are_counted(dialog: ReportDialog, drawn: Wait) -> None:
    drawn()
    dialog.form.findings.setPlainText("x" * 2100)
    assert dialog.form.read() is None
    assert "100 characters too long" in dialog.form._count.text()
    dialog.draw()
    assert not dialog.save.isEnabled()
