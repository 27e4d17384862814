"""A last backup while the window closes."""

from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.damage.progress_bar import ProgressBar


class ClosingDialog(Dialog):
    """Shows how far it is; it is rejected by "Close without it"."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("One backup before closing", width=420, parent=parent)
        self.told = label("It is copied, opened and read back.", size=SECOND_LINE, wrap=True)
        self.bar = ProgressBar("Backup")
        self.body.addWidget(self.told)
        self.body.addWidget(self.bar)
        self.skip = self.add_button("Close without it", key="Esc")
        self.skip.clicked.connect(self.reject)

    def began(self, name: str) -> None:
        """Another place gets its backup."""
        self.told.setText(f"To “{name}”: copied, opened and read back.")
        self.bar.show_percent(0)
