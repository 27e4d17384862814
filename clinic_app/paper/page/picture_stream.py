"""Pictures as shared streams of a PDF: each is written once, however often a page shows it."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import ceil, floor, log2, log10
from typing import Any, cast
from zlib import compress

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from clinic_app.domain.exercise.picture import Panel, Shape, steps_of
from clinic_app.paper.page.fewer_curves import fewer_curves

_LETTERS = {"m": "m", "l": "l", "c": "c", "z": "h"}
_PAINT = {(True, True): "B*", (True, False): "f*", (False, True): "S", (False, False): "n"}
_EXACT = 0.15  # points; a dot of a printer is 0.12 to 0.24


@dataclass(frozen=True)
class Stream:
    """A panel as drawing operators, packed; ``name`` is the same for the same picture."""

    name: str
    packed: bytes
    states: str
    box: str


def draw_picture(canvas: Canvas, panel: Panel, *, x: float, y: float, scale: float) -> None:
    """Show a panel with its upper left corner at (x, y), y counted up, ``scale`` points a unit."""
    stream = _stream(panel, floor(log2(scale)))
    inside = cast("Any", canvas)  # the code of a page has no public way in
    if not inside._doc.hasForm(stream.name):
        inside._doc.addForm(stream.name, _form(stream))
        inside._doc.inPage()
    inside._code.append(f"q {scale:.5f} 0 0 {-scale:.5f} {x:.2f} {y:.2f} cm")
    inside.doForm(stream.name)
    inside._code.append("Q")


@lru_cache(maxsize=512)
def _stream(panel: Panel, size: int) -> Stream:
    """The panel for scales from ``2 ** size`` up to twice that: small ones need fewer curves."""
    exact = _EXACT / 2 ** (size + 0.5)
    panel = fewer_curves(panel, exact)
    digits = max(0, ceil(-log10(exact)))
    opacities = sorted({shape.opacity for shape in panel.shapes})
    states = {} if opacities in ([], [1.0]) else {o: f"O{n}" for n, o in enumerate(opacities)}
    written = ["1 J 1 j"]
    last = ""
    for shape in panel.shapes:
        pen = _pen(shape, digits, states)
        written += [pen] if pen != last else []
        written.append(_path(shape, digits))
        last = pen
    code = "\n".join(written).encode("ascii")
    stated = " ".join(f"/{name} <</ca {o:.3g} /CA {o:.3g}>>" for o, name in states.items())
    box = f"[0 0 {panel.width:.2f} {panel.height:.2f}]"
    name = blake2b(code + stated.encode() + box.encode(), digest_size=8).hexdigest()
    return Stream(name, compress(code, 9), stated, box)


def _pen(shape: Shape, digits: int, states: dict[float, str]) -> str:
    """Colours, width, dashes and opacity; all of them, so that shapes need no saved state."""
    parts: list[str] = []
    if states:
        parts.append(f"/{states[shape.opacity]} gs")
    if shape.fill:
        parts.append(f"{_colour(shape.fill)} rg")
    if shape.stroke:
        dash = " ".join(_short(d, digits) for d in shape.dash)
        width = _short(shape.width, max(2, digits))
        parts.append(f"{_colour(shape.stroke)} RG {width} w [{dash}] 0 d")
    return " ".join(parts)


def _path(shape: Shape, digits: int) -> str:
    parts: list[str] = []
    for letter, numbers in steps_of(shape):
        parts += [_short(number, digits) for number in numbers]
        parts.append(_LETTERS[letter])
    parts.append(_PAINT[bool(shape.fill), bool(shape.stroke)])
    return " ".join(parts)


def _short(number: float, digits: int) -> str:
    text = f"{number:.{digits}f}"
    if digits:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=256)
def _colour(code: str) -> str:
    parts = (int(code[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return " ".join(_short(part, 3) for part in parts)


def _form(stream: Stream) -> pdfdoc.PDFStream:
    names = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": stream.box,
        "Resources": f"<</ExtGState <<{stream.states}>>>>" if stream.states else "<<>>",
        "Filter": "/FlateDecode",
    }
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(names), stream.packed, [])
