"""A key held in memory that can be overwritten: after that nobody gets it any more."""

import hashlib
import hmac
from collections.abc import Generator
from contextlib import contextmanager
from typing import TypeVar

from clinic_app.domain.errors import Locked

_Made = TypeVar("_Made", bytes, bytearray)
_DIGITS = b"0123456789abcdef"


class HeldKey:
    """A copy of a key. ``forget`` overwrites it, as does the end of this object.

    Using it then raises Locked.
    """

    def __init__(self, key: bytes | bytearray) -> None:
        self._bytes = bytearray(key)
        self.is_forgotten = False

    @contextmanager
    def used(self) -> Generator[bytearray]:
        """A copy of the key, overwritten when the block ends."""
        copied = self._checked(bytearray(self._bytes))
        try:
            yield copied
        finally:
            wipe(copied)

    @contextmanager
    def as_raw_key(self) -> Generator[bytearray]:
        """The key as an encrypted file takes one that needs no derivation: ``x'00ff...'``."""
        with self.used() as key:
            text = bytearray(b"x'" + bytes(2 * len(key)) + b"'")
            for place, byte in enumerate(key):
                text[2 + 2 * place] = _DIGITS[byte >> 4]
                text[3 + 2 * place] = _DIGITS[byte & 15]
        try:
            yield text
        finally:
            wipe(text)

    def sign(self, message: bytes) -> bytes:
        """The HMAC-SHA256 of a message under the key."""
        return self._checked(hmac.digest(self._bytes, message, hashlib.sha256))

    def change(self, key: bytes | bytearray) -> None:
        """Hold another key of the same length in its place, for everybody who holds this."""
        self._checked(bytearray())
        self._bytes[:] = key

    def forget(self) -> None:
        """Overwrite the key, for good."""
        self.is_forgotten = True
        wipe(self._bytes)

    def __del__(self) -> None:
        self.forget()

    def _checked(self, made: _Made) -> _Made:
        """What was made with the key. Another thread may have forgotten it meanwhile."""
        if self.is_forgotten:
            raise Locked
        return made


Key = bytes | bytearray | HeldKey


def held(key: Key) -> HeldKey:
    """The key, held: a copy of bytes, or what is held already."""
    return key if isinstance(key, HeldKey) else HeldKey(key)


def own_copy(key: Key) -> HeldKey:
    """A copy to forget when an engine made with it is done: engines linger in memory."""
    with held(key).used() as copied:
        return HeldKey(copied)


def wipe(secret: bytearray) -> None:
    """Overwrite bytes in their place."""
    secret[:] = bytes(len(secret))
