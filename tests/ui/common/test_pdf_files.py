"""A PDF reaches paper and files unchanged."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from PySide6.QtPrintSupport import QPrinter

from clinic_app.domain.errors import NotWritable
from clinic_app.ui.common.pdf_files import page_image, paint_pages, save_pdf
from clinic_app.ui.common.theme import Theme


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


def test_a_page_becomes_pixels_the_right_way_up(two_pages: bytes) -> None:
    document = pypdfium2.PdfDocument(two_pages)
    image = page_image(document[0], 72)
    document.close()
    assert (image.width(), image.height()) == (612, 792)
    assert image.pixelColor(300, 100).name() == "#ff0000"
    assert image.pixelColor(300, 700).name() == "#ffffff"


def test_every_page_is_printed(theme: Theme, two_pages: bytes, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    paint_pages(two_pages, printer)
    printed = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert len(printed) == 2
    image = page_image(printed[1], 72)
    printed.close()
    red = image.pixelColor(image.width() // 2, 100)
    assert red.red() > 250
    assert red.green() < 5


def test_saving_says_what_to_do_when_it_cannot(two_pages: bytes, tmp_path: Path) -> None:
    save_pdf(two_pages, str(tmp_path / "key.pdf"))
    assert (tmp_path / "key.pdf").read_bytes() == two_pages
    with pytest.raises(NotWritable, match="Choose another folder"):
        save_pdf(two_pages, str(tmp_path / "no" / "key.pdf"))
