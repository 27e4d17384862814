"""The outcome measures as a table: first, latest, change, limits and how to read it."""

from collections.abc import Sequence

from clinic_app.paper.page import tags
from clinic_app.paper.page.block import Block, grouped, stack, tagged
from clinic_app.paper.page.sheet import INK, MUTED, STRIPE, WHITE, Sheet
from clinic_app.paper.report.measure_rows import MeasureRow
from clinic_app.paper.report.text import SMALL, at_right, lines, section
from clinic_app.paper.type.fonts import Face

_SHARES = (0.335, 0.13, 0.13, 0.085, 0.13, 0.19)  # of the width
_HEADS = ("Measure (which way is better)", "First", "Latest", "Change", "MDC / MCID", "Reading")
_PAD, _OVER = 6.0, 1.5
_HEAD = 15.0
_NOTE = "MDC: beyond measuring error. MCID: large enough to matter."


def measures_block(rows: Sequence[MeasureRow], inner: float) -> Block:
    """Heading and table; never parted."""
    made = [_head(inner), *(_row(row, inner) for row in rows)]
    table = grouped(_striped(made, inner), "Table")
    title = section("Outcome measures", inner * 0.4)
    note = at_right(_NOTE, SMALL, inner * 0.6, colour=MUTED)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        title.draw(sheet, x, top)
        note.draw(sheet, x + inner * 0.4, top + 3)
        table.draw(sheet, x, top + title.height + 2)

    return Block(title.height + 2 + table.height, draw)


def _striped(made: Sequence[Block], inner: float) -> Block:
    whole = stack(made)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        at = top
        for n, block in enumerate(made):
            if n and n % 2 == 0:
                sheet.box(x=x, top=at, width=inner, height=block.height, fill=STRIPE)
            block.draw(sheet, x, at)
            at += block.height
        sheet.rule(x=x, top=at, to_x=x + inner, to_top=at)

    return Block(whole.height, draw)


def _lefts(inner: float) -> list[float]:
    return [inner * sum(_SHARES[:n]) + _PAD for n in range(len(_SHARES))]


def _head(inner: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x, top=top, width=inner, height=_HEAD, fill=INK)
        for left, words in zip(_lefts(inner), _HEADS, strict=True):
            with sheet.tag("TH", tags.scope("Column")):
                base = top + 11.3
                sheet.text(words, x=x + left, base=base, size=SMALL, face=Face.BOLD, colour=WHITE)

    return grouped(Block(_HEAD, draw), "TR")


def _row(row: MeasureRow, inner: float) -> Block:
    widths = [inner * share - _PAD - 2 for share in _SHARES]
    texts = (f"{row.name} ({row.direction})", row.first, row.latest, row.change, row.limits)
    cells = [lines(text, SMALL, width) for text, width in zip(texts, widths, strict=False)]
    face = Face.BOLD if row.is_told else Face.REGULAR
    cells.append(lines(row.reading, SMALL, widths[-1], face))
    cells = [
        tagged(cell, "TD", "") if n else tagged(cell, "TH", tags.scope("Row"))
        for n, cell in enumerate(cells)
    ]
    height = max(cell.height for cell in cells) + 2 * _OVER

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for left, cell in zip(_lefts(inner), cells, strict=True):
            cell.draw(sheet, x + left, top + _OVER)

    return grouped(Block(height, draw), "TR")
