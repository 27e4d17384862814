"""A full disk, as this process sees it: no file can grow."""

import resource
import sys
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def a_full_disk(room: int = 0) -> Generator[None]:
    """No file of this process can grow beyond ``room`` bytes.

    Python keeps no compiled modules meanwhile: it would leave half of one and then fail on it.
    """
    before, compiles = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = compiles
