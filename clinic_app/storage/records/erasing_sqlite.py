"""What erasing needs of the encrypted SQLite file alone: no page keeps what was deleted."""

from contextlib import closing
from pathlib import Path

from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.errors_sqlite import busy
from clinic_app.storage.file.reencryption_sqlite import plain_errors
from clinic_app.storage.keys.held_key import Key


def one_file(path: Path, key: Key) -> None:
    """Fold the journal into the file, so that nothing lies beside it."""
    with plain_errors(path), closing(engine_sqlite.connect(path, key)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def salt(path: Path) -> bytes:
    """How the file begins; its keys are tied to that."""
    return engine_sqlite.salt_of(path)


def wipe_free_pages(path: Path, key: Key) -> None:
    """Write the file anew without what was deleted in it, and empty its journal.

    Raises NotWritable while somebody else works in it, or without room; the clinic is then as it
    was, and the file still holds, encrypted, what was deleted.
    """
    with plain_errors(path), closing(engine_sqlite.connect(path, key)) as connection:
        connection.execute("VACUUM")
        row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if row and row[0]:
            raise busy()
