"""A last backup while the window closes."""

from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.progress_bar import ProgressBar
from clinic_app.words import _


class ClosingDialog(Dialog):
    """How far the last backup is; it is rejected by "Close without it"."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("One backup before closing"), width=420, parent=parent)
        self._words = label(_("It is copied, opened and read back."), size=SECOND_LINE, wrap=True)
        self.bar = ProgressBar(_("Backup"))
        self.body.addWidget(self._words)
        self.body.addWidget(self.bar)
        self.skip = self.add_button(_("Close without it"), key="Esc", on_click=self.reject)

    def show_place(self, name: str) -> None:
        """Another place gets its backup."""
        self._words.setText(_("To “{name}”: copied, opened and read back.", name=name))
        self.bar.show_percent(0)

    def show_percent(self, _place: str, percent: int) -> None:
        """How far the backup in that place is."""
        self.bar.show_percent(percent)
