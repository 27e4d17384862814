"""How much a database is asked: the same on a busy machine, where seconds are not."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from clinic_app.storage.file.database import Database


@contextmanager
def queries_of(database: Database) -> Iterator[list[str]]:
    """Every statement that a clinic's file is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engine = database._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
