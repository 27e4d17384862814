"""A new data key for a clinic: its database is encrypted anew, checked, and exchanged.

1. Each file is written anew beside the old one and checked; nobody can write meanwhile.
2. The key file holds both data keys, the new one sealed to all who stay.
3. The new files take the names of the old ones.
4. The key file holds the new data key only.

A crash before 3 leaves the clinic as it was; from 3 on, `finish` completes the rest before the
clinic is opened. What somebody carried off stays readable to whoever has the old key.
"""

import os
import shutil
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from clinic_app.domain.errors import Conflict, DamagedFile, NotWritable
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.storage.atomic_file import replace_file, sync_folder
from clinic_app.storage.audit.verifying import Stopped
from clinic_app.storage.backup import backup_drafts, setting_aside
from clinic_app.storage.file import engine_sqlite, reencryption_sqlite
from clinic_app.storage.file.reencryption_sqlite import held_still, plain_errors
from clinic_app.storage.keys import sealing
from clinic_app.storage.keys.held_key import Key, held
from clinic_app.storage.keys.key_places import destroy
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.words import _

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_DRAFT = "-anew"
_SPARE_BYTES = 16 << 20
_WAIT_S = 3  # somebody who unlocks the clinic holds the lock for a moment, too


def encrypt_anew(
    path: Path,
    keys: KeyFile,
    data_key: Key,
    staying: Collection[str],
    *,
    copies: Sequence[Path] = (),
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> bytearray:
    """Encrypt the clinic's database, and ``copies`` of it, with a new data key; returns that.

    ``staying`` are the logins that it is sealed to, and the recovery key always is. Raises
    Stopped when cancelled, NotWritable without room or while others write, Conflict when logins
    changed meanwhile, DamagedFile when what was written is not the same; all is then as before.
    """
    files = [*copies, path]
    new_key = sealing.new_key()
    with _alone(path, wait_s=_WAIT_S), plain_errors(path), ExitStack() as stack:
        setting_aside.remove_unfinished(path.parent)
        backup_drafts.remove_unfinished(path.parent)
        _refuse_without_room(files)
        stack.callback(_sweep, path, keys)
        still = stack.enter_context(held_still(path, data_key))
        step = _Steps(files, progress, cancelled)
        for file in files:
            try:
                _write_anew(file, data_key, new_key, step)
            except DamagedFile:
                if file == path:
                    raise
                raise _unreadable_copy(file.relative_to(path.parent)) from None
        with held(data_key).used() as old_key, keys.locked():
            keys.reseal(old_key, new_key, staying, engine_sqlite.salt_of(_draft(path)))
            try:
                if os.name == "nt":  # Windows gives no name to another file while it is open.
                    still.close()
                _draft(path).replace(path)
            finally:
                _complete(path, keys)
    return new_key


def finish(path: Path, keys: KeyFile) -> Finding | None:
    """Complete an exchange that a crash cut off; call it before the database is opened.

    Returns what to tell where it had not begun to count, and has to be asked for again.
    """
    with suppress(NotWritable, Conflict):
        with keys.locked():
            is_lost = keys.is_pending and not keys.is_exchanged
            if keys.is_pending:
                _complete(path, keys)
        with _alone(path):
            is_lost = _sweep(path, keys) or is_lost
        if is_lost:
            return Finding(
                FindingKind.KEYS,
                _("Encrypting the clinic anew was cut off before it was done."),
                next_step=_(
                    "Nothing is lost, but the earlier key still opens the clinic. Encrypt it"
                    " anew once more under Settings, People."
                ),
            )
    return None


def reachable_copies(folder: Path) -> tuple[Path, ...]:
    """Copies of the database that lie in the clinic's folder: of migrations, and set aside.

    Their text is encrypted with the data key of their time. Copies that were carried elsewhere,
    on a stick or in a backup, cannot be known: they stay readable to whoever kept an old key.
    """
    found = [*folder.glob("clinic-before-*.db"), *folder.glob("set-aside-*/*.db")]
    return tuple(sorted(found))


def delete_copies(copies: Collection[Path]) -> None:
    """Overwrite and remove copies, with what lies beside them. Raises NotWritable."""
    for copy in copies:
        try:
            for file in (copy, *_beside(copy), copy.with_suffix(".audit"), *_keys_of(copy)):
                destroy(file)
        except OSError as error:
            raise NotWritable(_("{name} could not be deleted.", name=copy.name)) from error


def give_keys(copies: Collection[Path], keys: KeyFile, data_key: Key) -> None:
    """Where a copy lay with key files of its own, which open it no more: give it the present keys.

    So a clinic that was set aside by a restore still opens. Raises NotWritable or Replaced.
    """
    for copy in copies:
        own = [file for file in _keys_of(copy) if file.exists()]
        if own:
            with held(data_key).used() as used:
                content = keys.of_copy(used, engine_sqlite.salt_of(copy))
            for file in own:
                destroy(file)
            replace_file(own[0].with_name("clinic.keys"), content)


def _keys_of(copy: Path) -> list[Path]:
    """The key files that a restore set aside with a database."""
    ends = (".keys", ".keys-copy", ".keys-kept")
    inside = copy.name == "clinic.db" and copy.parent.name.startswith("set-aside-")
    return [copy.with_suffix(end) for end in ends] if inside else []


class _Steps:
    """How far the work is, in bytes of all files: a file is half done when it is written."""

    def __init__(self, files: Sequence[Path], progress: Progress, cancelled: Cancelled) -> None:
        self._total = max(1, sum(_size(file) for file in files))
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def written(self, size: int) -> Callable[[int, int, int], None]:
        """What is told of pages while a file of ``size`` bytes is written. It raises Stopped."""
        return lambda _status, left, pages: self._look(size * (1 - left / max(1, pages)) / 2)

    def compared(self, size: int) -> Callable[[float], None]:
        """What is told while a file of ``size`` bytes is compared, 0 to 1. It raises Stopped."""
        return lambda part: self._look(size * (1 + part) / 2)

    def end(self, size: int) -> None:
        """A file is done. Raises Stopped."""
        self._done += size
        self._look(0)

    def _look(self, within: float) -> None:
        if self._cancelled():
            raise Stopped
        self._progress(min(self._done + int(within), self._total), self._total)


@contextmanager
def _alone(path: Path, *, wait_s: float = 0) -> Generator[None]:
    """One at a time. Raises Conflict while another one works on this clinic."""
    lock = FileLock(path.with_name(f".{path.name}{_DRAFT}-lock"), timeout=wait_s, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise Conflict(_("The clinic is being encrypted anew already.")) from None
    except OSError as error:
        raise NotWritable(_("The folder of the clinic cannot be written.")) from error
    try:
        yield
    finally:
        lock.release()


def _write_anew(file: Path, key: Key, new_key: Key, step: _Steps) -> None:
    """Write one file anew beside itself, and check it."""
    size, draft = _size(file), _draft(file)
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    reencryption_sqlite.copy_anew(
        file, key, draft, new_key, written=step.written(size), compared=step.compared(size)
    )
    step.end(size)
    _sync(draft)


def _unreadable_copy(name: Path) -> DamagedFile:
    return DamagedFile(
        _(
            "The copy {file} cannot be encrypted anew: it is damaged, or another key's.",
            file=name.as_posix(),
        ),
        _(
            "Nothing was changed. Choose to delete the copies; where somebody may still read more"
            " of it, copy the folder to another disk first."
        ),
    )


def _complete(path: Path, keys: KeyFile) -> None:
    """Go forward where the new database has its name; else leave all as it was before."""
    if keys.is_exchanged:
        _remove_beside(path)  # an empty journal of the old file: nobody opened the new one yet
        for draft in _drafts(path.parent):
            file = draft.with_name(draft.name.removeprefix(".").removesuffix(_DRAFT))
            draft.replace(file)
            _remove_beside(file)
            sync_folder(file.parent)
    sync_folder(path.parent)
    keys.forget_others()


def _sweep(path: Path, keys: KeyFile) -> bool:
    """Remove what was written anew and does not count; whether there was something."""
    if keys.is_pending:
        return False
    drafts = _drafts(path.parent)
    for draft in drafts:
        _remove_beside(draft)
        draft.unlink(missing_ok=True)
    return bool(drafts)


def _drafts(folder: Path) -> list[Path]:
    return [*folder.glob(f".*.db{_DRAFT}"), *folder.glob(f"set-aside-*/.*.db{_DRAFT}")]


def _draft(file: Path) -> Path:
    return file.with_name(f".{file.name}{_DRAFT}")


def _beside(file: Path) -> list[Path]:
    return [file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal")]


def _remove_beside(file: Path) -> None:
    for beside in _beside(file):
        beside.unlink(missing_ok=True)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(file.parent)


def _refuse_without_room(files: Sequence[Path]) -> None:
    needed = sum(_size(file) for file in files) + _SPARE_BYTES
    free = shutil.disk_usage(files[-1].parent).free
    if free < needed:
        raise NotWritable(
            _(
                "Encrypting anew needs {needed} MB on the disk; {free} MB are free.",
                needed=format(needed / 1e6, ".0f"),
                free=format(free / 1e6, ".0f"),
            ),
            _("Make room on the disk and try again. Nothing was changed."),
        )
