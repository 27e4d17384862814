"""The drill: a backup is restored to a place of its own, read from end to end, and removed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.backup import Contents
from clinic_app.domain.records.finding import Finding
from clinic_app.services.backup.backup_copy import BackupCopy, Cancelled, Progress, Watch
from clinic_app.services.backup.restoring import outside_of
from clinic_app.services.clinic_session import Service
from clinic_app.storage.backup.backup_file import kept_trail_key, read_manifest
from clinic_app.storage.backup.backup_seal import open_seal
from clinic_app.storage.backup.restoring import Restoring
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.held_key import HeldKey
from clinic_app.words import _


@dataclass(frozen=True)
class DrillResult:
    """What was read: all that was sealed into the backup is there, and ``findings`` tells losses.

    ``proven`` and ``not_proven`` count records: the second are older than proofs (version 0.5).
    """

    file: Path
    made_at: datetime
    contents: Contents
    proven: int
    not_proven: int
    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        """Whether a clinic restored from it would be whole."""
        return not any(finding.is_loss for finding in self.findings)


def drill(
    file: Path,
    scratch: Path,
    secret: str | HeldKey,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> DrillResult:
    """Restore the backup ``file`` within ``scratch``, open it, read all of it, and remove it.

    ``secret`` is a passphrase of that time, the recovery key, or the clinic's own data key.
    Raises UserError where it cannot be opened, Stopped once cancelled, and DamagedFile where it
    does not hold what was sealed into it.
    """
    drafted = Restoring(scratch, outside_of(scratch), is_drill=True)
    try:
        watch = Watch(progress, cancelled)
        copy = BackupCopy.open(file, drafted.draft, secret, watch)
        try:
            contents, checked = copy.sealed_contents(), copy.check(watch)
            return DrillResult(
                file,
                copy.manifest.made_at,
                contents,
                checked.proven,
                checked.not_proven,
                tuple(checked.findings),
            )
        finally:
            copy.close()
    finally:
        drafted.discard()


class DrillService(Service):
    """Drills of an open clinic's own backups: no passphrase is asked for."""

    def run(
        self,
        file: Path,
        *,
        progress: Progress = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> DrillResult:
        """As `drill`, in the clinic's folder, by the key that is in use; noted in the trail.

        Raises NotAllowed, and UserError for a backup that this key does not open.
        """
        self._session.require(Permission.BACKUPS)
        database = self._session.database
        with database.key_in_use() as data_key:
            _refuse_others(file, database, data_key)
            key = HeldKey(data_key)
        try:
            done = drill(
                file,
                database.path.parent,
                key,
                progress=progress,
                cancelled=lambda: cancelled() or database.is_closed,
            )
        finally:
            key.forget()
        detail = {"made_at": done.made_at.isoformat(), "found": len(done.findings)}
        self._session.note("drill", "trail", "trail", detail)
        return done


def _refuse_others(file: Path, database: Database, data_key: bytearray) -> None:
    """Raise UserError for a backup that the clinic's present key does not open."""
    manifest = read_manifest(file)
    with kept_trail_key(database).used() as trail_key:
        part = open_seal(manifest, trail_key)
    if part is None:
        raise UserError(
            _(
                "{name} is no backup of this clinic, or its account of itself was changed.",
                name=file.name,
            ),
            _("Choose another one."),
        )
    if not part.is_opened_by(data_key):
        raise UserError(
            _("{name} was made before the clinic was encrypted anew.", name=file.name),
            _(
                "It is opened with a passphrase of that time: restore it into a new folder to"
                " try it."
            ),
        )
