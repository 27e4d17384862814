"""The look, the state of the library, and what the program is and carries."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app import __version__
from clinic_app.services.library import check_files
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.settings.notices_dialog import NoticesDialog

MOVEMENTS = (("full", "May move"), ("reduced", "Stay still"))
THEMES = (("system", "System"), ("light", "Light"), ("dark", "Dark"))
_LICENCES = (
    "Handrail is free software under the MIT License. It uses Qt under the LGPL 3, and fonts, "
    "icons and libraries of others."
)


class DisplayCard(Card):
    """``chosen`` carries ``system``, ``light`` or ``dark``, which is remembered already."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self.theme = SegmentedControl(THEMES, name="Look")
        known = workspace.preferences.get("theme")
        self.theme.select(known if known in dict(THEMES) else "system")
        self.theme.changed.connect(self._choose)
        self.movement = SegmentedControl(MOVEMENTS, name="Pictures")
        self.movement.select(workspace.preferences.get("movement") or "full")
        self.movement.changed.connect(self._choose_movement)
        self.body.addWidget(label("Look", size=SECTION, bold=True))
        self.body.addLayout(row(self.theme, None))
        self.body.addSpacing(8)
        self.body.addWidget(label("Pictures of exercises", bold=True))
        self.body.addLayout(row(self.movement, None))
        hint = "Where they stay still, playing shows one pose, then the next."
        self.body.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))

    def _choose(self, name: str) -> None:
        self._workspace.preferences.put("theme", name)
        self.chosen.emit(name)

    def _choose_movement(self, name: str) -> None:
        self._workspace.preferences.put("movement", name)


class LibraryCard(Card):
    """How many exercises there are, and every problem of their files.

    ``folder`` has the files to check; the library's own where it is left out.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._folder = folder
        self._background = background
        count = len(workspace.library.exercises)
        self._check = Button("Check the files", icon="shield-check", height=36)
        self._check.clicked.connect(self.check)
        self._error = ErrorBar()
        self.answer = label(size=SECOND_LINE, tone="second", wrap=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer.hide()
        self.body.addLayout(row(label("Library", size=SECTION, bold=True), None, self._check))
        self.body.addWidget(label(f"{count} exercises"))
        self.body.addWidget(self._error)
        self.body.addWidget(self.answer)

    def check(self) -> None:
        """Check every exercise file in the background."""
        self._check.set_busy("Checking…")
        check = partial(check_files, self._folder)
        self._background.run(check, self._show, self._failed, owner=self)

    def _show(self, found: tuple[list[str], int]) -> None:
        problems, files = found
        self._check.set_busy("")
        self._error.hide()
        fine = f"All {files} files are in order."
        self.answer.setText("\n".join(problems) if problems else fine)
        self.answer.show()

    def _failed(self, error: Exception) -> None:
        self._check.set_busy("")
        self._error.show_error(error)


class AboutCard(Card):
    """Version, where the clinic lies, and the licences."""

    def __init__(self, folder: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.addWidget(label("About Handrail", size=SECTION, bold=True))
        self.body.addWidget(label(f"Version {__version__}. No account, no network."))
        if folder:
            self.body.addSpacing(4)
            self.body.addWidget(label("Clinic folder", bold=True))
            self.folder = label(folder, size=SECOND_LINE, tone="second", wrap=True)
            self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(self.folder)
        self.body.addSpacing(4)
        self.body.addWidget(label("Licences", bold=True))
        self.body.addWidget(label(_LICENCES, size=SECOND_LINE, tone="second", wrap=True))
        self.notices = Button("Licences and notices", icon="file-text", height=36)
        self.notices.clicked.connect(self.show_notices)
        self.body.addLayout(row(self.notices, None))

    def show_notices(self) -> None:
        """Show whose work Handrail carries, and under which terms."""
        dialog = NoticesDialog(parent=self)
        dialog.exec()
        dialog.deleteLater()
