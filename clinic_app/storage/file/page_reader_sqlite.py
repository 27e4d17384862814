"""Run as a program of its own: reads an encrypted file page by page and checks each one's proof.

A process of its own, because whoever opens and closes a database file beside SQLite gives up the
locks that SQLite holds on it. It is given the key of the proofs alone, on standard input, and can
decrypt nothing. It tells ``<done> <of>`` as it goes, ``bad <page>``, and ``end``.
"""

import hashlib
import hmac
import struct
import sys
import time
from collections.abc import Iterator
from typing import BinaryIO

_PROOF = 64  # bytes of HMAC-SHA512 at the end of a page
_SALT = 16  # bytes at the start of the file, which are in no proof
_LOCK_BYTE = 0x40000000  # the page with it is never written
_SOME = 500  # pages between two words about how far it is
_TRIES, _NAP_S = 4, 0.1  # a page that is being written is whole a moment later


def main() -> None:
    """Path, key of the proofs in hex and page size: one a line, on standard input."""
    path, key, page = (sys.stdin.readline().rstrip("\n") for _ in range(3))
    with open(path, "rb") as file:
        for line in _lines(file, path, bytes.fromhex(key), int(page)):
            print(line, flush=True)


def _lines(file: BinaryIO, path: str, key: bytes, size: int) -> Iterator[str]:
    end = file.seek(0, 2)
    total = -(-end // size)
    for number in range(1, total + 1):
        if not _is_whole(file, number, key, size) and number not in _in_journal(path, size):
            yield f"bad {number}"
        if number % _SOME == 0 or number == total:
            yield f"{number} {total}"
    yield "end"


def _is_whole(file: BinaryIO, number: int, key: bytes, size: int) -> bool:
    if number == _LOCK_BYTE // size + 1:
        return True
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_NAP_S)
        file.seek((number - 1) * size)
        page = file.read(size)
        if _is_proven(page, number, key, size):
            return True
    return False


def _is_proven(page: bytes, number: int, key: bytes, size: int) -> bool:
    if len(page) != size:
        return False
    if not any(page):  # made room for and never written
        return True
    first = _SALT if number == 1 else 0
    found = page[first : size - _PROOF] + struct.pack("<I", number)
    proof = hmac.digest(key, found, hashlib.sha512)
    return hmac.compare_digest(proof, page[size - _PROOF :])


def _in_journal(path: str, size: int) -> set[int]:
    """Pages that stand in the journal too: what the file holds of them is not read."""
    found: set[int] = set()
    try:
        with open(path + "-wal", "rb") as journal:
            salts = journal.read(32)[16:24]
            while len(head := journal.read(24)) == 24 and head[8:16] == salts:
                found.add(struct.unpack(">I", head[:4])[0])
                journal.seek(size, 1)
    except OSError:
        return set()
    return found


if __name__ == "__main__":
    main()
