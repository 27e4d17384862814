"""The demo patients' reports: one page on both papers; a second page is never nearly empty."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from clinic_app.domain.patient.patient import Paper
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.progress.reports import ReportOptions
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from tests.demo_clinic import copy_demo

FINDINGS = "Bends to tie shoes without a rise in pain. Plan: 4 more visits over 4 weeks. " * 4
FAIR_LINES = 12


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("report-demo") / "clinic"
    copy_demo(folder)
    workspace = AccessService(folder).unlock_any(DEMO_PASSPHRASE)
    yield workspace
    workspace.close()


@pytest.mark.parametrize("paper", list(Paper))
def test_every_demo_patient_has_one_page(demo: Workspace, paper: Paper) -> None:
    pages = {
        row.patient.name: demo.reports.draft(row.patient.id, ReportOptions(paper=paper)).pages
        for row in demo.patients.caseload()
    }
    assert len(pages) == 7
    assert set(pages.values()) == {1}, pages


@pytest.mark.parametrize("paper", list(Paper))
def test_a_second_page_holds_a_fair_part(demo: Workspace, paper: Paper) -> None:
    options = ReportOptions(paper=paper, findings=FINDINGS * 4)
    for row in demo.patients.caseload():
        pages = PdfReader(BytesIO(demo.reports.draft(row.patient.id, options).pdf)).pages
        assert all(len(page.extract_text().splitlines()) >= FAIR_LINES for page in pages), (
            row.patient.name
        )
