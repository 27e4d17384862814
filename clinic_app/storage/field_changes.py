"""Which fields of a record a change touched, and what they held before and after."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any


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
