"""Everything that only the encrypted SQLite file needs: opening, locking, copying."""

import os
import stat
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, cast
from urllib.parse import quote
from weakref import WeakSet

from sqlalchemy import ColumnElement, Connection, Engine, Function, create_engine, event, func
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from clinic_app.domain.errors import (
    AlreadyOpen,
    Locked,
    Replaced,
    UserError,
)
from clinic_app.storage.file.errors_sqlite import damaged, plain_errors, sqlcipher
from clinic_app.storage.keys.held_key import HeldKey, Key, held
from clinic_app.words import _

_BUSY_MS = 5000
_HURRIED_MS = 60
_NAP_MS = 5
_HEADER_BYTES = 512  # the smallest page that SQLite has
_SALT_BYTES = 16
_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine: under a millisecond


def new_file(path: Path, key: Key) -> Engine:
    """An engine on a new, empty, encrypted file that only its owner may read."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = connect(path, key)
    connection.execute("PRAGMA journal_mode=WAL")  # Kept in the file from here on.
    connection.close()
    return writing_engine(path, key)


class Patience:
    """How long a writer waits for its turn; ``end`` makes all that wait give up."""

    def __init__(self) -> None:
        self._is_over = False

    def end(self) -> None:
        """Wait a moment at most, from here on."""
        self._is_over = True

    def wait(self, tries: int) -> bool:
        """Wait a little; False when that was long enough."""
        limit_ms = _HURRIED_MS if self._is_over else _BUSY_MS
        time.sleep(_NAP_MS / 1000)
        return tries * _NAP_MS < limit_ms


def writing_engine(path: Path, key: Key, patience: Patience | None = None) -> Engine:
    """An engine that reads and writes, until the key is forgotten."""
    return _engine(path, "", held(key), patience or Patience())


def reading_engine(path: Path, key: Key, *, alone: bool) -> Engine:
    """An engine that changes nothing, not even by recovering after a crash.

    ``alone`` reads the file as one that nobody writes meanwhile, and leaves nothing beside it.
    """
    return _engine(path, "?immutable=1" if alone else "?mode=ro", held(key))


def begin(connection: Connection, *, writing: bool) -> None:
    """Begin a transaction. A writer waits for its turn here, so that what it reads stays true.

    The driver begins nothing by itself: its own way commits before a change of the schema.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


FileId = tuple[int, int]


def file_id(path: Path) -> FileId | None:
    """Which file has this name now; None when none has."""
    with suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def refuse_replaced(connection: Connection, path: Path) -> None:
    """Raise Replaced when this connection reads a file that lost its name to another one.

    Ask once a transaction has begun: from then on the file cannot be exchanged unseen.
    """
    opened = cast(_Connection, connection.connection.driver_connection).opened
    if opened != file_id(path):
        connection.invalidate()  # the next one opens the file that has the name now
        raise Replaced


def wipe_what_is_freed(engine: Engine) -> None:
    """From here on memory is overwritten when the database gives it back: rows, pages, keys.

    For the end: it holds for the whole program and makes large readings slower.
    """
    with suppress(sqlcipher.Error, DBAPIError, UserError), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA cipher_memory_security=ON")


def let_go(engine: Engine) -> None:
    """Close the connections that nobody uses; unlike ``dispose``, the engine makes no new pool."""
    engine.pool.dispose()


def has_journal(path: Path) -> bool:
    """Whether somebody has the file open to write it, or crashed while doing so."""
    return path.with_name(path.name + "-wal").exists()


def mend_journal(path: Path) -> None:
    """Give the files beside the database its own permissions.

    They are made with those that it has at that moment: what was made while it was read-only
    would keep everybody from writing for good. Nothing in them is touched.
    """
    for end in ("-wal", "-shm"):
        beside = path.with_name(path.name + end)
        with suppress(OSError):  # not there, or somebody else's: the error of the write tells
            if not os.access(beside, os.W_OK):
                beside.chmod(stat.S_IMODE(path.stat().st_mode))


def may_be_database(path: Path) -> bool:
    """False for a file too short to be one: SQLite would take it for a new, empty one."""
    return path.stat().st_size >= _HEADER_BYTES


def is_writable(path: Path) -> bool:
    """Whether the file, and the folder for its journal, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def copy_to(engine: Engine, target: Path, key: Key) -> None:
    """A consistent copy while others read and write, encrypted with the same key, checked."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = connect(target, key)
    try:
        with engine.connect() as connection:
            cast(Any, connection.connection.driver_connection).backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # One file, with nothing left beside it.
    finally:
        copy.close()
    check_copy(target, key)


def give_journal(path: Path, key: Key) -> None:
    """Make a copy, which has none, a file that is written with a journal; it stays one file."""
    connection = connect(path, key)
    try:
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
    finally:
        connection.close()


def check_copy(path: Path, key: Key) -> None:
    """Open the file anew and check every page and row. Raises DamagedFile."""
    connection = connect(path, key)
    try:
        refuse_faults(connection, path)
    except sqlcipher.DatabaseError:
        raise damaged(path) from None
    finally:
        connection.close()


def refuse_faults(connection: Any, path: Path) -> None:
    """Check every page and row of an open file. Raises DamagedFile, or the driver's error."""
    # Each check returns one row per fault; the second says "ok" when there is none.
    pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    rows = connection.execute("PRAGMA integrity_check").fetchall()
    keys = connection.execute("PRAGMA foreign_key_check").fetchall()
    if pages or keys or rows != [("ok",)]:
        raise damaged(path)


def json_part(column: ColumnElement[Any], path: str) -> Function[Any]:
    """A part of a document that a column holds as text, as text: ``plan`` or ``content.options``.

    The rest of the document, which may be long, is not read into Python.
    """
    return func.json_extract(column, f"$.{path}")


@contextmanager
def transaction(engine: Engine, path: Path, *, writing: bool) -> Generator[Connection]:
    """One transaction of the file at ``path``; its errors as `plain_errors` has them."""
    with plain_errors(path, writing=writing), engine.begin() as connection:
        begin(connection, writing=writing)
        yield connection


def _engine(path: Path, mode: str, key: HeldKey, patience: Patience | None = None) -> Engine:
    """It runs nothing any more once the key is forgotten: what is asked then raises Locked."""

    waits = patience or Patience()

    def connect_with_care() -> Any:
        connection = connect(path, key, mode)
        # True ends the statement that runs, in whatever thread.
        connection.set_progress_handler(lambda: key.is_forgotten, _STEPS_BETWEEN_LOOKS)
        connection.set_busy_handler(keep_waiting)
        return connection

    def keep_waiting(tries: int) -> bool:
        return not key.is_forgotten and waits.wait(tries)

    def refuse_forgotten(*_: object) -> None:
        if key.is_forgotten:
            raise Locked

    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=connect_with_care,
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "before_cursor_execute", refuse_forgotten)
    return engine


class _Connection(sqlcipher.Connection):
    """A connection that knows which file it opened, and how that begins."""

    opened: FileId | None = None
    salt = b""

    def close(self) -> None:
        self.opened = None
        super().close()


_OPEN: WeakSet[_Connection] = WeakSet()
_OPENING = Lock()


def salt_of(path: Path) -> bytes:
    """How a database file begins: different in each, and no secret. Empty where there is none.

    A file that this process has open is never opened and closed past SQLite: on POSIX systems
    that gives up SQLite's locks, and another process then takes the journal away.
    """
    with _OPENING:
        requested = file_id(path)
        for connection in _OPEN:
            if requested and connection.opened == requested:
                return connection.salt
        try:
            with path.open("rb") as file:
                return file.read(_SALT_BYTES)
        except OSError:
            return b""


@contextmanager
def not_open_here(path: Path) -> Generator[None]:
    """This process has the file not open, and opens none while the block runs.

    Raises AlreadyOpen. Only so may its locks be asked past SQLite: see `salt_of`.
    """
    with _OPENING:
        requested = file_id(path)
        if requested and any(connection.opened == requested for connection in _OPEN):
            raise AlreadyOpen(_("This clinic is open here."), _("Lock it and try again."))
        yield


def connect(path: Path, key: Key, mode: str = "") -> Any:
    """A connection of the driver's own."""
    with _OPENING:
        before = file_id(path)
        connection = _connect(_address(path) + mode, key)
        # Between the two looks another file may have taken the name: then it is neither.
        connection.opened = before if before == file_id(path) else None
        connection.salt = bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
        _OPEN.add(connection)
    return connection


def _connect(address: str, key: Key) -> Any:
    connection = sqlcipher.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, factory=_Connection
    )
    # A raw key needs no derivation; the passphrase paid for its own already. It is given as bytes
    # that are overwritten, not as words of SQL, which the driver keeps.
    with held(key).as_raw_key() as raw_key:
        connection.set_key(raw_key)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute("PRAGMA synchronous=FULL")  # A commit is on the disk when it returns.
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA temp_store=MEMORY")  # Nothing in plain text on the disk.
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    return connection


def _address(path: Path) -> str:
    return "file:" + quote(path.resolve().as_posix())
