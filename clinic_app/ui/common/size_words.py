"""The size of a file in words."""


def size_words(size: int) -> str:
    """``46.2 MB``, ``812 kB``."""
    if size >= 1e9:
        return f"{size / 1e9:.1f} GB"
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{max(1, size // 1000)} kB"
