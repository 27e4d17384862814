"""The backups that were found, the newest first: when, where, how large, and what each holds."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QFontMetrics, QResizeEvent

from clinic_app.domain.dates import near_day_words, near_moment_words
from clinic_app.domain.records.backup import Backup
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.table import Table
from clinic_app.words import N_, NP_, Text, _

_COLUMNS = (
    (N_("When"), 150),
    (N_("Where"), 0),
    (N_("Size"), 84),
    (N_("Patients"), 84),
    (NP_("header", "Last rating"), 110),
    (NP_("backup", "Checked"), 90),
)
_PAD = 28  # px of a header that are not its words
_SIZE, _FIRST_OF_CONTENTS = 2, 3
_FIRST_TO_GO = (5,)  # where there is little room; the card beside it says so
_NARROW = 640
_ROW = 40


class CopyTable(Table[FoundBackup]):
    """Hides the columns that say nothing, or have no room."""

    def __init__(self) -> None:
        super().__init__(
            _("Backups, the newest first"),
            [(_(name), _width(name, least)) for name, least in _COLUMNS],
            _words,
            row_height=_ROW,
            tone=lambda _, column: "second" if column else "ink",
        )
        self.setMinimumHeight(4 * _ROW)

    def show_copies(self, copies: Sequence[FoundBackup], marked: FoundBackup | None) -> None:
        """Show other rows, with one of them marked. What nobody unlocked has no numbers."""
        self.show_rows(copies)
        self._fit()
        if marked is not None:
            self.choose(marked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the columns that say something and have room."""
        is_open = any(copy.backup.contents for copy in self.rows)
        is_narrow = self.width() < _NARROW
        for column in range(_FIRST_OF_CONTENTS, len(_COLUMNS)):
            self.setColumnHidden(column, not is_open)
        for column in _FIRST_TO_GO if is_open and is_narrow else ():
            self.setColumnHidden(column, True)
        self.setColumnHidden(_SIZE, is_open and is_narrow)


def _width(name: Text, least: int) -> int:
    """Of a column: as wide as its header wants in this language; 0 takes what is left."""
    words = QFontMetrics(font(SMALL, bold=True)).horizontalAdvance(_(name))
    return max(least, words + _PAD) if least else 0


def _words(row: FoundBackup) -> tuple[str, ...]:
    backup, today = row.backup, datetime.now().astimezone().date()
    held = backup.contents
    last = held.last_rating if held else None
    return (
        near_moment_words(backup.made_at.astimezone(), today),
        row.place,
        size_words(backup),
        f"{held.patients:,}" if held else "",
        near_day_words(last.astimezone().date(), today) if last else "",
        (_("yes") if backup.is_verified else _("no")) if held else "",
    )


def size_words(backup: Backup) -> str:
    """``46 MB``."""
    size = backup.size
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
