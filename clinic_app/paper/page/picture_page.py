"""Pictures alone on a page of their own: one exercise's, or a sheet of many with their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from clinic_app.domain.exercise.picture import Panel
from clinic_app.paper.page.picture_stream import draw_picture
from clinic_app.paper.type import fonts

_MARGIN, _GAP = 12.0, 18.0
_CELL_WIDTH, _CELL_HEIGHT, _NAME = 250.0, 190.0, 10.0


@dataclass(frozen=True)
class Named:
    """An exercise's pictures with the words that stand above them on a sheet."""

    name: str
    panels: Sequence[Panel]


def pictures_pdf(panels: Sequence[Panel], *, points_per_unit: float = 1.0) -> bytes:
    """Panels side by side at one scale on one floor, on a page that fits them."""
    scale = points_per_unit
    below = max(p.floor for p in panels)
    height = max(p.height - p.floor for p in panels) + below
    width = sum(p.width for p in panels) * scale + _GAP * (len(panels) - 1) + 2 * _MARGIN
    canvas, made = _canvas(width, height * scale + 2 * _MARGIN)
    x = _MARGIN
    for panel in panels:
        floor = _MARGIN + below * scale
        top = floor + (panel.height - panel.floor) * scale
        draw_picture(canvas, panel, x=x, y=top, scale=scale)
        x += panel.width * scale + _GAP
    return _finished(canvas, made)


def sheet_pdf(pictures: Sequence[Named], *, columns: int = 5) -> bytes:
    """A contact sheet: each exercise's pictures in a cell of the same size, its name above."""
    rows = -(-len(pictures) // columns)
    canvas, made = _canvas(columns * _CELL_WIDTH, rows * _CELL_HEIGHT)
    face = fonts.font(fonts.font_runs("A", fonts.Face.REGULAR)[0].font)
    for place, picture in enumerate(pictures):
        x = place % columns * _CELL_WIDTH
        y = (rows - place // columns) * _CELL_HEIGHT
        canvas.setFont(face.fontName, _NAME)
        canvas.drawString(x + 8, y - 15, picture.name)
        _fill_cell(canvas, picture.panels, x, y - _CELL_HEIGHT)
    return _finished(canvas, made)


def _fill_cell(canvas: Canvas, panels: Sequence[Panel], x: float, y: float) -> None:
    if not panels:
        return
    below = max(p.floor for p in panels)
    height = max(p.height - p.floor for p in panels) + below
    width = sum(p.width for p in panels)
    room = _CELL_WIDTH - 16 - 6 * (len(panels) - 1)
    scale = min(room / width, (_CELL_HEIGHT - 30) / height)
    left = x + (_CELL_WIDTH - width * scale - 6 * (len(panels) - 1)) / 2
    for panel in panels:
        top = y + 6 + (below + panel.height - panel.floor) * scale
        draw_picture(canvas, panel, x=left, y=top, scale=scale)
        left += panel.width * scale + 6


def _canvas(width: float, height: float) -> tuple[Canvas, BytesIO]:
    made = BytesIO()
    canvas = Canvas(made, pagesize=(width, height), invariant=1)
    canvas.setTitle("Handrail figure")
    return canvas, made


def _finished(canvas: Canvas, made: BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return made.getvalue()
