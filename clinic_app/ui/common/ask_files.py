"""The system's dialogs for files, as objects that the lock can close; Qt's static ones cannot."""

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


def ask_save_path(parent: QWidget, title: str, suggested: str, kinds: str) -> str:
    """Where to save; an empty string when the person cancelled. ``kinds`` as Qt writes filters."""
    dialog = QFileDialog(parent, title, suggested, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return _chosen(dialog)


def ask_open_path(parent: QWidget, title: str, kinds: str) -> str:
    """Which file to read; an empty string when the person cancelled."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_folder(parent: QWidget, title: str) -> str:
    """A folder that is there; an empty string when the person cancelled."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog)


def ask_clinic(parent: QWidget, title: str) -> str:
    """A clinic's folder; its files are seen, so that a person knows it by them."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return _chosen(dialog)


def _chosen(dialog: QFileDialog) -> str:
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()[0] if agreed else ""
    dialog.deleteLater()
    return chosen
