"""The sheet of keys behind F1."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from clinic_app.ui.common.card import scrolling
from clinic_app.ui.common.commands import Group, KeyHint
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.key_names import key_words
from clinic_app.ui.common.paint import key_chip, key_width
from clinic_app.ui.common.plain_label import CARD_NAME, label
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _, pgettext


class KeysSheet(Dialog):
    """Every key that works, by the place where it works."""

    def __init__(self, hints: Iterable[KeyHint], *, parent: QWidget | None = None) -> None:
        super().__init__(pgettext("keyboard", "Keys"), width=560, parent=parent)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(1, 1)
        group = ""
        for hint in _by_group(hints):
            if hint.group != group:
                group = Group(hint.group)
                grid.addWidget(
                    label(group.words, size=CARD_NAME, bold=True), grid.rowCount(), 0, 1, 2
                )
            line = grid.rowCount()
            grid.addWidget(_Key(hint.keys), line, 0)
            grid.addWidget(label(hint.words, wrap=True), line, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area = scrolling(page)
        area.setMinimumHeight(min(page.sizeHint().height() + 8, 520))
        self.body.addWidget(area)
        self.add_button(_("Close"), kind="primary", key="Enter").clicked.connect(self.accept)


def _by_group(hints: Iterable[KeyHint]) -> list[KeyHint]:
    """Hints of one group together, in the order of the groups."""
    groups = list(Group)
    return sorted(hints, key=lambda hint: groups.index(Group(hint.group)))


class _Key(QWidget):
    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setAccessibleName(key_words(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(key_width(self._keys)) + 1, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        width = key_width(self._keys)
        key_chip(
            QPainter(self),
            QRectF(0, 0, width, 28).right(),
            14,
            self._keys,
            fill=t.sunken,
            border=t.rule,
            ink=t.ink,
        )
