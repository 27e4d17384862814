"""Pages on paper and in files."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from clinic_app.domain.errors import NotWritable
from clinic_app.domain.patient import Paper
from clinic_app.ui.handout import printing


def pdf_printer(path: Path, *, paper: Paper = Paper.LETTER, pages: int = 3) -> QPrinter:
    printer = printing.handout_printer(paper, pages=pages)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def sheets(count: int) -> list[QImage]:
    """Blank pages in the shape of Letter."""
    image = QImage(850, 1100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return [image] * count


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_each_page_gets_a_sheet_of_its_paper(
    qapp: QApplication, tmp_path: Path, paper: Paper, size: tuple[int, int]
) -> None:
    printer = pdf_printer(tmp_path / "out.pdf", paper=paper)
    printing.paint_pages(printer, sheets(3))
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == 3
    box = pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=2)


def test_a_range_of_pages_prints_only_these(qapp: QApplication, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf", pages=4)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printing.paint_pages(printer, sheets(4))
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2


def test_the_job_names_nobody(qapp: QApplication, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    printer.setDocName("Marigold Sample")  # whatever a driver puts there
    printing.paint_pages(printer, sheets(1))
    assert PdfReader(tmp_path / "out.pdf").metadata.title == "Handrail handout"


def test_a_file_is_written_whole(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")
    file = printing.PdfFile(str(path))
    assert path.read_bytes() == b"old"
    file.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_is_never_written_leaves_the_old_one(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")
    file = printing.PdfFile(str(path))
    del file
    assert [f.name for f in tmp_path.iterdir()] == ["handout.pdf"]
    assert path.read_bytes() == b"old"


def test_a_folder_in_the_way_is_refused_in_plain_words(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="could not be saved there") as refused:
        printing.PdfFile(str(tmp_path))
    assert refused.value.next_step == "Choose another folder."
