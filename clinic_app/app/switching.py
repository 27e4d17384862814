"""Somebody else takes over: the menu of who can log in, and the passphrase tried."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import shiboken6

from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.unlock.who_menu import Person, WhoMenu


class Switching:
    """``unlocked`` is called with the workspace of whoever takes over; the other is still open."""

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        *,
        unlocked: Callable[[Workspace], object],
    ) -> None:
        self._window, self._background, self._unlocked = window, background, unlocked
        self._since: datetime | None = None

    def begin(self, workspace: Workspace) -> None:
        """Somebody signed in."""
        self._since = workspace.now()

    def open_menu(self, workspace: Workspace) -> WhoMenu:
        """Show who is signed in and who else can log in."""
        access = AccessService(workspace.folder)
        people = _people(workspace, access)
        here = next(p for p in people if p.clinician_id == workspace.actor.id)
        others = [person for person in people if person is not here]
        since = self._since or workspace.now()
        menu = WhoMenu(here, f"{since:%H:%M}", others, parent=self._window)
        menu.tried.connect(partial(self._try, menu, access))
        menu.lock_requested.connect(self._window.lock)
        menu.open_beside(self._window.rail.who)
        return menu

    def _try(self, menu: WhoMenu, access: AccessService, clinician_id: str, typed: str) -> None:
        def done(workspace: Workspace) -> None:
            if not shiboken6.isValid(menu) or not menu.isVisible():
                workspace.close()  # it was closed while the passphrase was tried
                return
            menu.close()
            self._unlocked(workspace)

        def refused(error: Exception) -> None:
            if shiboken6.isValid(menu):
                menu.refuse(error)

        self._background.run(
            lambda: access.unlock(clinician_id, typed),
            done,
            refused,
            owner=self._window,
            unwanted=Workspace.close,
        )


def _people(workspace: Workspace, access: AccessService) -> list[Person]:
    """Everybody who can log in, and whoever is signed in, even without a login by now."""
    roles = {c.id: c.role.words for c in workspace.staff.clinicians()}
    made = [Person(x.clinician_id, x.title, roles.get(x.clinician_id, "")) for x in access.logins]
    actor = workspace.actor
    if actor.id not in {person.clinician_id for person in made}:
        made.insert(0, Person(actor.id, actor.title, roles.get(actor.id, "")))
    return made
