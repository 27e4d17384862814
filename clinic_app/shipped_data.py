"""Where the data that comes with the program lies, in a checkout and in an installed copy."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "shipped"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

EXERCISES = _ROOT / "exercises"
RESOURCES = _ROOT / "resources"
LIBRARY = RESOURCES / "library.json"  # parsed when the program is packaged
SIGNS = RESOURCES / "signs.yaml"
PICTURES = RESOURCES / "pictures"  # made when the program is packaged
RECORD_SCHEMA = RESOURCES / "record-schema-1.json"
