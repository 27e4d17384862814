"""Where clinic folders lie when nobody names one: the operating system's own place for data."""

from pathlib import Path

from platformdirs import user_cache_path, user_data_path, user_log_path


def clinic_folder() -> Path:
    """This computer user's clinic."""
    return user_data_path("Handrail", appauthor=False) / "clinic"


def demo_folder() -> Path:
    """The demo clinic opened from the first screen: a folder of its own."""
    return user_data_path("Handrail", appauthor=False) / "demo"


def kept_library() -> Path:
    """Where the parsed exercise library may be kept between starts; it holds no patient data."""
    return user_cache_path("Handrail", appauthor=False) / "library.json"


def kept_figures() -> Path:
    """Where drawn pictures may be kept: of exercises and settings, never of a patient."""
    return user_cache_path("Handrail", appauthor=False) / "figures"


def kept_figure_checks() -> Path:
    """Where it is noted what the checks of figures found, so that they need not run again."""
    return user_cache_path("Handrail", appauthor=False) / "figure-checks.json"


def log_folder() -> Path:
    """Where unexpected errors are noted, without patient data."""
    return user_log_path("Handrail", appauthor=False)
