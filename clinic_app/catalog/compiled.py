"""Exercise files read once: the parsed library kept as JSON until any file changes.

Strict YAML takes about a second for the whole library, JSON a few milliseconds. The kept file
holds the library alone, no patient data, and is checked against every byte of the files.
"""

import contextlib
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from clinic_app.catalog.schema import ExerciseFile

_FORMAT = 5


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: int
    digest: str
    exercises: list[ExerciseFile]


def digest(folder: Path) -> str:
    """A SHA-256 over the names and bytes of every YAML file of the library."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.glob("**/*.yaml") if p.is_file()):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def kept_exercises(kept: Path, wanted_digest: str) -> list[ExerciseFile] | None:
    """The kept library, or None where there is none for just these files."""
    try:
        found = _Kept.model_validate_json(kept.read_bytes())
    except (OSError, ValidationError, ValueError):
        return None
    return found.exercises if (found.format, found.digest) == (_FORMAT, wanted_digest) else None


def keep_exercises(kept: Path, wanted_digest: str, exercises: Sequence[ExerciseFile]) -> None:
    """Write the kept library; a folder that cannot be written only costs time next start."""
    document = {
        "format": _FORMAT,
        "digest": wanted_digest,
        "exercises": [e.model_dump(mode="json", exclude_defaults=True) for e in exercises],
    }
    unfinished = kept.with_suffix(f".{wanted_digest[:8]}.part")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(kept)
