"""When the clinic's files were checked last, and how far: a note beside the records, unaudited."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from clinic_app.storage.audit.checkpoints import ChainHead
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import preferences

_OWNER, _NAME = "clinic", "checks"


@dataclass(frozen=True)
class LastChecks:
    """When each check last ended (None: never), and what the last whole one counted.

    ``head`` is the end of the trail as far as it was found whole.
    """

    quick: datetime | None = None
    whole: datetime | None = None
    pages: datetime | None = None
    proven: int = 0
    not_proven: int = 0
    head: ChainHead | None = None


def load(tx: ReadTx) -> LastChecks:
    """The note; nothing known where there is none or it cannot be read."""
    text = preferences.get(tx, _OWNER, _NAME)
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        found = json.loads(text or "{}")
        quick, whole, pages = (_moment(found.get(name)) for name in ("quick", "whole", "pages"))
        counts = int(found.get("proven", 0)), int(found.get("not_proven", 0))
        head = found.get("head")
        ended = ChainHead(int(head[0]), bytes.fromhex(head[1])) if head else None
        return LastChecks(quick, whole, pages, *counts, ended)
    return LastChecks()


def save(tx: WriteTx, checks: LastChecks) -> None:
    """Keep the note."""
    times = {"quick": checks.quick, "whole": checks.whole, "pages": checks.pages}
    detail: dict[str, object] = {name: at.isoformat() for name, at in times.items() if at}
    detail |= {"proven": checks.proven, "not_proven": checks.not_proven}
    if checks.head:
        detail["head"] = [checks.head.count, checks.head.mac.hex()]
    preferences.put(tx, _OWNER, _NAME, json.dumps(detail))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
