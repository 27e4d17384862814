"""The end of the audit trail, kept in files: beside the clinic, and once outside its folder.

Who cuts rows off the end of the trail, or puts an older file back, must change both files too, and
needs the key of the trail for it.
"""

import hashlib
import hmac
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from clinic_app.storage.atomic_file import read_ordinary, replace_file

_BYTES = 256  # within one sector of a disk, so that it is written whole or not at all
_VERSION = "2"

Prove = Callable[[str], bytes]


@dataclass(frozen=True)
class ChainHead:
    """The end of the chain: how many rows there are, and the last one's mac."""

    count: int
    mac: bytes


@dataclass(frozen=True)
class Checkpoint:
    """A head as a file holds it, and when it was written (unknown of an earlier Handrail)."""

    head: ChainHead
    at: datetime | None


class Unusable(Enum):
    """Why a file holds no checkpoint of this clinic."""

    MISSING = "missing"
    UNREADABLE = "unreadable"  # for whoever runs this program
    DAMAGED = "damaged"
    OTHER_CLINIC = "other clinic"


@dataclass(frozen=True)
class Sign:
    """Which clinic a checkpoint is of, and what proves that it was written with its key."""

    clinic: str
    prove: Prove
    prove_earlier: Prove  # as Handrail 0.4 did


class CheckpointFile:
    """One place of a checkpoint."""

    def __init__(self, path: Path, sign: Sign) -> None:
        self.path = path
        self._sign = sign
        self._written: bytes | None = None
        self._kept = Checkpoint(ChainHead(-1, b""), None)

    def read(self) -> Checkpoint | Unusable:
        """What the file holds."""
        try:
            content = read_ordinary(self.path, _BYTES)
        except FileNotFoundError:
            return Unusable.MISSING
        except OSError:
            return Unusable.UNREADABLE
        if content == self._written:
            return self._kept
        try:
            return self._parsed(content)
        except ValueError:
            return Unusable.DAMAGED

    def move(self, head: ChainHead) -> None:
        """Note the new head, after its commit. Costs no disk wait, and may fail in silence.

        Two windows may do so in the other order than they committed: then it stays behind
        for a moment, which is no loss.
        """
        # The change is committed: a checkpoint that stays behind takes nothing from it.
        with suppress(OSError), self.path.open("r+b", buffering=0) as file:
            file.write(self._content(head))

    def put(self, head: ChainHead) -> None:
        """Write the file whole; what another clinic left there is kept under another name.

        Raises NotWritable or OSError.
        """
        if self.read() is Unusable.OTHER_CLINIC:
            os.replace(self.path, self.path.with_name(f"{self.path.name}-{time.time_ns()}"))
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(self.path, self._content(head))

    def _content(self, head: ChainHead) -> bytes:
        at = time.time_ns() // 1000
        text = f"{_VERSION} {head.count} {head.mac.hex()} {at} {self._sign.clinic}"
        content = f"{text} {self._sign.prove(text).hex()} {_checksum(text)}".encode()
        content = content.ljust(_BYTES - 1) + b"\n"
        self._written, self._kept = content, Checkpoint(head, _moment(at))
        return content

    def _parsed(self, content: bytes) -> Checkpoint | Unusable:
        words = content.decode("ascii").split()
        if len(words) == 3:
            return _earlier(words, self._sign)
        version, count, mac, at, clinic, proof, checksum = words
        text = " ".join(words[:5])
        padded = f"{text} {proof} {checksum}".encode().ljust(_BYTES - 1) + b"\n"
        if version != _VERSION or content != padded or checksum != _checksum(text):
            return Unusable.DAMAGED
        if not _same(self._sign.prove(text), proof):
            other = clinic != self._sign.clinic
            return Unusable.OTHER_CLINIC if other else Unusable.DAMAGED
        return Checkpoint(ChainHead(int(count), bytes.fromhex(mac)), _moment(int(at)))


def _earlier(words: Sequence[str], sign: Sign) -> Checkpoint | Unusable:
    count, mac, proof = words
    if not _same(sign.prove_earlier(f"{count} {mac}"), proof):
        return Unusable.DAMAGED
    return Checkpoint(ChainHead(int(count), bytes.fromhex(mac)), None)


def _same(proof: bytes, told: str) -> bool:
    return hmac.compare_digest(proof.hex(), told)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1e6, UTC).astimezone()


def _checksum(told: str) -> str:
    """Tells a whole file of another clinic from a damaged one, without that clinic's key."""
    return hashlib.sha256(told.encode()).hexdigest()[:16]
