"""The kiosk over everything, and every answer saved before the lock."""

import sys
from collections.abc import Callable
from functools import partial

from clinic_app.domain.diary.kiosk import KioskVisit
from clinic_app.domain.errors import UserError
from clinic_app.services.diary.kiosk_drafts import KIOSK, KioskAnswers, document, form_of, given_of
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.kiosk.kiosk_screen import KioskScreen
from clinic_app.ui.kiosk.unkept_dialog import UnkeptDialog
from clinic_app.ui.main_window import MainWindow
from clinic_app.words import _

_ABANDONED_MIN = 2  # minutes without a touch after which nobody is there any more


class KioskMode:
    """``ended`` is called when the patient is done: save the answers, lock, and say thanks."""

    def __init__(
        self, window: MainWindow, background: Background, *, ended: Callable[[], object]
    ) -> None:
        self._window, self._background, self._ended = window, background, ended
        self._workspace: Workspace | None = None
        self._visit: KioskVisit | None = None
        self._screen: KioskScreen | None = None

    @property
    def is_on(self) -> bool:
        """Whether a patient is at the kiosk now."""
        return self._screen is not None

    @property
    def language(self) -> str:
        """The language that the patient reads now."""
        return self._screen.language if self._screen is not None else "en"

    def show(self, workspace: Workspace, visit: KioskVisit) -> None:
        """Fill the screen with the first question. The clinic's own screens must be gone."""
        self._workspace, self._visit = workspace, visit
        screen = self._screen = KioskScreen(visit, workspace.figures, self._background)
        screen.answered.connect(self._keep_draft)
        screen.finished.connect(self._ended)
        screen.stopped.connect(self._ended)
        minutes = min(_ABANDONED_MIN, workspace.staff.clinic().idle_lock_min)
        self._window.show_kiosk(screen, lock_min=minutes)

    def keep_answers(self) -> bool:
        """Save what the patient answered; False when it stays in memory for after the unlocking.

        True too when nobody is at the kiosk.
        """
        screen, visit, workspace = self._screen, self._visit, self._workspace
        self._screen = self._visit = self._workspace = None
        if screen is None or visit is None or workspace is None:
            return True
        given = KioskAnswers(visit, dict(screen.answers), workspace.now())
        error = _save(workspace, given)
        if error is None:
            self._forget(workspace, form_of(visit))
        else:
            workspace.drafts.save(form_of(visit), document(given), visit.patient_id)
        return error is None

    def keep_late(self, workspace: Workspace) -> None:
        """After unlocking: try again to save what could not be saved, and say how it went."""
        for draft in workspace.drafts.mine():
            if draft.kind == KIOSK:
                given = given_of(draft)
                error = _save(workspace, given)
                if error is None:
                    self._forget(workspace, draft.place)
                    self._show_saved()
                else:
                    self._ask_again(workspace, draft.place, given, error)

    def _keep_draft(self) -> None:
        """Every answer is saved at once, so that a crash takes none."""
        screen, visit, workspace = self._screen, self._visit, self._workspace
        if screen is not None and visit is not None and workspace is not None:
            given = KioskAnswers(visit, dict(screen.answers), workspace.now())
            workspace.drafts.save_soon(form_of(visit), document(given), visit.patient_id)

    def _ask_again(
        self, workspace: Workspace, place: str, given: KioskAnswers, error: UserError
    ) -> None:
        dialog = UnkeptDialog(workspace.kiosk, given, error, self._window)
        dialog.saved.connect(partial(self._forget, workspace, place))
        dialog.let_go.connect(partial(self._forget, workspace, place))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_saved(self) -> None:
        dialog = Dialog(_("The answers from the kiosk are saved now"), parent=self._window)
        close = dialog.add_button(_("Close"), kind="primary", key="Enter")
        close.clicked.connect(dialog.accept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _forget(self, workspace: Workspace, place: str) -> None:
        workspace.drafts.discard(place)


def _save(workspace: Workspace, given: KioskAnswers) -> UserError | None:
    """Save answers; what went wrong if that failed. A fault of the program is logged."""
    try:
        workspace.kiosk.keep(given.visit, given.answers, at=given.at)
    except UserError as error:
        return error
    except Exception:  # whatever it is, the patient is locked out and the answers stay
        sys.excepthook(*sys.exc_info())  # pyright: ignore[reportArgumentType]  # never empty here
        return UserError(
            _("The answers could not be saved."), _("What happened stands in the log.")
        )
    return None
