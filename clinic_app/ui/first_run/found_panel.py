"""What was found on this computer: clinics to open, backups to look into."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from clinic_app.domain.dates import near_moment_words
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.folders.found_here import Found, FoundClinic
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, clear, column, row, rule
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.words import N_, _, pgettext

_LOOKING = N_("Looking in the usual places…")
_NOTHING = N_("No clinic and no backup was found in the usual places.")
_WHAT = N_(
    "A clinic is one folder with clinic.db and clinic.keys. If you see only one of the two, the"
    " other is missing: restore from a backup."
)
_MOST = 4  # rows of each kind; more are found by looking into their folder


class FoundPanel(Card):
    """``open_requested`` carries a folder, ``backup_requested`` a backup's path."""

    open_requested = Signal(object)
    backup_requested = Signal(object)
    elsewhere_requested = Signal()

    def __init__(self) -> None:
        super().__init__(margin=20)
        self.body.addWidget(label(_("Found on this computer"), size=SECTION, bold=True))
        self._hint = label(_(_LOOKING), size=SECOND_LINE, tone="second", wrap=True)
        self.body.addWidget(self._hint)
        self._list = column(spacing=4)
        self.body.addLayout(self._list)
        self.buttons: list[Button] = []
        self.error = ErrorBar()
        self.body.addWidget(self.error)
        self.elsewhere = Button(
            _("Look somewhere else"), icon="search", on_click=self.elsewhere_requested
        )
        self.body.addLayout(row(self.elsewhere, None))
        sign = (IconLabel("info-circle"), 0, Qt.AlignmentFlag.AlignTop)
        note = label(_(_WHAT), size=SECOND_LINE, tone="second", wrap=True)
        self.body.addLayout(row(sign, (note, 1), spacing=12, margins=(0, 8, 0, 0)))
        self.body.addStretch(1)

    def show_found(self, found: Found, *, nothing: str = "") -> None:
        """Show what was found in the place of what stood here."""
        clear(self._list)
        self.buttons = []
        for clinic in found.clinics[:_MOST]:
            words = (
                pgettext("button", "Look") if clinic.missing else pgettext("button", "Open")
            )  # what can be done is said on a page
            show = partial(self.open_requested.emit, clinic.folder)
            self._add(_clinic_row(clinic), Button(words, on_click=show))
        for backup in found.newest_backups()[:_MOST]:
            look = partial(self.backup_requested.emit, backup.backup.path)
            self._add(_backup_row(backup), Button(pgettext("button", "Look"), on_click=look))
        self._hint.setText("" if self.buttons else nothing or _(_NOTHING))
        self._hint.setVisible(not self.buttons)

    def _add(self, words: tuple[str, str, str], button: Button) -> None:
        icon, name, hint = words
        button.setAccessibleName(f"{button.text()}: {name}, {hint}")
        texts = column(
            label(name, bold=True, wrap=True),
            label(hint, size=SECOND_LINE, tone="second", wrap=True),
            spacing=0,
        )
        line = row(
            IconLabel(icon, size=24),
            (texts, 1),
            (button, 0, Qt.AlignmentFlag.AlignVCenter),
            spacing=12,
            margins=(0, 8, 0, 8),
        )
        self.buttons.append(button)
        self._list.addWidget(boxed(column(line, rule(), spacing=0)))


def _clinic_row(clinic: FoundClinic) -> tuple[str, str, str]:
    if clinic.missing:
        return (
            "alert-triangle",
            clinic.name,
            _("{place} · {missing} is missing", place=clinic.place, missing=clinic.missing),
        )
    hint = clinic.place
    if clinic.used_at:
        hint = _("{place} · last used {when}", place=clinic.place, when=_when(clinic.used_at))
    return "folder", clinic.name, hint


def _backup_row(found: FoundBackup) -> tuple[str, str, str]:
    hint = f"{_folder_words(found.backup.path)} · {_when(found.backup.made_at)}"
    return "device-usb", _("Backup {place}", place=found.place), hint


def _folder_words(path: Path) -> str:
    """The folder that a person knows; one of ours is named by a number alone."""
    name = path.parent.name
    is_number = len(name) >= 16 and all(sign in "0123456789abcdef" for sign in name)
    return _("Handrail's own folder") if is_number else _("folder {name}", name=name)


def _when(at: datetime | None) -> str:
    now = datetime.now().astimezone()
    return near_moment_words(at.astimezone(), now.date()) if at else ""
