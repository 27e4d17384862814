"""The size of a file in words."""

from clinic_app.words import _


def size_words(size: int) -> str:
    """``46.2 MB``, ``812 kB``."""
    giga, mega, kilo = f"{size / 1e9:.1f}", f"{size / 1e6:.1f}", max(1, size // 1000)
    if size >= 1e9:
        return _("{size} GB", size=giga)
    return _("{size} MB", size=mega) if size >= 1e5 else _("{size} kB", size=kilo)
