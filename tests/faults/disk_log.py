"""Records what this process asks of the disk: each write, truncation, sync and change of a name.

SQLite is listened to where it speaks to the system (its VFS), Python where its files are opened.
No compiler is needed. Call it in a child process: nothing is put back.
"""

import builtins
import ctypes
import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3


@dataclass(frozen=True)
class Write:
    name: str
    at: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    name: str
    size: int


@dataclass(frozen=True)
class Sync:
    """The file's content is on the disk."""

    name: str


@dataclass(frozen=True)
class SyncNames:
    """All names in all folders are on the disk."""


@dataclass(frozen=True)
class Create:
    name: str


@dataclass(frozen=True)
class Rename:
    name: str
    to: str


@dataclass(frozen=True)
class Unlink:
    name: str


@dataclass(frozen=True)
class Told:
    """Something was acknowledged: from here on it may not be lost."""

    line: str


Event = Write | Truncate | Sync | SyncNames | Create | Rename | Unlink | Told


class DiskLog:
    """The events of files in ``root``, their names relative to it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.events: list[Event] = []
        _listen_to_sqlite(self)
        _listen_to_python(self)

    def name(self, path: object) -> str | None:
        """None for a file elsewhere, and for the index of a journal, which is no one's data."""
        full = Path(os.fsdecode(path) if isinstance(path, bytes) else str(path))
        if not full.is_absolute() or not full.is_relative_to(self.root):
            return None
        return None if full.name.endswith("-shm") else str(full.relative_to(self.root))

    def note(self, kind: Callable[..., Event], path: object, *more: Any) -> None:
        name = self.name(path)
        if name is not None:
            self.events.append(kind(name, *more))

    def told(self, line: str) -> None:
        self.events.append(Told(line))


# SQLite

_P = ctypes.c_void_p
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, _P, ctypes.c_int, _P)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, ctypes.c_int)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_int)
_METHODS = 18  # pointers in sqlite3_io_methods, version 3
_WRITES, _TRUNCATES, _SYNCS = 2, 3, 4  # their places in it


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", _P),
        ("name", _P),
        ("data", _P),
        ("open", _P),
        ("delete", _P),
    )


class _Methods(ctypes.Structure):
    _fields_ = (("version", ctypes.c_int), ("calls", _P * _METHODS))


_kept: list[object] = []  # what C points to must not be collected


def _listen_to_sqlite(log: DiskLog) -> None:
    module: Any = sqlcipher3.dbapi2
    library = ctypes.CDLL(module.__file__ if _is_library(module) else _library_path())
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    open_before, delete_before = _OPEN(vfs.open), _DELETE(vfs.delete)
    files = _Files(log)

    def open_file(self: int, name: int, file: int, flags: int, out: int) -> int:
        path = ctypes.string_at(name) if name else b""
        was_there = os.path.exists(path)
        done = open_before(self, name, file, flags, out)
        if done == 0 and path and log.name(path):
            files.take(file, path)
            if not was_there:
                log.note(Create, path)
                files.new.add(file)
        return done

    def delete_file(self: int, name: int, sync: int) -> int:
        done = delete_before(self, name, sync)
        if done == 0:
            log.note(Unlink, ctypes.string_at(name))
            if sync:
                log.events.append(SyncNames())
        return done

    vfs.open, vfs.delete = _kept_pointer(_OPEN(open_file)), _kept_pointer(_DELETE(delete_file))


def _is_library(module: Any) -> bool:
    return str(getattr(module, "__file__", "")).endswith(".so")


def _library_path() -> str:
    return str(next(Path(sqlcipher3.__file__).parent.glob("_sqlite3*.so")))


def _kept_pointer(call: Any) -> int:
    _kept.append(call)
    return ctypes.cast(call, _P).value or 0


class _Files:
    """The open files of SQLite, with methods that note before they return."""

    def __init__(self, log: DiskLog) -> None:
        self._log = log
        self._paths: dict[int, bytes] = {}
        self._tables: dict[int, int] = {}
        self.new: set[int] = set()

    def take(self, file: int, path: bytes) -> None:
        self._paths[file] = path
        self.new.discard(file)
        pointer = ctypes.cast(file, ctypes.POINTER(_P))
        before = pointer[0] or 0
        if before not in self._tables:
            self._tables[before] = self._listening(before)
        pointer[0] = self._tables[before]

    def _listening(self, before: int) -> int:
        table = _Methods()
        ctypes.memmove(ctypes.byref(table), before, ctypes.sizeof(table))
        write, truncate = _WRITE(table.calls[_WRITES]), _TRUNCATE(table.calls[_TRUNCATES])
        sync = _SYNC(table.calls[_SYNCS])

        def write_file(file: int, data: int, size: int, at: int) -> int:
            done = write(file, data, size, at)
            if done == 0:
                self._log.note(Write, self._paths[file], at, ctypes.string_at(data, size))
            return done

        def truncate_file(file: int, size: int) -> int:
            done = truncate(file, size)
            if done == 0:
                self._log.note(Truncate, self._paths[file], size)
            return done

        def sync_file(file: int, flags: int) -> int:
            done = sync(file, flags)
            if done == 0:
                self._log.note(Sync, self._paths[file])
                if file in self.new:  # SQLite then makes the name of a new journal lasting, too
                    self.new.discard(file)
                    self._log.events.append(SyncNames())
            return done

        table.calls[_WRITES] = _kept_pointer(_WRITE(write_file))
        table.calls[_TRUNCATES] = _kept_pointer(_TRUNCATE(truncate_file))
        table.calls[_SYNCS] = _kept_pointer(_SYNC(sync_file))
        _kept.append(table)
        return ctypes.addressof(table)


# Python


def _listen_to_python(log: DiskLog) -> None:
    real_open, real_os_open, real_write = io.open, os.open, os.write

    class Recorded(io.FileIO):
        def write(self, data: Any) -> int:
            at = self.tell()
            count = super().write(data) or 0
            log.note(Write, _path_of(self.fileno()), at, bytes(memoryview(data).cast("B")[:count]))
            return count

        def truncate(self, size: int | None = None) -> int:
            done = super().truncate(size)
            log.note(Truncate, _path_of(self.fileno()), done)
            return done

    def open_file(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
        if "b" not in mode or not set(mode) & set("wax+"):
            return real_open(file, mode, buffering, *rest, **more)
        if not isinstance(file, int):
            _note_opened(log, file, emptied="w" in mode)
        raw = Recorded(file, mode.replace("b", ""))
        if buffering == 0:
            return raw
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)

    def os_open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & os.O_CREAT:
            _note_opened(log, path, emptied=bool(flags & os.O_TRUNC))
        return real_os_open(path, flags, *rest, **more)

    def os_write(handle: int, data: Any) -> int:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return real_write(handle, data)
        at = os.lseek(handle, 0, os.SEEK_CUR)
        count = real_write(handle, data)
        log.note(Write, _path_of(handle), at, bytes(data[:count]))
        return count

    def after(real: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            done = real(*given, **more)
            note(*given)
            return done

        return call

    io.open = builtins.open = open_file
    os.open, os.write = os_open, os_write
    os.replace = after(os.replace, lambda a, b: log.note(Rename, a, log.name(b)))
    os.rename = after(os.rename, lambda a, b: log.note(Rename, a, log.name(b)))
    os.unlink = os.remove = after(os.unlink, lambda path: log.note(Unlink, path))
    os.fsync = after(os.fsync, lambda handle: _note_sync(log, handle))


def _path_of(handle: int) -> str:
    """Of a file that lost its name the name it had, marked by the system as deleted."""
    return os.readlink(f"/proc/self/fd/{handle}")


def _note_opened(log: DiskLog, path: Any, *, emptied: bool) -> None:
    if not os.path.exists(path):
        log.note(Create, path)
    elif emptied:
        log.note(Truncate, path, 0)


def _note_sync(log: DiskLog, handle: int) -> None:
    path = _path_of(handle)
    if os.path.isdir(path):
        log.events.append(SyncNames())
    else:
        log.note(Sync, path)
