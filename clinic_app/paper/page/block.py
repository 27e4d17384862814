"""Blocks: measured pieces of a page that know how to draw themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from clinic_app.paper.page.sheet import INK, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Line, Span

LEADING = 14.2 / 12  # of the size

Draw = Callable[[Sheet, float, float], None]


@dataclass(frozen=True)
class Block:
    """``height`` in points; ``draw`` takes the sheet, the left edge and the top."""

    height: float
    draw: Draw = field(repr=False)


def stack(blocks: Sequence[Block], *, gap: float = 0.0) -> Block:
    """Blocks one under the other."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for block in blocks:
            block.draw(sheet, x, top)
            top += block.height + gap

    height = sum(b.height for b in blocks) + gap * max(0, len(blocks) - 1)
    return Block(height, draw)


def placed(parts: Sequence[tuple[float, float, Block]]) -> Block:
    """Blocks at (x, top), drawn and so read in this order."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for dx, down, block in parts:
            block.draw(sheet, x + dx, top + down)

    return Block(max((down + block.height for _, down, block in parts), default=0.0), draw)


def tagged(block: Block, kind: str, extra: str = "") -> Block:
    """A block that is read out as one ``kind``, such as ``P``."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        with sheet.tag(kind, extra):
            block.draw(sheet, x, top)

    return Block(block.height, draw)


def grouped(block: Block, kind: str) -> Block:
    """A block whose tags belong together, such as the steps of a list ``L``."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        with sheet.part(kind):
            block.draw(sheet, x, top)

    return Block(block.height, draw)


def indented(block: Block, *, by: float) -> Block:
    """A block moved to the right."""
    return Block(block.height, lambda sheet, x, top: block.draw(sheet, x + by, top))


def space(height: float) -> Block:
    """Nothing, of a height."""
    return Block(height, lambda sheet, x, top: None)


def text_lines(
    lines: Sequence[Line],
    *,
    size: float,
    width: float,
    colour: str = INK,
    leading: float = LEADING,
) -> Block:
    """Lines that are already wrapped."""
    step = size * leading

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.lines(lines, x=x, top=top, size=size, leading=step, within=width, colour=colour)

    return Block(step * len(lines), draw)


def paragraph(
    text: str, *, size: float, width: float, face: Face = Face.REGULAR, colour: str = INK
) -> Block:
    """A person's or our own text, wrapped."""
    lines = typeset.wrap_whole([Span(typeset.prepared(text), face)], size, width)
    return text_lines(lines, size=size, width=width, colour=colour)


def labelled(
    label: str, text: str, *, size: float, width: float, face: Face = Face.REGULAR
) -> Block:
    """A bold label and a text that goes on in its line, or under it where it runs the other way."""
    return text_lines(label_lines(label, text, size, width, face), size=size, width=width)


def label_lines(label: str, text: str, size: float, width: float, face: Face) -> list[Line]:
    """The wrapped lines of `labelled`."""
    body = typeset.prepared(text)
    if typeset.runs_rtl(body):
        return [Line((Span(label, Face.BOLD),)), *typeset.plain_lines(text, face, size, width)]
    return typeset.wrap_whole([Span(f"{label} ", Face.BOLD), Span(body, face)], size, width)
