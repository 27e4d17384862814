"""Faults 17 and 18: words that are code elsewhere are words here, on paper, on screen, in files."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.progress.reports import ReportOptions
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.plain_label import label

MARKUP = [
    "<b>bold</b>", "<script>alert(1)</script>", "<img src=x onerror=1>", "<a href='x'>link</a>",
    "<font color=red>", "</para><para>", "<br/>", "<!-- gone -->", "<![CDATA[x]]>", "&amp;",
    "&lt;b&gt;", "&#65;", "&nbsp;", "{{7*7}}", "${7*7}", "%(name)s", "%s%n", "{0}", "{0.__class__}",
    "\\u0041", "\\frac{1}{2}", "`id`", "$(id)", "; drop table patient; --", "' or '1'='1", "a\\nb",
    "**bold**", "[link](x)", "(Tj) ET", "/JavaScript (x)", "?><?php", "<onDraw name='x'/>",
    "file:///x", "qrc:/x", "<svg/onload=1>",
]  # fmt: skip
FORMULAS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("x")',
    "'=1",
    "＝1+1",
]
PASSPHRASE = "lantern orchard copper violin"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    setup = ClinicSetup(Clinic("Sample Clinic"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    cheap = KeyCost(memory_kib=64, rounds=1, lanes=1)
    folder: Path = tmp_path_factory.mktemp("hostile") / "clinic"
    opened = AccessService(folder, cost=cheap).create(setup)
    yield opened
    opened.close()


@pytest.mark.parametrize("words", MARKUP)
def test_a_name_on_paper_is_printed_as_it_was_typed(workspace: Workspace, words: str) -> None:
    patient = workspace.patients.add(Patient(new_id(), "Marigold", words))
    workspace.pain.record(patient.id, 4, context=words)
    pdf = workspace.reports.draft(patient.id, ReportOptions(findings=words)).pdf
    document = pypdfium2.PdfDocument(pdf)
    shown = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    bare = "".join(shown.split())
    assert bare.count("".join(words.split())) >= 2
    assert b"/JavaScript" not in pdf
    assert b"/Launch" not in pdf


@pytest.mark.parametrize("words", [*FORMULAS, *MARKUP])
def test_no_cell_of_an_export_is_a_formula(workspace: Workspace, words: str) -> None:
    patient = workspace.patients.add(Patient(new_id(), "Marigold", "Sample"))
    struck, _ = (workspace.pain.record(patient.id, n, context=words) for n in (4, 5))
    workspace.pain.void(patient.id, struck.id, words)
    table = list(csv.reader(io.StringIO(workspace.pain.export_csv(patient.id).decode("utf-8-sig"))))
    cells = [cell for row in table[1:] for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    again = workspace.pain.read_csv(patient.id, workspace.pain.export_csv(patient.id))
    assert not again.bad


@pytest.mark.parametrize("words", MARKUP)
def test_a_label_shows_them_as_they_are(qtbot: QtBot, words: str) -> None:
    shown = label(words)
    qtbot.addWidget(shown)
    assert isinstance(shown, QLabel)
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text() == words
