"""A person who answers the system's dialogs: a real printer that writes a PDF, and a path."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

Give = Callable[..., None]


class Answers:
    """What the person at the dialogs would do, and how often each was asked."""

    def __init__(self, folder: Path) -> None:
        self.paper_out = folder / "printed.pdf"
        self.path = str(folder / "saved.pdf")
        self.agrees = True
        self.printers: list[QPrinter] = []

    def printer(self, printer: QPrinter, parent: QWidget) -> bool:
        self.printers.append(printer)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.paper_out))
        return self.agrees

    def where(self, parent: QWidget, suggested: str) -> str:
        return self.path
