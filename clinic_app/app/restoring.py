"""Bringing a clinic back: find copies, look into one, put it in the clinic's place."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.records.backup import Contents
from clinic_app.services.audit.checking import Stopped
from clinic_app.services.backup.found_backup import FoundBackup, found_backup
from clinic_app.services.backup.restoring import Staged, stage
from clinic_app.services.folders.found_here import Found, look_around, look_into
from clinic_app.services.unlock.access import local_now
from clinic_app.ui.common.ask_files import ask_folder, ask_open_path
from clinic_app.ui.common.background import Background
from clinic_app.ui.restore.copy_words import restored_words
from clinic_app.ui.restore.restore_page import RestorePage
from clinic_app.words import N_, _

_KINDS = N_("Backups (*.handrail);;All files (*)")
_CHECKING = N_("Reading it…")
_RESTORING = N_("Restoring…")


def ask_backup(parent: QWidget, title: str) -> str:
    """A backup file; an empty string when the person cancelled."""
    return ask_open_path(parent, title, _(_KINDS))


@dataclass(frozen=True)
class RestoreRequest:
    """What is restored where: ``chosen`` is marked first; ``today`` is what lies there, if open.

    ``copies`` finds them; ``show`` brings the page to the front, ``back`` leaves it, and ``leave``
    closes the clinic that is open, right before its files are set aside.
    """

    folder: Path
    chosen: Path | None
    today: Contents | None
    copies: Callable[[], list[FoundBackup]]
    show: Callable[[QWidget], None]
    back: Callable[[], object]
    leave: Callable[[], object]


class Looking:
    """One look into a copy; over once nobody wants to know any more."""

    is_over = False


class Restoring:
    """``restored`` is called with the folder and what is to be said above the passphrase,
    ``failed`` with the folder and the error.
    """

    def __init__(
        self,
        background: Background,
        owner: QObject,
        *,
        restored: Callable[[Path, Sequence[str]], object],
        failed: Callable[[Path, Exception], object],
    ) -> None:
        self._background, self._owner = background, owner
        self._restored, self._failed = restored, failed
        self._ask_file, self._ask_folder = ask_backup, ask_folder
        self._staged: Staged | None = None
        self._look: Looking | None = None

    def begin(self, request: RestoreRequest) -> RestorePage:
        """Show the page, and find copies in the background."""
        self.end()
        page = RestorePage(request.folder, request.today)
        page.back_requested.connect(partial(self._leave, request))
        page.forget_requested.connect(self.end)
        page.look_requested.connect(partial(self._look_into, page, request))
        page.restore_requested.connect(partial(self._restore, page, request))
        page.file_requested.connect(partial(self._choose_file, page))
        page.place_requested.connect(partial(self._choose_place, page))
        request.show(page)
        if request.chosen is not None:
            self._add_file(page, request.chosen)

        def found(copies: list[FoundBackup]) -> None:
            page.add_copies(copies, request.chosen)

        self._background.run(request.copies, found, page.refuse, owner=page)
        return page

    def end(self) -> None:
        """What was unpacked to look at is removed; called by the lock and at the end, too."""
        if self._look is not None:
            self._look.is_over = True
        staged, self._staged = self._staged, None
        if staged is not None:
            staged.discard()

    def _leave(self, request: RestoreRequest) -> None:
        self.end()
        request.back()

    def _choose_file(self, page: RestorePage) -> None:
        chosen = self._ask_file(page, _("Choose a backup"))
        if chosen:
            self._add_file(page, Path(chosen))

    def _add_file(self, page: RestorePage, path: Path) -> None:
        try:
            page.add_copies([found_backup(path)], path)
        except UserError as error:
            page.show_error(error)

    def _choose_place(self, page: RestorePage) -> None:
        chosen = self._ask_folder(page, _("Look for backups in a folder"))
        if not chosen:
            return

        def found(found: Found) -> None:
            page.add_copies(found.backups)
            if not found.backups:
                page.show_error(
                    UserError(_("No backup was found there."), _("Look in another folder."))
                )

        work = partial(look_into, Path(chosen))
        self._background.run(work, found, page.show_error, owner=page)

    def _look_into(
        self, page: RestorePage, request: RestoreRequest, copy: FoundBackup, secret: str
    ) -> None:
        self.end()
        look = self._look = Looking()

        def work() -> Staged | None:
            path = copy.backup.path
            with suppress(Stopped):
                return stage(path, request.folder, secret, cancelled=lambda: look.is_over)
            return None

        def looked(staged: Staged | None) -> None:
            if staged is None or look.is_over:  # another copy was chosen meanwhile
                _discard(staged)
                return
            self._staged = staged
            page.show_looked(staged)

        page.card.set_busy(_(_CHECKING))

        def refused(error: Exception) -> None:
            if not look.is_over:
                page.refuse(error)

        self._background.run(work, looked, refused, owner=page, unwanted=_discard)

    def _restore(self, page: RestorePage, request: RestoreRequest) -> None:
        staged, self._staged = self._staged, None
        if staged is None:
            return
        page.card.set_busy(_(_RESTORING))
        request.leave()

        def work() -> Path | None:
            try:
                return staged.apply(local_now())
            except BaseException:
                staged.discard()
                raise

        def done(aside: Path | None) -> None:
            self._restored(request.folder, restored_words(staged, aside))

        self._background.run(work, done, partial(self._failed, request.folder), owner=self._owner)


def _discard(staged: Staged | None) -> None:
    if staged is not None:
        staged.discard()


def copies_here() -> list[FoundBackup]:
    """Every backup in the usual places, without any passphrase."""
    return list(look_around().backups)
