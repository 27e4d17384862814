"""Before two records are taken apart again: what goes back, and what stays."""

from PySide6.QtWidgets import QWidget

from clinic_app.domain.merging import PartPreview
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.merge.pair_words import part_words


class PartDialog(Dialog):
    """Accepted when the records are to be two again."""

    def __init__(self, part: PartPreview, *, parent: QWidget | None = None) -> None:
        super().__init__("Take it back?", width=520, parent=parent)
        for title, words in part_words(part):
            self.body.addWidget(label(title, bold=True, wrap=True))
            self.body.addWidget(label(words, wrap=True))
        kept = "Both records are there again as they were. The audit trail keeps both steps."
        self.body.addWidget(label(kept, size=SECOND_LINE, tone="second", wrap=True))
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        self.agree = self.add_button("Take back", kind="primary", key="Enter")
        self.agree.clicked.connect(self.accept)
