"""What a disk may hold after the power went: what was synced, and any part of the rest.

Writes that were not synced may be there, missing, out of order, or there in part (sectors of 512
bytes). Changes of names that were not synced may be missing, the latest first, as file systems
with a journal keep them.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disk_log import Create, Event, Rename, Sync, SyncNames, Told, Truncate, Unlink, Write

SECTOR = 512
DELETED = " (deleted)"  # as the system marks an open file that has no name any more
Names = dict[str, "File"]


@dataclass(eq=False)
class File:
    """Its content on the disk, and what was asked since the last sync."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write | Truncate] = field(default_factory=list["Write | Truncate"])

    def sync(self) -> None:
        for change in self.pending:
            _apply(self.durable, change)
        self.pending.clear()

    def after_cut(self, chance: random.Random, kept: float, *, torn: bool) -> bytes:
        """The content with each pending change kept by a chance, whole or in sectors."""
        content = bytearray(self.durable)
        for change in self.pending:
            if chance.random() < kept:
                parts = _sectors(change) if torn and isinstance(change, Write) else [change]
                for part in parts:
                    if not torn or chance.random() < 0.8:
                        _apply(content, part)
        return bytes(content)


class Disk:
    """The files of one folder as they are while the program runs."""

    def __init__(self, start: dict[str, bytes]) -> None:
        self.now: Names = {name: File(bytearray(content)) for name, content in start.items()}
        self._lasting = dict(self.now)
        self._renamed: list[Names] = []  # all names after each change that was not synced
        self._nameless: Names = {}  # open files that another took the name of, or nobody
        self.told: list[str] = []

    def happen(self, event: Event) -> None:
        match event:
            case Told(line):
                self.told.append(line)
            case Write(name) | Truncate(name):
                self._file(name).pending.append(event)
            case Sync(name):
                self._file(name).sync()
            case SyncNames():
                self._lasting, self._renamed = dict(self.now), []
            case Create(name):
                self._names({**self.now, name: File()})
            case Unlink(name):
                self._names({n: file for n, file in self.now.items() if n != name})
            case Rename(name, to):
                moved = {n: to + n[len(name) :] for n in self.now if _is_in(n, name)}
                left = {n: file for n, file in self.now.items() if n not in moved}
                self._names({**left, **{moved[n]: self.now[n] for n in moved}})

    def _file(self, name: str) -> File:
        gone = name.removesuffix(DELETED)
        return self.now[name] if gone == name else self._nameless[gone]

    def _names(self, names: Names) -> None:
        lost = {n: file for n, file in self.now.items() if file not in names.values()}
        self._nameless = {**self._nameless, **lost}
        self.now = names
        self._renamed.append(dict(names))

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What may be found: the content of each file by its name."""
        names = chance.choice([self._lasting, *self._renamed])
        kept, torn = chance.choice([(0.0, False), (1.0, False), (0.5, False), (0.7, True)])
        return {n: file.after_cut(chance, kept, torn=torn) for n, file in names.items()}


def cuts(
    start: dict[str, bytes], events: Sequence[Event], *, count: int, seed: int
) -> Iterator[tuple[list[str], dict[str, bytes]]]:
    """So many cuts, all over the time: what was acknowledged before each, and what is found."""
    chance = random.Random(seed)
    places = sorted(chance.randrange(len(events) + 1) for _ in range(count))
    disk, happened = Disk(start), 0
    for place in places:
        for event in events[happened:place]:
            disk.happen(event)
        happened = place
        yield list(disk.told), disk.after_cut(chance)


def _is_in(name: str, renamed: str) -> bool:
    """Whether it is what was renamed, or lies in a folder that was."""
    return name == renamed or name.startswith(f"{renamed}/")


def _sectors(write: Write) -> list[Write]:
    return [
        Write(write.name, write.at + n, write.data[n : n + SECTOR])
        for n in range(0, len(write.data), SECTOR)
    ]


def _apply(content: bytearray, change: Write | Truncate) -> None:
    if isinstance(change, Truncate):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.at - len(content))))
    content[change.at : change.at + len(change.data)] = change.data
