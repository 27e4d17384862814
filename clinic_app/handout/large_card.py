"""A card in large print: the pictures over the whole width, the words under them."""

from clinic_app.handout.band import large_band
from clinic_app.handout.block import Block, space, stack
from clinic_app.handout.card_metrics import CardMetrics
from clinic_app.handout.card_words import (
    feel_block,
    named_rungs,
    note_block,
    rung_line,
    steps_block,
)
from clinic_app.handout.content import Card
from clinic_app.handout.panel import GAP, arrangements, panels_block
from clinic_app.handout.rung_picture import rungs_block
from clinic_app.handout.safety_line import under_dose
from clinic_app.handout.sheet import Sheet

LOWEST_PICTURE = 150.0  # points
_RUNG = 84.0


def large_card(card: Card, m: CardMetrics) -> Block:
    """One exercise, to stay on one page."""
    parts = [under_dose(large_band(card.name, card, m), card, m), space(8)]
    if m.drawn:
        parts += [_pictures(card, m), space(10)]
    pictures = max(2, len(card.panels)) if m.drawn else len(card.steps)
    parts.append(steps_block(card.steps, m, m.width, pictures=pictures))
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
