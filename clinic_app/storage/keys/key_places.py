"""Where a key file lies: the file itself, its copy beside it, and one outside the folder."""

import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from clinic_app.domain.errors import DamagedFile, NewerSchema, NotFound, NotWritable
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.storage.atomic_file import read_ordinary, sync_folder
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.keys.key_set import RECOVERY, KeySet, all_of, formatted, parsed
from clinic_app.words import N_, _

_MENDED = N_("Nothing is lost: its copy was used, and the file is written anew.")


def findings(
    file: str, content: bytes | None, main: list[KeySet], keys: KeySet
) -> tuple[Finding, ...]:
    """What is wrong with the key file's ``content``, read as ``main``, when ``keys`` count."""
    found = [_of_file(file, content, main, keys)]
    for login in keys.damaged:
        found.append(
            Finding(
                FindingKind.KEYS,
                _(
                    "The login of {login} in {file} is damaged, in its copies too.",
                    login=login.title,
                    file=file,
                ),
                next_step=_("An owner gives a new passphrase under Settings, People."),
            )
        )
    if RECOVERY not in keys.wraps:
        found.append(
            Finding(
                FindingKind.KEYS,
                _("The recovery key in {file} is damaged, in its copies too.", file=file),
                next_step=_("An owner makes a new one under Settings, and keeps the new sheet."),
            )
        )
    return tuple(one for one in found if one)


def _of_file(file: str, content: bytes | None, main: list[KeySet], keys: KeySet) -> Finding | None:
    if content is None:
        return Finding(
            FindingKind.KEYS, _("The key file {file} was missing.", file=file), next_step=_(_MENDED)
        )
    if not main:
        return Finding(
            FindingKind.KEYS, _("The key file {file} was damaged.", file=file), next_step=_(_MENDED)
        )
    ids = {one.stamp.clinic_id for one in main} - {""}
    if ids and keys.stamp.clinic_id not in ids:
        return Finding(
            FindingKind.KEYS,
            _("The key file {file} was another clinic's.", file=file),
            next_step=_(
                "Nothing is lost: this clinic's own copy was used, and is written anew. The"
                " other one is kept beside it under another name."
            ),
        )
    if all(one.stamp != keys.stamp for one in main):
        return Finding(
            FindingKind.KEYS,
            _("The key file {file} was older than its copy.", file=file),
            next_step=_(
                "The newer one counts. If nobody put an older file back, look at who may"
                " write to this folder."
            ),
        )
    if keys.stamp.version and content != formatted(keys):
        return Finding(
            FindingKind.KEYS,
            _("The key file {file} was damaged in one place.", file=file),
            next_step=_(_MENDED),
        )
    return None


_LARGEST = 1 << 20
_WAIT_S = 10
_AT_ONCE = 1 << 20  # bytes


@dataclass(frozen=True)
class Found:
    """The writing of a key file that counts, and what was wrong on the way to it."""

    keys: KeySet
    findings: tuple[Finding, ...]
    is_whole: bool  # in every place, so that nothing needs to be written


class KeyPlaces:
    """The key file at ``path`` with its copies; ``kept`` is the one outside the folder.

    ``copied`` is false for a file that has not its lasting name yet.
    """

    def __init__(self, path: Path, kept: Path | None, *, copied: bool = True) -> None:
        self.path = path
        self.kept = kept
        beside = [path.with_name(path.name + "-copy")] if copied else []
        self.all = [path, *beside, *([kept] if kept else [])]
        lock = path.with_name(path.name + "-lock")
        self._lock = FileLock(lock, timeout=_WAIT_S, mode=0o600)

    @contextmanager
    def locked(self) -> Generator[None]:
        """Keep other windows and commands from changing the keys meanwhile. Raises NotWritable.

        A lock of its own, not the database's: the keys are changed while that is locked, too.
        """
        try:
            self._lock.acquire()
        except Timeout:
            raise NotWritable(
                _("The key file is busy."), _("Nothing was changed. Try again in a moment.")
            ) from None
        except (OSError, NotImplementedError) as error:  # the latter: a drive without locks
            raise _refused(self.path) from error
        try:
            yield
        finally:
            self._lock.release()

    def find(self) -> Found:
        """Read all places. Raises NotFound, DamagedFile or NewerSchema.

        The newest writing counts whose data key opens the database file that lies here, so that
        no older copy brings a login back; also where another clinic's key file was put over it.
        What is damaged in it is taken from the same writing elsewhere, and from no other.
        """
        contents = [_content(place) for place in self.all]
        main = parsed(contents[0]) if contents[0] else []
        if all(content is None for content in contents):
            raise NotFound(_("There is no clinic in this folder."), _("Choose another folder."))
        others = [keys for content in contents[1:] if content for keys in parsed(content)]
        keys = self._counting(main, others)
        found = findings(self.path.name, contents[0], main, keys)
        want = formatted(keys)
        count = len(self._needed(keys))
        return Found(keys, found, all(content == want for content in contents[:count]))

    def write(self, keys: KeySet) -> None:
        """Write all places, the file itself first. Raises NotWritable; then nothing changed.

        The copies stay as they were until the file is read back. Older content is overwritten
        before it is given up, where the system and the disk allow it.
        """
        content = formatted(keys)
        ours = {"", keys.stamp.clinic_id}
        try:
            self._sweep()
            _keep_others(self.path, ours)
            _write(self.path, content)
        except OSError as error:
            raise _refused(self.path) from error
        for copy in self._needed(keys)[1:]:
            with suppress(OSError):  # An older copy counts for nothing; the next unlock mends it.
                copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _keep_others(copy, ours)
                _write(copy, content)

    def keep_apart_from(self, clinic_id: str) -> None:
        """Move a copy of another clinic's keys, whose folder lay here once, out of the way."""
        if self.kept is not None:
            with suppress(OSError):
                _keep_others(self.kept, {clinic_id})

    def forget(self) -> None:
        """The file has another name now: its lock is not needed any more."""
        with suppress(OSError):
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def salt(self) -> bytes:
        """How the database file begins: different in each, and no secret. Empty without one."""
        return engine_sqlite.salt_of(self.path.with_suffix(".db"))

    def _needed(self, keys: KeySet) -> list[Path]:
        # Everybody in the demo is invented: nothing of it is kept outside its folder.
        return [place for place in self.all if place != self.kept or not keys.is_demo]

    def _counting(self, main: list[KeySet], others: list[KeySet]) -> KeySet:
        ids = {keys.stamp.clinic_id for keys in main if keys.stamp.clinic_id}
        ours = [keys for keys in others if not ids or keys.stamp.clinic_id in ids]
        every = [keys for keys in all_of([*main, *ours]) if keys.wraps]
        salt = self.salt()
        fitting = [keys for keys in every if not keys.fits or salt in keys.fits]
        elsewhere = [keys for keys in all_of(others) if keys.wraps and salt in keys.fits]
        own = [keys for keys in every if keys.stamp in {one.stamp for one in main}]
        for choice in (fitting, elsewhere, own, every):
            if choice:
                return choice[0]
        raise DamagedFile(
            _("The key file {name} cannot be read, and no copy of it can.", name=self.path.name),
            _("It was left untouched. Put back a copy of it from a backup."),
        )

    def _sweep(self) -> None:
        """Destroy what a crash left half-written: it may hold a way in that is taken away."""
        for place in self.all:
            for stray in place.parent.glob(f".{place.name}-*"):
                destroy(stray)


def destroy(path: Path) -> None:
    """Overwrite a file and remove it. A disk that writes elsewhere may keep the old content."""
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            _overwrite(file.fileno())
        path.unlink()


def _keep_others(place: Path, ours: set[str]) -> None:
    """Give another clinic's keys that lie at ``place`` a name of their own. Raises OSError."""
    content = _content(place)
    if not content:
        return
    with suppress(NewerSchema):
        ids = {keys.stamp.clinic_id for keys in parsed(content)}
        if ids and not ids & ours:
            mark = hashlib.sha256(content).hexdigest()[:8]
            place.replace(place.with_suffix(f".{mark}.keys"))


def _content(path: Path) -> bytes | None:
    """None where nothing lies; what cannot be read counts as damaged."""
    try:
        return read_ordinary(path, _LARGEST)
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _write(path: Path, content: bytes) -> None:
    if _content(path) == content:
        return
    draft = path.with_name(f".{path.name}-new")
    with suppress(FileNotFoundError):
        draft.unlink()
    before = _handle(path)
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if draft.read_bytes() != content:
            raise OSError("what was written cannot be read back")
        draft.replace(path)
        sync_folder(path.parent)
        # Somebody's own backup may be the same file under another name: that one is theirs.
        if before is not None and os.fstat(before).st_nlink == 0:
            _overwrite(before)
    finally:
        if before is not None:
            os.close(before)
        draft.unlink(missing_ok=True)


def _handle(path: Path) -> int | None:
    if os.name == "nt":  # Windows replaces no file that is open.
        return None
    try:
        return os.open(
            path, os.O_WRONLY | os.O_NONBLOCK
        )  # a pipe that lies there is not waited for
    except OSError:
        return None


def _overwrite(handle: int) -> None:
    left = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(handle, bytes(min(left, _AT_ONCE)))
    os.fsync(handle)


def _refused(path: Path) -> NotWritable:
    return NotWritable(
        _("{name} could not be written.", name=path.name),
        _("Check that the folder is not read-only and the disk is not full."),
    )
