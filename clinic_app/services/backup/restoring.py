"""Bringing a clinic back from a backup: looked into first, then put in its place."""

import platform
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clinic_app.domain.errors import NotAllowed, NotWritable, UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.backup import DEFAULT_PLACE, BackupPlace, Contents
from clinic_app.services.backup.backup_copy import BackupCopy, Cancelled, Progress, Watch, not_whole
from clinic_app.services.clock import Clock
from clinic_app.services.files import is_own_name
from clinic_app.services.folders.paths import (
    KEY_FILE,
    checkpoint_copy_path,
    default_backup_folder,
    erasure_list_copy_path,
    key_copy_path,
)
from clinic_app.storage.atomic_file import read_ordinary, replace_file
from clinic_app.storage.backup import backup_places, erasure_list, restoring
from clinic_app.storage.backup.backup_file import kept_trail_key, read_manifest
from clinic_app.storage.backup.erasure_list import FILE, Marks
from clinic_app.storage.backup.restoring import Outside, Restoring
from clinic_app.storage.clock import DOUBTED
from clinic_app.storage.keys.keys import RECOVERY, KeyFile, Login
from clinic_app.storage.records import erasing, staff
from clinic_app.words import _

_LARGEST = 8 << 20  # bytes of a list


def erase_again(
    copy: BackupCopy, file: Path, folder: Path, told: Mapping[str, object], *, is_same: bool
) -> tuple[int, tuple[str, ...]]:
    """Erase from the opened copy of the backup ``file`` whoever any list names; gives how many.

    The lists looked at lie in ``folder``, where it is restored to, in this user's data, and beside
    the backups; the copy gets all of them together. ``is_same``: the clinic that lies in
    ``folder`` is this one. The second part of the answer says which lists could not be believed.
    """
    paths = _lists(copy, file, folder)
    with kept_trail_key(copy.database).used() as trail_key:
        marks = erasure_list.marks(paths, trail_key)
        with copy.database.write(copy.owner) as tx:
            erased = erasing.apply_list(tx, marks, told)
        own = copy.database.path.with_name(FILE)
        if is_same:
            _keep_what_is_there(folder / FILE, own)
        if len(marks):
            erasure_list.put(
                [own, erasure_list_copy_path(copy.manifest.clinic_id)], trail_key, marks
            )
    if erased:
        copy.wipe_free_pages()
    others = () if is_same else (folder / FILE,)
    return len(erased), _doubts(marks, others)


def _lists(copy: BackupCopy, file: Path, folder: Path) -> list[Path]:
    beside = f"handrail-{copy.manifest.mark}.erased"
    default = BackupPlace(DEFAULT_PLACE, default_backup_folder(folder), "")
    with copy.database.read() as tx:
        places = [place.path for place in backup_places.places(tx, default)]
    found = [folder / FILE, erasure_list_copy_path(copy.manifest.clinic_id), file.parent / beside]
    return list(dict.fromkeys([*found, *(place / beside for place in places)]))


def _keep_what_is_there(present: Path, own: Path) -> None:
    """Lines that cannot be proven are kept as well: they may only be damaged."""
    try:
        content = read_ordinary(present, _LARGEST)
    except OSError:
        return
    replace_file(own, content)


def _doubts(marks: Marks, others: Sequence[Path]) -> tuple[str, ...]:
    """What a person has to know of lists that could not be read or believed."""
    parts = [
        _(
            "The list of erased patients {file} cannot be read: somebody on it may be back.",
            file=path,
        )
        for path in marks.unreadable
    ]
    parts += [
        _(
            "A line of the list of erased patients {file} is damaged, or not of this clinic.",
            file=path,
        )
        for path in marks.damaged
        if path not in others
    ]
    return tuple(parts)


_SPARE_BYTES = 16 << 20


def finish_restore(folder: Path) -> None:
    """Complete a restore that a crash cut off. Call it before anything of a clinic is read.

    Raises NotWritable where it cannot be completed, and Conflict while somebody is at it.
    """
    restoring.finish(folder, outside_of(folder))


def outside_of(folder: Path) -> Outside:
    """Where the copies of a clinic's keys and checkpoint lie outside its folder."""
    return Outside(key_copy_path(folder), checkpoint_copy_path(folder))


@dataclass(frozen=True)
class Replaced:
    """The clinic that lies where a backup is restored to: its name, where that can be read.

    ``back_again`` are the logins of the backup that were taken away since, by their titles,
    ``gone_again`` those that were added since; ``has_other_recovery_key`` says that the recovery
    key was replaced since. All of them are empty where it is another clinic, or has no keys;
    ``is_same`` says that it is known to be the backup's own.
    """

    clinic_name: str = ""
    is_same: bool = False
    back_again: tuple[str, ...] = ()
    gone_again: tuple[str, ...] = ()
    has_other_recovery_key: bool = False


@dataclass(frozen=True)
class Staged:
    """A backup that lies beside the clinic, whole and up to date: to look at, and then to decide.

    ``contents`` is what comes back; ``replaces`` is None where no clinic lies. ``erased`` counts
    who was erased on lawful demand since and stays so; ``doubts`` says which lists of them could
    not be read or believed. Nothing that is there was changed.
    """

    folder: Path
    clinic_name: str
    made_at: datetime
    version: str
    contents: Contents
    logins: tuple[Login, ...]
    replaces: Replaced | None
    erased: int
    doubts: tuple[str, ...]
    _drafted: Restoring

    @property
    def back_again(self) -> tuple[str, ...]:
        """Whose login was taken away since the backup, and comes back with it."""
        return self.replaces.back_again if self.replaces else ()

    def apply(self, now: datetime) -> Path | None:
        """Put it in the clinic's place. Returns the folder with the files that were there.

        Raises AlreadyOpen while a window or a command has that clinic open, or NotWritable.
        """
        return self._drafted.commit(now)

    def discard(self) -> None:
        """Remove it; all is as before."""
        self._drafted.discard()


def stage(
    file: Path,
    folder: Path,
    secret: str,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
    system_now: Callable[[], datetime] | None = None,
) -> Staged:
    """Unpack the backup ``file`` beside what lies in ``folder``, and check all of it.

    ``secret`` is a passphrase of that time or the recovery key. ``folder`` is new, empty or a
    clinic's; over a clinic the passphrase must be an owner's. Raises UserError, or Stopped once
    cancelled; nothing is left behind then.
    """
    finish_restore(folder)
    _refuse_others_folder(folder)
    manifest = read_manifest(file)
    drafted = Restoring(folder, outside_of(folder))
    try:
        _refuse_without_room(folder, manifest.members["clinic.db"].size)
        watch = Watch(progress, cancelled)
        copy = BackupCopy.open(file, drafted.draft, secret, watch)
        try:
            clock = Clock(copy.database, system_now)
            doubted = DOUBTED if clock.doubt else {}
            staged = _checked(copy, file, drafted, doubted, watch)
            _note(copy, staged, doubted)
            copy.close_for_good()
        finally:
            copy.close()
    except BaseException:
        drafted.discard()
        raise
    return staged


def _checked(
    copy: BackupCopy, file: Path, drafted: Restoring, doubted: Mapping[str, object], watch: Watch
) -> Staged:
    folder = drafted.folder
    replaces = _replaced(copy.keys, folder)
    if replaces:
        _refuse_all_but_owners(copy)
    copy.sealed_contents()  # raises where it is not as it was made
    is_same = replaces is not None and replaces.is_same
    erased, doubts = erase_again(copy, file, folder, doubted, is_same=is_same)
    losses = [finding for finding in copy.check(watch).findings if finding.is_loss]
    if losses:
        raise not_whole(losses[0].what)
    return Staged(
        folder,
        copy.keys.clinic_name,
        copy.manifest.made_at,
        copy.manifest.version,
        copy.contents(),
        copy.keys.logins,
        replaces,
        erased,
        doubts,
        drafted,
    )


def _note(copy: BackupCopy, staged: Staged, doubted: Mapping[str, object]) -> None:
    """Note in the trail of the restored clinic what was done, and the wrong tries before it."""
    detail: dict[str, object] = {
        "made_at": staged.made_at.isoformat(),
        "computer": platform.node(),
        "by_recovery_key": copy.owner == RECOVERY,
        "erased": staged.erased,
        **doubted,
    }
    with copy.database.write(copy.owner) as tx:
        for one in copy.keys.failed_tries:
            tx.audit("fail", "login", one.who, {"at": one.at.isoformat(), **doubted})
        tx.audit("restore", "clinic", "clinic", detail)
    copy.keys.failed_tries_noted()
    copy.database.renew_checkpoints()


def _refuse_all_but_owners(copy: BackupCopy) -> None:
    if copy.owner == RECOVERY:
        return
    with copy.database.read() as tx:
        why = Permission.BACKUPS.refusal(staff.role(tx, copy.owner))
    if why:
        raise NotAllowed(
            why, _("A clinic lies there: use an owner's passphrase, or choose a new folder.")
        )


def _replaced(keys: KeyFile, folder: Path) -> Replaced | None:
    if not restoring.holds_clinic_files(folder):
        return None
    try:
        present = KeyFile.load(folder / KEY_FILE, key_copy_path(folder))
    except UserError:  # they are damaged or missing: that may be why it is restored
        return Replaced()
    if present.clinic_id != keys.clinic_id:
        return Replaced(present.clinic_name)
    now = {login.clinician_id: login.title for login in present.logins}
    then = {login.clinician_id: login.title for login in keys.logins}
    recovery = [one.public_keys.get(RECOVERY) for one in (present, keys)]
    return Replaced(
        present.clinic_name,
        True,
        tuple(title for one, title in then.items() if one not in now),
        tuple(title for one, title in now.items() if one not in then),
        None not in recovery and recovery[0] != recovery[1],
    )


def _refuse_others_folder(folder: Path) -> None:
    """Raise UserError for a folder with somebody's files, but no clinic: it is no place for one."""
    with suppress(FileNotFoundError):
        try:
            others = [one for one in folder.iterdir() if not is_own_name(one.name)]
        except NotADirectoryError:
            raise UserError(
                _("{name} is no folder.", name=repr(folder.name)), _("Choose another one.")
            ) from None
        if others and not restoring.holds_clinic_files(folder):
            raise UserError(
                _("The folder {name} holds other files, and no clinic.", name=repr(folder.name)),
                _("Choose a new or an empty folder."),
            )


def _refuse_without_room(folder: Path, size: int) -> None:
    needed, free = size + _SPARE_BYTES, shutil.disk_usage(folder).free
    if free < needed:
        raise NotWritable(
            _(
                "Restoring needs {needed} MB on the disk; {free} MB are free.",
                needed=format(needed / 1e6, ".0f"),
                free=format(free / 1e6, ".0f"),
            ),
            _("Make room on the disk, or choose another folder. Nothing was changed."),
        )
