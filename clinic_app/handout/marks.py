"""A drawing as plain marks, with two back ends: a page of a PDF, and SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from clinic_app.handout import fonts, typeset
from clinic_app.handout.fonts import Face
from clinic_app.handout.sheet import INK, Format, Sheet

_FAMILY = "'Handrail Sans', 'Atkinson Hyperlegible', 'Noto Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True)
class Stroke:
    """Lines through points (x, top), in points; closed and filled where ``fill`` is a colour."""

    points: tuple[tuple[float, float], ...]
    stroke: str = ""
    fill: str = ""
    line: float = 1.0
    dash: tuple[float, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class Dot:
    """A circle around (x, top)."""

    x: float
    top: float
    radius: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0


@dataclass(frozen=True)
class Text:
    """One line with its baseline at ``base``; ``anchor`` says which part of it stands at ``x``."""

    text: str
    x: float
    base: float
    size: float = 10.0
    face: Face = Face.REGULAR
    colour: str = INK
    anchor: str = "start"

    @property
    def left(self) -> float:
        """Where it starts."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * typeset.width(fonts.clean(self.text), self.face, self.size)

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + typeset.width(fonts.clean(self.text), self.face, self.size)


Mark: TypeAlias = Stroke | Dot | Text


@dataclass(frozen=True)
class Drawing:
    """Marks on white, back to front; sizes in points."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str = ""


def box(
    *, x: float, top: float, width: float, height: float, fill: str = "", stroke: str = ""
) -> Stroke:
    """A rectangle."""
    right, bottom = x + width, top + height
    corners = ((x, top), (right, top), (right, bottom), (x, bottom))
    return Stroke(corners, stroke=stroke, fill=fill, closed=True)


def to_pdf(drawing: Drawing) -> bytes:
    """The drawing on a page of its own size."""
    form = Format(drawing.width, drawing.height, 0, 0)
    sheet = Sheet(form, title=drawing.title, language="en-US")
    draw_at(sheet, drawing, x=0, top=0)
    sheet.next_page()
    return sheet.finish()


def draw_at(sheet: Sheet, drawing: Drawing, *, x: float, top: float) -> None:
    """The drawing on a page, with its upper left corner at (x, top)."""
    sheet.canvas.saveState()
    sheet.canvas.translate(x, -top)
    for mark in drawing.marks:
        _draw(sheet, mark)
    sheet.canvas.restoreState()


def to_svg(drawing: Drawing) -> str:
    """The drawing as a picture for the web and for word processors."""
    size = f"{drawing.width:g} {drawing.height:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}"'
        f' width="{drawing.width:g}pt" height="{drawing.height:g}pt" role="img">'
    )
    parts = [head, f"<title>{escape(drawing.title)}</title>"]
    parts.append('<rect width="100%" height="100%" fill="#FFFFFF"/>')
    parts += [_svg(mark) for mark in drawing.marks]
    return "\n".join([*parts, "</svg>", ""])


def _draw(sheet: Sheet, mark: Mark) -> None:
    if isinstance(mark, Text):
        text = fonts.clean(mark.text)
        sheet.text(
            text, x=mark.left, base=mark.base, size=mark.size, face=mark.face, colour=mark.colour
        )
    elif isinstance(mark, Dot):
        sheet.disc(
            x=mark.x,
            top=mark.top,
            radius=mark.radius,
            fill=mark.fill,
            stroke=mark.stroke,
            line=mark.line,
        )
    else:
        sheet.path(
            mark.points,
            fill=mark.fill,
            stroke=mark.stroke,
            line=mark.line,
            close=mark.closed,
            dash=mark.dash,
        )


def _svg(mark: Mark) -> str:
    if isinstance(mark, Text):
        return _svg_text(mark)
    if isinstance(mark, Dot):
        place = f'cx="{mark.x:.2f}" cy="{mark.top:.2f}" r="{mark.radius:.2f}"'
        return f"<circle {place} {_paint(mark.fill, mark.stroke, mark.line, ())}/>"
    points = " ".join(f"{x:.2f},{top:.2f}" for x, top in mark.points)
    shape = "polygon" if mark.closed else "polyline"
    return f'<{shape} points="{points}" {_paint(mark.fill, mark.stroke, mark.line, mark.dash)}/>'


def _svg_text(mark: Text) -> str:
    weight = ' font-weight="700"' if mark.face is not Face.REGULAR else ""
    return (
        f'<text x="{mark.x:.2f}" y="{mark.base:.2f}" font-family="{_FAMILY}"'
        f' font-size="{mark.size:g}"{weight} fill="{mark.colour}" text-anchor="{mark.anchor}"'
        f' xml:space="preserve">{escape(fonts.clean(mark.text))}</text>'
    )


def _paint(fill: str, stroke: str, line: float, dash: Sequence[float]) -> str:
    parts = [f'fill="{fill or "none"}"']
    if stroke:
        parts.append(f'stroke="{stroke}" stroke-width="{line:g}" stroke-linejoin="round"')
        if dash:
            parts.append(f'stroke-dasharray="{" ".join(f"{d:g}" for d in dash)}"')
    return " ".join(parts)
