"""The table of places for backups: what each is, when it gets a copy, and the last one."""

import html
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from clinic_app.domain.records.backup import BackupPlace
from clinic_app.services.folders.place_kind import PlaceKind, PlaceState
from clinic_app.ui.backup.state_words import Looks, keep_words, last_words, rhythm_words
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column, row, rule
from clinic_app.ui.common.elided_label import ElidedLabel
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.words import N_, NP_, Text, _, pgettext

ICONS = {
    PlaceKind.SAME_DISK: "device-desktop",
    PlaceKind.DISK: "folder",
    PlaceKind.STICK: "device-usb",
    PlaceKind.NETWORK: "server-2",
    PlaceKind.CLOUD: "cloud",
}
_HEADERS: tuple[Text, ...] = (N_("Where"), N_("When"), NP_("copy", "Last"), N_("Kept"), "")
_WIDTHS = (34, 22, 18, 22, 0)


def place_table(
    places: Sequence[BackupPlace],
    looks: Looks,
    now: datetime,
    *,
    why_not: str,
    change: Callable[[BackupPlace], object],
) -> tuple[QWidget, list[Button]]:
    """A row for each place, and their buttons, which call ``change`` with the place.

    ``why_not`` says why nobody here may change them.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for at, (name, share) in enumerate(zip(_HEADERS, _WIDTHS, strict=True)):
        grid.addWidget(
            label(_(name) if name else "", size=SECOND_LINE, bold=True, tone="second"), 0, at
        )
        grid.setColumnStretch(at, share)
    buttons: list[Button] = []
    for number, place in enumerate(places):
        line = 2 * number + 1
        look = looks.get(place.id)
        words, tone = last_words(place, now)
        button = Button(pgettext("alter it", "Change"), kind="text", height=36)
        button.clicked.connect(lambda _=False, place=place: change(place))
        button.setAccessibleName(_("Change the place {name}", name=place.name))
        grey(button, why_not)
        buttons.append(button)
        cells = (
            _where(place, look),
            label(rhythm_words(look), size=SECOND_LINE, wrap=True),
            NoticeBar(words, tone=tone, plain=True),
            label(keep_words(place.keep), size=SECOND_LINE, wrap=True),
            button,
        )
        grid.addWidget(rule(), line, 0, 1, len(_HEADERS))
        for at, cell in enumerate(cells):
            grid.addWidget(cell, line + 1, at, Qt.AlignmentFlag.AlignVCenter)
    return boxed(grid), buttons


def _where(place: BackupPlace, look: PlaceState | None) -> QWidget:
    name, kind = ElidedLabel(place.name, bold=True), ElidedLabel(tone="second", size=SECOND_LINE)
    kind.show_text(look.words if look else "")
    for line in (name, kind):
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.setToolTip("")  # the path of the place, as beside them
    icon = IconLabel(ICONS[look.kind] if look else "folder", tone="accent", size=22)
    sign = (icon, 0, Qt.AlignmentFlag.AlignVCenter)
    made = boxed(row(sign, (column(name, kind, spacing=0), 1), spacing=10))
    made.setToolTip(html.escape(str(place.path)))
    made.setAccessibleName(f"{place.name}, {look.words if look else ''}, {place.path}")
    return made
