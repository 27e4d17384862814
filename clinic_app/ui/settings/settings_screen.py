"""Settings: the clinic, its people, its limits, the look, the library, and the program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import row, scrolling
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.settings.about_cards import AboutCard, LibraryCard, LookCard
from clinic_app.ui.settings.clinic_card import ClinicCard
from clinic_app.ui.settings.limits_card import LimitsCard
from clinic_app.ui.settings.people_card import PeopleCard

_DARK = {"system": None, "light": False, "dark": True}


def apply_theme(theme: Theme, name: str | None) -> None:
    """Show the look remembered as ``name``; what is not known is the system's."""
    theme.apply(_DARK.get(name or "system"))


class SettingsScreen(QWidget):
    """``theme_chosen`` carries ``system``, ``light`` or ``dark``: applied and remembered."""

    theme_chosen = Signal(str)
    _changed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        background: Background,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.clinic = ClinicCard(workspace)
        self.people = PeopleCard(workspace, background)
        self.limits = LimitsCard(workspace)
        self.look = LookCard(workspace)
        self.library = LibraryCard(workspace, background)
        self.about = AboutCard(str(workspace.folder))
        for card in (self.clinic, self.people, self.limits):
            card.setEnabled(not workspace.is_read_only)
        self.look.chosen.connect(self._choose_theme)
        self._lay_out()
        self._changed.connect(self._note_change)
        stop = workspace.changes.subscribe(self._changed.emit)
        self.destroyed.connect(lambda: stop())

    def _lay_out(self) -> None:
        header = QFrame()
        header.setObjectName("header")
        header.setFixedHeight(76)
        title = row(label("Settings", size=PAGE, bold=True), None)
        title.setContentsMargins(24, 0, 24, 0)
        header.setLayout(title)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(24, 16, 24, 24)
        columns.setSpacing(16)
        for stretch, cards in (
            (5, (self.clinic, self.people, self.limits)),
            (3, (self.look, self.library, self.about)),
        ):
            column = QVBoxLayout()
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(header)
        self._area = scrolling(page)
        whole.addWidget(self._area, 1)

    def show_limits(self, region: str) -> None:
        """Go to the limits of a region."""
        self.limits.show_region(region)
        self._area.verticalScrollBar().setValue(self.limits.y())
        self.limits.region.setFocus()

    def _choose_theme(self, name: str) -> None:
        apply_theme(self._theme, name)
        self.theme_chosen.emit(name)

    def _note_change(self, change: Change) -> None:
        if isinstance(change, ClinicChanged):
            self.people.refresh()
