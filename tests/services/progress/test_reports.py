"""Reports rest on the record as it stands, of the days asked for, and leave a trace."""

import os
import shutil
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pypdf import PdfReader
from sqlalchemy import text
from storage.child import Child, Tell

from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Episode, Paper, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.services.progress.reports import LONGEST_FINDINGS, ReportOptions
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from clinic_app.storage.audit import verifying

from ..conftest import PASSPHRASE

TODAY = date(2026, 11, 22)
USUAL = ReportOptions()


def told(workspace: Workspace, patient: Patient, options: ReportOptions = USUAL) -> str:
    """All words of a draft, in one line."""
    pages = PdfReader(BytesIO(workspace.reports.draft(patient.id, options).pdf)).pages
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    return words.replace("\N{NO-BREAK SPACE}", " ")


def rate(
    workspace: Workspace, patient: Patient, scores: list[int], *, until: int = 0, site: str = ""
) -> None:
    """One average a day; the last of them ``until`` days ago."""
    entries: list[PainRating] = []
    for n, score in enumerate(reversed(scores)):
        day = TODAY - timedelta(days=until + n)
        at = datetime(day.year, day.month, day.day, 8, tzinfo=workspace.now().tzinfo)
        entries.append(PainRating(new_id(), patient.id, Series.AVERAGE, score, at, site=site))
    workspace.pain.add_all(patient.id, entries)


def test_the_verdict_is_the_one_on_the_screen(workspace: Workspace, patient: Patient) -> None:
    rate(workspace, patient, [7] * 14 + [3] * 21)
    trend = workspace.pain.trend(patient.id)
    assert trend.confirmed
    words = told(workspace, patient)
    assert "Pain: improved, confirmed" in words
    assert "7.0 to 3.0 (−4.0, −57 %)" in words
    assert "Low back pain" in words


def test_a_period_restricts_chart_measures_and_visits(
    workspace: Workspace, patient: Patient
) -> None:
    rate(workspace, patient, [7] * 14 + [5] * 14 + [4] * 14)
    for back in (40, 20, 3):
        day = TODAY - timedelta(days=back)
        workspace.events.add(Event(new_id(), patient.id, day, EventKind.VISIT))
        workspace.measures.add(MeasureResult(new_id(), patient.id, "odi", day, 30 + back))
    whole = told(workspace, patient)
    assert "Visits 3" in whole
    assert "70 (13 Oct)" in whole
    part = told(workspace, patient, ReportOptions(first=TODAY - timedelta(days=27)))
    assert "Visits in these days 2" in part
    assert "70 (13 Oct)" not in part
    assert "50 (2 Nov)" in part
    assert "26 Oct to 22 Nov" in part
    assert "7.0 to 4.0" in part  # the verdict on the whole
    assert "5.0 to 4.0 (−1.0, −20 %)" in part  # the first and the last week of the days


def test_what_came_after_the_last_day_does_not_count(
    workspace: Workspace, patient: Patient
) -> None:
    rate(workspace, patient, [7] * 28 + [2] * 14)
    assert "7.0 to 2.0" in told(workspace, patient)
    before = told(workspace, patient, ReportOptions(last=TODAY - timedelta(days=14)))
    assert "7.0 to 7.0" in before
    assert "7.0 to 2.0" not in before


def test_voided_ratings_and_other_sites_do_not_count(
    workspace: Workspace, patient: Patient
) -> None:
    rate(workspace, patient, [6] * 21)
    wrong = workspace.pain.record(patient.id, 0, series=Series.AVERAGE)
    workspace.pain.void(patient.id, wrong.id, "Typed wrongly")
    workspace.pain.record(patient.id, 0, series=Series.AVERAGE, site=REGIONS[0].id)
    assert "6.0 to 6.0" in told(workspace, patient)


def test_every_rated_region_is_listed_and_one_may_lead(
    workspace: Workspace, patient: Patient
) -> None:
    for site, scores in (("hip-left", [3] * 14 + [6] * 14), ("neck-back", [5] * 28)):
        rate(workspace, patient, scores, site=site)
    text = told(workspace, patient)
    assert "No ratings" not in text
    assert "Left hip: worse, confirmed" in text
    assert "Back of the neck" in text
    neck = told(workspace, patient, ReportOptions(site="neck-back"))
    assert "Back of the neck: uncertain" in neck
    assert "Left hip" in neck


def test_a_later_episode_leaves_the_older_one_out(workspace: Workspace) -> None:
    otto = workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    for back, condition, region in ((90, "Hip pain", "hip"), (30, "Knee pain", "knee")):
        started = TODAY - timedelta(days=back)
        workspace.patients.add_episode(
            Episode(new_id(), otto.id, condition, region, started=started)
        )
    rate(workspace, otto, [9] * 14, until=60)
    rate(workspace, otto, [5] * 21)
    words = told(workspace, otto)
    assert "5.0 to 5.0" in words
    assert "9.0" not in words
    assert "Knee pain" in words


def test_nothing_recorded_is_reported_as_nothing(workspace: Workspace, patient: Patient) -> None:
    words = told(workspace, patient)
    assert "not enough data" in words
    assert "No ratings here yet" in words


def test_recipient_findings_and_paper(workspace: Workspace, patient: Patient) -> None:
    options = ReportOptions(recipient="  Alan\nExample ", findings="Can <squat>.", paper=Paper.A4)
    words = told(workspace, patient, options)
    assert "To Alan Example" in words
    assert "Can <squat>." in words
    page = PdfReader(BytesIO(workspace.reports.draft(patient.id, options).pdf)).pages[0]
    assert float(page.mediabox.height) == pytest.approx(841.89)


def test_a_made_report_stands_in_the_trail_and_a_draft_does_not(
    workspace: Workspace, patient: Patient
) -> None:
    workspace.reports.draft(patient.id, USUAL)
    assert trail(workspace) == []
    made = workspace.reports.make(patient.id, ReportOptions(first=date(2026, 11, 1)))
    assert made.pdf.startswith(b"%PDF")
    (detail,) = trail(workspace)
    assert patient.id in detail
    assert "2026-11-01" in detail
    assert "Sample" not in detail


def trail(workspace: Workspace) -> list[str]:
    """What the audit trail says of reports; its chain must be whole."""
    database = workspace._database  # pyright: ignore[reportPrivateUsage]  # nobody else reads it
    with database.read() as tx:
        assert verifying.whole(tx).findings == []
        query = text("select detail from audit_row where kind = 'report'")
        return [row[0] for row in tx.connection.execute(query)]


def test_wrong_options_are_refused(workspace: Workspace, patient: Patient) -> None:
    with pytest.raises(UserError, match="ends before it starts"):
        ReportOptions(first=TODAY, last=TODAY - timedelta(days=1))
    with pytest.raises(UserError, match="longer than"):
        ReportOptions(findings="x" * (LONGEST_FINDINGS + 1))
    with pytest.raises(UserError, match="future"):
        workspace.reports.draft(patient.id, ReportOptions(first=TODAY + timedelta(days=1)))
    with pytest.raises(UserError, match="20 years"):
        workspace.reports.draft(patient.id, ReportOptions(first=date(1980, 1, 1)))
    with pytest.raises(NotFound):
        workspace.reports.draft(new_id(), USUAL)


def test_two_thousand_characters_of_findings_fit(workspace: Workspace, patient: Patient) -> None:
    rate(workspace, patient, [7] * 14 + [3] * 21)
    findings = ("Walks the stairs again without pain. " * 60)[:LONGEST_FINDINGS]
    for paper in Paper:
        made = workspace.reports.draft(patient.id, ReportOptions(findings=findings, paper=paper))
        assert made.pages <= 2


def test_a_clinic_that_cannot_be_written_still_gives_its_report(
    workspace: Workspace, patient: Patient
) -> None:
    folder = workspace.folder
    workspace.close()
    with TemporaryDirectory(prefix="handrail-test-") as parent:
        Path(parent).chmod(0o755)
        copy = shutil.copytree(folder, Path(parent) / "clinic")
        for file in copy.rglob("*"):
            file.chmod(0o755 if file.is_dir() else 0o444)
        copy.chmod(0o555)

        def work(tell: Tell) -> None:
            become_nobody()
            opened = AccessService(copy).unlock_any(PASSPHRASE)
            tell(str(opened.is_read_only))
            tell(str(opened.reports.make(patient.id, USUAL).pdf[:4]))
            tell(str(len(trail(opened))))

        assert Child(work).lines() == ["True", "b'%PDF'", "0"]
        copy.chmod(0o755)


def become_nobody() -> None:
    # The superuser may write anywhere; anybody else is stopped by the permissions already.
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
