"""The numbered picture panels of a card, drawn from display lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from clinic_app.domain.picture import Panel, Shape, steps_of
from clinic_app.handout import icons
from clinic_app.handout.block import Block
from clinic_app.handout.sheet import RULE, WHITE, Sheet

PANEL_HEIGHT = 116.0  # 1.6 inch, the least a standing figure can be read at
_NARROWEST, _WIDEST, _GAP = 148.0, 166.0, 6.0
_SMALL = 46.0


@dataclass(frozen=True)
class Panels:
    """The panels side by side and how wide they are together."""

    block: Block
    width: float


def panels_block(panels: Sequence[Panel], *, height: float) -> Panels:
    """Panels at one scale, so that both figures stay the same size, on one floor."""
    widest = max(panel.width / panel.height for panel in panels)
    width = min(_WIDEST, max(_NARROWEST, widest * (height - 12) + 12))
    scale = min(min((width - 12) / panel.width, (height - 12) / panel.height) for panel in panels)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for n, panel in enumerate(panels, 1):
            _frame(sheet, x, top, width, height)
            left = x + (width - panel.width * scale) / 2
            draw_panel(
                sheet, panel, x=left, top=top + height - 6 - panel.height * scale, scale=scale
            )
            icons.number(sheet, n, x=x + 12.5, top=top + 12.5, radius=9, filled=True)
            x += width + _GAP

    return Panels(Block(height, draw), width * len(panels) + _GAP * (len(panels) - 1))


def small_panel(panel: Panel | None, *, up: bool) -> Block:
    """A rung's picture with its sign, or the sign alone in the same room."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sign = icons.harder if up else icons.easier
        if panel is None:
            sign(sheet, x=x + _SMALL / 2, top=top + _SMALL / 2, radius=9)
            return
        _frame(sheet, x, top, _SMALL, _SMALL)
        scale = min((_SMALL - 6) / panel.width, (_SMALL - 6) / panel.height)
        left = x + (_SMALL - panel.width * scale) / 2
        draw_panel(sheet, panel, x=left, top=top + _SMALL - 3 - panel.height * scale, scale=scale)
        sign(sheet, x=x + 8, top=top + 8, radius=6.5)

    return Block(_SMALL, draw)


def draw_panel(sheet: Sheet, panel: Panel, *, x: float, top: float, scale: float) -> None:
    """The display list with its top left corner at (x, top)."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.transform(scale, 0, 0, -scale, x, sheet.format.height - top)
    for shape in panel.shapes:
        _draw_shape(sheet, shape)
    canvas.restoreState()


def _draw_shape(sheet: Sheet, shape: Shape) -> None:
    path = sheet.canvas.beginPath()
    steps = {"m": path.moveTo, "l": path.lineTo, "c": path.curveTo, "z": path.close}
    for letter, numbers in steps_of(shape):
        steps[letter](*numbers)
    if shape.fill:
        sheet.canvas.setFillColor(HexColor(shape.fill))
    if shape.stroke:
        sheet.pen(shape.stroke, shape.width)
    sheet.canvas.drawPath(
        path, fill=int(bool(shape.fill)), stroke=int(bool(shape.stroke)), fillMode=0
    )


def _frame(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.box(x=x, top=top, width=width, height=height, fill=WHITE, stroke=RULE, radius=4)
