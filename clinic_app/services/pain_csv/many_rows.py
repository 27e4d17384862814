"""Reading very many rows, all of which are kept."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


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
