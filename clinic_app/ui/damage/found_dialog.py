"""What a check beside the work found: everything that was missing or changed, and what to tell."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.finding import Finding
from clinic_app.ui.common.card import scrolling
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.damage.found_list import found_list
from clinic_app.ui.damage.tell_card import TellCard

_HINT = (
    "Nothing was changed. Lock and unlock: Handrail then looks at the files before anything is"
    " written, and you can copy them or go on."
)
_WIDTH, _HEIGHT = 720, 480  # fits a window of 911 x 512


class FoundDialog(Dialog):
    """Accepted by the button that locks."""

    def __init__(
        self, findings: Sequence[Finding], lines: Sequence[str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__("A check found something", width=_WIDTH, parent=parent)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(label(_HINT, tone="second", wrap=True))
        column.addWidget(found_list(findings))
        column.addWidget(TellCard(lines))
        column.addStretch(1)
        self.body.addWidget(scrolling(page), 1)
        self.add_button("Close", key="Esc").clicked.connect(self.reject)
        self.lock_button = self.add_button("Lock now", kind="primary")
        self.lock_button.clicked.connect(self.accept)
        self.resize(_WIDTH, _HEIGHT)
