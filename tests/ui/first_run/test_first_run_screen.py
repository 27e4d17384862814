"""Making a clinic by keyboard alone, and what is said on the way."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QLocale, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import NotWritable
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Paper
from clinic_app.services.plan.handouts import key_sheet
from clinic_app.services.unlock.passphrase import strength
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.first_run.clinic_step import local_paper
from clinic_app.ui.first_run.first_run_screen import FirstRunScreen

KEY = "K7QM-2FHX-9TRD-WN4C-J8PA-5VYE-3GZL-B6SU"
GOOD = "quiet lantern orbit maple"


@pytest.fixture
def paths() -> list[str]:
    """Where the person saves next; empty to cancel."""
    return [""]


def sheet(clinic: Clinic) -> bytes:
    return key_sheet(clinic, KEY, datetime(2026, 11, 22, 10, tzinfo=UTC))


@pytest.fixture
def screen(
    theme: Theme, qtbot: QtBot, background: Background, paths: list[str], tmp_path: Path
) -> FirstRunScreen:
    def print_to_a_file(printer: QPrinter, _parent: QWidget) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper" / "out.pdf"))
        return True

    made = FirstRunScreen(
        strength=strength,
        recovery_key=KEY,
        key_sheet_pdf=sheet,
        background=background,
        locale=QLocale("en_US"),
        ask_path=lambda _parent, _name: paths[0],
        ask_printer=print_to_a_file,
    )
    qtbot.addWidget(made)
    made.resize(1024, 700)
    qtbot.shown(made)
    return made


def _texts(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]


def _type(qtbot: QtBot, text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    qtbot.keyClicks(now, text)


def _tab_to(qtbot: QtBot, target: QWidget) -> None:
    for _ in range(20):
        now = QApplication.focusWidget()
        assert now is not None
        if now is target:
            return
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never reached {target.accessibleName()}")


def test_the_keyboard_leads_from_start_to_create(screen: FirstRunScreen, qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is screen.clinic.name.edit
    _type(qtbot, "Sample Clinic")
    for target, words in (
        (screen.clinic.clinician.edit, "Robin <b>Demo</b>"),
        (screen.clinic.phone.edit, "555 0100"),
        (screen.clinic.credentials.edit, "PT"),
        (screen.clinic.address.edit, "1 Example Street"),
        (screen.passphrase.first.edit, GOOD),
        (screen.passphrase.again.edit, GOOD),
        (screen.kept.last.edit, "b6su"),
        (screen.kept.tick, " "),
    ):
        _tab_to(qtbot, target)
        _type(qtbot, words)
    _tab_to(qtbot, screen.create_button)
    with qtbot.waitSignal(screen.create_requested) as caught:
        qtbot.keyClick(screen.create_button, Qt.Key.Key_Space)
    assert caught.args is not None
    setup = caught.args[0]
    assert isinstance(setup, ClinicSetup)
    assert (setup.clinic.name, setup.clinic.phone) == ("Sample Clinic", "555 0100")
    assert (setup.clinic.address, setup.clinic.paper) == ("1 Example Street", Paper.LETTER)
    assert (setup.clinician_name, setup.credentials) == ("Robin <b>Demo</b>", "PT")
    assert (setup.passphrase, setup.recovery_key) == (GOOD, KEY)
    assert GOOD not in repr(setup)


def _fill(screen: FirstRunScreen) -> None:
    screen.clinic.name.edit.setText("Sample Clinic")
    screen.clinic.clinician.edit.setText("Robin Demo")
    screen.passphrase.first.edit.setText(GOOD)
    screen.passphrase.again.edit.setText(GOOD)
    screen.kept.last.edit.setText("B6SU")
    screen.kept.tick.setChecked(True)


def test_it_says_what_is_still_needed(screen: FirstRunScreen) -> None:
    needed = "Still needed: clinic name, your name, passphrase, last group, tick."
    assert needed in _texts(screen)
    assert not screen.create_button.isEnabled()
    _fill(screen)
    assert screen.create_button.isEnabled()
    screen.passphrase.again.edit.setText(GOOD[:-1])
    assert "Still needed: passphrase." in _texts(screen)
    assert not screen.create_button.isEnabled()


def test_a_wrong_last_group_is_told_at_once(screen: FirstRunScreen, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.kept.last.edit, "b6")
    assert "This differs from the last group above." not in _texts(screen)
    qtbot.keyClicks(screen.kept.last.edit, "x")
    assert "This differs from the last group above." in _texts(screen)


def test_steps_show_where_one_is_and_what_is_done(screen: FirstRunScreen) -> None:
    assert screen.clinic.badge.accessibleName() == "Step 1, to do"
    _fill(screen)
    names = [card.badge.accessibleName() for card in (screen.clinic, screen.secret, screen.key)]
    assert names == ["Step 1, done", "Step 2, done", "Step 3, done"]


def test_busy_and_back_with_an_error(screen: FirstRunScreen) -> None:
    _fill(screen)
    screen.set_busy("Creating…")
    assert screen.create_button.text() == "Creating…"
    assert not screen.clinic.isEnabled()
    screen.show_error(NotWritable("The folder cannot be written.", "Choose another."))
    assert screen.create_button.isEnabled()
    assert screen.clinic.name.text() == "Sample Clinic"
    assert "The folder cannot be written." in _texts(screen)


def test_a_name_that_cannot_be_is_told(screen: FirstRunScreen, qtbot: QtBot) -> None:
    _fill(screen)
    screen.clinic.clinician.edit.setText("\u202e")
    with qtbot.assertNotEmitted(screen.create_requested):
        screen.create_button.click()
    assert "Your name is missing." in _texts(screen)


def test_the_key_sheet_is_saved_where_asked(
    screen: FirstRunScreen, paths: list[str], tmp_path: Path
) -> None:
    paths[0] = str(tmp_path / "key.pdf")
    screen.kept.save_button.click()
    assert not list(tmp_path.iterdir())  # a sheet that names no clinic is found by nobody
    assert "The clinic has no name yet." in _texts(screen)
    screen.clinic.name.edit.setText("Sample Clinic")
    paths[0] = ""
    screen.kept.save_button.click()
    assert not list(tmp_path.iterdir())
    paths[0] = str(tmp_path / "key.pdf")
    screen.kept.save_button.click()
    named = Clinic("Sample Clinic", paper=Paper.LETTER)
    assert (tmp_path / "key.pdf").read_bytes() == sheet(named)
    paths[0] = str(tmp_path / "nowhere" / "key.pdf")
    screen.kept.save_button.click()
    assert screen.kept.error.isVisible()


def test_the_key_sheet_is_printed_or_the_reason_told(
    screen: FirstRunScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    def print_sheet() -> None:
        screen.kept.print_button.click()
        assert not screen.kept.print_button.isEnabled()
        qtbot.waitUntil(screen.kept.print_button.isEnabled)

    screen.clinic.name.edit.setText("Sample Clinic")
    print_sheet()
    assert "The printer does not answer." in _texts(screen)
    (tmp_path / "paper").mkdir()
    screen.clinic.paper.select(Paper.A4)
    print_sheet()
    assert not screen.kept.error.isVisible()
    printed = PdfReader(tmp_path / "paper" / "out.pdf")
    assert printed.metadata is not None
    assert printed.metadata.title == "Handrail"
    assert [round(float(page.mediabox.width)) for page in printed.pages] == [595]


def test_escape_goes_back(screen: FirstRunScreen, qtbot: QtBot) -> None:
    assert not screen.is_touched
    screen.clinic.phone.edit.setText("555 0100")
    assert screen.is_touched
    with qtbot.waitSignal(screen.back_requested):
        qtbot.keyClick(screen.clinic.phone.edit, Qt.Key.Key_Escape)


def test_nothing_is_wider_than_a_small_window(screen: FirstRunScreen) -> None:
    last = screen.create_button
    corner = last.mapTo(screen, last.rect().bottomRight())
    assert corner.x() < 1024
    assert screen.kept.tick.mapTo(screen, screen.kept.tick.rect().topRight()).x() < 1024


@pytest.mark.parametrize(
    ("locale", "paper"),
    [
        ("en_US", Paper.LETTER),
        ("es_MX", Paper.LETTER),
        ("fr_CA", Paper.LETTER),
        ("en_GB", Paper.A4),
        ("de_DE", Paper.A4),
    ],
)
def test_paper_comes_from_the_land(locale: str, paper: Paper) -> None:
    assert local_paper(QLocale(locale)) is paper
