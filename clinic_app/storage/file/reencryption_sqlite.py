"""What encrypting anew needs of the encrypted SQLite file alone: hold it still, copy, compare."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from clinic_app.domain.errors import DamagedFile, NotWritable
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.errors_sqlite import busy, damaged, driver_errors
from clinic_app.storage.keys.held_key import Key
from clinic_app.words import _

Written = Callable[[int, int, int], None]  # SQLite's status, pages left, pages in all
Compared = Callable[[float], None]  # the part that is done, 0 to 1

_PAGES = 500  # between two looks at progress and cancelling: some 2 MB
_ROWS = 5000
_TRIES = 5


@contextmanager
def held_still(path: Path, key: Key) -> Generator[Any]:
    """The database with nobody writing to it, and all of it in its file: its journal is empty."""
    connection = engine_sqlite.connect(path, key)
    with closing(connection):
        for _ in range(_TRIES):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            # Somebody may have written between the two.
            if not _has_changes(path.with_name(f"{path.name}-wal")):
                yield connection
                return
            connection.execute("ROLLBACK")
    raise busy()


def copy_anew(
    file: Path, key: Key, draft: Path, new_key: Key, *, written: Written, compared: Compared
) -> None:
    """Write a database anew to ``draft`` with another key, check every page, compare every row.

    The file itself is only read, and so is a damaged journal beside it. What ``written`` and
    ``compared`` raise ends it. Raises DamagedFile for one that the key does not open, or not whole.
    """
    with plain_errors(file):
        try:
            _copy_anew(file, key, draft, new_key, written, compared)
        except DamagedFile:
            raise damaged(file) from None


def _copy_anew(
    file: Path, key: Key, draft: Path, new_key: Key, written: Written, compared: Compared
) -> None:
    reading = "?mode=ro" if engine_sqlite.has_journal(file) else "?immutable=1"
    with closing(engine_sqlite.connect(file, key, reading)) as old:
        mode = old.execute("PRAGMA journal_mode").fetchone()[0]
        with closing(engine_sqlite.connect(draft, new_key)) as new:
            old.backup(new, pages=_PAGES, progress=written)
            new.execute("PRAGMA journal_mode=DELETE")
        engine_sqlite.check_copy(draft, new_key)
        with closing(engine_sqlite.connect(draft, new_key)) as new:
            if not _are_same(old, new, compared):
                raise DamagedFile(
                    _("The copy of {name} differs.", name=file.name), _("Nothing was changed.")
                )
            new.execute(f"PRAGMA journal_mode={mode}")


def _are_same(old: Any, new: Any, look: Callable[[float], None]) -> bool:
    """Whether two databases have the same schema and, table by table, the same rows."""
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    found = old.execute(schema).fetchall()
    if found != new.execute(schema).fetchall():
        return False
    tables = [name for kind, name, _sql in found if kind == "table"]
    counts = {one: old.execute(f'SELECT count(*) FROM "{one}"').fetchone()[0] for one in tables}
    total, before = max(1, sum(counts.values())), 0
    for table, count in counts.items():
        if not _have_same_rows(old, new, table, lambda n, b=before: look((b + n) / total)):
            return False
        before += count
    return True


def _have_same_rows(old: Any, new: Any, table: str, look: Callable[[int], None]) -> bool:
    left, right = (one.execute(f'SELECT * FROM "{table}"') for one in (old, new))
    compared = 0
    while rows := left.fetchmany(_ROWS):
        if rows != right.fetchmany(_ROWS):
            return False
        compared += len(rows)
        look(compared)
    return not right.fetchmany(1)


def _has_changes(journal: Path) -> bool:
    try:
        return journal.stat().st_size > 0
    except FileNotFoundError:
        return False


def plain_errors(path: Path) -> AbstractContextManager[None]:
    """What the driver and the disk refuse, in plain words."""
    refused = NotWritable(_("The disk refused it."), _("Nothing was changed. Try again."))
    return driver_errors(path, refused)
