"""What the journal beside the database (SQLite's write-ahead log) holds that cannot be read.

SQLite reads it up to the first frame that does not verify, and takes what lies behind for the rest
of an older round. This looks whether it is: frames of an older round carry other salts.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_HEADER, _FRAME_HEADER = 32, 24


def unread_commits(connection: Connection, path: Path) -> int:
    """How many commits lie behind a damaged place of the journal of the clinic file ``path``.

    One may be what a power cut left of the last commit, that nobody was told of. None are told
    where the files may only be read, and SQLite does not say how much of them it takes for whole.
    """
    try:
        with path.with_name(path.name + "-wal").open("rb") as file:
            size = file.seek(0, 2)  # before the question how much is read: others may add to it
            if size <= _HEADER:
                return 0
            return _unread(file, size, _frames_read(connection))
    except (OSError, DBAPIError):
        return 0


def _frames_read(connection: Connection) -> int:
    """How many frames SQLite takes for whole; this writes nothing."""
    row = connection.exec_driver_sql("PRAGMA wal_checkpoint(NOOP)").one()
    return max(0, row[1])


def _unread(file: BinaryIO, size: int, read: int) -> int:
    file.seek(0)
    header = file.read(_HEADER)
    _magic, _version, page, _round, *salts = struct.unpack(">6I", header[:24])
    if not _is_whole(header):
        file.seek(_HEADER + 8)
        salts = struct.unpack(">2I", file.read(8))
        page = _page_size(header)
    if not page:
        return 0
    commits = 0
    for _number, committed, *found in _frames(file, size, page, read):
        is_of_this_round = found[0] == salts[0] or found[1] == salts[1]
        commits += is_of_this_round and committed != 0
    return commits


def _frames(file: BinaryIO, size: int, page: int, read: int) -> Iterator[tuple[int, ...]]:
    """Page, pages after the commit (0 in its midst) and salts of the frames behind ``read``."""
    length = _FRAME_HEADER + page
    for place in range(_HEADER + read * length, size - _FRAME_HEADER + 1, length):
        file.seek(place)
        yield struct.unpack(">4I", file.read(16))


def _is_whole(header: bytes) -> bool:
    order = ">" if header[3] & 1 else "<"
    first = second = 0
    words = struct.unpack(f"{order}6I", header[:24])
    for one, two in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return (first, second) == struct.unpack(">2I", header[24:])


def _page_size(header: bytes) -> int:
    """Of a damaged header: the page size, where it still is one."""
    page = struct.unpack(">I", header[8:12])[0]
    return page if 512 <= page <= 65536 and page & (page - 1) == 0 else 4096
