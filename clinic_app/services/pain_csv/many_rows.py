"""Working on very many rows: how far it is, a way to stop it, and no search for garbage."""

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from clinic_app.domain.errors import UserError

T = TypeVar("T")
Progress = Callable[[int, int], None]  # rows done, of how many; raises ImportStopped to stop
_SOME = 5_000


class ImportStopped(UserError):
    """A person stopped it; nothing was kept."""

    def __init__(self) -> None:
        super().__init__("The import was stopped.", "Nothing of the file was kept.")


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody."""


def in_parts(rows: Sequence[T], progress: Progress) -> Iterator[Sequence[T]]:
    """Some thousand rows at a time, in order; how far it is is told before each part."""
    for start in range(0, len(rows), _SOME):
        progress(start, len(rows))
        yield rows[start : start + _SOME]


@contextmanager
def without_collecting() -> Generator[None]:
    """Python does not look for garbage inside: of 100,000 rows there is none, and the search for
    it takes a third of the time. Where it was off already (in the window) it stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
