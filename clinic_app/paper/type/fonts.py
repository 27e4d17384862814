"""The fonts on paper: one family, with fallbacks chosen character by character, never a blank."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from threading import RLock
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from clinic_app.domain.errors import UserError
from clinic_app.shipped_data import RESOURCES

_FOLDER = RESOURCES / "fonts"
_LOCK = RLock()  # reportlab's registry of fonts is one for all threads
_SCRIPTS = ("Arabic", "Hebrew", "Devanagari", "Thai", "Armenian", "Georgian")
_KOREAN = "NanumGothic"
_LAST = "DroidSansFallbackFull"  # Chinese, Japanese
# Joiners shape the letters around them and show nothing themselves.
_JOINERS = frozenset("\u200c\u200d")
_NO_JOINERS = str.maketrans("", "", "\u200c\u200d")


class Face(Enum):
    """How text looks; the value is the family's own file."""

    REGULAR = "HandrailSans-Regular"
    BOLD = "HandrailSans-Bold"
    BOLD_ITALIC = "HandrailSans-BoldItalic"


class MissingGlyph(UserError):
    """Characters that no font here has; printing them would leave blanks."""


@dataclass(frozen=True)
class FontRun:
    """Neighbouring characters that one font draws."""

    font: str
    text: str


def clean(text: str) -> str:
    """Text for paper: composed, without controls; blanks of any kind become plain ones."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    known = (
        c if c in "\n\N{NO-BREAK SPACE}" else " " if c.isspace() else c
        for c in composed
        if c in _JOINERS or c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
    )
    return "".join(known)


@lru_cache(maxsize=4096)
def font_runs(text: str, face: Face) -> tuple[FontRun, ...]:
    """Part cleaned text into runs of one font each. Raises MissingGlyph."""
    if _covered(face.value).issuperset(text):
        return (FontRun(face.value, text),)
    runs: list[FontRun] = []
    for cluster in _drawable(text, face):
        font = _font_for(cluster, face, runs[-1].font if runs else "")
        if runs and runs[-1].font == font:
            runs[-1] = FontRun(font, runs[-1].text + cluster)
        else:
            runs.append(FontRun(font, cluster))
    return tuple(runs)


def _drawable(text: str, face: Face) -> list[str]:
    """Clusters; one that mixes scripts, so that no font has it whole, is drawn part by part."""
    found: list[str] = []
    for cluster in clusters(text):
        whole = _find(cluster.translate(_NO_JOINERS), face)
        found += [cluster] if whole else list(cluster.translate(_NO_JOINERS))
    return found


def clusters(text: str) -> list[str]:
    """Letters, each with the marks and joiners that belong to it."""
    found: list[str] = []
    for char in text:
        if found and (char in _JOINERS or unicodedata.category(char).startswith("M")):
            found[-1] += char
        else:
            found.append(char)
    return found


def check(text: str, where: str) -> None:
    """Raise MissingGlyph naming the characters and ``where`` they stand (no patient data)."""
    missing = _missing(clean(text).replace("\n", " "))
    if not missing:
        return
    named = ", ".join(_named(char) for char in missing[:5])
    raise MissingGlyph(
        f"No font here can print {named} in {where}.",
        "Take it out or write it another way, then print again.",
    )


def printable(text: str) -> str:
    """The text with a question mark for each character that no font here can print."""
    plain = clean(text)
    missing = set(_missing(plain.replace("\n", " ")))
    return "".join("?" if char in missing else char for char in plain) if missing else plain


def font(name: str) -> TTFont:
    """The loaded font of this file name (without suffix)."""
    with _LOCK:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(_FOLDER / f"{name}.ttf")))
        return cast("TTFont", pdfmetrics.getFont(name))


def file_of(name: str) -> str:
    """The path of a font's file."""
    return str(_FOLDER / f"{name}.ttf")


def _missing(text: str) -> list[str]:
    plain = _covered(Face.REGULAR.value)
    unusual = dict.fromkeys(c for c in text if c not in plain and c not in _JOINERS)
    return [char for char in unusual if not _find(char, Face.REGULAR)]


def _named(char: str) -> str:
    name = unicodedata.name(char, "unnamed").lower()
    return f"“{char}” (U+{ord(char):04X}, {name})"


def _font_for(cluster: str, face: Face, last: str) -> str:
    """The first font with every part of the cluster; a blank stays with what stands before it."""
    if last and cluster.isspace() and cluster in _covered(last):
        return last
    name = _find(cluster.translate(_NO_JOINERS), face)
    if not name:
        raise MissingGlyph(f"No font here can print {_named(cluster[0])}.", "Write it another way.")
    return name


@lru_cache(maxsize=8192)
def _find(cluster: str, face: Face) -> str:
    return next((name for name in _chain(face) if _covered(name).issuperset(cluster)), "")


def _chain(face: Face) -> Iterable[str]:
    weight = "Regular" if face is Face.REGULAR else "Bold"
    yield face.value
    yield f"NotoSans-{weight}"
    for script in _SCRIPTS:
        yield f"NotoSans{script}-{weight}"
    yield f"{_KOREAN}-{weight}"
    yield _LAST


@lru_cache(maxsize=32)
def _covered(name: str) -> frozenset[str]:
    codes = font(name).face.charToGlyph
    # Private use characters belong to nobody's text; shaping borrows them.
    return frozenset(chr(c) for c, glyph in codes.items() if glyph and not 0xE000 <= c <= 0xF8FF)
