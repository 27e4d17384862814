"""A PDF reaches paper and files unchanged."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.domain.patient.patient import Paper
from clinic_app.services.plan.handouts import page_images
from clinic_app.ui.common.pdf_files import PdfFile, paint_pages, print_pdf, usual_printer


@pytest.fixture
def two_pages() -> bytes:
    """Two Letter pages, the upper half of each red."""
    writer = PdfWriter()
    for _ in range(2):
        page = writer.add_blank_page(612, 792)
        red = DecodedStreamObject()
        red.set_data(b"1 0 0 rg 0 396 612 396 re f")
        page[NameObject("/Contents")] = writer._add_object(red)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def pdf_printer(path: Path, *, paper: Paper = Paper.LETTER, pages: int = 3) -> QPrinter:
    printer = usual_printer(paper, pages=pages)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def sheets(count: int) -> list[QImage]:
    """Blank pages in the shape of Letter."""
    image = QImage(850, 1100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return [image] * count


def test_every_page_is_printed_the_right_way_up(
    qapp: QApplication, two_pages: bytes, tmp_path: Path
) -> None:
    print_pdf(two_pages, pdf_printer(tmp_path / "out.pdf", pages=2), title="Handrail")
    _, second = page_images((tmp_path / "out.pdf").read_bytes(), dpi=72)
    image = QImage(
        second.rgb, second.width, second.height, 3 * second.width, QImage.Format.Format_RGB888
    )
    upper, lower = image.pixelColor(300, 100), image.pixelColor(300, 700)
    assert upper.red() > 250
    assert upper.green() < 5
    assert lower.name() == "#ffffff"


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_each_page_gets_a_sheet_of_its_paper(
    qapp: QApplication, tmp_path: Path, paper: Paper, size: tuple[int, int]
) -> None:
    paint_pages(pdf_printer(tmp_path / "out.pdf", paper=paper), sheets(3), title="Handrail")
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == 3
    box = pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=2)


def test_a_range_of_pages_prints_only_these(qapp: QApplication, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf", pages=4)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    paint_pages(printer, sheets(4), title="Handrail")
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2


def test_the_job_has_the_title_it_was_given(qapp: QApplication, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    printer.setDocName("Marigold Sample")  # whatever a driver puts there
    paint_pages(printer, sheets(1), title="Handrail handout")
    metadata = PdfReader(tmp_path / "out.pdf").metadata
    assert metadata is not None
    assert metadata.title == "Handrail handout"


def test_a_printer_that_refuses_is_told_in_plain_words(qapp: QApplication, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "nowhere" / "out.pdf")
    with pytest.raises(UserError, match="printer does not answer"):
        paint_pages(printer, sheets(1), title="Handrail")


def test_a_file_is_written_whole(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")
    file = PdfFile(str(path))
    assert path.read_bytes() == b"old"
    file.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_is_never_written_leaves_the_old_one(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")
    file = PdfFile(str(path))
    del file
    assert [f.name for f in tmp_path.iterdir()] == ["handout.pdf"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("place", [".", "no/key.pdf"])
def test_a_place_that_refuses_is_told_in_plain_words(
    qapp: QApplication, tmp_path: Path, place: str
) -> None:
    with pytest.raises(NotWritable, match="cannot be written") as refused:
        PdfFile(str(tmp_path / place))
    assert refused.value.next_step == "Choose another place."
