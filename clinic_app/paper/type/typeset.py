"""Measure, wrap and draw lines of text; what people wrote is drawn as letters, never parsed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from clinic_app.paper.type import bidi, fonts, shaping
from clinic_app.paper.type.fonts import Face

_SLACK = 0.01  # points; sums of widths differ in the last digits
_SCRAP = 0.15  # of the width
_NARROWER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_NUMBER_AND_WORD = re.compile(r"(\b\d+) (?=[^\W\d])")
_PIECES = re.compile(r"[^ \n]+| +|\n")
# Chinese, Japanese and Korean break between any two characters; Thai needs a dictionary for words.
_BREAKS_ANYWHERE = re.compile(
    "(?=[\u0e01-\u0e2f\u0e40-\u0e44\u3041-\u30fa\u3400-\u9fff\uf900-\ufaff])"
)


class Span(NamedTuple):  # thousands are made for a page: half the cost of a frozen dataclass
    """A stretch of text in one face."""

    text: str
    face: Face = Face.REGULAR


@dataclass(frozen=True)
class Line:
    """One line as it is drawn; ``rtl`` lines stand at the right edge."""

    spans: tuple[Span, ...]
    rtl: bool = False


_Paragraph: TypeAlias = tuple[Sequence[Span], bool]  # its pieces; whether it runs from the right


@dataclass(frozen=True)
class _Plain:
    font: str
    text: str
    width: float


def width(text: str, face: Face, size: float) -> float:
    """Width in points of cleaned text on one line."""
    return _em_width(text, face) * size


def line_width(line: Line, size: float) -> float:
    """Width in points of a whole line."""
    return sum(width(span.text, span.face, size) for span in line.spans)


def wrap(spans: Sequence[Span], size: float, within: float) -> list[Line]:
    """Break text into lines at most ``within`` points wide; every character is kept.

    A word that is wider than the line is parted between letters. Newlines are kept.
    """
    return list(_wrapped(tuple(spans), size, within))


def wrap_whole(spans: Sequence[Span], size: float, within: float) -> list[Line]:
    """Wrap, and where the last line would be a scrap, sooner: as many lines, a fuller end."""
    return list(_wrapped_whole(tuple(spans), size, within))


# A page is laid out many times until everything fits, mostly at widths that were tried before.
@lru_cache(maxsize=32768)
def _wrapped(spans: tuple[Span, ...], size: float, within: float) -> Sequence[Line]:
    return _fitted(_paragraphs(_breakable(spans)), size, within)


@lru_cache(maxsize=32768)
def _wrapped_whole(spans: tuple[Span, ...], size: float, within: float) -> Sequence[Line]:
    paragraphs = _paragraphs(_breakable(spans))
    lines = _fitted(paragraphs, size, within)
    if len(lines) < 2 or not _is_scrap(lines[-1], size, within):
        return lines
    pieces = [piece for part, _ in paragraphs for piece in part]
    longest = max(width(piece.text, piece.face, size) for piece in pieces)
    for share in _NARROWER:
        if longest > within * share + _SLACK:
            break  # a word that is whole now would be parted
        sooner = _fitted(paragraphs, size, within * share)
        if len(sooner) == len(lines) and not _is_scrap(sooner[-1], size, within):
            return sooner
    return lines


def _fitted(paragraphs: Sequence[_Paragraph], size: float, within: float) -> list[Line]:
    return [line for pieces, rtl in paragraphs for line in _wrap_one(pieces, size, within, rtl)]


def _is_scrap(line: Line, size: float, within: float) -> bool:
    """One word alone, or two tiny ones."""
    one_word = " " not in "".join(span.text for span in line.spans)
    return one_word or line_width(line, size) < _SCRAP * within


def _wrap_one(pieces: Sequence[Span], size: float, within: float, rtl: bool) -> list[Line]:
    lines: list[Line] = []
    current: list[Span] = []
    used = 0.0
    for piece in pieces:
        wide = width(piece.text, piece.face, size)
        if used + wide > within + _SLACK and not piece.text.isspace():
            line = _line(current, rtl)
            lines += [line] if line.spans else []
            current, used = [], 0.0
            *full, piece = _parted(piece, size, within)
            lines += [Line((part,), rtl) for part in full]
            wide = width(piece.text, piece.face, size)
        current.append(piece)
        used += wide
    return [*lines, _line(current, rtl)]


def _paragraphs(pieces: Sequence[Span]) -> list[_Paragraph]:
    """Pieces between newlines; each such part has a direction of its own."""
    parts: list[list[Span]] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            parts.append([])
        else:
            parts[-1].append(piece)
    return [(part, bidi.is_rtl("".join(piece.text for piece in part))) for part in parts]


def plain_lines(text: str, face: Face, size: float, within: float) -> list[Line]:
    """Wrap a text of one face."""
    return wrap([Span(prepared(text), face)], size, within)


@lru_cache(maxsize=4096)
def prepared(text: str) -> str:
    """Cleaned text whose numbers stay with the word after them: ``5 seconds``."""
    return _NUMBER_AND_WORD.sub("\\1\N{NO-BREAK SPACE}", fonts.clean(text))


def runs_rtl(text: str) -> bool:
    """Whether a text starts from the right."""
    return bidi.is_rtl(text)


def spaced(line: Line) -> Line:
    """The line with a blank at its end, which nobody sees."""
    if line.rtl or not line.spans:
        return line
    *rest, last = line.spans
    return Line((*rest, Span(f"{last.text} ", last.face)), line.rtl)


def draw_line(
    canvas: Canvas, line: Line, *, x: float, y: float, size: float, within: float = 0.0
) -> None:
    """Draw a line with its baseline at ``y``; RTL lines end at ``x + within``."""
    spans = line.spans[::-1] if line.rtl else line.spans
    if line.rtl and within:
        x += within - line_width(line, size)
    for span in spans:
        x += draw_text(canvas, span.text, span.face, x=x, y=y, size=size, rtl=line.rtl)


def draw_text(
    canvas: Canvas, text: str, face: Face, *, x: float, y: float, size: float, rtl: bool = False
) -> float:
    """Draw cleaned text from ``x`` with its baseline at ``y``; gives its width in points."""
    start = x
    for piece in _pieces(text, face, rtl):
        if isinstance(piece, _Plain):
            canvas.setFont(piece.font, size)
            canvas.drawString(x, y, piece.text)
        else:
            _draw_shaped(canvas, piece, x, y, size)
        x += piece.width * size
    return x - start


class PlacedChar(NamedTuple):
    """A character as its font names it, and where it stands from the line's start, in em."""

    font: str
    char: str
    x: float
    y: float


def placed_chars(text: str, face: Face) -> list[PlacedChar]:
    """The characters of cleaned text from left to right, where `draw_text` draws them."""
    found: list[PlacedChar] = []
    pen = 0.0
    for piece in _pieces(text, face, False):
        if isinstance(piece, shaping.Shaped):
            found += [PlacedChar(piece.font, g.char, pen + g.x, g.y) for g in piece.glyphs]
        else:
            x = pen
            for char in piece.text:
                found.append(PlacedChar(piece.font, char, x, 0.0))
                x += pdfmetrics.stringWidth(char, piece.font, 1)
        pen += piece.width
    return found


def _draw_shaped(canvas: Canvas, run: shaping.Shaped, x: float, y: float, size: float) -> None:
    """Glyphs one by one; the letters they stand for go along for search and for screen readers."""
    spoken = ("\ufeff" + run.text).encode("utf-16-be").hex().upper()
    out = canvas._code.append  # pyright: ignore  # the canvas has no public way to mark content
    out(f"/Span <</ActualText <{spoken}>>> BDC")
    canvas.setFont(run.font, size)
    for glyph in run.glyphs:
        canvas.drawString(x + glyph.x * size, y + glyph.y * size, glyph.char)
    out("EMC")


@lru_cache(maxsize=8192)
def _em_width(text: str, face: Face) -> float:
    return sum(piece.width for piece in _pieces(text, face, False))


@lru_cache(maxsize=4096)
def _pieces(text: str, face: Face, rtl: bool) -> tuple[_Plain | shaping.Shaped, ...]:
    """What is drawn from left to right, run by run."""
    directed = [(text, False)]
    if rtl or bidi.has_rtl(text):
        directed = bidi.visual_runs(text, rtl=rtl)
    pieces: list[_Plain | shaping.Shaped] = []
    for part, backwards in directed:
        runs = fonts.font_runs(part, face)
        for run in runs[::-1] if backwards else runs:
            if shaping.needs_shaping(run, rtl=backwards):
                pieces.append(shaping.shape(run, rtl=backwards))
            else:
                fonts.font(run.font)
                em = pdfmetrics.stringWidth(run.text, run.font, 1)
                pieces.append(_Plain(run.font, run.text, em))
    return tuple(pieces)


def _breakable(spans: Sequence[Span]) -> list[Span]:
    """Blanks, newlines and words; a word goes on in the next span where no blank parts them."""
    return [
        Span(part, span.face)
        for span in spans
        for piece in _PIECES.findall(span.text)
        for part in _BREAKS_ANYWHERE.split(piece)
        if part
    ]


def _parted(word: Span, size: float, within: float) -> list[Span]:
    if width(word.text, word.face, size) <= within + _SLACK:
        return [word]
    parts = [""]
    for cluster in fonts.clusters(word.text):
        if parts[-1] and width(parts[-1] + cluster, word.face, size) > within:
            parts.append("")
        parts[-1] += cluster
    return [Span(part, word.face) for part in parts]


def _line(pieces: Sequence[Span], rtl: bool) -> Line:
    """Join pieces of one face, without the blanks at either end."""
    joined = [
        (face, "".join(piece.text for piece in group))
        for face, group in groupby(pieces, key=attrgetter("face"))
    ]
    if joined:
        joined[0] = (joined[0][0], joined[0][1].lstrip(" "))
        joined[-1] = (joined[-1][0], joined[-1][1].rstrip(" "))
    return Line(tuple(Span(text, face) for face, text in joined if text), rtl)
