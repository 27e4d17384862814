"""Glyphs for scripts whose letters join, stack or carry marks, through HarfBuzz."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import uharfbuzz

from clinic_app.paper.type import fonts

_hb = cast("Any", uharfbuzz)  # compiled, without type stubs
_PRIVATE = 0xE000  # glyph n of a font is written as this code plus n: the same in every document
_JOINING = ("Arabic", "Devanagari", "Thai", "Hebrew")


@dataclass(frozen=True)
class Glyph:
    """One glyph: the character that reportlab writes it by, and its offsets, in em."""

    char: str
    x: float
    y: float


@dataclass(frozen=True)
class Shaped:
    """A run of one font and direction, ready to draw; ``width`` in em, ``glyphs`` left to right."""

    font: str
    text: str
    width: float
    glyphs: tuple[Glyph, ...]


def needs_shaping(run: fonts.FontRun, *, rtl: bool) -> bool:
    """Plain letters are drawn as they stand; marks and joining scripts are not."""
    if rtl or any(script in run.font for script in _JOINING):
        return True
    return any(c in "\u200c\u200d" or unicodedata.combining(c) for c in run.text)


@lru_cache(maxsize=2048)
def shape(run: fonts.FontRun, *, rtl: bool) -> Shaped:
    """Shape a run. Raises MissingGlyph where the font cannot show a part of it."""
    face = _face(run.font)
    buffer = _hb.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    _hb.shape(_hb.Font(face), buffer)
    em = face.upem
    glyphs: list[Glyph] = []
    pen = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            fonts.check(run.text, "this line")
            raise fonts.MissingGlyph("A part of this text cannot be printed.", "Write it plainly.")
        char = _char_of(run.font, info.codepoint)
        glyphs.append(Glyph(char, (pen + position.x_offset) / em, position.y_offset / em))
        pen += position.x_advance
    return Shaped(run.font, run.text, pen / em, tuple(glyphs))


def harfbuzz_font(name: str) -> Any:
    """A font of this file name, to draw its glyphs by their number."""
    return _hb.Font(_face(name))


@lru_cache(maxsize=32)
def _face(name: str) -> Any:
    return _hb.Face(_hb.Blob.from_file_path(fonts.file_of(name)))


def _char_of(name: str, glyph: int) -> str:
    """Teach the font a private code for this glyph, and give it."""
    code = _PRIVATE + glyph
    face = fonts.font(name).face
    if face.charToGlyph.get(code) != glyph:
        advance = _hb.Font(_face(name)).get_glyph_h_advance(glyph)
        face.charToGlyph[code] = glyph
        face.charWidths[code] = advance * 1000 / _face(name).upem
    return chr(code)
