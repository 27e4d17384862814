"""Where the list of erased patients lies: with the clinic, outside its folder, beside backups."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from clinic_app.services.folders.paths import erasure_list_copy_path
from clinic_app.storage.backup import erasure_list
from clinic_app.storage.backup.erasure_list import Marks
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import erasing


def lists_of(folder: Path, clinic_id: str, backups: Iterable[Path] = ()) -> list[Path]:
    """Every list of a clinic: in its ``folder``, outside it, and beside its ``backups``.

    ``backups`` are the folders that hold them; one that is away has no list for now.
    """
    beside = [place / f"handrail-{clinic_id[:8]}.erased" for place in backups if place.is_dir()]
    return [folder / erasure_list.FILE, erasure_list_copy_path(clinic_id), *beside]


def share(tx: ReadTx, lists: list[Path], day: date) -> list[Path]:
    """Put on each list what the others hold, and whom this clinic's file tells of.

    Gives the lists that refused. Raises NotWritable where all of them did.
    """
    key = tx.trail.key
    detail = {erasure_list.mark_of(key, one): day for one in erasing.erased_ids(tx)}
    found = erasure_list.marks(lists, key)
    return erasure_list.put(lists, key, Marks({**detail, **found.days}))


def was_erased(tx: ReadTx, folder: Path, patient_id: str) -> bool:
    """Whether a patient was erased from the clinic in ``folder``."""
    marks = erasure_list.marks([folder / erasure_list.FILE], tx.trail.key)
    return erasing.is_erased(tx, patient_id, marks)
