"""What can be done about a damaged clinic, from its page at opening and from a check's dialog."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clinic_app.app.open_clinic import Ask
from clinic_app.services.audit.damage import copy_folder
from clinic_app.services.unlock.access import local_now
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.action_row import ActionRow
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.damage.accept_loss import AcceptLoss
from clinic_app.words import _


def copy_damaged(
    background: Background,
    page: QWidget,
    choice: ActionRow,
    error_bar: ErrorBar,
    *,
    folder: Path,
    ask_folder: Ask,
) -> None:
    """Copy the clinic's folder to a place that the person chooses; ``choice`` says how it went."""
    chosen = ask_folder(page, _("Copy the damaged folder to"))
    if not chosen:
        return
    choice.button.set_busy(_("Copying…"))

    def done(copy: Path) -> None:
        choice.button.set_busy("")
        choice.set_hint(_("Copied to {copy}. It stays encrypted.", copy=copy))

    def failed(error: Exception) -> None:
        choice.button.set_busy("")
        error_bar.show_error(error)

    work = partial(copy_folder, folder, Path(chosen), local_now())
    background.run(work, done, failed, owner=page)


def accept_loss(
    background: Background,
    workspace: Workspace,
    loss: AcceptLoss,
    then: Callable[[], object],
) -> None:
    """Once it is accepted: check the passphrase again, go on with what is there, call ``then``."""

    def work(passphrase: str) -> None:
        workspace.staff.confirm(passphrase)
        workspace.checking.go_on()

    def accepted(passphrase: str) -> None:
        background.run(partial(work, passphrase), lambda _: then(), loss.refuse, owner=loss.button)

    loss.accepted = accepted
