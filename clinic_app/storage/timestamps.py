"""Times and documents as the tables hold them, and back."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any, cast

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """Microseconds since 1970 UTC, exact. ``at`` must have its time zone."""
    return (at - _EPOCH) // _MICROSECOND


def offset_minutes(at: datetime) -> int:
    """Minutes that the clock of ``at`` stands ahead of UTC."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a time needs its time zone")
    return round(offset.total_seconds() / 60)


def moment(at: int, offset: int) -> datetime:
    """The time with its own offset from UTC restored."""
    return _epoch(offset) + timedelta(microseconds=at)


def moment_or_none(at: int | None, offset: int | None) -> datetime | None:
    """As `moment`, for a time that may not have come yet."""
    return None if at is None or offset is None else moment(at, offset)


def to_json(value: object) -> str:
    """A document as text, its keys in order, so that equal documents are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)


def from_json(text: str) -> dict[str, Any]:
    """A document back from its text."""
    return cast("dict[str, Any]", json.loads(text))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    raise TypeError(f"{type(value).__name__} has no place in a document")


@cache
def _epoch(offset: int) -> datetime:
    return _EPOCH.astimezone(timezone(timedelta(minutes=offset)))
