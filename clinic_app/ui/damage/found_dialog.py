"""What a check beside the work found, and what can be done about it without leaving the clinic."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.finding import Finding
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import rule, scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.damage.accept_loss import AcceptLoss
from clinic_app.ui.damage.choice_row import ChoiceRow
from clinic_app.ui.damage.found_list import found_list
from clinic_app.ui.damage.tell_card import TellCard

_HINT = "The check changed nothing. Copy the folder before you go on, for somebody who can help."
_COPY = "Everything in the clinic's folder, to a place that you choose. It stays encrypted."
_GO_ON = "Tells it no more. That you went on is noted in the audit trail."
_WIDTH, _HEIGHT = 760, 480  # fits a window of 911 x 512


class FoundDialog(Dialog):
    """``copy_wanted`` and ``go_on_wanted`` (with the passphrase) tell of what was chosen.

    ``no_going_on`` says why this person may not accept it.
    """

    copy_wanted = Signal()
    go_on_wanted = Signal(str)

    def __init__(
        self,
        findings: Sequence[Finding],
        lines: Sequence[str],
        *,
        no_going_on: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Something is missing or was changed", width=_WIDTH, parent=parent)
        self.error = ErrorBar()
        self.copy = ChoiceRow("copy", "Copy the damaged folder", _COPY, "Copy…")
        self.copy.chosen.connect(self.copy_wanted)
        self.go_on = ChoiceRow("arrow-right", "Go on with it", no_going_on or _GO_ON, "Go on")
        self.go_on.button.setEnabled(not no_going_on)
        self.accept_loss = AcceptLoss()
        self.accept_loss.accepted.connect(self.go_on_wanted)
        self.go_on.chosen.connect(self.accept_loss.ask)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for part in (
            label(_HINT, tone="second", wrap=True),
            found_list(findings),
            self.copy,
            rule(),
            self.go_on,
            self.accept_loss,
            self.error,
            TellCard(lines),
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.body.addWidget(scrolling(page), 1)
        self.add_button("Close", key="Esc").clicked.connect(self.reject)
        self.resize(_WIDTH, _HEIGHT)
