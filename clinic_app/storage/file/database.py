"""The one way to the clinic's data: open it, read and write in transactions, copy it."""

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from clinic_app.domain.errors import (
    AlreadyOpen,
    Conflict,
    DamagedFile,
    Locked,
    NotWritable,
    Replaced,
    UserError,
)
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.storage.atomic_file import sync_folder
from clinic_app.storage.audit import verifying
from clinic_app.storage.audit.audit import AuditTrail
from clinic_app.storage.audit.checkpoints import CheckpointFile
from clinic_app.storage.audit.trail_walk import Checked
from clinic_app.storage.backup import setting_aside
from clinic_app.storage.file import engine_sqlite, errors_sqlite, opening
from clinic_app.storage.file.engine_sqlite import Patience
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.keys import secret_keys
from clinic_app.storage.keys.held_key import HeldKey, Key, held, own_copy
from clinic_app.storage.migration import Migrations
from clinic_app.words import _


class Database:
    """An open clinic file. Threads may share it; each transaction belongs to one thread."""

    def __init__(
        self,
        path: Path,
        key: HeldKey,
        engine: Engine,
        trail: AuditTrail,
        *,
        is_read_only: bool,
        patience: Patience | None = None,
    ) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._key = key
        self._alone = False
        self._was_refused = self._is_only_looked_at = False
        self._trail = trail
        self.findings: tuple[Finding, ...] = ()
        self._checked = Checked()
        self._engine = engine
        self._patience = patience or Patience()
        self._opened = engine_sqlite.file_id(path)

    @classmethod
    def create(
        cls,
        path: Path,
        key: Key,
        migrations: Migrations | None = None,
        *,
        outside: Path | None = None,
    ) -> Self:
        """A new clinic file at ``path``, opened. Raises Conflict or NotWritable.

        ``outside`` is where its checkpoint is kept a second time, beyond its folder.
        """
        if path.exists():
            raise Conflict(_("{name} exists already.", name=path.name), _("Choose another folder."))
        # Made under another name, so that a crash leaves no half-made clinic.
        draft = path.with_name(f".{path.name}-new")
        own = own_copy(key)
        try:
            _remove(draft)
            engine = engine_sqlite.new_file(draft, own)
            with engine_sqlite.transaction(engine, draft, writing=True) as connection:
                (migrations or Migrations()).run(connection)
                trail_key = secret_keys.keep_trail_key(connection, own)
                trail = AuditTrail(trail_key, path.with_suffix(".audit"), outside)
                trail.renew_checkpoints(connection)
            engine.dispose()
            draft.rename(path)
            sync_folder(path.parent)
        except OSError as error:
            raise NotWritable(
                _("The clinic could not be made in this folder."), _("Choose another folder.")
            ) from error
        finally:
            own.forget()
        return cls._for_writing(path, key, trail)

    @classmethod
    def open(
        cls,
        path: Path,
        key: Key,
        migrations: Migrations | None = None,
        *,
        outside: Path | None = None,
    ) -> Self:
        """Open a clinic file, bringing one of an earlier Handrail up to date first.

        Raises NotFound, DamagedFile (a wrong key looks the same), NewerSchema or NotWritable;
        the file is then as it was. One that cannot be written opens with ``is_read_only``.
        ``outside`` is where its checkpoint is kept a second time, beyond its folder.

        ``findings`` tells what a look at the files found. Where something is missing or was
        changed, the files are copied aside first and the clinic opens for reading only, until
        somebody chooses to `go_on`.
        """
        steps = migrations or Migrations()
        found = opening.look(path, key, steps, outside)
        writable = engine_sqlite.is_writable(path)
        is_old = found.schema != steps.newest
        if is_old and not writable:
            raise NotWritable(
                _(
                    "This clinic was made by an earlier Handrail and must be brought up to date,"
                    " but it cannot be written."
                ),
                _("Make the folder writable and open it again."),
            )
        findings = found.findings
        if found.has_loss and writable:
            findings.append(setting_aside.set_aside(path, found.trail.outside))
        if is_old:
            _refuse_without_room(findings)
        database = None
        if is_old or (writable and not found.has_loss):
            engine_sqlite.mend_journal(path)
            database = cls._for_writing(path, key, found.trail)
        if database and is_old:
            database._migrate(steps)
        if not database or found.has_loss:
            if database:
                engine_sqlite.let_go(database._engine)
            database = cls._for_reading(path, key, found.trail)
            database._was_refused = not writable
        database.findings, database._checked = tuple(findings), found.checked
        database._complete_checkpoints()
        return database

    @classmethod
    def _for_writing(cls, path: Path, key: Key, trail: AuditTrail) -> Self:
        own = own_copy(key)
        patience = Patience()
        engine = engine_sqlite.writing_engine(path, own, patience)
        return cls(path, own, engine, trail, is_read_only=False, patience=patience)

    @classmethod
    def _for_reading(cls, path: Path, key: Key, trail: AuditTrail) -> Self:
        # Readers and writers share a file beside it. Where the folder cannot be written there is
        # no place for that, and a reader of a read-only file would make one that keeps writers
        # out. So it is read as one that nobody writes, for as long as that is so.
        alone = not engine_sqlite.has_journal(path)
        own = own_copy(key)
        engine = engine_sqlite.reading_engine(path, own, alone=alone)
        database = cls(path, own, engine, trail, is_read_only=True)
        database._alone = alone
        return database

    @property
    def is_closed(self) -> bool:
        """Whether it was closed: nothing is read or written any more."""
        return self._key.is_forgotten

    @property
    def may_be_written_again(self) -> bool:
        """Whether what made this read-only is over: opened anew, it can be changed."""
        return self._was_refused and engine_sqlite.is_writable(self.path)

    @contextmanager
    def read(self) -> Generator[ReadTx]:
        """See the data as it is now, unmoved by writers. Raises DamagedFile, Locked or Replaced.

        Raises AlreadyOpen for a clinic in a read-only folder that somebody else began to change.
        """
        if self._alone and engine_sqlite.has_journal(self.path):
            raise AlreadyOpen(
                _("Somebody else is changing this clinic."), _("Close it and try again.")
            )
        with self._transaction(writing=False) as connection:
            yield ReadTx(connection, self._trail)

    @contextmanager
    def write(self, actor_id: str) -> Generator[WriteTx]:
        """Change data in the name of a clinician; on the disk when the block ends.

        An error inside the block, NotWritable, Locked or Replaced leaves everything as it was.
        """
        self.refuse_closed()
        if self.is_read_only:
            raise self._refusal()
        try:
            with self._writing(actor_id) as tx:
                yield tx
        except NotWritable:
            # A connection made while the file was read-only stays so; the next try makes its own.
            engine_sqlite.let_go(self._engine)
            raise

    @contextmanager
    def _writing(self, actor_id: str) -> Generator[WriteTx]:
        engine_sqlite.mend_journal(self.path)
        after, files = self._trail.start, list[CheckpointFile]()
        with self._transaction(writing=True) as connection:
            tx = WriteTx(connection, self._trail, actor_id)
            yield tx
            if tx.changes:
                before = self._trail.head(connection)
                files = self._trail.files_that_agree(connection, before)
                after = self._trail.append(connection, before, actor_id, tx.changes)
            self.refuse_closed()
        with suppress(Locked):  # it is committed: a checkpoint may stay behind
            for file in files:
                file.move(after)

    @contextmanager
    def _transaction(self, *, writing: bool) -> Generator[Connection]:
        self.refuse_closed()
        try:
            with engine_sqlite.transaction(self._engine, self.path, writing=writing) as connection:
                engine_sqlite.refuse_replaced(connection, self.path)
                yield connection
        except DamagedFile:
            if self._opened != engine_sqlite.file_id(self.path):  # another key opens that one
                raise Replaced from None
            raise
        finally:
            if self.is_closed:  # while this ran: its connection came back to the pool just now
                engine_sqlite.let_go(self._engine)

    def refuse_closed(self) -> None:
        """Raise Locked once it is closed."""
        if self.is_closed:
            raise Locked

    def key_in_use(self) -> AbstractContextManager[bytearray]:
        """A copy of the data key for the block. Raises Locked once this is closed."""
        return self._key.used()

    @property
    def has_loss(self) -> bool:
        """Whether opening found something missing or changed: then nothing is written."""
        return any(finding.is_loss for finding in self.findings)

    def go_on(self, actor_id: str, checked: Checked | None = None) -> None:
        """Take the record as it stands, note that in the trail, and let it be written again.

        What was found at opening, and by the check that is given, is then told no more. The
        damaged files must lie aside. Raises NotWritable; everything is then as before.
        """
        if not engine_sqlite.is_writable(self.path):
            raise self._refusal()
        engine_sqlite.let_go(self._engine)  # files are copied only while nobody here holds a lock
        if self.has_loss:
            aside = setting_aside.set_aside(self.path, self._trail.outside)
            _refuse_without_room([aside])
        before = self._engine, self.is_read_only, self._alone
        self._engine = engine_sqlite.writing_engine(self.path, self._key, self._patience)
        self.is_read_only = self._alone = False
        try:
            with self.write(actor_id) as tx:
                verifying.accept(
                    tx, self.findings, [self._checked, *([checked] if checked else [])]
                )
            self.renew_checkpoints()
        except UserError:
            engine_sqlite.let_go(self._engine)
            self._engine, self.is_read_only, self._alone = before
            raise
        self.findings, self._checked = (), Checked()

    def note_renewed_checkpoint(self, actor_id: str) -> None:
        """Where a checkpoint was missing and nothing else: note that, and write it anew."""
        if self.is_read_only or not self.findings or self.has_loss:
            return
        with self.write(actor_id) as tx:
            found = [finding.what for finding in self.findings]
            tx.audit("checkpoint-renewed", "trail", "trail", {"found": found})
        self.renew_checkpoints()

    def renew_checkpoints(self) -> None:
        """Take the audit trail as it stands for whole: after a restore that a person wanted."""
        with self.read() as tx:
            self._trail.renew_checkpoints(tx.connection)

    def backup_to(self, path: Path) -> None:
        """A checked, encrypted copy, made while others go on working.

        Its checkpoint lies beside it. Raises Conflict where a file stands already,
        NotWritable or DamagedFile; no half copy remains.
        """
        if path.exists():
            raise Conflict(_("{name} exists already.", name=path.name), _("Choose another name."))
        draft = path.with_name(f".{path.name}-new")
        try:
            _remove(draft)
            with errors_sqlite.plain_errors(path, writing=True):
                engine_sqlite.copy_to(self._engine, draft, self._key)
            draft.rename(path)
            sync_folder(path.parent)
        except OSError as error:
            raise NotWritable(
                _("The backup could not be written."), _("Choose another folder.")
            ) from error
        finally:
            _remove(draft)
        copy = Database._for_reading(path, self._key, self._trail.elsewhere(path))
        copy.renew_checkpoints()
        copy.close()

    def rest(self) -> None:
        """Close the connections that nobody uses now; the next transaction makes its own."""
        engine_sqlite.let_go(self._engine)

    def take_key(self, key: Key) -> None:
        """Go on with the file that has this name now, encrypted anew with another key."""
        with held(key).used() as copied:
            self._key.change(copied)
        self._opened = engine_sqlite.file_id(self.path)
        engine_sqlite.let_go(self._engine)

    def close(self) -> None:
        """Let go of the file, for good: reading and writing raise Locked from here on.

        The last one to close folds its journal into it. What other threads do with it at this
        moment ends with Locked and changes nothing; nobody waits for them. The key is overwritten.
        """
        if not self.is_closed:
            engine_sqlite.wipe_what_is_freed(self._engine)
        self._key.forget()
        self._trail.forget_key()
        engine_sqlite.let_go(self._engine)

    def only_look(self) -> None:
        """Refuse every change from here on."""
        self.is_read_only = self._is_only_looked_at = True

    def hurry(self) -> None:
        """Wait for other writers a moment only, from here on: the lock is on its way."""
        self._patience.end()

    def _complete_checkpoints(self) -> None:
        """Put the checkpoint outside where there is none of this clinic: on another computer."""
        lacking = [] if self.is_read_only or self.findings else self._trail.lacking
        if lacking:
            with self.read() as tx:
                self._trail.put(self._trail.head(tx.connection), lacking)

    def _refusal(self) -> NotWritable:
        what = _("This clinic is open for reading only.")
        if self.has_loss:
            return NotWritable(
                _(
                    "This clinic is open for reading only. Something in it is missing or was"
                    " changed."
                ),
                _("Look at what was found, and choose to go on in the window."),
            )
        if self._is_only_looked_at:
            return NotWritable(what, _("Lock it and unlock it again, and choose to go on here."))
        return NotWritable(what, _("Its file or folder cannot be written."))

    def _migrate(self, steps: Migrations) -> None:
        try:
            copy = self.path.with_name(f"{self.path.stem}-before-{steps.newest}.db")
            if not copy.exists():
                self.backup_to(copy)
            with engine_sqlite.transaction(self._engine, self.path, writing=True) as connection:
                steps.run(connection)
                secret_keys.keep_trail_key(connection, self._key)
        except BaseException:
            self.close()
            raise


def _refuse_without_room(findings: Sequence[Finding]) -> None:
    for finding in findings:
        if finding.kind is FindingKind.NO_ROOM:
            raise NotWritable(finding.what, _("Make room on the disk and open it again."))


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
