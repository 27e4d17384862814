"""Settings, Data and safety: backups, checks, the clinic's folder, and files set aside."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.records.finding import Finding
from clinic_app.services.audit.damage import set_aside_folders
from clinic_app.services.folders.folder_risk import folder_risk
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button, Slot
from clinic_app.ui.common.card import Card, boxed, clear, column, fold, row
from clinic_app.ui.common.flow_layout import flow
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, SECTION, label
from clinic_app.ui.common.size_words import size_words
from clinic_app.ui.damage.check_card import CheckCard, add_head
from clinic_app.ui.damage.check_runner import CheckRunner
from clinic_app.ui.damage.found_list import found_list
from clinic_app.words import N_, _, ngettext

SAFETY = N_("Data and safety")
_NARROW_UNDER = 760  # px, where the cards stand below each other
_GAP = 16
_NOTHING_ASIDE = N_("Nothing was ever set aside.")
_ASIDE = N_(
    "Copies of damaged files, as they were found, encrypted. Keep them until it is clear what"
    " was lost."
)
_RESTORE = N_(
    "Open a copy beside the clinic, look at it, then take it back. The clinic of today is kept."
)
_OTHER = N_("Open a second practice, or move this one to a new computer.")


class SafetyPage(QWidget):
    """``check`` shows the checks, ``drill`` how a restore drill went.

    Each signal is emitted by its button: what it asks for belongs to other screens.
    """

    restore_requested = Signal()
    drill_requested = Signal()
    open_other_requested = Signal()
    move_requested = Signal()
    duplicates_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()

    def __init__(
        self,
        folder: Path,
        runner: CheckRunner,
        findings: Sequence[Finding] = (),
        *,
        backups: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._folder = folder
        self.check = CheckCard(runner, findings)
        self.drill = NoticeBar(plain=True)
        copies = {
            _("Look into a copy"): self.restore_requested,
            _("Restore drill"): self.drill_requested,
        }
        restoring = _card("history", _("Restore"), _(_RESTORE), copies)
        restoring.body.insertWidget(restoring.body.count() - 1, self.drill)
        ways = {
            _("Open another"): self.open_other_requested,
            _("Move to a new PC"): self.move_requested,
        }
        others = _card("folder-open", _("Another clinic"), _(_OTHER), ways)
        self._cards = row((restoring, 1), (others, 1), (self.check, 1), spacing=_GAP)
        self._places = row((self._place_card(), 1), (self._aside_card(), 1), spacing=_GAP)
        self._found = QVBoxLayout()
        whole = column(self._found, self._cards, self._shelf(), self._places, spacing=_GAP)
        if backups is not None:
            whole.insertWidget(0, backups)
        self.setLayout(whole)
        self.check.found.connect(self._show_found)
        self._show_found(self.check.all_found)

    def _shelf(self) -> Card:
        """One line of what is done with patients' records."""
        self.pairs = label(bold=True, tone="caution")
        self.pairs.hide()
        twice = Button(_("Look at them"), on_click=self.duplicates_requested)
        twice.setAccessibleName(_("Look at patients who may be here twice"))
        export = Button(_("Export"), on_click=self.export_requested)
        export.setAccessibleName(_("Export one patient’s whole record"))
        take_in = Button(_("Import"), on_click=self.import_requested)
        take_in.setAccessibleName(_("Import one patient’s whole record"))
        card = Card(margin=16)
        groups = (
            ("users", _("Patients who may be here twice"), self.pairs, twice),
            ("file-export", _("One patient’s whole record"), export, take_in),
        )
        card.body.addWidget(
            flow(
                *(
                    boxed(
                        row(
                            IconLabel(icon, tone="accent", size=22),
                            label(title, size=CARD_NAME, bold=True),
                            *parts,
                            spacing=12,
                        )
                    )
                    for icon, title, *parts in groups
                ),
                spacing=16,
            )
        )
        return card

    def show_pairs(self, count: int) -> None:
        """How many pairs of patients may be the same one; nothing where there is none."""
        self.pairs.setText(ngettext("{count} pair", "{count} pairs", count))
        self.pairs.setVisible(count > 0)

    def forget_losses(self) -> None:
        """Show no more what was found: somebody accepted the loss."""
        self.check.forget_losses()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for cards in (self._cards, self._places):
            fold(cards, when=self.width() < _NARROW_UNDER)

    def _place_card(self) -> Card:
        place = label(str(self._folder), size=SECOND_LINE, tone="second", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card(margin=20)
        card.body.addWidget(label(_("Where the clinic lies"), size=SECTION, bold=True))
        card.body.addWidget(place)
        self.risk = ErrorBar(tone="caution")
        card.body.addWidget(self.risk)
        risk = folder_risk(self._folder)
        if risk is not None:
            self.risk.say(risk.words, risk.next_step)
        else:
            safe = _("On this computer's own disk, as far as Handrail can tell.")
            card.body.addWidget(label(safe, size=SECOND_LINE, tone="second", wrap=True))
        card.body.addStretch(1)
        return card

    def _aside_card(self) -> Card:
        card = Card(margin=20)
        card.body.addWidget(label(_("Set aside"), size=SECTION, bold=True))
        folders = set_aside_folders(self._folder)
        hint = _(_ASIDE) if folders else _(_NOTHING_ASIDE)
        card.body.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
        for path, at, size in folders:
            words = f"{path.name}: {at:%Y-%m-%d %H:%M}, {size_words(size)}"
            card.body.addWidget(label(words, wrap=True))
        card.body.addStretch(1)
        return card

    def _show_found(self, found: Sequence[Finding]) -> None:
        clear(self._found)
        if found:
            self._found.addWidget(found_list(found))


def _card(icon: str, title: str, hint: str, buttons: Mapping[str, Slot]) -> Card:
    """What can be done: the words of each button, and what it calls or emits."""
    card = Card(margin=20)
    add_head(card, icon, title, hint)
    card.body.addWidget(flow(*(Button(words, on_click=act) for words, act in buttons.items())))
    card.body.addStretch(1)
    return card
