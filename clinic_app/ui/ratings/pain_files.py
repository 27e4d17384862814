"""Ratings and the chart as files: where to, and in what form."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain_chart import Span
from clinic_app.services.files import write_file
from clinic_app.services.progress.pain import ChartKind, PainService
from clinic_app.ui.common.ask_files import ask_open_path, ask_save_path
from clinic_app.words import N_, _

PICTURE_NAME, CSV_NAME = "pain.png", "pain.csv"  # no patient's name in a file's name
_KINDS: dict[str, ChartKind] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
_PICTURES = N_("Picture (*.png);;Drawing (*.svg);;Page (*.pdf)")


def ask_picture_path(parent: QWidget) -> str:
    """Where to save the chart; an empty string when the person cancelled."""
    return ask_save_path(parent, _("Save the chart"), PICTURE_NAME, _(_PICTURES))


def ask_export_path(parent: QWidget) -> str:
    """Where to save the ratings; an empty string when the person cancelled."""
    return ask_save_path(parent, _("Export ratings"), CSV_NAME, "CSV (*.csv)")


def ask_import_path(parent: QWidget) -> str:
    """Which file to read; an empty string when the person cancelled."""
    kinds = _("CSV (*.csv *.txt *.tsv);;Every file (*)")
    return ask_open_path(parent, _("Import ratings"), kinds)


def picture(
    pain: PainService, patient_id: str, path: Path, span: Span, site: str
) -> tuple[Path, Callable[[], bytes]]:
    """Where the chart goes and what makes it: the name's ending decides, without one PNG.

    Raises UserError for an ending that is no picture.
    """
    named = path if path.suffix else path.with_suffix(".png")
    kind = _KINDS.get(named.suffix.lower())
    if kind is None:
        raise UserError(
            _("A chart cannot be saved as {ending}.", ending=named.suffix),
            _("End the name in .png, .svg or .pdf."),
        )
    return named, lambda: pain.chart_file(patient_id, kind=kind, span=span, site=site)


def write(path: Path, content: bytes) -> str:
    """Write the file and answer its name. Raises NotWritable when the place refuses it."""
    write_file(path, content)
    return path.name
