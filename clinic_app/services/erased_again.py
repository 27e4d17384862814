"""Whoever was erased on lawful demand does not come back with a backup of before."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from clinic_app.domain.backup import DEFAULT_PLACE, BackupPlace
from clinic_app.services.backup_copy import BackupCopy
from clinic_app.services.paths import default_backup_folder, erasure_list_copy_path
from clinic_app.storage import backup_places, erasing, erasure_list
from clinic_app.storage.atomic_file import read_ordinary, replace_file
from clinic_app.storage.backup_file import kept_trail_key
from clinic_app.storage.erasure_list import FILE, Marks

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
    told = [
        f"The list of erased patients {path} cannot be read: somebody on it may be back."
        for path in marks.unreadable
    ]
    told += [
        f"A line of the list of erased patients {path} is damaged, or not of this clinic."
        for path in marks.damaged
        if path not in others
    ]
    return tuple(told)
