"""Which engine drew a picture: pictures cached by another one are not used any more."""

import hashlib
from functools import cache
from pathlib import Path

from clinic_app.shipped_data import RESOURCES


def engine_files() -> list[Path]:
    """The engine's own code, the values it works on, its colours and its tables."""
    program = Path(__file__).parents[1]
    code = [*(program / "figure").rglob("*.py"), *(program / "domain").rglob("*.py")]
    code += [program / "colours.py", program / "plain_yaml.py"]
    return sorted([*code, *(RESOURCES / "anatomy").glob("*.yaml")])


@cache
def engine_version() -> str:
    """A SHA-256 over all of them."""
    whole = hashlib.sha256()
    for path in engine_files():
        whole.update(path.read_bytes())
    return whole.hexdigest()
