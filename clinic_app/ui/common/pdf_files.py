"""A finished PDF to paper or to a file; no other copy is kept, and no name says whose it is."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import PageImage
from clinic_app.services.files import check_place, write_file
from clinic_app.services.plan.handouts import page_images
from clinic_app.ui.common.ask_files import ask_save_path
from clinic_app.ui.common.background import Background
from clinic_app.words import _

SHARPEST_DPI = 300  # a page at 600 takes 100 MB and looks the same on paper
AskPrinter = Callable[[QPrinter, QWidget], bool]
AskPath = Callable[[QWidget, str], str]

_SIZES = {Paper.LETTER: QPageSize.PageSizeId.Letter, Paper.A4: QPageSize.PageSizeId.A4}


def usual_printer(paper: Paper, *, pages: int) -> QPrinter:
    """The usual printer with this paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setCreator("Handrail")
    size = QPageSize(_SIZES[paper])
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    printer.setFromTo(1, pages)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    return printer


def ask_printer(printer: QPrinter, parent: QWidget) -> bool:
    """The system's print dialog; False when the person cancelled."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(printer.fromPage(), printer.toPage())
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def ask_path(parent: QWidget, suggested: str) -> str:
    """Where to save; an empty string when the person cancelled."""
    return ask_save_path(parent, _("Save as PDF"), suggested, "PDF (*.pdf)")


def print_pdf(pdf: bytes, printer: QPrinter, *, title: str) -> None:
    """Draw and paint the chosen pages; ``title`` names the job and nobody. May run in a thread.

    Raises UserError when the printer refuses.
    """
    drawn = page_images(pdf, dpi=min(printer.resolution(), SHARPEST_DPI))
    paint_pages(printer, [page_picture(page) for page in drawn], title=title)


def print_text(text: str, printer: QPrinter, *, title: str) -> None:
    """Print plain text on as many pages as it takes; ``title`` names the job."""
    document = QTextDocument()
    document.setPlainText(text)
    printer.setDocName(title)
    printer.setFullPage(False)
    document.print_(printer)


def page_picture(page: PageImage) -> QImage:
    """The same pixels as Qt holds them."""
    line = 3 * page.width
    packed = QImage(page.rgb, page.width, page.height, line, QImage.Format.Format_RGB888)
    return packed.convertToFormat(QImage.Format.Format_RGB32)


def paint_pages(printer: QPrinter, pages: Sequence[QImage], *, title: str) -> None:
    """Paint the chosen pages, each over the whole sheet. May run in a thread.

    Raises UserError when the printer refuses.
    """
    chosen = _chosen(printer, pages)
    printer.setDocName(title)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(_("The printer does not answer."), _("Check it, or save the PDF instead."))
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, page in enumerate(chosen):
            if number and not printer.newPage():
                raise UserError(_("The printer stopped."), _("Check it, then print again."))
            painter.drawImage(_fitted(page, QRectF(painter.viewport())), page)
    finally:
        painter.end()


def _chosen(printer: QPrinter, pages: Sequence[QImage]) -> Sequence[QImage]:
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        return pages[printer.fromPage() - 1 : printer.toPage()]
    return pages


def _fitted(page: QImage, sheet: QRectF) -> QRectF:
    """As large as the sheet allows in the page's own shape, in the middle."""
    shape = QSizeF(page.size())
    scale = min(sheet.width() / shape.width(), sheet.height() / shape.height())
    size = shape * scale
    return QRectF(
        (sheet.width() - size.width()) / 2,
        (sheet.height() - size.height()) / 2,
        size.width(),
        size.height(),
    )


class PdfDelivery:
    """Prints PDFs or writes them to files, after asking for the printer or the place.

    ``said`` is given a few words on how it goes, ``refused`` the error when it does not. What is
    cancelled leaves everything as it was: the PDF is not even made. ``title`` names print jobs.
    """

    def __init__(
        self,
        background: Background,
        owner: QObject,
        title: str,
        ask: tuple[AskPrinter, AskPath],
        *,
        said: Callable[[str], object],
        refused: Callable[[Exception], object],
    ) -> None:
        self._background, self._owner, self._title = background, owner, title
        self._ask_printer, self._ask_path = ask
        self._said, self._refused = said, refused

    def printer(self, paper: Paper, *, pages: int, window: QWidget) -> QPrinter | None:
        """The printer that was chosen; None where the person cancelled."""
        printer = usual_printer(paper, pages=pages)
        return printer if self._ask_printer(printer, window) else None

    def send(self, make: Callable[[], bytes], printer: QPrinter) -> None:
        """Make the PDF and print it, both in a thread."""
        self._said(_("Sending to the printer…"))
        self._background.run(
            lambda: print_pdf(make(), printer, title=self._title),
            lambda _done: self._said(_("Sent to the printer.")),
            self._not_sent,
            owner=self._owner,
        )

    def _not_sent(self, error: Exception) -> None:
        self._said("")
        self._refused(error)

    def save(self, make: Callable[[], bytes], name: str, window: QWidget) -> None:
        """Ask where, make the PDF and write it; ``name`` is the file's suggested one."""
        path = self._ask_path(window, name)
        if not path:
            return
        try:
            file = PdfFile(path)  # a place that refuses does so before anything is issued
            file.write(make())
        except UserError as error:
            self._refused(error)
        else:
            self._said(_("Saved."))


class PdfFile:
    """A file about to be written: a place that refuses is known early.

    A file that was there stays as it is until ``write``, and when there is no ``write``.
    """

    def __init__(self, path: str) -> None:
        """Raises NotWritable."""
        self._path = Path(path)
        check_place(self._path)

    def write(self, pdf: bytes) -> None:
        """Write all of it or nothing. Raises NotWritable."""
        write_file(self._path, pdf)
