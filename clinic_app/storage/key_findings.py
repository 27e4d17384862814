"""Tells in plain words what was found wrong with a key file."""

from clinic_app.domain.finding import Finding, FindingKind
from clinic_app.storage.key_set import RECOVERY, KeySet, formatted

_MENDED = "Nothing is lost: its copy was used, and the file is written anew."


def findings(
    file: str, content: bytes | None, main: list[KeySet], keys: KeySet
) -> tuple[Finding, ...]:
    """What is wrong with the key file's ``content``, read as ``main``, when ``keys`` count."""
    found = [_of_file(file, content, main, keys)]
    for login in keys.damaged:
        found.append(
            Finding(
                FindingKind.KEYS,
                f"The login of {login.title} in {file} is damaged, in its copies too.",
                next_step="An owner gives a new passphrase under Settings, People.",
            )
        )
    if RECOVERY not in keys.wraps:
        found.append(
            Finding(
                FindingKind.KEYS,
                f"The recovery key in {file} is damaged, in its copies too.",
                next_step="An owner makes a new one under Settings, and keeps the new sheet.",
            )
        )
    return tuple(one for one in found if one)


def _of_file(file: str, content: bytes | None, main: list[KeySet], keys: KeySet) -> Finding | None:
    if content is None:
        return Finding(FindingKind.KEYS, f"The key file {file} was missing.", next_step=_MENDED)
    if not main:
        return Finding(FindingKind.KEYS, f"The key file {file} was damaged.", next_step=_MENDED)
    ids = {one.stamp.clinic_id for one in main} - {""}
    if ids and keys.stamp.clinic_id not in ids:
        return Finding(
            FindingKind.KEYS,
            f"The key file {file} was another clinic's.",
            next_step="Nothing is lost: this clinic's own copy was used, and is written anew. The"
            " other one is kept beside it under another name.",
        )
    if all(one.stamp != keys.stamp for one in main):
        return Finding(
            FindingKind.KEYS,
            f"The key file {file} was older than its copy.",
            next_step="The newer one counts. If nobody put an older file back, look at who may"
            " write to this folder.",
        )
    if keys.stamp.version and content != formatted(keys):
        return Finding(
            FindingKind.KEYS, f"The key file {file} was damaged in one place.", next_step=_MENDED
        )
    return None
