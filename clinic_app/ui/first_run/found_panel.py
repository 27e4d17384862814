"""What was found on this computer: clinics to open, backups to look into."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.domain.dates import near_moment_words
from clinic_app.services.found_backup import FoundBackup
from clinic_app.services.found_here import Found, FoundClinic
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row, rule
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label

_LOOKING = "Looking in the usual places…"
_NOTHING = "No clinic and no backup was found in the usual places."
_WHAT = (
    "A clinic is one folder with clinic.db and clinic.keys. If you see only one of the two, the"
    " other is missing: restore from a backup."
)
_MOST = 4  # rows of each kind; more are found by looking into their folder


class FoundPanel(Card):
    """``open_wanted`` carries a folder, ``backup_wanted`` a backup's path."""

    open_wanted = Signal(object)
    backup_wanted = Signal(object)
    elsewhere_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(margin=20, parent=parent)
        self.body.addWidget(label("Found on this computer", size=SECTION, bold=True))
        self._told = label(_LOOKING, size=SECOND_LINE, tone="second", wrap=True)
        self.body.addWidget(self._told)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.body.addLayout(self._list)
        self._rows: list[QWidget] = []
        self.buttons: list[Button] = []
        self.error = ErrorBar()
        self.body.addWidget(self.error)
        self.elsewhere = Button("Look somewhere else", icon="search")
        self.elsewhere.clicked.connect(self.elsewhere_wanted)
        self.body.addLayout(row(self.elsewhere, None))
        self.body.addWidget(_note(_WHAT))
        self.body.addStretch(1)

    def show_found(self, found: Found, *, nothing: str = _NOTHING) -> None:
        """Show what was found in the place of what stood here."""
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows, self.buttons = [], []
        for clinic in found.clinics[:_MOST]:
            self._add(_clinic_row(clinic), self._clinic_button(clinic))
        for backup in found.newest_backups()[:_MOST]:
            button = Button("Look")
            button.clicked.connect(
                lambda _=False, path=backup.backup.path: self.backup_wanted.emit(path)
            )
            self._add(_backup_row(backup), button)
        self._told.setText("" if self._rows else nothing)
        self._told.setVisible(not self._rows)

    def _clinic_button(self, clinic: FoundClinic) -> Button:
        """One that has lost a file is opened all the same: the page then says what can be done."""
        button = Button("Open" if not clinic.missing else "Look")
        button.clicked.connect(lambda: self.open_wanted.emit(clinic.folder))
        return button

    def _add(self, words: tuple[str, str, str], button: Button) -> None:
        icon, name, hint = words
        button.setAccessibleName(f"{button.text()}: {name}, {hint}")
        made = _FoundRow(icon, name, hint, button)
        self._rows.append(made)
        self.buttons.append(button)
        self._list.addWidget(made)


class _FoundRow(QFrame):
    def __init__(self, icon: str, name: str, hint: str, button: Button) -> None:
        super().__init__()
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(label(name, bold=True, wrap=True))
        told.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
        line = row(spacing=12)
        line.setContentsMargins(0, 8, 0, 8)
        line.addWidget(IconLabel(icon, size=24))
        line.addLayout(told, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(rule())


def _clinic_row(clinic: FoundClinic) -> tuple[str, str, str]:
    if clinic.missing:
        return "alert-triangle", clinic.name, f"{clinic.place} · {clinic.missing} is missing"
    used = f" · last used {_when(clinic.used_at)}" if clinic.used_at else ""
    return "folder", clinic.name, f"{clinic.place}{used}"


def _backup_row(found: FoundBackup) -> tuple[str, str, str]:
    hint = f"{_folder_words(found.backup.path)} · {_when(found.backup.made_at)}"
    return "device-usb", f"Backup {found.place}", hint


def _folder_words(path: Path) -> str:
    """The folder that a person knows; one of ours is named by a number alone."""
    name = path.parent.name
    is_number = len(name) >= 16 and all(sign in "0123456789abcdef" for sign in name)
    return "Handrail's own folder" if is_number else f"folder {name}"


def _when(at: datetime | None) -> str:
    now = datetime.now().astimezone()
    return near_moment_words(at.astimezone(), now.date()) if at else ""


def _note(words: str) -> QFrame:
    made = QFrame()
    made.setObjectName("note")
    line = row(spacing=12)
    line.setContentsMargins(0, 8, 0, 0)
    line.addWidget(IconLabel("info-circle"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(words, size=SECOND_LINE, tone="second", wrap=True), 1)
    made.setLayout(line)
    return made
