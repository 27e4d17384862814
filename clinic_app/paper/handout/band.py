"""The band over a card: the exercise's name, its dose, and what is set for this patient."""

from collections.abc import Sequence

from clinic_app.domain.plan.dose_words import SEPARATOR
from clinic_app.paper.handout.card_metrics import CardMetrics
from clinic_app.paper.handout.content import Card
from clinic_app.paper.handout.dose_block import dose_block, dose_width, draw_dose
from clinic_app.paper.page.block import Block, space, stack, tagged, text_lines
from clinic_app.paper.page.sheet import ACCENT, BAND, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Line, Span

_DOSE_SMALLEST = 12.5
_LARGE_NAME, _LARGE_DOSE = 30.0, 23.0


def band(name: str, card: Card | None, m: CardMetrics) -> Block:
    """Name left, dose right where both fit one line; ``card`` is None where it goes on."""
    k = m.scale**0.5
    name_size = 16 * k
    inner = m.width - 13 - 10
    own = typeset.plain_lines(name, Face.BOLD, name_size, inner)
    room = inner - typeset.line_width(own[0], name_size) - 18 if len(own) == 1 else 0.0
    beside_name = _fitting(card, 15 * k, room) if card else 0.0
    rows = [tagged(text_lines(own, size=name_size, width=inner, leading=1.22), "H2")]
    if card and not beside_name:
        size = _fitting(card, 15 * k, inner) or 15 * k
        rows.append(dose_block(card, size, inner))
    details = [_details(card, 12 * k, inner)] if card and card.details else []
    words, pad = stack([*rows, *details]), 2.8 * m.scale

    def draw(sheet: Sheet, x: float, top: float) -> None:
        _ground(sheet, x, top, m.width, words.height + 2 * pad)
        stack(rows).draw(sheet, x + 13, top + pad)
        if card and beside_name:
            base = top + pad + name_size * (1.22 * 0.5 + 0.34)
            draw_dose(sheet, card, edge=x + m.width - 10, base=base, size=beside_name)
        stack(details).draw(sheet, x + 13, top + pad + stack(rows).height)

    return Block(words.height + 2 * pad, draw)


def large_band(name: str, card: Card | None, m: CardMetrics) -> Block:
    """In large print the name stands over the band, and the dose in it."""
    own = typeset.plain_lines(name, Face.BOLD, _LARGE_NAME, m.width)
    title = tagged(text_lines(own, size=_LARGE_NAME, width=m.width, leading=1.16), "H2")
    if not card:
        return title
    inner = m.width - 16 - 10
    rows = [dose_block(card, _LARGE_DOSE, inner)]
    if card.details:
        rows.append(_details(card, m.size, inner))
    words = stack(rows)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        title.draw(sheet, x, top)
        top += title.height + 3
        _ground(sheet, x, top, m.width, words.height + 8)
        words.draw(sheet, x + 16, top + 4)

    return Block(title.height + 3 + words.height + 8, draw)


def _ground(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.box(x=x, top=top, width=width, height=height, fill=BAND, radius=3)
    sheet.box(x=x, top=top, width=4, height=height, fill=ACCENT)


def _details(card: Card, size: float, inner: float) -> Block:
    return stack([space(1), details_block(card.details, size, inner)])


def details_block(details: Sequence[str], size: float, width: float) -> Block:
    """What is set for this patient, part by part."""
    rows = _joined(details, Face.REGULAR, size, width)
    return tagged(text_lines(rows, size=size, width=width, leading=1.28), "P")


def _fitting(card: Card, largest: float, room: float) -> float:
    """The largest letter size at which a dose fits one line, or 0 where none does."""
    size = min(largest, room / dose_width(card, 1))
    return size if size >= _DOSE_SMALLEST else 0.0


def _joined(parts: Sequence[str], face: Face, size: float, width: float) -> list[Line]:
    """Parts of a dose with dots between; a line breaks at a dot, which it then leaves out."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{SEPARATOR}{part}" if lines else part
        if lines and typeset.width(longer, face, size) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return [line for text in lines for line in typeset.wrap([Span(text, face)], size, width)]
