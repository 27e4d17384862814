"""What can be done about a damaged clinic, from its page at opening and from a check's dialog."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from clinic_app.services.access import local_now
from clinic_app.services.damage import copy_folder
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.damage.accept_loss import AcceptLoss
from clinic_app.ui.damage.choice_row import ChoiceRow

Ask = Callable[[QWidget, str], str]


class Offers(Protocol):
    """A page or dialog that offers a copy."""

    copy: ChoiceRow
    error: ErrorBar


def copy_damaged(
    background: Background, page: QWidget, offers: Offers, folder: Path, ask_folder: Ask
) -> None:
    """Copy the clinic's folder to a place that the person chooses; told on the page."""
    chosen = ask_folder(page, "Copy the damaged folder to")
    if not chosen:
        return
    offers.copy.button.set_busy("Copying…")

    def done(copy: Path) -> None:
        offers.copy.button.set_busy("")
        offers.copy.say(f"Copied to {copy}. It stays encrypted.")

    def failed(error: Exception) -> None:
        offers.copy.button.set_busy("")
        offers.error.show_error(error)

    work = partial(copy_folder, folder, Path(chosen), local_now())
    background.run(work, done, failed, owner=page)


def accept_loss(
    background: Background,
    workspace: Workspace,
    asking: AcceptLoss,
    then: Callable[[], object],
    passphrase: str,
) -> None:
    """Check the passphrase again, go on with what is there, then call ``then``."""

    def work() -> None:
        workspace.staff.confirm(passphrase)
        workspace.checking.go_on()

    background.run(work, lambda _: then(), asking.refuse, owner=asking)
