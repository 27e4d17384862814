"""Overwrites what a passphrase and a clinic leave behind in memory, as far as the system lets us.

Qt and Python give memory back as it stands. A text can be overwritten in its own place before it
goes; of the rest glibc (Linux) overwrites what is larger than a kilobyte, pages of the database
above all, when it is asked to; what is smaller, too, once it holds seven such blocks back. That
costs time, so it is asked only while a clinic is locked, and while a passphrase is typed.
"""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QLineEdit

_M_PERTURB = -6  # mallopt's number for the byte that freed memory is filled with
_FILLED_WITH = 0x55
_SIZES = range(32, 2 * 1024 + 64, 16)  # bytes of a short text that Qt moved as it grew
_AT_ONCE = 9  # blocks of a size that glibc hands out newest first, and one to spare
_AT_THE_END = 64  # blocks of a size where time does not matter: older ones lie deeper
_ASCII_HEAD = sys.getsizeof("") - 1  # bytes of a Python text before its signs
_requests: list[object] = []


def begin() -> Callable[[], None]:
    """Overwrite from here on what is given back, until what is returned is called."""
    token = object()
    _requests.append(token)
    _ask()

    def end() -> None:
        if token in _requests:
            _requests.remove(token)
            _ask()

    return end


def overwrite_small() -> None:
    """Overwrite the small blocks that were given back last: a text leaves one when it grows.

    A text that is typed moves to a larger place now and then; call it after each sign.
    """
    _overwrite(_AT_ONCE)


def _overwrite(blocks_each: int) -> None:
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        system.malloc.restype, system.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
        for size in _SIZES:
            blocks = [system.malloc(size) for _ in range(blocks_each)]
            for block in filter(None, blocks):
                ctypes.memset(block, _FILLED_WITH, size)
                system.free(block)


def wipe_field(edit: QLineEdit) -> None:
    """Overwrite what was typed, in its place, and empty the field."""
    typed = edit.text()
    edit.selectAll()
    edit.insert("x" * len(typed))
    wipe_text(typed)
    edit.clear()
    _overwrite(_AT_THE_END)


def wipe_text(text: str) -> None:
    """Overwrite a text that nobody else holds, such as one that a field just gave.

    One with letters beyond ASCII, and every text of another Python than CPython, stays.
    """
    is_own = len(text) > 1 and text.isascii()  # a single sign is one object for the whole program
    if is_own and sys.implementation.name == "cpython":
        ctypes.memset(id(text) + _ASCII_HEAD, ord("x"), len(text))


def _ask() -> None:
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_PERTURB, _FILLED_WITH if _requests else 0)
