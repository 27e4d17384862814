"""A drawing of the chart on paper, with two back ends: a page of a PDF, and SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from clinic_app.chart.marks import Dot, Mark, Text
from clinic_app.colours import PAPER
from clinic_app.paper.chart import outlines
from clinic_app.paper.page.sheet import Format, Sheet
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face


@dataclass(frozen=True)
class Drawing:
    """Marks on white, back to front; sizes in points."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str = ""


def measure(text: str, size: float, bold: bool) -> float:
    """The width of a text in points, as it is printed."""
    return typeset.width(fonts.clean(text), _face(bold), size)


def _face(bold: bool) -> Face:
    return Face.BOLD if bold else Face.REGULAR


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
    """The drawing as a picture for the web and for word processors, its words as outlines."""
    size = f"{drawing.width:g} {drawing.height:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}"'
        f' width="{drawing.width:g}pt" height="{drawing.height:g}pt" role="img">'
    )
    words = " ".join(fonts.clean(mark.text) for mark in drawing.marks if isinstance(mark, Text))
    parts = [head, f"<title>{escape(drawing.title)}</title>", f"<desc>{escape(words)}</desc>"]
    parts.append(f'<rect width="{drawing.width:g}" height="{drawing.height:g}" fill="#FFFFFF"/>')
    parts += [_svg(mark) for mark in drawing.marks]
    return "\n".join([*parts, "</svg>", ""])


def _draw(sheet: Sheet, mark: Mark) -> None:
    if isinstance(mark, Text):
        left, _ = mark.sides(measure)
        sheet.text(
            fonts.clean(mark.text),
            x=left,
            base=mark.base,
            size=mark.size,
            face=_face(mark.bold),
            colour=PAPER[mark.colour],
        )
    elif isinstance(mark, Dot):
        sheet.disc(
            x=mark.x,
            top=mark.top,
            radius=mark.radius,
            fill=_colour(mark.fill),
            stroke=_colour(mark.stroke),
            line=mark.line,
        )
    else:
        sheet.path(
            mark.points,
            fill=_colour(mark.fill),
            stroke=_colour(mark.stroke),
            line=mark.line,
            close=mark.closed,
            dash=mark.dash,
        )


def _colour(name: str) -> str:
    return PAPER[name] if name else ""


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
    """The letters as outlines: no viewer has our fonts, and another font is wider or narrower."""
    text = fonts.clean(mark.text)
    drawn = outlines.path(text, _face(mark.bold))
    scale = mark.size / outlines.UNITS
    place = f"matrix({scale:.6f} 0 0 {-scale:.6f} {mark.sides(measure)[0]:.2f} {mark.base:.2f})"
    label = f'role="img" aria-label="{escape(text)}"'
    return f'<path {label} fill="{PAPER[mark.colour]}" transform="{place}" d="{drawn}"/>'


def _paint(fill: str, stroke: str, line: float, dash: Sequence[float]) -> str:
    parts = [f'fill="{_colour(fill) or "none"}"']
    if stroke:
        parts.append(f'stroke="{_colour(stroke)}" stroke-width="{line:g}" stroke-linejoin="round"')
        if dash:
            parts.append(f'stroke-dasharray="{" ".join(f"{d:g}" for d in dash)}"')
    return " ".join(parts)
