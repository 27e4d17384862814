"""The look, the state of the library, and what the program is and carries."""

from collections.abc import Callable, Sized
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from clinic_app import __version__
from clinic_app.services.exercises.library import check_files
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.language_choice import LanguageChoice
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.settings.notices_dialog import NoticesDialog
from clinic_app.words import N_, NP_, _, ngettext

MOVEMENTS = (("full", N_("May move")), ("reduced", N_("Stay still")))
THEMES = (
    ("system", N_("System")),
    ("light", NP_("theme", "Light")),
    ("dark", NP_("theme", "Dark")),
)
_LICENCES = N_(
    "Handrail is free software under the MIT License. It uses Qt under the LGPL 3, and fonts, "
    "icons and libraries of others."
)


def display_card(
    workspace: Workspace,
    choose_theme: Callable[[str], object],
    choose_language: Callable[[str], object],
) -> Card:
    """``choose_theme`` is called with ``system``, ``light`` or ``dark``, saved already.

    ``choose_language`` is called with the code of another language, not stored yet.
    """
    preferences = workspace.preferences

    def choose(name: str) -> None:
        preferences.put("theme", name)
        choose_theme(name)

    theme = SegmentedControl([(key, _(words)) for key, words in THEMES], name=_("Look"))
    known = preferences.get("theme")
    theme.select(known if known in dict(THEMES) else "system")
    theme.changed.connect(choose)
    movement = SegmentedControl([(key, _(words)) for key, words in MOVEMENTS], name=_("Pictures"))
    movement.select(preferences.get("movement") or "full")
    movement.changed.connect(partial(preferences.put, "movement"))
    hint = _("Where they stay still, playing shows one pose, then the next.")
    card = Card()
    card.body.addWidget(label(_("Look"), size=SECTION, bold=True))
    card.body.addLayout(row(theme, None))
    card.body.addSpacing(8)
    card.body.addWidget(label(_("Pictures of exercises"), bold=True))
    card.body.addLayout(row(movement, None))
    card.body.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
    language = LanguageChoice()
    language.language_chosen.connect(choose_language)
    spoken = _("For everybody on this computer. The language of a patient stands in the record.")
    card.body.addSpacing(8)
    card.body.addWidget(label(_("Language of the program"), bold=True))
    card.body.addLayout(row(language, None))
    card.body.addWidget(label(spoken, size=SECOND_LINE, tone="second", wrap=True))
    return card


class LibraryCard(Card):
    """How many exercises there are, and every problem of their files.

    ``folder`` has the files to check; the library's own where it is left out.
    """

    def __init__(
        self, exercises: Sized, background: Background, *, folder: Path | None = None
    ) -> None:
        super().__init__()
        self._folder = folder
        self._background = background
        self._check = Button(
            _("Check the files"), icon="shield-check", height=36, on_click=self.check
        )
        self._error = ErrorBar()
        self.answer = label(size=SECOND_LINE, tone="second", wrap=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer.hide()
        self.body.addLayout(row(label(_("Library"), size=SECTION, bold=True), None, self._check))
        self.body.addWidget(
            label(ngettext("{count} exercise", "{count} exercises", len(exercises)))
        )
        self.body.addWidget(self._error)
        self.body.addWidget(self.answer)

    def check(self) -> None:
        """Check every exercise file in the background."""
        self._check.set_busy(_("Checking…"))
        check = partial(check_files, self._folder)
        self._background.run(check, self._show, self._failed, owner=self)

    def _show(self, found: tuple[list[str], int]) -> None:
        problems, files = found
        self._check.set_busy("")
        self._error.hide()
        fine = ngettext("The {count} file is in order.", "All {count} files are in order.", files)
        self.answer.setText("\n".join(problems) if problems else fine)
        self.answer.show()

    def _failed(self, error: Exception) -> None:
        self._check.set_busy("")
        self._error.show_error(error)


def about_card(folder: str) -> Card:
    """Version, where the clinic lies (no word of it where ``folder`` is empty), the licences."""
    card = Card()

    def show_notices() -> None:
        dialog = NoticesDialog(parent=card)
        dialog.exec()
        dialog.deleteLater()

    card.body.addWidget(label(_("About Handrail"), size=SECTION, bold=True))
    card.body.addWidget(label(_("Version {version}. No account, no network.", version=__version__)))
    if folder:
        card.body.addSpacing(4)
        card.body.addWidget(label(_("Clinic folder"), bold=True))
        shown = label(folder, size=SECOND_LINE, tone="second", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(shown)
    card.body.addSpacing(4)
    card.body.addWidget(label(_("Licences"), bold=True))
    card.body.addWidget(label(_(_LICENCES), size=SECOND_LINE, tone="second", wrap=True))
    notices = Button(_("Licences and notices"), icon="file-text", height=36, on_click=show_notices)
    card.body.addLayout(row(notices, None))
    return card
