"""Where a whole record goes and comes from. No patient's name is in a file's name."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.ask_files import ask_open_path, ask_save_path
from clinic_app.words import N_, _

AskSave = Callable[[QWidget, str], str]
AskOpen = Callable[[QWidget], str]
_KINDS = {".zip": N_("Handrail record (*.zip)"), ".pdf": N_("PDF (*.pdf)")}


def ask_record_path(parent: QWidget, ending: str) -> str:
    """Where to save; an empty string when the person cancelled. ``ending``: ``.zip``, ``.pdf``."""
    return ask_save_path(parent, _("Save the whole record"), f"record{ending}", _(_KINDS[ending]))


def ask_record_file(parent: QWidget) -> str:
    """Which record to take in; an empty string when the person cancelled."""
    every = _("Every file (*)")
    kinds = f"{_(_KINDS['.zip'])};;{every}"
    return ask_open_path(parent, _("Take in a record"), kinds)


def with_ending(path: str, ending: str) -> Path:
    """The path with that ending, which a person need not type."""
    return Path(path) if path.lower().endswith(ending) else Path(path + ending)


def show_folder(path: Path) -> None:
    """Open the folder of a file in the system's own window for files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
