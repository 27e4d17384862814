"""Two people changed the same thing since both read it: what can be joined, and what cannot."""

from dataclasses import fields, replace
from typing import Any

from clinic_app.domain.patient import Clinic


def join_clinic(since: Clinic, mine: Clinic, theirs: Clinic) -> tuple[Clinic, tuple[str, ...]]:
    """``theirs`` with what ``mine`` changed since; and the fields that both changed otherwise.

    Those stay as they are in ``mine``. The version is that of ``theirs``.
    """
    changes: dict[str, Any] = {}
    both: list[str] = []
    for name in (field.name for field in fields(Clinic) if field.name != "version"):
        own, other = getattr(mine, name), getattr(theirs, name)
        if own == getattr(since, name):
            continue
        changes[name] = own
        if other not in (own, getattr(since, name)):
            both.append(name)
    return replace(theirs, **changes), tuple(both)
