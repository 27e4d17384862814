"""The way into a clinic: make it, unlock it, get back in with the recovery key."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from clinic_app.domain.errors import (
    DamagedFile,
    MissingFile,
    NotAllowed,
    NotWritable,
    Replaced,
    UserError,
)
from clinic_app.domain.patient.patient import Clinician, ClinicSetup
from clinic_app.domain.patient.role import Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.finding import Finding
from clinic_app.domain.text import plain_line
from clinic_app.services.backup.restoring import finish_restore
from clinic_app.services.folders.paths import (
    DATABASE_FILE,
    KEY_FILE,
    checkpoint_copy_path,
    key_copy_path,
)
from clinic_app.services.unlock.passphrase import refuse_weak
from clinic_app.services.workspace import Workspace
from clinic_app.storage.file import reencryption
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.held_key import wipe
from clinic_app.storage.keys.keys import KeyCost, KeyFile, Login, new_recovery_key
from clinic_app.storage.records import staff
from clinic_app.words import _

__all__ = ["AccessService", "KeyCost", "Login", "new_recovery_key"]

_UNFINISHED = "clinic-new.keys"  # the key file's name until the whole clinic is there


def local_now() -> datetime:
    """Now, in this computer's time zone."""
    return datetime.now().astimezone()


class AccessService:
    """A clinic folder, locked or not yet made. A restore that was cut off is completed first.

    Raises DamagedFile for a broken key file, NotWritable where a restore cannot be completed.

    ``command`` names the one that opens it, for the audit trail; the window is none.
    """

    def __init__(
        self,
        folder: Path,
        *,
        cost: KeyCost | None = None,
        now: Callable[[], datetime] = local_now,
        system_now: Callable[[], datetime] | None = None,
        command: str = "",
    ) -> None:
        self.folder = folder
        self._command = command
        self._cost = cost or KeyCost()
        self._now = now
        self._system_now = system_now
        finish_restore(folder)
        self._keys = KeyFile.load(folder / KEY_FILE, self._kept) if self.exists else None

    @property
    def exists(self) -> bool:
        """Whether a clinic lies in the folder: its key file, or a copy of that."""
        # The copy outside alone is no clinic: its folder may have moved.
        kept = self._kept if self._has_whole_database else None
        return KeyFile.exists(self.folder / KEY_FILE, kept)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the key file and is mended at the next unlock."""
        return self._keys.findings if self._keys else ()

    @property
    def clinic_name(self) -> str:
        """As it may be shown before unlocking: whoever may write the folder could have set it."""
        return plain_line(self._opened_keys().clinic_name)

    @property
    def is_demo(self) -> bool:
        return self._opened_keys().is_demo

    @property
    def logins(self) -> tuple[Login, ...]:
        """Who can log in; no patient data, so it can be shown before unlocking."""
        return tuple(self._opened_keys().logins)

    def create(self, setup: ClinicSetup, *, is_demo: bool = False) -> Workspace:
        """Make the clinic and open it as its first clinician.

        Raises UserError when a clinic is there already, the passphrase is too weak, or the
        folder cannot be written. The key file gets its name last: after a crash on the way
        there is no clinic yet, and the next try begins anew.
        """
        if self.exists or self._has_whole_database:
            raise UserError(
                _("There is a clinic in this folder already."),
                _("Open it, or choose another folder."),
            )
        if not is_demo:
            refuse_weak(setup.passphrase)
        self._make_folder()
        self._set_aside_unfinished()
        clinician = Clinician(new_id(), setup.clinician_name, setup.credentials, Role.OWNER)
        keys, data_key = KeyFile.create(
            self._unfinished,
            clinic_name=setup.clinic.name,
            clinician=clinician,
            passphrase=setup.passphrase,
            recovery_key=setup.recovery_key,
            cost=self._cost,
            is_demo=is_demo,
        )
        database = Database.create(
            self.folder / DATABASE_FILE, data_key, outside=checkpoint_copy_path(self.folder)
        )
        with database.write(clinician.id) as tx:
            staff.save_clinic(tx, setup.clinic)
            staff.save_clinician(tx, clinician)
        keys.publish(self.folder / KEY_FILE, self._kept)
        self._keys = keys
        workspace = self._workspace(database, clinician.id, data_key)
        if is_demo:  # nobody's records are dated by it
            workspace.clock.believe()
        return workspace

    def unlock(self, clinician_id: str, passphrase: str) -> Workspace:
        """Open the clinic; raises WrongPassphrase, TooManyTries, DamagedFile, NewerSchema."""
        keys = self._opened_keys()
        try:
            return self._unlocked(clinician_id, keys.unlock(clinician_id, passphrase))
        except Replaced:  # encrypted anew between the two
            return self._unlocked(clinician_id, keys.unlock(clinician_id, passphrase))

    def unlock_any(self, passphrase: str) -> Workspace:
        """Open the clinic as whoever the passphrase belongs to."""
        keys = self._opened_keys()
        try:
            return self._unlocked(*keys.unlock_any(passphrase))
        except Replaced:  # encrypted anew between the two
            return self._unlocked(*keys.unlock_any(passphrase))

    def recover(self, recovery_key: str, clinician_id: str, new_passphrase: str) -> Workspace:
        """Open with the recovery key, give the clinician a new passphrase, make them an owner.

        So a clinic has an owner again where those it had cannot log in any more.
        """
        refuse_weak(new_passphrase)
        keys = self._opened_keys()
        data_key = keys.recover(recovery_key)
        database = self._database(data_key)
        try:
            actor = _clinician(database, clinician_id)
            keys.set_login(data_key, actor, new_passphrase)
            with database.write(actor.id) as tx:
                staff.set_role(tx, actor.id, Role.OWNER)
                staff.give_login(tx, actor.id)
        except UserError:
            database.close()
            raise
        workspace = self._workspace(database, clinician_id, data_key)
        workspace.sign_ins.unlocked(command=self._command, recovered=True)
        return workspace

    def _unlocked(self, clinician_id: str, data_key: bytearray) -> Workspace:
        workspace = self._workspace(self._database(data_key), clinician_id, data_key)
        workspace.sign_ins.unlocked(command=self._command)
        return workspace

    def _database(self, data_key: bytearray) -> Database:
        path, outside = self.folder / DATABASE_FILE, checkpoint_copy_path(self.folder)
        try:
            finish_restore(self.folder)  # cut off since this was made
            cut_off = reencryption.finish(path, self._opened_keys())
            if cut_off:
                self._opened_keys().tell(cut_off)
            return Database.open(path, data_key, outside=outside)
        except BaseException as error:
            try:
                if isinstance(error, DamagedFile):
                    self._explain(data_key)
            finally:
                wipe(data_key)
            raise

    def _explain(self, data_key: bytearray) -> None:
        """Raise what is so where a file that the data key does not open is not damaged."""
        keys = self._opened_keys()
        keys.refuse_stale(data_key)
        if not keys.fits_database:
            raise _not_together() from None

    def _workspace(self, database: Database, clinician_id: str, data_key: bytearray) -> Workspace:
        """The clinic, opened as a clinician. The workspace keeps the key; this one is over."""
        try:
            return self._workspace_of(database, clinician_id, data_key)
        finally:
            wipe(data_key)

    def _workspace_of(
        self, database: Database, clinician_id: str, data_key: bytearray
    ) -> Workspace:
        try:
            actor = _clinician(database, clinician_id)
            _refuse_taken_away(database, clinician_id)
        except UserError:
            database.close()
            raise
        keys, clock = self._opened_keys(), self._system_now
        if not keys.clinic_name:  # that line of the key file was damaged, in its copies too
            with database.read() as tx, suppress(NotWritable):
                keys.rename_clinic(staff.clinic(tx).name)
        keys.mend()  # the data key opened the clinic: these are the right ones
        with suppress(NotWritable):
            database.note_renewed_checkpoint(actor.id)
        return Workspace(database, keys, data_key, actor, self._now, system_now=clock)

    def refuse_lost_keys(self) -> None:
        """Raise UserError where a clinic file lies without its keys: it is no place to begin."""
        if self._keys is None and self._has_whole_database:
            raise MissingFile(
                _(
                    "The key file {keys} is missing: without it nobody can read {database}.",
                    keys=KEY_FILE,
                    database=DATABASE_FILE,
                ),
                _("Put it back beside the clinic file, from a backup or the other computer."),
            )

    @property
    def _has_whole_database(self) -> bool:
        """A clinic file, other than one that a crash left half-made."""
        return (self.folder / DATABASE_FILE).exists() and not self._unfinished.exists()

    @property
    def _kept(self) -> Path:
        return key_copy_path(self.folder)

    @property
    def _unfinished(self) -> Path:
        return self.folder / _UNFINISHED

    def _opened_keys(self) -> KeyFile:
        self.refuse_lost_keys()
        if self._keys is None:
            raise UserError(
                _("There is no clinic in {name}.", name=repr(self.folder.name)),
                _("'handrail demo DIR' makes one to try; the window makes a real one."),
            )
        return self._keys

    def _set_aside_unfinished(self) -> None:
        """What a crash left half-made: nobody ever had a key to it, but nothing is deleted."""
        if not self._unfinished.exists():
            return
        mark = f"{self._now():%Y%m%d-%H%M%S}"
        for path in [self._unfinished, *self.folder.glob("clinic.*")]:
            path.rename(path.with_name(f"unfinished-{mark}-{path.name}"))

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise NotWritable(
                _(
                    "The folder {name} cannot be made ({reason}).",
                    name=repr(self.folder.name),
                    reason=error.strerror,
                ),
                _("Choose another folder, or ask whoever looks after this computer."),
            ) from None


def _refuse_taken_away(database: Database, clinician_id: str) -> None:
    with database.read() as tx:
        if staff.is_taken_away(tx, clinician_id):  # though an older key file lies here again
            raise NotAllowed(_("This login was taken away."), _("An owner can give it back."))


def _clinician(database: Database, clinician_id: str) -> Clinician:
    with database.read() as tx:
        found = next((c for c in staff.clinicians(tx) if c.id == clinician_id), None)
    if found is None:  # a login without its clinician: only a mix of two clinics' files
        raise _not_together()
    return found


def _not_together() -> DamagedFile:
    return DamagedFile(
        _(
            "{database} and {keys} do not belong together.",
            database=DATABASE_FILE,
            keys=KEY_FILE,
        ),
        _(
            "One of them is older or another clinic's, or the beginning of the first is damaged."
            " Both were left untouched: keep them, and put back the one that was exchanged."
        ),
    )
