"""Before two records are taken apart again: what goes back, and what stays."""

from PySide6.QtWidgets import QWidget

from clinic_app.services.merging import PartPreview
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label


class PartDialog(Dialog):
    """Accepted when the records are to be two again."""

    def __init__(self, part: PartPreview, *, parent: QWidget | None = None) -> None:
        super().__init__("Take it back?", width=520, parent=parent)
        row = part.row
        goes = f"Goes back to {row.other.record_number}, {row.other.name}"
        stays = f"Stays with {row.kept.record_number}, {row.kept.name}"
        for title, lines in ((goes, part.back), (stays, part.stays)):
            if lines:
                self.body.addWidget(label(title, bold=True, wrap=True))
            for line in lines:
                self.body.addWidget(label(line, wrap=True))
        kept = "Both records are on the caseload again. The audit trail keeps both steps."
        self.body.addWidget(label(kept, size=SECOND_LINE, tone="second", wrap=True))
        self.add_button("Cancel", key="Esc").clicked.connect(self.reject)
        self.agree = self.add_button("Take back", kind="primary", key="Enter")
        self.agree.clicked.connect(self.accept)
