"""Requested of the system at the start: no copy of memory on disk, no file for others."""

import os
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_LEAST_ROOM = 64 << 20  # bytes: the compiled modules of everything here take half of it


def harden() -> None:
    """Where the system lets us: no core dump, no look into memory from outside, private files.

    Memory holds names and keys, and a crash must not write them anywhere. A system that refuses
    is none that the program should refuse to run on. Only `__main__` calls this, and only for a
    program of its own: a test that has to read memory calls `main` with arguments.
    """
    os.umask(0o077)
    _compile_nothing_on_a_full_disk()
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _compile_nothing_on_a_full_disk() -> None:
    """Python keeps compiled modules beside the source; of one cut off it would never start again.

    Python 3.11 and 3.12 notice nothing when the disk takes only a part.
    """
    with suppress(OSError, AttributeError):  # Windows does not say it this way
        disk = os.statvfs(os.path.dirname(__file__))
        if disk.f_bavail * disk.f_frsize < _LEAST_ROOM:
            sys.dont_write_bytecode = True
