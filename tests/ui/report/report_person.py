"""Who answers the system's dialogs about a report."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget


class Person:
    """Who answers the system's dialogs: where to save, and whether to print."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "saved.pdf")
        self.printed = folder / "printed.pdf"
        self.agrees = True

    def choose_printer(self, printer: QPrinter, parent: QWidget) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.printed))
        return self.agrees

    def choose_path(self, parent: QWidget, suggested: str) -> str:
        assert suggested == "progress-report.pdf"  # no name of a patient
        return self.path
