"""Columns as the tables and the steps of the schema write them.

Steps that were taken once stay as they are, so what these functions make never changes.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, SmallInteger, String


def columns(kind: Any, *names: str, needed: bool = True, key: bool = False) -> list[Column[Any]]:
    """Columns of one type; with ``key`` they are part of the primary key."""
    return [Column(name, kind, primary_key=key, nullable=not needed) for name in names]


def ids(*names: str, needed: bool = True, key: bool = False) -> list[Column[Any]]:
    """UUIDs of 32 hex digits, made by the client."""
    return columns(String(32), *names, needed=needed, key=key)


def of(table: str, *, key: bool = False) -> Column[Any]:
    """The id of a row of another table: ``patient_id``."""
    target = ForeignKey(f"{table}.id")
    return Column(f"{table}_id", String(32), target, primary_key=key, nullable=False)


def moment(name: str, *, needed: bool = True) -> list[Column[Any]]:
    """A time: microseconds since 1970 UTC, and the minutes its own clock stood ahead of UTC."""
    at = columns(BigInteger, name, needed=needed)
    return [*at, *columns(SmallInteger, f"{name}_offset", needed=needed)]
