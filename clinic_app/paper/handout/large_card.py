"""Cards in large print, and cards of any size that are taller than a page, in parts."""

from clinic_app.paper.handout.band import band, large_band
from clinic_app.paper.handout.card_metrics import CardMetrics
from clinic_app.paper.handout.card_words import (
    feel_block,
    named_rungs,
    note_block,
    rung_line,
    steps_block,
)
from clinic_app.paper.handout.content import Card
from clinic_app.paper.handout.panel import GAP, arranged, arrangements, panels_block
from clinic_app.paper.handout.rung_picture import rungs_block
from clinic_app.paper.handout.safety_line import under_dose
from clinic_app.paper.page import icons
from clinic_app.paper.page.block import (
    Block,
    indented,
    label_lines,
    space,
    stack,
    tagged,
    text_lines,
)
from clinic_app.paper.page.sheet import Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Line

LOWEST_PICTURE = 150.0  # points
_RUNG = 84.0


def large_card(card: Card, m: CardMetrics) -> Block:
    """One exercise, to stay on one page."""
    parts = [under_dose(large_band(card.name, card, m), card, m), space(8)]
    if m.drawn:
        parts += [_pictures(card, m), space(10)]
    drawn = card.drawn_steps if m.drawn else range(1, len(card.steps) + 1)
    parts.append(steps_block(card.steps, m, m.width, drawn=drawn))
    feel = feel_block(card, m, m.width)
    if feel.height:
        parts += [_rule(m.width), feel]
    if card.note:
        parts += [space(8), note_block(card.note, m, m.width)]
    rungs = _rungs(card, m)
    return stack([*parts, *([space(8), rungs] if rungs.height else [])])


def _pictures(card: Card, m: CardMetrics) -> Block:
    count = max(2, len(card.panels))
    each = (m.width - GAP * (count - 1)) / count
    ways = arrangements(card.panels, [each], tall=m.picture, stacks=[m.width], k=m.scale)
    return panels_block(ways[0], card, m.wording)


def _rungs(card: Card, m: CardMetrics) -> Block:
    named = named_rungs(card, m.wording)
    if not named or m.drawn:
        made = rungs_block(named, m, m.width, height=_RUNG, size=m.size)
        return made if named else space(0)
    return stack([rung_line(rung, m, m.width) for rung in named], gap=4 * m.scale)


def _rule(width: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.rule(x=x, top=top + 7, to_x=x + width, to_top=top + 7, line=0.6)

    return Block(13.0, draw)


def card_pieces(card: Card, m: CardMetrics, room: float) -> list[Block]:
    """Parts of the card, none left out. Every part repeats the name; the first has the dose."""
    again = m.wording.gettext("{name} (continued)", name=card.name)
    made = large_band if m.is_large else band
    bands = [under_dose(made(card.name, card, m), card, m), made(again, None, m)]
    pieces: list[Block] = []
    current: list[Block] = [bands[0], space(7)]
    for row in _rows(card, m):
        if sum(b.height for b in current) + row.height > room and len(current) > 2:
            pieces.append(stack(current))
            current = [bands[1], space(7)]
        current.append(row)
    return [*pieces, stack(current)]


def _rows(card: Card, m: CardMetrics) -> list[Block]:
    """Everything on the card in one column, in pieces of one line where a piece is long."""
    rows: list[Block] = []
    if card.panels:
        width = min(166.0, (m.width - GAP * (len(card.panels) - 1)) / len(card.panels))
        made = arranged(card.panels, width=width, height=m.picture, k=m.scale)
        rows += [panels_block(made, card, m.wording), space(6)]
    for n, text in enumerate(card.steps, 1):
        rows += _step_rows(n, text, m, filled=not card.panels or n in card.drawn_steps)
    feel = feel_block(card, m, m.width)
    if feel.height:
        rows += [space(4), feel]
    if card.note:
        lines = label_lines(
            m.wording.gettext("From your PT:"), card.note, m.size, m.width, Face.REGULAR
        )
        rows.append(space(4))
        rows += [_line(line, m, m.width) for line in lines]
    for named in named_rungs(card, m.wording):
        rows += [space(4), rung_line(named, m, m.width)]
    return rows


def _step_rows(n: int, text: str, m: CardMetrics, *, filled: bool) -> list[Block]:
    indent = 19.4 * m.scale
    lines = typeset.plain_lines(text, Face.REGULAR, m.size, m.width - indent)
    first = _numbered(n, lines[0], m, indent, filled=filled)
    others = [indented(_line(line, m, m.width - indent), by=indent) for line in lines[1:]]
    return [first, *others, space(3)]


def _line(line: Line, m: CardMetrics, width: float) -> Block:
    return tagged(text_lines([line], size=m.size, width=width), "P")


def _numbered(n: int, line: Line, m: CardMetrics, indent: float, *, filled: bool) -> Block:
    words = text_lines([line], size=m.size, width=m.width - indent)
    radius = 7.2 * m.scale

    def draw(sheet: Sheet, x: float, top: float) -> None:
        middle = top + words.height / 2
        with sheet.tag("P"):
            icons.number(sheet, n, x=x + radius, top=middle, radius=radius, filled=filled)
            words.draw(sheet, x + indent, top)

    return Block(max(words.height, 2 * radius + 0.6), draw)
