"""What the system is asked for at the start: no copy of memory on disk, no file for others."""

import os
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Where the system lets us: no core dump, no look into memory from outside, private files.

    Memory holds names and keys, and a crash must not write them anywhere. A system that refuses
    is none that the program should refuse to run on. Only `__main__` calls this, and only for a
    program of its own: a test that has to read memory calls `main` with arguments.
    """
    os.umask(0o077)
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
