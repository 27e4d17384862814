"""What a patient's own precaution asks for at one exercise: a framed line under the dose."""

from clinic_app.paper.handout.card_metrics import CardMetrics
from clinic_app.paper.handout.content import Card
from clinic_app.paper.page import icons
from clinic_app.paper.page.block import Block, space, stack, tagged, text_lines
from clinic_app.paper.page.sheet import INK, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face, clean
from clinic_app.paper.type.typeset import Span

_LARGEST = 14.0  # points; more would take a second line from most sentences
_LINE = 1.1  # of the frame


def safety_line(card: Card, m: CardMetrics, width: float) -> Block:
    """The sentences behind the sign for care; of no height where there is none."""
    if not card.safety:
        return space(0)
    size = m.size if m.is_large else min(m.size, _LARGEST)
    k = size / 12
    indent = 26 * k
    spans = [Span(clean(" ".join(card.safety)), Face.BOLD)]
    lines = typeset.wrap(spans, size, width - indent - 6 * k)
    words = tagged(text_lines(lines, size=size, width=width - indent), "P")
    height = words.height + 5.4 * k

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x, top=top, width=width, height=height, stroke=INK, line=_LINE, radius=4)
        icons.care(sheet, x=x + 13 * k, top=top + height / 2, radius=7.0 * k)
        words.draw(sheet, x + indent, top + 2.6 * k)

    return Block(height, draw)


def under_dose(head: Block, card: Card, m: CardMetrics, *, gap: float = 4.0) -> Block:
    """A card's band with the line under it."""
    line = safety_line(card, m, m.width)
    return stack([head, space(gap * m.scale), line]) if line.height else head
