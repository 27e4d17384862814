"""Rows of tables: about many ids at a time, added or changed, and which fields a change touched."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, RowMapping, Select, Table, and_, insert, update

from clinic_app.domain.errors import NotFound
from clinic_app.storage.batches import batches
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.words import N_, _

_NOT_THERE = {
    "patient": N_("This patient is not in the clinic file."),
    "episode": N_("This episode is not in the clinic file."),
    "template": N_("This template is not in the clinic file."),
    "pain rating": N_("This pain rating is not in the clinic file."),
    "event": N_("This event is not in the clinic file."),
    "exercise log": N_("This exercise log is not in the clinic file."),
    "measure": N_("This measure is not in the clinic file."),
    "body chart": N_("This body chart is not in the clinic file."),
}


def about(
    tx: ReadTx, query: Select[*tuple[Any, ...]], column: Column[Any], ids: Iterable[str]
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of a query in whose column one of the ids stands; some ids at a time."""
    for some in batches(ids):
        yield from tx.connection.execute(query.where(column.in_(some)))


def named_about(
    tx: ReadTx, query: Select[*tuple[Any, ...]], column: Column[Any], ids: Iterable[str]
) -> Iterator[RowMapping]:
    """As `about`, each row by the names of its columns."""
    for some in batches(ids):
        yield from tx.connection.execute(query.where(column.in_(some))).mappings()


def put(tx: WriteTx, table: Table, key: dict[str, Any], values: dict[str, Any]) -> bool:
    """Give the row with this key these values; returns whether it was added."""
    same = and_(*(table.c[name] == value for name, value in key.items()))
    connection = tx.connection
    if connection.execute(update(table).where(same).values(values)).rowcount:
        return False
    connection.execute(insert(table).values({**key, **values}))
    return True


def change(
    tx: WriteTx, table: Table, here: ColumnElement[bool], values: dict[str, Any], what: str
) -> None:
    """Change the one row that is ``here``. Raises NotFound, saying ``what`` is not there."""
    if tx.connection.execute(update(table).where(here).values(values)).rowcount != 1:
        raise NotFound(_(_NOT_THERE[what]))


def field_changes(before: Any, after: Any, *, but: Collection[str] = ()) -> dict[str, object]:
    """``fields``, and their texts ``before`` and ``after``; two values of one dataclass."""
    was, now = asdict(before), asdict(after)
    names = [name for name in was if name not in but and was[name] != now[name]]
    return {
        "fields": names,
        "before": {name: _text(was[name]) for name in names},
        "after": {name: _text(now[name]) for name in names},
    }


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))  # pyright: ignore[reportUnknownArgumentType]  # any field
    return "" if value is None else str(value)
