"""A finished PDF to paper or to a file, without a copy left anywhere else."""

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from clinic_app.domain.errors import NotWritable, UserError

_DPI = 300


def print_pdf(pdf: bytes, parent: QWidget | None) -> bool:
    """Ask for a printer and print every page; False when the person cancelled.

    Raises UserError when the printer refuses.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Handrail")
    dialog = QPrintDialog(printer, parent)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed:
        paint_pages(pdf, printer)
    return agreed


def paint_pages(pdf: bytes, printer: QPrinter) -> None:
    """Paint each page over the whole sheet at 300 dots per inch."""
    document = pypdfium2.PdfDocument(pdf)
    painter = QPainter()
    printer.setFullPage(True)
    if not painter.begin(printer):
        raise UserError("The printer does not answer.", "Check it, or save the PDF instead.")
    try:
        for number in range(len(document)):
            if number:
                printer.newPage()
            picture = page_image(document[number], _DPI)
            painter.drawImage(QRectF(painter.viewport()), picture)
    finally:
        painter.end()
        document.close()


def page_image(page: pypdfium2.PdfPage, dpi: float) -> QImage:
    """One page as pixels, ``dpi`` of them to an inch."""
    drawn = page.render(
        scale=dpi / 72,  # pyright: ignore[reportArgumentType]  # its default alone is an int
        rev_byteorder=True,
        prefer_bgrx=True,
    )
    size = (drawn.width, drawn.height, drawn.stride)
    return QImage(bytes(drawn.buffer), *size, QImage.Format.Format_RGBX8888).copy()


def ask_save_path(parent: QWidget | None, suggested: str) -> str:
    """Where to save; an empty string when the person cancelled."""
    path, _ = QFileDialog.getSaveFileName(parent, "Save as PDF", suggested, "PDF (*.pdf)")
    return path


def save_pdf(pdf: bytes, path: str) -> None:
    """Write the file. Raises NotWritable when the place refuses it."""
    try:
        Path(path).write_bytes(pdf)
    except OSError as error:
        raise NotWritable(
            f"The PDF could not be saved there ({error.strerror}).", "Choose another folder."
        ) from None
