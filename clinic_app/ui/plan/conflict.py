"""Two versions of one plan side by side, and the choice between them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.plan import Plan
from clinic_app.ui.common.card import Card, row, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.plan.card_words import summary_line
from clinic_app.ui.plan.editing import PlanEditor

_WIDTH, _HIGHEST = 660, 420  # px


class ConflictDialog(Dialog):
    """Neither version is lost: what is not chosen stays in the history, or in undo."""

    def __init__(self, editing: PlanEditor, *, parent: QWidget | None = None) -> None:
        super().__init__("Two versions of this plan", width=720, parent=parent)
        self._editing = editing
        self._theirs = editing.theirs()
        at = self._theirs.saved_at
        when = f", saved {at.astimezone():%H:%M}" if at else ""
        mine = self._version("Yours, not saved yet", editing.plan)
        theirs = self._version(f"The other one{when}", self._theirs.plan)
        self.body.addWidget(_both(mine, theirs))
        self.add_button("Decide later", key="Esc", on_click=self.reject)
        self.theirs_button = self.add_button("Take the other one", on_click=self._take_theirs)
        self.mine_button = self.add_button("Keep yours", kind="primary", key="Enter")
        self.mine_button.clicked.connect(self._keep_mine)
        self.mine_button.setFocus()

    def _version(self, title: str, plan: Plan) -> Card:
        card = Card(margin=16)
        card.body.addWidget(label(title, bold=True))
        lines = QVBoxLayout()
        lines.setSpacing(6)
        for number, item in enumerate(plan.items, 1):
            words = summary_line(item, self._editing.lookup(item.exercise_id))
            lines.addWidget(label(f"{number}. {words}", size=SECOND_LINE, wrap=True))
        if not plan.items:
            lines.addWidget(label("No exercises", size=SECOND_LINE, tone="second"))
        card.body.addLayout(lines)
        card.body.addStretch(1)
        return card

    def _keep_mine(self) -> None:
        self._editing.keep_mine(self._theirs)
        self.accept()

    def _take_theirs(self) -> None:
        self._editing.take_theirs(self._theirs)
        self.accept()


def _both(mine: QWidget, theirs: QWidget) -> QWidget:
    """Side by side, and scrolling where long plans would be higher than a small window."""
    page = QWidget()
    line = row(mine, theirs, spacing=16)
    page.setLayout(line)
    area = scrolling(page)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrows scroll
    area.setMinimumHeight(min(line.totalHeightForWidth(_WIDTH), _HIGHEST))
    return area
