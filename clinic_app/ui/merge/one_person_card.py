"""On the Record tab: the same person in another record, and what was made one with this one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.role import Permission
from clinic_app.services.merging import MergeRow
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.merge.pair_words import made_one, made_one_with

_WORDS = (
    "Entered twice? Choose the other record and look at both side by side. Nothing is deleted, and"
    " it can be taken back."
)


class OnePersonCard(Card):
    """``choose_wanted`` carries the patient's id, ``back_wanted`` the MergeRow to take back."""

    choose_wanted = Signal(str)
    back_wanted = Signal(object)

    def __init__(self, workspace: Workspace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._patient_id = ""
        self._made: QWidget | None = None
        self.choose = Button("Same person as another record…", icon="users")
        self.choose.clicked.connect(lambda: self.choose_wanted.emit(self._patient_id))
        self.body.addWidget(label("One person, two records", size=SECTION, bold=True))
        self.body.addWidget(label(_WORDS, size=SECOND_LINE, tone="second", wrap=True))
        self.body.addLayout(row(self.choose, None))

    def show_patient(self, patient_id: str) -> None:
        """Show what was made one with this patient."""
        self._patient_id = patient_id
        refusal = self._workspace.refusal(Permission.MERGE)
        self.choose.setEnabled(True)
        grey(self.choose, refusal)
        if self._made is not None:
            self.body.removeWidget(self._made)
            self._made.hide()
            self._made.deleteLater()
        self._made = QWidget()
        column = QVBoxLayout(self._made)
        column.setContentsMargins(0, 0, 0, 0)
        for merge in made_one(self._workspace.merging.merges(patient_id)):
            column.addLayout(self._line(merge, refusal))
        self.body.addWidget(self._made)

    def _line(self, merge: MergeRow, refusal: str) -> QVBoxLayout:
        button = Button("Take back…", kind="text")
        button.clicked.connect(partial(self.back_wanted.emit, merge))
        grey(button, refusal)
        words = label(made_one_with(merge), wrap=True)
        line = row(spacing=12)
        line.addWidget(words, 1)
        line.addWidget(button)
        column = QVBoxLayout()
        column.addLayout(line)
        return column
