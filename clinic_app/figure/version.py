"""Which engine drew a picture: pictures cached by another one are not used any more."""

import hashlib
from functools import cache
from pathlib import Path

from clinic_app.shipped_data import RESOURCES


@cache
def engine_version() -> str:
    """A SHA-256 over the engine's own code, the values it works on and its tables."""
    whole = hashlib.sha256()
    here = Path(__file__).parent
    files = [*here.rglob("*.py"), *(here.parent / "domain").glob("*.py")]
    for path in sorted([*files, *(RESOURCES / "anatomy").glob("*.yaml")]):
        whole.update(path.read_bytes())
    return whole.hexdigest()
