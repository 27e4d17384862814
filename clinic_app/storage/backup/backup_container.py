"""The file of a backup: a ZIP, not compressed, of a clinic's files and a manifest.

Unpacked by hand it is a clinic folder that opens. It is written under a hidden name, read back and
only then given its own: so what has the name of a backup is a whole one. Files from elsewhere are
read as hostile: nothing in them is believed before it is held against the manifest, and that is
held against what the clinic itself sealed.
"""

import hashlib
import io
import os
import struct
import zipfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.storage.atomic_file import open_ordinary, sync_folder
from clinic_app.storage.backup.backup_manifest import (
    LARGEST_MANIFEST,
    MANIFEST,
    MEMBERS,
    Manifest,
    Member,
    damaged,
    parsed,
)
from clinic_app.words import _

Look = Callable[[int], None]  # is given how many bytes more are done; what it raises ends the work
_AT_ONCE = 1 << 20  # bytes
_STORED = zipfile.ZIP_STORED
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError,
    ValueError, KeyError, struct.error, OverflowError,
)  # fmt: skip
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a ZIP can tell


def no_look(_bytes: int) -> None:
    """Nobody waits and watches."""


def pack(
    source: Path,
    target: Path,
    manifest: Callable[[Mapping[str, Member]], Manifest],
    *,
    replacing: bool = False,
    look: Look = no_look,
) -> Manifest:
    """Write the clinic files in the folder ``source`` as the backup ``target``, all or nothing.

    ``manifest`` is asked once the members are known. With ``replacing`` an earlier backup of that
    name gives its place to this one; else a name that is taken is refused. Raises NotWritable;
    what ``look`` raises ends it, too. Nothing half is left.
    """
    draft = target.with_name(f".{target.name}-{os.getpid()}.part")
    try:
        found = _write(source, draft, manifest, look)
        _read_back(draft, found, look)
        if not replacing and target.exists():
            raise NotWritable(
                _("{name} exists already.", name=target.name), _("Try again in a moment.")
            )
        os.replace(draft, target)
    except OSError as error:
        raise refused(target.parent, error) from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    with suppress(OSError):  # a disk that cannot promise it has the file all the same
        sync_folder(target.parent)
    return found


def read_manifest(path: Path) -> Manifest:
    """What the backup says about itself. Raises DamagedFile or NewerSchema; UserError where the
    disk refuses it."""
    with _opened(path) as (_archive, manifest):
        return manifest


def unpack(path: Path, folder: Path, *, look: Look = no_look) -> Manifest:
    """Write the clinic's files into ``folder``, which is there and holds none of them.

    Every byte is held against the manifest. Raises as `read_manifest`, and NotWritable; then
    nothing of it is left in ``folder``.
    """
    with _opened(path) as (archive, manifest):
        made: list[Path] = []
        try:
            for name in MEMBERS:
                target = folder / name
                with archive.open(name) as member, _new_file(target) as file:
                    made.append(target)
                    _refuse_other(_copied(member, file, look), manifest.members[name], path)
            sync_folder(folder)
        except BaseException:
            for one in made:
                one.unlink(missing_ok=True)
            raise
        return manifest


def refused(folder: Path, error: OSError) -> NotWritable:
    """The error for a place that a backup cannot be written to."""
    return NotWritable(
        _(
            "The backup could not be written to {folder}: {reason}.",
            folder=repr(folder.name or str(folder)),
            reason=error.strerror or _("the disk refused it"),
        ),
        _("Nothing half is left there. Check the disk, or choose another place."),
    )


def _write(
    source: Path, draft: Path, manifest: Callable[[Mapping[str, Member]], Manifest], look: Look
) -> Manifest:
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    with open(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", _STORED) as archive:
            members = {name: _added(archive, source / name, look) for name in MEMBERS}
            found = manifest(members)
            archive.writestr(zipfile.ZipInfo(MANIFEST, _EARLIEST), found.formatted())
        file.flush()
        os.fsync(handle)
        with suppress(AttributeError, OSError):  # so that it is read back from the disk itself
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    return found


def _added(archive: zipfile.ZipFile, file: Path, look: Look) -> Member:
    info = zipfile.ZipInfo(file.name, _EARLIEST)
    info.external_attr = 0o600 << 16
    info.file_size = file.stat().st_size
    with file.open("rb") as content, archive.open(info, "w") as member:
        return _copied(content, member, look)


def _copied(source: IO[bytes], target: IO[bytes], look: Look) -> Member:
    size, digest = 0, hashlib.sha256()
    while some := source.read(_AT_ONCE):
        target.write(some)
        digest.update(some)
        size += len(some)
        look(len(some))
    return Member(size, digest.hexdigest())


def _refuse_other(found: Member, told: Member, path: Path) -> None:
    if found != told:
        raise damaged(path.name)


def _read_back(draft: Path, written: Manifest, look: Look) -> None:
    """Raises OSError where the place does not hold what was written to it."""
    try:
        with _opened(draft) as (archive, manifest):
            for name in MEMBERS:
                with archive.open(name) as member, open(os.devnull, "wb") as nowhere:
                    _refuse_other(_copied(member, nowhere, look), written.members[name], draft)
            is_same = manifest == written
    except UserError:
        is_same = False
    if not is_same:
        raise OSError(0, "what was written cannot be read back")


@contextmanager
def _opened(path: Path) -> Generator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        with (
            io.FileIO(open_ordinary(path), "rb") as raw,
            _Bounded(raw) as file,
            zipfile.ZipFile(file) as archive,
        ):
            yield archive, _manifest(archive, path)
    except _UNREADABLE:
        raise damaged(path.name) from None
    except OSError as error:
        raise UserError(
            _(
                "{file} cannot be read ({reason}).",
                file=path.name,
                reason=error.strerror or _("the disk refused it"),
            ),
            _("Check the disk it lies on, or choose another backup."),
        ) from None


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """Raises DamagedFile for an archive that holds anything but what a backup does."""
    infos = archive.infolist()
    sizes = {info.filename: info.file_size for info in infos}
    plain = all(
        info.compress_type == _STORED
        and info.compress_size == info.file_size
        and not info.flag_bits & 1
        for info in infos
    )
    found = sizes.get(MANIFEST)
    if not plain or found is None or found > LARGEST_MANIFEST or len(infos) != len(sizes):
        raise damaged(path.name)
    with archive.open(MANIFEST) as member:
        content = io.BytesIO()
        _copied(member, content, no_look)
    manifest = parsed(content.getvalue(), path.name)
    requested = {name: member.size for name, member in manifest.members.items()} | {MANIFEST: found}
    if sizes != requested or sum(sizes.values()) > path.stat().st_size:
        raise damaged(path.name)
    return manifest


class _Bounded(io.BufferedReader):
    """A file that is never asked for more than a little at once: no directory of an archive, which
    is read in one go, can ask for all the memory there is."""

    def read(self, size: int | None = -1, /) -> bytes:
        left = os.fstat(self.fileno()).st_size - self.tell()
        asked = left if size is None or size < 0 else size
        if asked > _AT_ONCE:
            raise ValueError("no backup of Handrail has such a directory")
        return super().read(asked)


@contextmanager
def _new_file(path: Path) -> Generator[IO[bytes]]:
    """A new file for its owner alone, on the disk when the block ends. Raises NotWritable."""
    try:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NotWritable(
            _(
                "The backup could not be unpacked ({reason}).",
                reason=error.strerror or _("the disk refused it"),
            ),
            _(
                "Nothing was changed. Make room on the disk, or choose another folder, and try"
                " again."
            ),
        ) from None
