"""Drawn pictures kept as small files between starts, and read back; they hold no patient data.

They lie in the user's cache folder, not in a clinic: a picture shows an exercise at settings, so
every clinic on the computer shares it, and the folder may be deleted at any time.
"""

import contextlib
import json
import os
import zlib
from array import array
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any
from uuid import uuid4

from clinic_app.domain.exercise.picture import Panel, Shape

MOST_BYTES = 64_000_000  # about two thousand exercises at one rung
_MARK = b"HRF2"
_ENDING = ".figure"
_LOOK_EVERY = 32  # files kept between two looks at the size of the folder


def packed(panels: Sequence[Panel]) -> bytes:
    """Panels as bytes: outlines as JSON, all their numbers as 32-bit floats, compressed.

    The alternative text is left out: it belongs to a language, the picture does not.
    """
    numbers = array("f", (n for p in panels for s in p.shapes for n in s.numbers))
    heads = [
        [p.width, p.height, p.floor, p.scale, p.inset, [_head(s) for s in p.shapes]] for p in panels
    ]
    outline = json.dumps(heads, separators=(",", ":")).encode()
    body = len(outline).to_bytes(4, "little") + outline + numbers.tobytes()
    return _MARK + zlib.compress(body, 5)


def unpacked(content: bytes) -> tuple[Panel, ...]:
    """What ``packed`` was given, its numbers rounded to 32 bits. Raises ValueError if damaged."""
    try:
        return _unpacked(content)
    except (zlib.error, KeyError, TypeError, IndexError, UnicodeError) as error:
        raise ValueError("not a kept picture") from error


def _unpacked(content: bytes) -> tuple[Panel, ...]:
    if not content.startswith(_MARK):
        raise ValueError("not a kept picture")
    body = zlib.decompress(content[len(_MARK) :])
    end = 4 + int.from_bytes(body[:4], "little")
    numbers = array("f", body[end:])
    panels: list[Panel] = []
    at = 0
    for width, height, floor, scale, inset, heads in json.loads(body[4:end]):
        shapes: list[Shape] = []
        for steps, count, fill, stroke, line, dash, opacity in heads:
            part = tuple(numbers[at : at + count])
            shapes.append(Shape(steps, part, fill, stroke, line, tuple(dash), opacity))
            at += count
        panels.append(Panel(width, height, tuple(shapes), floor=floor, scale=scale, inset=inset))
    if at != len(numbers):
        raise ValueError("not a kept picture")
    return tuple(panels)


def _head(shape: Shape) -> list[Any]:
    line = (shape.fill, shape.stroke, shape.width, shape.dash, shape.opacity)
    return [shape.steps, len(shape.numbers), *line]


class FigureFiles:
    """One file for each picture, named by its key; the longest unused go when there are too many.

    A ``fixed`` folder came with the program and is only read. A folder that cannot be written or
    read costs time alone: nothing is raised.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES, fixed: bool = False) -> None:
        self._folder = folder
        self._fixed = fixed
        self._most_bytes = most_bytes
        self._kept = 0

    def has(self, key: str) -> bool:
        """Whether a file of this key lies there, damaged or not."""
        return self._path(key).is_file()

    def read(self, key: str) -> tuple[Panel, ...] | None:
        """The picture of a key; None where there is none or its file is damaged."""
        path = self._path(key)
        try:
            panels = unpacked(path.read_bytes())
        except (OSError, ValueError):
            return None
        if not self._fixed:
            with contextlib.suppress(OSError):
                os.utime(path)
        return panels

    def keep(self, key: str, content: bytes) -> None:
        """Write what ``packed`` returned, whole or not at all."""
        path = self._path(key)
        unfinished = path.with_suffix(f".{uuid4().hex[:8]}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(content)
            unfinished.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            return
        self._kept += 1
        if self._kept % _LOOK_EVERY == 1:
            self._make_room()

    def keep_only(self, keys: Set[str]) -> None:
        """Delete every picture but these."""
        for _, _, path in self._listing():
            if path.suffix == _ENDING and path.stem not in keys:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"

    def _make_room(self) -> None:
        """Delete the longest unused until a tenth is free again."""
        found = self._listing()
        total = sum(size for _, size, _ in found)
        if total <= self._most_bytes:
            return
        for _, size, path in found:
            if total <= 0.9 * self._most_bytes:
                return
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            total -= size

    def _listing(self) -> list[tuple[int, int, Path]]:
        """When each file was last used, its bytes and its path; the longest unused first."""
        found: list[tuple[int, int, Path]] = []
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):  # another thread may just have renamed it
                    stat = entry.stat()
                    found.append((stat.st_mtime_ns, stat.st_size, Path(entry.path)))
        return sorted(found)
