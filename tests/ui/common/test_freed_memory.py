"""What was typed into a passphrase field can be overwritten: nothing of it is left in memory."""

import ctypes
import sys
from collections.abc import Iterator
from mmap import PAGESIZE, mmap

import pytest

from clinic_app.ui.common.fields import PasswordField
from clinic_app.ui.common.freed_memory import wipe_text
from clinic_app.ui.common.theme import Theme
from tests.hands import Hands

CODES = bytes(code ^ 1 for code in b"zqxlantern orchard violin copper marmalade")  # not as it is


def spelled(codes: bytes, *, wide: bool) -> bytes:
    """The words as memory has them, made anew so that no other copy lies about."""
    return b"".join(bytes((code ^ 1, 0) if wide else (code ^ 1,)) for code in codes)


def places(pattern: bytes) -> int:
    """How often it stands in the memory of this process, its own place among them.

    Read page by page into one page that is emptied each time, so that reading leaves no copies.
    """
    room, found = mmap(-1, 2 * PAGESIZE), 0  # the second page is read into, the first has the tail
    tail = len(pattern) - 1
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in list(maps):
            place, rights = line.split()[:2]
            start, end = (int(number, 16) for number in place.split("-"))
            if rights.startswith("rw"):
                for page in range(start, end, PAGESIZE):
                    try:
                        memory.seek(page)
                        memory.readinto(memoryview(room)[PAGESIZE:])
                    except (OSError, OverflowError):
                        break  # the kernel's own pages
                    found += _count(room, pattern, PAGESIZE - tail)
                    room[PAGESIZE - tail : PAGESIZE] = room[2 * PAGESIZE - tail :]
                    room[PAGESIZE:] = bytes(PAGESIZE)
                room[:PAGESIZE] = bytes(PAGESIZE)
    return found


def _count(room: mmap, pattern: bytes, start: int) -> int:
    found = 0
    while (start := room.find(pattern, start) + 1) > 0:
        found += 1
    return found


if sys.platform == "linux":  # whose /proc shows memory

    @pytest.fixture(params=["young", "old"])
    def heap(request: pytest.FixtureRequest) -> Iterator[None]:
        """A heap as it is at the start, or after hours: with thousands of free blocks between."""
        system = ctypes.CDLL(None)
        system.malloc.restype, system.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
        each = 600 if request.param == "old" else 0
        blocks = [system.malloc(size) for size in range(32, 640, 16) for _ in range(each)]
        for block in blocks[::2]:
            system.free(block)
        yield
        for block in blocks[1::2]:
            system.free(block)

    @pytest.mark.usefixtures("heap")
    def test_a_wiped_field_leaves_nothing_of_what_was_typed(theme: Theme, qtbot: Hands) -> None:
        field = PasswordField("Passphrase")
        qtbot.addWidget(field)
        qtbot.shown(field)
        for code in CODES:
            qtbot.keyClicks(field.edit, chr(code ^ 1))  # one by one: nowhere all of it
        first, last = (spelled(part, wide=True) for part in (CODES[:12], CODES[-12:]))
        never = spelled(bytes(reversed(CODES))[:12], wide=True)
        usual = places(never)
        assert places(last) > usual, "the search does not see what is there"
        field.wipe()
        assert (places(first), places(last)) == (usual, usual)
        assert field.text() == ""


def test_a_text_is_overwritten_in_its_place(theme: Theme, qtbot: Hands) -> None:
    field = PasswordField("Passphrase")
    qtbot.addWidget(field)
    qtbot.shown(field)
    qtbot.keyClicks(field.edit, "lantern")
    text = field.text()
    wipe_text(text)
    assert text == "xxxxxxx"
    assert field.text() == "lantern"
    sign = "é" * 3
    wipe_text(sign)  # stays, and harms nothing
    assert sign == "ééé"
