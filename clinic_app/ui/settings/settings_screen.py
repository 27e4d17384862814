"""Settings: a list of pages at the left (the clinic, its people, its limits ...), one open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.card import boxed, column, page_head, row, scrolling
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.ui.common.refresh import on_change
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.settings.about_cards import LibraryCard, about_card, display_card
from clinic_app.ui.settings.audit_page import AuditPage
from clinic_app.ui.settings.clinic_card import ClinicCard
from clinic_app.ui.settings.limits_card import LimitsCard
from clinic_app.ui.settings.people_card import PeopleCard
from clinic_app.ui.settings.settings_list import SettingsList
from clinic_app.words import N_, Text, _

CLINIC, PEOPLE, AUDIT, LIMITS, LIBRARY, LOOK, ABOUT = (
    N_("Clinic"), N_("People"), N_("Audit trail"), N_("Limits"),
    N_("Library"), N_("Look"), N_("About"),
)  # fmt: skip
_WIDEST = 1046  # px of a page: lines of text longer than that are hard to read


class SettingsScreen(QWidget):
    """``theme_chosen`` carries ``system``, ``light`` or ``dark``: applied and remembered.

    ``language_chosen`` asks for another language of the program.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, background: Background) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self.list = SettingsList()
        self._stack = QStackedWidget()
        self.clinic = ClinicCard(workspace)
        self.people = PeopleCard(workspace, background)
        self.audit = AuditPage(workspace, background)
        self.people.sign_ins.all_requested.connect(lambda: self.show_page(AUDIT))
        self.limits = LimitsCard(workspace)
        self.look = display_card(workspace, self._choose_theme, self.language_chosen.emit)
        self.library = LibraryCard(workspace.library.exercises, background)
        self.about = about_card(str(workspace.folder))
        for card in (self.clinic, self.people, self.limits):
            card.setEnabled(not workspace.is_read_only)
        self._add_pages()
        self._lay_out(workspace.staff.clinic().name)
        self.list.opened.connect(self.show_page)
        self.show_page(CLINIC)
        on_change(self, workspace.changes, self._note_change)

    def _add_pages(self) -> None:
        self.add_page(CLINIC, "building", self.clinic)
        self.add_page(PEOPLE, "users", self.people)
        self.add_page(AUDIT, "history", self.audit, fills=True)
        self.add_page(LIMITS, "adjustments-horizontal", self.limits)
        self.add_page(LIBRARY, "list-details", self.library)
        self.add_page(LOOK, "photo", self.look)
        self.add_page(ABOUT, "info-circle", self.about)

    def add_page(
        self,
        name: Text,
        icon: str,
        widget: QWidget,
        *,
        before: str | None = None,
        fills: bool = False,
    ) -> None:
        """Another page, at the end of the list or before another one; its name is translated.

        It scrolls as a whole; one that ``fills`` the room scrolls its own parts instead.
        """
        page = widget if fills else _scrolled(widget)
        self._pages[name] = page
        self._stack.addWidget(page)
        self.list.add(name, icon, before=before)

    def show_page(self, name: str) -> None:
        """Open a page of the list."""
        self.list.mark(name)
        self._stack.setCurrentWidget(self._pages[name])

    @property
    def pages(self) -> list[str]:
        """The names of all pages."""
        return list(self._pages)

    @property
    def shown_page(self) -> str:
        """The name of the page that is open."""
        return self.list.marked

    def keep_drafts(self) -> None:
        """Called by the lock: keep what is typed and not saved."""
        self.clinic.keep_drafts()
        self.limits.keep_drafts()

    def show_limits(self, region: str) -> None:
        """Go to the limits of a region."""
        self.show_page(LIMITS)
        self.limits.show_region(region)
        self.limits.region.setFocus()

    def _lay_out(self, clinic_name: str) -> None:
        self._clinic_name = label(clinic_name, tone="second")
        head = page_head(label(_("Settings"), size=PAGE, bold=True), 8, self._clinic_name, None)
        line = row(self.list, (self._stack, 1), spacing=24, margins=(24, 16, 0, 0))
        self.setLayout(column(head, (line, 1), spacing=0))

    def _choose_theme(self, name: str) -> None:
        self._theme.apply_named(name)
        self.theme_chosen.emit(name)

    def _note_change(self, change: Change) -> None:
        if isinstance(change, ClinicChanged):
            self.people.refresh()
            self.clinic.note_change()
            self.limits.update_actions()
            self._clinic_name.setText(self._workspace.staff.clinic().name)


def _scrolled(widget: QWidget) -> QScrollArea:
    """A page that scrolls, at most as wide as a line that is easy to read."""
    widget.setMaximumWidth(_WIDEST)
    return scrolling(boxed(column(widget, None, spacing=-1, margins=(0, 0, 24, 24))))
