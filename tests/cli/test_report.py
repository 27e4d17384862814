"""`handrail report` and the PDF of `handrail chart`, run as a script would."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests import commands
from tests.demo_clinic import copy_demo


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic that opens quickly."""
    folder = tmp_path_factory.mktemp("cli-report") / "clinic"
    copy_demo(folder)
    return folder


def run(clinic: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return commands.handrail(*arguments, folder=clinic)


def words_of(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_report_is_written_whole(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    done = run(
        clinic, "report", "Marigold", "--out", out, "--paper", "a4",
        "--to-name", "Alan Example, MD", "--findings", "Can <lift> a bag.",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pages = len(PdfReader(out).pages)
    assert done.stdout.startswith(f"{out}: {pages} page")
    told = words_of(out)
    for words in ("Marigold Sample", "Alan Example, MD", "Can <lift> a bag.", "M54.50"):
        assert words in told


def test_days_are_read_as_people_write_them(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    done = run(clinic, "report", "Otto", "--out", out, "--from", "2020-01-02", "--to", "yesterday")
    assert done.returncode == 0, done.stderr
    assert "In the days of this report (2 Jan 2020 to" in words_of(out)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--out", "report.docx"), "does not end in .pdf"),
        (("--out", "report.pdf", "--from", "soon"), "not a date"),
        (("--out", "report.pdf", "--from", "2026-02-02", "--to", "2026-02-01"), "ends before"),
        (("--out", "missing/report.pdf"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line(
    clinic: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    placed = [tmp_path / option if n == 1 else option for n, option in enumerate(options)]
    done = run(clinic, "report", "Marigold", *placed)
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_chart_is_written_as_pdf(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "chart.pdf"
    done = run(clinic, "chart", "Marigold", "--out", out)
    assert done.returncode == 0, done.stderr
    assert len(PdfReader(out).pages) == 1
    assert "up is worse" in words_of(out)
    assert "Sample" not in words_of(out)
    assert ".pdf" in run(clinic, "chart", "--help").stdout
