"""A clinic that was moved to another computer: what is left here is only to look at.

The mark is a file of its own beside the clinic, written after the backup was made: no backup
carries it to the new computer.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import cast

from clinic_app.domain.errors import NotWritable
from clinic_app.domain.patient.role import Permission
from clinic_app.services.clinic_session import Service
from clinic_app.services.folders.paths import MOVED_FILE
from clinic_app.storage.atomic_file import read_ordinary, replace_file
from clinic_app.words import N_, _

_LARGEST = 1 << 10  # bytes

NEW_PC_STEPS = (
    N_("Install Handrail on the new computer and start it."),
    N_("Plug in the stick. Choose Restore from a backup, or press 3: the copy is listed."),
    N_("Type your passphrase, look at what the copy holds, and choose Restore this copy."),
)
AFTER = N_(
    "Then unlock with the same passphrase, and look in Settings, Data and safety, where backups go"
    " from now on."
)


def moved_at(folder: Path) -> datetime | None:
    """When the clinic in the folder was marked as moved; None where it was not.

    A mark that cannot be read counts from the day that its file has.
    """
    mark = folder / MOVED_FILE
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        detail = cast("dict[str, str]", json.loads(read_ordinary(mark, _LARGEST)))
        return datetime.fromisoformat(detail["moved_at"]).astimezone()
    with suppress(OSError):
        return datetime.fromtimestamp(mark.lstat().st_mtime).astimezone()
    return None


class MovingService(Service):
    """Marks the clinic, and takes the mark away; both are noted in the trail."""

    @property
    def moved_at(self) -> datetime | None:
        """When it was marked as moved."""
        return moved_at(self._folder)

    def mark(self) -> None:
        """From the next opening on it is only looked at here. Raises NotAllowed, NotWritable."""
        now = self._session.now()
        with self._session.write(Permission.BACKUPS) as tx:
            tx.audit("move", "clinic", "clinic", {})
        replace_file(self._folder / MOVED_FILE, json.dumps({"moved_at": now.isoformat()}).encode())

    def go_on(self) -> None:
        """Work here after all. Raises NotAllowed for an assistant, NotWritable."""
        with self._session.write(Permission.CLINIC) as tx:
            tx.audit("stay", "clinic", "clinic", {})
        try:
            (self._folder / MOVED_FILE).unlink(missing_ok=True)
        except OSError as error:
            raise NotWritable(
                _("{file} could not be removed.", file=MOVED_FILE),
                _("Check that the folder is not read-only."),
            ) from error

    def only_look(self) -> None:
        """Refuse every change until the clinic is opened anew."""
        self._session.database.only_look()

    @property
    def _folder(self) -> Path:
        return self._session.database.path.parent
