"""Change a row or add it when it is not there, in words every database understands."""

from typing import Any

from sqlalchemy import Table, and_, insert, update

from clinic_app.storage.transactions import WriteTx


def put(tx: WriteTx, table: Table, key: dict[str, Any], values: dict[str, Any]) -> bool:
    """Give the row with this key these values; returns whether it was added."""
    same = and_(*(table.c[name] == value for name, value in key.items()))
    connection = tx.connection
    if connection.execute(update(table).where(same).values(values)).rowcount:
        return False
    connection.execute(insert(table).values({**key, **values}))
    return True
