"""Records that were made one: each with the way back, and what is asked before it is taken."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.patient.role import Permission
from clinic_app.services.patients.merging import MergeRow, PartPreview
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, clear, column, row, rule
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.greyed import allow, grey
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, SECTION, label
from clinic_app.ui.merge.pair_words import made_one, made_one_with, merge_words
from clinic_app.words import N_, _

_WORDS = N_(
    "Entered twice? Choose the other record and look at both side by side. Nothing is deleted, and"
    " it can be taken back."
)


class MergesCard(Card):
    """``back_requested`` carries the MergeRow to take back; hidden while nothing was made one."""

    back_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=16)
        self.buttons: list[Button] = []
        self._list = column(spacing=-1)
        self.body.addWidget(label(_("Made one"), size=CARD_NAME, bold=True))
        self.body.addLayout(self._list)
        self.hide()

    def show_merges(self, rows: Sequence[MergeRow], *, reason: str = "") -> None:
        """Show these; ``reason`` says why nobody may take one back here."""
        clear(self._list)
        self.buttons = []
        for merge in rows:
            name, second = merge_words(merge)
            hint = label(second, size=SECOND_LINE, tone="second", wrap=True)
            button = _take_back(merge, self.back_requested.emit, reason)
            button.setAccessibleName(_("Take back: {name}", name=name))
            self.buttons.append(button)
            top = (button, 0, Qt.AlignmentFlag.AlignTop)
            line = row((hint, 1), top, spacing=12)
            words = column(label(name, bold=True, wrap=True), line, spacing=2)
            self._list.addWidget(rule())
            self._list.addWidget(boxed(words))
        self.setVisible(bool(rows))


class OnePersonCard(Card):
    """The part of the Record tab about a second record of the same person.

    ``choose_requested`` carries the patient's id, ``back_requested`` the MergeRow to take back.
    """

    choose_requested = Signal(str)
    back_requested = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._patient_id = ""
        self._made = column()
        self.choose = Button(_("Same person as another record…"), icon="users")
        self.choose.clicked.connect(lambda: self.choose_requested.emit(self._patient_id))
        self.body.addWidget(label(_("One person, two records"), size=SECTION, bold=True))
        self.body.addWidget(label(_(_WORDS), size=SECOND_LINE, tone="second", wrap=True))
        self.body.addLayout(row(self.choose, None))
        self.body.addLayout(self._made)

    def show_patient(self, patient_id: str) -> None:
        """Show what was made one with this patient."""
        self._patient_id = patient_id
        refusal = self._workspace.refusal(Permission.MERGE)
        allow(refusal, self.choose)
        clear(self._made)
        for merge in made_one(self._workspace.merging.merges(patient_id)):
            words = label(made_one_with(merge), wrap=True)
            button = _take_back(merge, self.back_requested.emit, refusal)
            self._made.addWidget(boxed(row((words, 1), button, spacing=12)))


def _take_back(merge: MergeRow, act: Callable[[MergeRow], object], refusal: str) -> Button:
    made = Button(_("Take back…"), kind="text", on_click=lambda: act(merge))
    grey(made, refusal)
    return made


def part_dialog(part: PartPreview, *, parent: QWidget | None = None) -> Dialog:
    """What goes back and what stays; accepted when the records are to be two again."""
    made = Dialog(_("Take it back?"), width=520, parent=parent)
    merge = part.row
    other, kept = merge.other, merge.kept
    goes = _("Goes back to {number}, {name}", number=other.record_number, name=other.name)
    stays = _("Stays with {number}, {name}", number=kept.record_number, name=kept.name)
    for title, lines in ((goes, part.back), (stays, part.stays)):
        if lines:
            made.body.addWidget(label(title, bold=True, wrap=True))
        for line in lines:
            made.body.addWidget(label(line, wrap=True))
    both = _("Both records are on the caseload again. The audit trail keeps both steps.")
    made.body.addWidget(label(both, size=SECOND_LINE, tone="second", wrap=True))
    made.add_button(_("Cancel"), key="Esc").clicked.connect(made.reject)
    made.add_button(_("Take back"), kind="primary", key="Enter").clicked.connect(made.accept)
    return made
