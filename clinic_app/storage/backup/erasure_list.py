"""The erasure list: who was erased on lawful demand, so that no backup brings them back.

A text file of lines ``<mark> <day> <proof>``, kept in several places at once; what counts is all of
them together. A mark is the HMAC of a patient's id under the key of the audit trail, which survives
encrypting anew: it tells nothing to whoever has not that key. A line that cannot be proven is told
and kept: it may be damaged, or another clinic's.
"""

import hmac
import os
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from clinic_app.domain.errors import NotWritable
from clinic_app.storage.atomic_file import read_ordinary, replace_file
from clinic_app.storage.keys.held_key import Key, held
from clinic_app.words import _

FILE = "clinic.erased"  # its name in the clinic's folder
_LARGEST = 8 << 20  # bytes; some 55,000 lines


@dataclass(frozen=True)
class Marks:
    """Who is on the lists, and the day each came on it; ``damaged`` names files with other lines.

    ``unreadable`` are files that lie there and cannot be read at all.
    """

    days: dict[str, date] = field(default_factory=dict[str, date])
    damaged: tuple[Path, ...] = ()
    unreadable: tuple[Path, ...] = ()

    def __contains__(self, mark: object) -> bool:
        return mark in self.days

    def __len__(self) -> int:
        return len(self.days)


def mark_of(trail_key: Key, patient_id: str) -> str:
    """What stands for a patient on the list."""
    return held(trail_key).sign(b"erased patient " + patient_id.encode()).hex()


def marks(paths: Iterable[Path], trail_key: Key) -> Marks:
    """All that the lists at ``paths`` hold together; a list that is not there holds nothing."""
    days: dict[str, date] = {}
    damaged: list[Path] = []
    unreadable: list[Path] = []
    for path in paths:
        try:
            lines = _lines(path)
        except OSError:
            unreadable.append(path)
            continue
        known = {line: _parsed(line, trail_key) for line in lines}
        for mark, day in filter(None, known.values()):
            days[mark] = min(day, days.get(mark, day))
        if None in known.values():
            damaged.append(path)
    return Marks(days, tuple(damaged), tuple(unreadable))


def write(paths: Sequence[Path], trail_key: Key, ids: Collection[str], day: date) -> list[Path]:
    """Put patients on all lists, and on each what the others hold; gives those that refused.

    Raises NotWritable where none of them can be written.
    """
    new = {mark_of(trail_key, one): day for one in ids}
    found = marks(paths, trail_key)
    return put(paths, trail_key, Marks({**new, **found.days}))


def put(paths: Sequence[Path], trail_key: Key, wanted: Marks) -> list[Path]:
    """Add to each list what it lacks; gives those that refused. Raises NotWritable if all do."""
    ours = [_line(mark, day, trail_key) for mark, day in sorted(wanted.days.items())]
    refused = [path for path in paths if ours and not _add(path, ours, trail_key)]
    if paths and len(refused) == len(paths):
        raise NotWritable(
            _("The list of erased patients could not be written."),
            _("Without it a backup could bring them back. Make room on the disk and try again."),
        )
    return refused


def _add(path: Path, ours: Sequence[bytes], trail_key: Key) -> bool:
    """Whether the list holds all of these lines now. Whatever else stands in it is kept."""
    try:
        there = _lines(path)
        known = {found[0] for line in there if (found := _parsed(line, trail_key))}
        new = [line for line in ours if line[:64].decode() not in known]
        if new:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_file(path, b"\n".join([*there, *new]) + b"\n")
    except (OSError, NotWritable):
        return False
    return True


def _lines(path: Path) -> list[bytes]:
    """The lines of a list; none where there is none. Raises OSError."""
    try:
        content = read_ordinary(path, _LARGEST)
    except FileNotFoundError:
        return []
    if len(content) > _LARGEST:
        raise OSError(0, "it is larger than any list", os.fspath(path))
    return [line for line in content.split(b"\n") if line.strip()]


def _line(mark: str, day: date, trail_key: Key) -> bytes:
    text = f"{mark} {day.isoformat()}"
    return f"{text} {_proof(text, trail_key)}".encode()


def _parsed(line: bytes, trail_key: Key) -> tuple[str, date] | None:
    """The mark and day of a line; None for one that this clinic's key did not write so."""
    with suppress(ValueError):
        told, _, proof = line.decode("ascii").rstrip("\r").rpartition(" ")
        mark, _, day = told.partition(" ")
        if len(mark) == 64 and hmac.compare_digest(proof, _proof(told, trail_key)):
            return mark, date.fromisoformat(day)
    return None


def _proof(told: str, trail_key: Key) -> str:
    return held(trail_key).sign(b"erasure list " + told.encode()).hex()
