"""Small signs drawn as shapes: they keep their meaning in grey and need no picture files."""

from math import cos, pi, sin
from typing import Protocol

from clinic_app.paper.page.sheet import BAND, INK, WHITE, Sheet
from clinic_app.paper.type.fonts import Face


def number(sheet: Sheet, n: int, *, x: float, top: float, radius: float, filled: bool) -> None:
    """A step's number in a disc around (x, top): filled where it stands for a picture."""
    if filled:
        sheet.disc(x=x, top=top, radius=radius, fill=INK)
    else:
        sheet.disc(x=x, top=top, radius=radius - 0.45, fill=WHITE, stroke=INK)
    size = radius * (1.25 if n < 10 else 1.0)
    colour = WHITE if filled else INK
    base = top + size * 0.345
    sheet.centred(str(n), middle=x, base=base, size=size, face=Face.BOLD, colour=colour)


def easier(sheet: Sheet, *, x: float, top: float, radius: float) -> None:
    """White disc, arrow down."""
    sheet.disc(x=x, top=top, radius=radius - 0.5, fill=WHITE, stroke=INK, line=1)
    _arrow(sheet, x, top, radius * 0.46, 1, INK)


def harder(sheet: Sheet, *, x: float, top: float, radius: float) -> None:
    """Black disc, arrow up."""
    sheet.disc(x=x, top=top, radius=radius, fill=INK)
    _arrow(sheet, x, top, radius * 0.46, -1, WHITE)


def go(sheet: Sheet, *, x: float, top: float, radius: float) -> None:
    """A tick in a circle on white."""
    sheet.disc(x=x, top=top, radius=radius - 0.6, fill=WHITE, stroke=INK, line=1.2)
    r = radius
    tick = [
        (x - r * 0.45, top + r * 0.02),
        (x - r * 0.1, top + r * 0.38),
        (x + r * 0.5, top - r * 0.36),
    ]
    sheet.path(tick, stroke=INK, line=r * 0.24, close=False)


def care(sheet: Sheet, *, x: float, top: float, radius: float) -> None:
    """A warning triangle on pale."""
    r = radius * 1.08
    corners = [(x, top - r * 0.92), (x + r, top + r * 0.8), (x - r, top + r * 0.8)]
    sheet.path(corners, fill=BAND, stroke=INK, line=1.2)
    sheet.path([(x, top - r * 0.28), (x, top + r * 0.2)], stroke=INK, line=r * 0.2, close=False)
    sheet.disc(x=x, top=top + r * 0.5, radius=r * 0.11, fill=INK)


def stop(sheet: Sheet, *, x: float, top: float, radius: float) -> None:
    """A dark octagon with a bar."""
    turns = [pi / 8 + n * pi / 4 for n in range(8)]
    r = radius * 1.04
    sheet.path([(x + r * cos(a), top + r * sin(a)) for a in turns], fill=INK)
    sheet.path([(x - r * 0.42, top), (x + r * 0.42, top)], stroke=WHITE, line=r * 0.26, close=False)


def tick_box(sheet: Sheet, *, x: float, top: float, size: float) -> None:
    """An empty box to tick."""
    sheet.box(
        x=x, top=top, width=size, height=size, fill=WHITE, stroke=INK, line=0.8, radius=size * 0.16
    )


def _arrow(sheet: Sheet, x: float, top: float, reach: float, way: int, colour: str) -> None:
    tip, back = top + way * reach * 0.85, top - way * reach * 0.6
    sheet.path([(x - reach, back), (x + reach, back), (x, tip)], fill=colour)


class Sign(Protocol):
    """One of the signs above."""

    def __call__(self, sheet: Sheet, *, x: float, top: float, radius: float) -> None: ...
