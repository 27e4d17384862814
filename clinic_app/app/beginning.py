"""Before there is a clinic: the start screen, a new clinic, one that exists, the demo clinic."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer

from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.patient.patient import ClinicSetup
from clinic_app.services.demo import DEMO_PASSPHRASE, make_demo
from clinic_app.services.folders.found_here import Found, clinic_in, look_around, look_into
from clinic_app.services.folders.known_clinics import known_folders
from clinic_app.services.folders.paths import demo_folder, new_clinic_folder
from clinic_app.services.interface_language import store_language
from clinic_app.services.plan.handouts import key_sheet
from clinic_app.services.unlock.access import AccessService, new_recovery_key
from clinic_app.services.unlock.passphrase import strength
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_clinic, ask_folder
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import confirm
from clinic_app.ui.first_run.first_run_screen import FirstRunScreen
from clinic_app.ui.first_run.start_screen import StartScreen
from clinic_app.ui.main_window import MainWindow
from clinic_app.words import N_, _

_UNTIL_PAINTED_MS = 30  # "Unlocking" is on the screen
_NOTHING_THERE = N_("No clinic and no backup was found there. Look in another folder.")


def preload_charts(owner: QObject) -> None:
    """Import what charts need: while the key is made nobody can do anything."""

    def preload() -> None:
        from clinic_app.ui.chart.pain_chart_view import prepare

        prepare()

    QTimer.singleShot(_UNTIL_PAINTED_MS, owner, preload)


class Beginning:
    """Shows the start screen and what it leads to.

    ``made`` is called with the workspace of a new clinic or of the demo, ``open_folder`` with the
    folder of another one, ``restore`` with the backup that was chosen, or None.
    """

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        *,
        made: Callable[[Workspace], object],
        open_folder: Callable[[Path], object],
        restore: Callable[[Path | None], object],
    ) -> None:
        self._window, self._background = window, background
        self._made, self._open_folder, self._restore = made, open_folder, restore
        self._ask_clinic, self._ask_folder = ask_clinic, ask_folder
        self._home = Path()

    def show(self, home: Path) -> None:
        """The start screen; a new clinic is made in ``home`` where none lies there."""
        self._home = home
        screen = StartScreen(_away(home))
        screen.setup_requested.connect(self._set_up)
        screen.open_requested.connect(partial(self._ask_open, screen))
        screen.restore_requested.connect(partial(self._restore, None))
        screen.demo_requested.connect(partial(self._open_demo, screen))
        screen.again_requested.connect(partial(self._open_folder, home))
        screen.language_chosen.connect(self._change_language)
        screen.found.open_requested.connect(self._open_folder)
        screen.found.backup_requested.connect(self._restore)
        screen.found.elsewhere_requested.connect(partial(self._look_elsewhere, screen))
        self._window.show_full(screen)
        stopped = Event()  # nobody waits any more
        screen.destroyed.connect(stopped.set)
        self._background.run(
            partial(look_around, cancelled=stopped.is_set),
            screen.found.show_found,
            screen.found.error.show_error,
            owner=screen,
        )

    def _change_language(self, language: str) -> None:
        store_language(language)
        self.show(self._home)

    def _look_elsewhere(self, screen: StartScreen) -> None:
        chosen = self._ask_folder(screen, _("Look into a folder"))
        if not chosen:
            return
        screen.found.elsewhere.set_busy(_("Looking…"))

        def found(found: Found) -> None:
            screen.found.elsewhere.set_busy("")
            screen.found.show_found(found, nothing=_(_NOTHING_THERE))

        self._background.run(
            partial(look_into, Path(chosen)), found, screen.show_error, owner=screen
        )

    def _ask_open(self, screen: StartScreen) -> None:
        chosen = self._ask_clinic(screen, _("Choose the clinic's folder"))
        if not chosen:
            return
        try:
            self._open_folder(clinic_in(Path(chosen)))
        except UserError as error:
            screen.show_error(error)

    def _set_up(self) -> None:
        access = AccessService(self._home)
        if access.exists or _away(self._home):
            access = AccessService(new_clinic_folder())
        key = new_recovery_key()
        screen = FirstRunScreen(
            strength=strength,
            recovery_key=key,
            key_sheet_pdf=lambda clinic: key_sheet(clinic, key, datetime.now(UTC).astimezone()),
            background=self._background,
        )
        screen.create_requested.connect(partial(self._create, access, screen))
        screen.back_requested.connect(partial(self._go_back, screen))
        self._window.show_full(screen)

    def _go_back(self, screen: FirstRunScreen) -> None:
        if not screen.is_touched or confirm(
            screen,
            title=_("Leave without making the clinic?"),
            text=_("What you typed here is not kept."),
            yes=_("Leave"),
            no=_("Stay"),
            danger=True,
        ):
            self.show(self._home)

    def _create(self, access: AccessService, screen: FirstRunScreen, setup: ClinicSetup) -> None:
        screen.set_busy(_("Making the clinic…"))
        self._run(lambda: access.create(setup), screen)

    def _open_demo(self, screen: StartScreen) -> None:
        folder = demo_folder()

        def work() -> Workspace:
            if not AccessService(folder).exists:
                make_demo(folder)
            return AccessService(folder).unlock_any(DEMO_PASSPHRASE)

        screen.set_busy(_("Opening the demo clinic…"))
        self._run(work, screen)

    def _run(self, work: Callable[[], Workspace], screen: FirstRunScreen | StartScreen) -> None:
        preload_charts(self._window)
        self._background.run(
            work, self._made, screen.show_error, owner=screen, unwanted=Workspace.close
        )


def _away(home: Path) -> UserError | None:
    """The clinic opened last is not where it was: a stick that is not plugged in, a lost folder."""
    if home not in known_folders() or home.exists():
        return None
    return NotFound(
        _("The clinic in {home} is not there now.", home=home),
        _("Plug in the stick or disk it lies on and try again, or bring it back from a backup."),
    )
