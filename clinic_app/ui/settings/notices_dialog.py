"""Whose work Handrail carries, and under which terms: one long text that can be searched."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from clinic_app.shipped_data import RESOURCES
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.words import _

_FILE = RESOURCES / "THIRD-PARTY-NOTICES.txt"
_WIDTH, _HEIGHT = 720, 480  # fits a window of 911 x 512


class NoticesDialog(Dialog):
    """The whole text; Enter in the search goes to the next place, and round again at the end."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Licences and notices"), width=_WIDTH, parent=parent)
        self.search = SearchField(
            name=_("Search the notices"), placeholder=_("A package or a word")
        )
        self.search.textChanged.connect(self._search_anew)
        self.search.returnPressed.connect(self.find_next)
        self.text = QPlainTextEdit(_FILE.read_text("utf-8"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Licences and notices"))
        self.text.setFont(font(SMALL))
        self.body.addWidget(self.search)
        self.body.addWidget(self.text, 1)
        self.add_button(_("Close"), key="Esc").clicked.connect(self.reject)
        self.resize(_WIDTH, _HEIGHT)
        self.search.setFocus()

    def find_next(self) -> None:
        """Show the next place where the words stand."""
        words = self.search.text()
        found = not words or self.text.find(words)
        if not found:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self.text.find(words)
        self.search.set_note("" if found else _("not found"))

    def _search_anew(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next()
