"""Where clinic folders lie when nobody names one: the operating system's own place for data."""

import hashlib
from pathlib import Path

from platformdirs import user_cache_path, user_data_path, user_log_path

KEY_FILE = "clinic.keys"
DATABASE_FILE = "clinic.db"
MOVED_FILE = "clinic.moved"  # says that the clinic is used on another computer now


def clinic_folder() -> Path:
    """This computer user's clinic."""
    return user_data_path("Handrail", appauthor=False) / "clinic"


def new_clinic_folder() -> Path:
    """Where another clinic may be made: the usual place, or one beside it where that is taken."""
    usual = clinic_folder()
    others = (usual.with_name(f"{usual.name}-{number}") for number in range(2, 1000))
    return next(one for one in (usual, *others) if not one.exists() or not any(one.iterdir()))


def demo_folder() -> Path:
    """The demo clinic opened from the first screen: a folder of its own."""
    return user_data_path("Handrail", appauthor=False) / "demo"


def key_copy_path(folder: Path) -> Path:
    """Where a copy of a clinic's key file lies outside its folder: wrapped keys only."""
    return user_data_path("Handrail", appauthor=False) / "keys" / f"{_name_of(folder)}.keys"


def checkpoint_copy_path(folder: Path) -> Path:
    """Where the newest checkpoint of a clinic's audit trail lies outside its folder."""
    return user_data_path("Handrail", appauthor=False) / "checkpoints" / _name_of(folder)


def known_clinics_file() -> Path:
    """Where it is noted which clinic folders were opened here: paths alone."""
    return user_data_path("Handrail", appauthor=False) / "known-clinics.json"


def interface_language_file() -> Path:
    """Where the language of windows and commands is stored: its code alone."""
    return user_data_path("Handrail", appauthor=False) / "language"


def backups_folder() -> Path:
    """Where the backups lie that clinics make on this computer's own disk."""
    return user_data_path("Handrail", appauthor=False) / "backups"


def default_backup_folder(folder: Path) -> Path:
    """Where a clinic's backups go as long as nobody chose another place: on the same disk."""
    return backups_folder() / _name_of(folder)


def restore_tries_path(clinic_id: str) -> Path:
    """Where wrong passphrases are counted that were tried on backups of a clinic."""
    return user_data_path("Handrail", appauthor=False) / "restoring" / f"{_hashed(clinic_id)}.tries"


def erasure_list_copy_path(clinic_id: str) -> Path:
    """Where the list of erased patients lies outside the clinic's folder: marks, no names."""
    return user_data_path("Handrail", appauthor=False) / "erased" / _hashed(clinic_id)


def user_data_folders() -> tuple[Path, ...]:
    """The folders that hold what is kept outside the clinics' own: nothing else lies there."""
    kept = (
        key_copy_path(Path()),
        checkpoint_copy_path(Path()),
        restore_tries_path(""),
        erasure_list_copy_path(""),
    )
    return tuple(path.parent for path in kept)


def _name_of(folder: Path) -> str:
    """One name for each folder that says nothing about it."""
    return _hashed(str(folder.resolve()))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def library_cache_path() -> Path:
    """Where the parsed exercise library may be kept between starts; it holds no patient data."""
    return user_cache_path("Handrail", appauthor=False) / "library.json"


def figure_cache_folder() -> Path:
    """Where drawn pictures may be kept: of exercises and settings, never of a patient."""
    return user_cache_path("Handrail", appauthor=False) / "figures"


def figure_check_cache_path() -> Path:
    """Where it is noted what the checks of figures found, so that they need not run again."""
    return user_cache_path("Handrail", appauthor=False) / "figure-checks.json"


def log_folder() -> Path:
    """Where unexpected errors are noted, without patient data."""
    return user_log_path("Handrail", appauthor=False)
