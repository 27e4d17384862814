"""Overwrites what a passphrase and a clinic leave behind in memory, as far as the system lets us.

Qt and Python give memory back as it stands. A text can be overwritten in its own place before it
goes; of the rest glibc (Linux) overwrites what is larger than a kilobyte, pages of the database
above all, when it is asked to. That costs time, so it is asked only while a clinic is locked.
"""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QLineEdit

_M_PERTURB = -6  # mallopt's number for the byte that freed memory is filled with
_FILLED_WITH = 0x55
_ROOM = 256  # signs that can be typed without Qt moving the text, which leaves a copy
_ASCII_HEAD = sys.getsizeof("") - 1  # bytes of a Python text before its signs
_wanted: list[object] = []


def begin() -> Callable[[], None]:
    """Overwrite from here on what is given back, until what is returned is called."""
    token = object()
    _wanted.append(token)
    _ask()

    def end() -> None:
        if token in _wanted:
            _wanted.remove(token)
            _ask()

    return end


def make_room(edit: QLineEdit) -> None:
    """Let the signs of an empty field stay in one place as they are typed."""
    edit.setText(" " * _ROOM)
    edit.selectAll()
    edit.del_()


def wipe_field(edit: QLineEdit) -> None:
    """Overwrite what was typed, in its place, and empty the field."""
    typed = edit.text()
    edit.selectAll()
    edit.insert("x" * len(typed))
    wipe_text(typed)
    edit.clear()
    make_room(edit)


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
            ctypes.CDLL(None).mallopt(_M_PERTURB, _FILLED_WITH if _wanted else 0)
