"""The catalogues: ``<language>/handrail.po`` is the source of truth, ``handrail.mo`` is made of it.

English is the language of the texts in the code and needs no catalogue. A ``.mo`` carries the
digest of the ``.po`` that it was made of. Where it is missing, or another ``.po`` lies beside it,
it is made anew before a word is shown; where the folder cannot be written, in memory.
"""

import hashlib
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from clinic_app.shipped_data import RESOURCES

if TYPE_CHECKING:
    from gettext import GNUTranslations

ENGLISH = "en"
FOLDER = RESOURCES / "translations"
SOURCE = "handrail.po"
COMPILED = "handrail.mo"
_DIGEST = "x-source-digest"


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages, English first: each folder that has a catalogue is one."""
    sources = [*FOLDER.glob(f"*/{SOURCE}"), *FOLDER.glob(f"*/{COMPILED}")]
    return (ENGLISH, *sorted({path.parent.name for path in sources}))


def load(language: str) -> "GNUTranslations":
    """The compiled catalogue of a language other than English, made anew where it is stale.

    Raises OSError for a language without one.
    """
    from gettext import GNUTranslations

    folder = FOLDER / language
    source, compiled = _bytes(folder / SOURCE), _bytes(folder / COMPILED)
    if compiled is not None:
        found = GNUTranslations(BytesIO(compiled))
        if source is None or found.info().get(_DIGEST) == _digest(source):
            return found
    return GNUTranslations(BytesIO(compile_catalogue(folder)))


def compile_catalogue(folder: Path) -> bytes:
    """Make the ``.mo`` of a language's folder, and write it there where that is possible."""
    from clinic_app.words.po_file import compiled, read_po

    source = folder.joinpath(SOURCE).read_bytes()
    made = compiled(read_po(source), {_DIGEST: _digest(source)})
    unfinished = folder / f".{COMPILED}.{hashlib.sha256(made).hexdigest()[:8]}"
    with suppress(OSError):
        unfinished.write_bytes(made)
        unfinished.replace(folder / COMPILED)
    return made


def _digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
