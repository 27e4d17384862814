"""How words look on a report: sizes, and blocks of a person's or our own text."""

from collections.abc import Sequence

from clinic_app.paper.page.block import Block, tagged, text_lines
from clinic_app.paper.page.sheet import INK, Sheet
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Span

BODY, SMALL, TINY = 9.5, 8.5, 7.5
_LEADING = 1.27


def lines(
    text: str, size: float, width: float, face: Face = Face.REGULAR, colour: str = INK
) -> Block:
    """A text, wrapped, as it is."""
    wrapped = typeset.plain_lines(text, face, size, width)
    return text_lines(wrapped, size=size, width=width, colour=colour, leading=_LEADING)


def led(parts: Sequence[tuple[str, str]], size: float, width: float) -> Block:
    """Bold labels, each with a text that goes on in its line, read as one paragraph."""
    spans: list[Span] = []
    for label, text in parts:
        before = "  " if spans else ""
        spans.append(Span(f"{before}{fonts.clean(label)}: ", Face.BOLD))
        spans.append(Span(typeset.prepared(text)))
    wrapped = typeset.wrap(spans, size, width)
    return tagged(text_lines(wrapped, size=size, width=width, leading=_LEADING), "P")


def section(text: str, width: float) -> Block:
    """The heading of a part of the report."""
    return tagged(lines(text, 11.5, width, Face.BOLD), "H2")


def at_right(
    text: str, size: float, width: float, *, face: Face = Face.REGULAR, colour: str = INK
) -> Block:
    """A text whose lines end at the right edge, read as one paragraph."""
    rows = typeset.wrap_whole([Span(fonts.clean(text), face)], size, width) if text else []
    step = size * _LEADING

    def draw(sheet: Sheet, x: float, top: float) -> None:
        with sheet.tag("P"):
            for n, line in enumerate(rows):
                words = "".join(span.text for span in line.spans)
                base = top + n * step + step * 0.5 + size * 0.34
                sheet.right(words, edge=x + width, base=base, size=size, face=face, colour=colour)

    return Block(step * len(rows), draw)
