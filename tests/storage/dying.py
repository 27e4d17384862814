"""Let a process die, as by kill -9, at the n-th thing that it asks of the system for files."""

import os
import sys
from collections.abc import Callable
from typing import Any

_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.chmod", "os.link")
_CALLS = ("write", "fsync", "lseek", "close", "fstat", "replace", "pwrite")


def die_at(left: list[int]) -> None:
    """From now on in this process: count ``left[0]`` down at each step; below zero it is gone."""
    sys.addaudithook(lambda event, _given: _count(left) if event in _EVENTS else None)
    for name in _CALLS:
        setattr(os, name, _counted(getattr(os, name), left))


def _counted(call: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        _count(left)
        return call(*given, **named)

    return counted


def _count(left: list[int]) -> None:
    left[0] -= 1
    if left[0] < 0:
        os._exit(9)
