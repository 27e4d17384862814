"""Settings, Data and safety: backups, what was checked, where the clinic lies, what was set aside.

What belongs to other screens is a door: its button appears once somebody connects the signal.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QMetaMethod, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.finding import Finding
from clinic_app.services.damage import set_aside_folders
from clinic_app.services.folder_risk import folder_risk
from clinic_app.ui.backup.door_card import DoorCard, Shelf
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.common.size_words import size_words
from clinic_app.ui.damage.check_card import CheckCard
from clinic_app.ui.damage.check_runner import CheckRunner
from clinic_app.ui.damage.found_list import found_list

SAFETY = "Data and safety"
_NARROW_UNDER = 760  # px, where the cards stand below each other
_GAP = 16
_NOTHING_ASIDE = "Nothing was ever set aside."
_ASIDE = (
    "Copies of damaged files, as they were found, encrypted. Keep them until it is clear what"
    " was lost."
)


class SafetyPage(QWidget):
    """``check`` tells of the checks; ``restoring``, ``others`` and ``shelf`` hold the doors.

    Each signal tells of its button.
    """

    restore_wanted = Signal()
    drill_wanted = Signal()
    open_other_wanted = Signal()
    move_wanted = Signal()
    duplicates_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    _doors: Mapping[str, tuple[Button, Callable[[Button], None]]] = MappingProxyType({})

    def __init__(
        self,
        folder: Path,
        runner: CheckRunner,
        findings: Sequence[Finding] = (),
        *,
        backups: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._results: QWidget | None = None
        self.check = CheckCard(runner, findings)
        self._make_doors()
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(_GAP)
        for card in (self.restoring, self.others, self.check):
            self._cards.addWidget(card, 1)
        self._found = QVBoxLayout()
        self._places = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._places.setSpacing(_GAP)
        self._places.addWidget(self._place_card(), 1)
        self._places.addWidget(self._aside_card(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        if backups is not None:
            column.addWidget(backups)
        column.addLayout(self._found)
        column.addLayout(self._cards)
        column.addWidget(self.shelf)
        column.addLayout(self._places)
        self.check.found.connect(self._show_found)
        self._show_found(self.check.all_found)

    def _make_doors(self) -> None:
        restore, drill = Button("Look into a copy"), Button("Restore drill")
        open_other, move = Button("Open another"), Button("Move to a new PC")
        twice, export, take_in = Button("Look at them"), Button("Export"), Button("Import")
        twice.setAccessibleName("Look at patients who may be here twice")
        export.setAccessibleName("Export one patient’s whole record")
        take_in.setAccessibleName("Import one patient’s whole record")
        self.restoring = DoorCard(
            "history",
            "Restore",
            "Open a copy beside the clinic, look at it, then take it back. The clinic of today"
            " is kept.",
            (restore, drill),
        )
        self.others = DoorCard(
            "folder-open",
            "Another clinic",
            "Open a second practice, or move this one to a new computer.",
            (open_other, move),
        )
        self.pairs = label(bold=True, tone="caution")
        self.pairs.hide()
        self.shelf = Shelf()
        self.shelf.add("users", "Patients who may be here twice", self.pairs, twice)
        self.shelf.add("file-export", "One patient’s whole record", export, take_in)
        self._doors = {
            "restore_wanted": (restore, self.restoring.offer),
            "drill_wanted": (drill, self.restoring.offer),
            "open_other_wanted": (open_other, self.others.offer),
            "move_wanted": (move, self.others.offer),
            "duplicates_wanted": (twice, self.shelf.offer),
            "export_wanted": (export, self.shelf.offer),
            "import_wanted": (take_in, self.shelf.offer),
        }
        for name, (button, _) in self._doors.items():
            button.clicked.connect(getattr(self, name))

    def connectNotify(self, signal: QMetaMethod) -> None:
        door = self._doors.get(bytes(signal.name().data()).decode())
        if door is not None:
            button, offer = door
            offer(button)

    def show_pairs(self, count: int) -> None:
        """How many pairs of patients may be the same one; nothing where there is none."""
        self.pairs.setText(f"{count} pair{'' if count == 1 else 's'}")
        self.pairs.setVisible(count > 0)

    def forget_losses(self) -> None:
        """Somebody went on with what was found."""
        self.check.forget_losses()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_UNDER
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for cards in (self._cards, self._places):
            cards.setDirection(way)

    def _place_card(self) -> Card:
        card = Card(margin=20)
        card.body.addWidget(label("Where the clinic lies", size=SECTION, bold=True))
        place = label(str(self._folder), size=SECOND_LINE, tone="second", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(place)
        self.risk = ErrorBar(tone="caution")
        card.body.addWidget(self.risk)
        risk = folder_risk(self._folder)
        if risk is not None:
            self.risk.say(risk.words, risk.next_step)
        else:
            safe = "On this computer's own disk, as far as Handrail can tell."
            card.body.addWidget(label(safe, size=SECOND_LINE, tone="second", wrap=True))
        card.body.addStretch(1)
        return card

    def _aside_card(self) -> Card:
        card = Card(margin=20)
        card.body.addWidget(label("Set aside", size=SECTION, bold=True))
        folders = set_aside_folders(self._folder)
        hint = _ASIDE if folders else _NOTHING_ASIDE
        card.body.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
        for path, at, size in folders:
            words = f"{path.name}: {at:%Y-%m-%d %H:%M}, {size_words(size)}"
            card.body.addWidget(label(words, wrap=True))
        card.body.addStretch(1)
        return card

    def _show_found(self, found: Sequence[Finding]) -> None:
        if self._results is not None:
            self._found.removeWidget(self._results)
            self._results.deleteLater()
            self._results = None
        if found:
            self._results = found_list(found)
            self._found.addWidget(self._results)
