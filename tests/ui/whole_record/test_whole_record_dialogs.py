"""A whole record goes out with a password and comes in elsewhere, looked at first."""

from collections.abc import Iterator
from pathlib import Path

import hands
import pytest
import pyzipper
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.services.whole_record.record_export import zip_password
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.whole_record.export_dialog import ExportDialog, Form
from clinic_app.ui.whole_record.import_dialog import ImportDialog
from clinic_app.ui.whole_record.password_choice import Lock
from tests.hands import Hands

OWN = "violet anchor crumb tundra"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Workspace]:
    """Another clinic."""
    setup = ClinicSetup(Clinic("Other Clinic"), "Sam Pretend", "PT", OWN, new_recovery_key())
    cheap = KeyCost(memory_kib=64, rounds=1, lanes=1)
    made = AccessService(tmp_path / "other", cost=cheap).create(setup)
    yield made
    made.close()


@pytest.fixture
def rated(workspace: Workspace, marigold: Patient) -> Patient:
    """Marigold with one rating."""
    workspace.pain.record(marigold.id, 4, series=Series.NOW)
    return marigold


def _export(
    qtbot: Hands, workspace: Workspace, background: Background, who: Patient, to: Path
) -> ExportDialog:
    dialog = ExportDialog(workspace, background, who.id, ask_path=lambda *_: str(to))
    qtbot.addWidget(dialog)
    qtbot.shown(dialog)
    return dialog


def _words(widget: QWidget) -> str:
    return " ".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def _saved(qtbot: Hands, dialog: ExportDialog) -> None:
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.folder.isVisible() or dialog.error.isVisible())


def test_with_the_password_that_is_shown_it_opens_elsewhere(
    qtbot: Hands,
    workspace: Workspace,
    background: Background,
    rated: Patient,
    elsewhere: Workspace,
    tmp_path: Path,
) -> None:
    dialog = _export(qtbot, workspace, background, rated, tmp_path / "record")
    password = dialog.password.shown.text()
    _saved(qtbot, dialog)
    assert "It opens with the password above." in _words(dialog)
    with pyzipper.AESZipFile(tmp_path / "record.zip") as file, pytest.raises(RuntimeError):
        file.read("record.json")
    coming = ImportDialog(
        elsewhere.record_import, background, ask_path=lambda _: str(tmp_path / "record.zip")
    )
    qtbot.addWidget(coming)
    qtbot.shown(coming)
    assert not coming.go_on.isEnabled()
    coming.choose.click()
    qtbot.waitUntil(coming.password.isVisible)
    qtbot.keyClicks(coming.password.edit, "not this one")
    coming.go_on.click()
    qtbot.waitUntil(lambda: "not the password" in _words(coming))
    coming.password.edit.selectAll()
    qtbot.keyClicks(coming.password.edit, password)
    coming.go_on.click()
    qtbot.waitUntil(lambda: "Marigold Sample" in _words(coming))
    assert "From Sample Clinic" in _words(coming)
    assert elsewhere.patients.caseload() == [], "nothing is kept before somebody says so"
    with qtbot.waitSignal(coming.taken_in) as taken:
        coming.go_on.click()
    assert taken.args == [rated.id]
    assert [one.score for one in elsewhere.pain.listing(rated.id)] == [4]


def test_the_pages_alone_have_a_password_too(
    qtbot: Hands, workspace: Workspace, background: Background, rated: Patient, tmp_path: Path
) -> None:
    dialog = _export(qtbot, workspace, background, rated, tmp_path / "record.pdf")
    dialog.form.select(Form.PAGES)
    dialog.password.lock.select(Lock.OWN)
    dialog.password.lock.changed.emit(Lock.OWN)
    assert not dialog.save.isEnabled()
    for field in (dialog.password.own.first, dialog.password.own.again):
        qtbot.keyClicks(field.edit, OWN)
    _saved(qtbot, dialog)
    reader = PdfReader(tmp_path / "record.pdf")
    assert reader.is_encrypted
    assert reader.decrypt(zip_password(OWN).decode())
    assert "Marigold" in "".join(page.extract_text() for page in reader.pages)


def test_without_a_password_it_asks_once_more(
    qtbot: Hands, workspace: Workspace, background: Background, rated: Patient, tmp_path: Path
) -> None:
    dialog = _export(qtbot, workspace, background, rated, tmp_path / "record.zip")
    dialog.password.lock.select(Lock.NONE)
    dialog.password.lock.changed.emit(Lock.NONE)
    assert "can read all of it" in _words(dialog)
    with hands.answering(lambda asked: hands.keyClick(asked, Qt.Key.Key_Return)):
        dialog.save.click()  # Enter never agrees to it
    assert not (tmp_path / "record.zip").exists()


def test_what_is_no_record_is_told_and_keeps_nothing(
    qtbot: Hands, elsewhere: Workspace, background: Background, tmp_path: Path
) -> None:
    (tmp_path / "holiday.zip").write_bytes(b"PK no zip")
    coming = ImportDialog(
        elsewhere.record_import, background, ask_path=lambda _: str(tmp_path / "holiday.zip")
    )
    qtbot.addWidget(coming)
    qtbot.shown(coming)
    coming.choose.click()
    qtbot.waitUntil(coming.error.isVisible)
    assert "cannot be read as a record" in _words(coming)


def test_a_place_that_refuses_is_told_and_the_password_stays(
    qtbot: Hands, workspace: Workspace, background: Background, rated: Patient, tmp_path: Path
) -> None:
    dialog = _export(qtbot, workspace, background, rated, tmp_path / "none" / "record.zip")
    password = dialog.password.shown.text()
    _saved(qtbot, dialog)
    assert "Choose another place" in _words(dialog)
    assert dialog.password.shown.text() == password
    assert dialog.save.isEnabled()
    assert QApplication.activeModalWidget() in (None, dialog)
