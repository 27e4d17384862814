"""The size of a file in words."""

from clinic_app.words import _


def size_words(size: int) -> str:
    """``46.2 MB``, ``812 kB``."""
    if size >= 1e9:
        return _("{size} GB", size=f"{size / 1e9:.1f}")
    if size >= 1e5:
        return _("{size} MB", size=f"{size / 1e6:.1f}")
    return _("{size} kB", size=max(1, size // 1000))
