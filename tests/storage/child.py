"""Runs work in a child process that may be killed, starved or stripped of its rights."""

import os
import signal
from collections.abc import Callable
from typing import Self

Tell = Callable[[str], None]


class Child:
    """A forked child. What it tells, line by line, is what it acknowledged."""

    def __init__(self, work: Callable[[Tell], None]) -> None:
        self._out, into = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _run(work, into)
        os.close(into)
        self._told = b""

    def wait_for_lines(self, count: int) -> Self:
        """Return once it has told so many lines, or ended."""
        while self._told.count(b"\n") < count and self._read():
            pass
        return self

    def kill(self) -> list[str]:
        """Kill -9; returns the whole lines it had told."""
        os.kill(self._pid, signal.SIGKILL)
        return self.lines()

    def lines(self) -> list[str]:
        """Wait for its end; returns the whole lines it told."""
        while self._read():
            pass
        os.close(self._out)
        os.waitpid(self._pid, 0)
        return self._told.decode().split("\n")[:-1]

    def _read(self) -> bool:
        chunk = os.read(self._out, 65536)
        self._told += chunk
        return bool(chunk)


def _run(work: Callable[[Tell], None], into: int) -> None:
    try:
        work(lambda line: _tell(into, line))
    except BaseException as error:
        _tell(into, f"{type(error).__name__}: {error}")
    finally:
        os._exit(0)


def _tell(into: int, line: str) -> None:
    os.write(into, line.encode() + b"\n")
