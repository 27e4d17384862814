"""Lines of text as outlines, for pictures that are seen where our fonts are not."""

from functools import lru_cache
from typing import Any

from clinic_app.paper.type import fonts, shaping, typeset
from clinic_app.paper.type.fonts import Face

UNITS = 1000  # an em


@lru_cache(maxsize=1024)
def path(text: str, face: Face) -> str:
    """SVG path data of cleaned text: from its start on the baseline, up is positive, `UNITS` an em.

    Every letter stands where it stands on paper. Raises `fonts.MissingGlyph`.
    """
    placed = typeset.placed_chars(text, face)
    return "".join(_glyph(c.font, c.char, round(c.x * UNITS), round(c.y * UNITS)) for c in placed)


def _glyph(font: str, char: str, x: int, y: int) -> str:
    return "".join(
        command + " ".join(f"{a + x} {b + y}" for a, b in points)
        for command, points in _commands(font, char)
    )


class _Pen:
    """Collects what HarfBuzz draws of one glyph, in `UNITS` an em."""

    def __init__(self, scale: float) -> None:
        self.commands: list[tuple[str, tuple[tuple[int, int], ...]]] = []
        self._scale = scale

    def _add(self, command: str, *points: tuple[float, float]) -> None:
        at = tuple((round(x * self._scale), round(y * self._scale)) for x, y in points)
        self.commands.append((command, at))

    def moveTo(self, at: tuple[float, float]) -> None:  # named by HarfBuzz
        self._add("M", at)

    def lineTo(self, to: tuple[float, float]) -> None:  # named by HarfBuzz
        self._add("L", to)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # named by HarfBuzz
        self._add("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # named by HarfBuzz
        self._add("C", *points)

    def closePath(self) -> None:  # named by HarfBuzz
        self._add("Z")


@lru_cache(maxsize=2048)
def _commands(font: str, char: str) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """The outline of one character as SVG commands with their points."""
    glyph: Any = fonts.font(font).face.charToGlyph[ord(char)]
    harfbuzz = shaping.harfbuzz_font(font)
    pen = _Pen(UNITS / harfbuzz.face.upem)
    harfbuzz.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.commands)
