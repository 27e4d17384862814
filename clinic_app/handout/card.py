"""A card: one exercise with its dose, its steps, what it should feel like and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic_app.domain.dose_words import SEPARATOR
from clinic_app.handout import icons, typeset
from clinic_app.handout.block import (
    LEADING,
    Block,
    beside,
    indented,
    label_lines,
    labelled,
    paragraph,
    space,
    stack,
    text_lines,
)
from clinic_app.handout.content import Card, RungWords
from clinic_app.handout.fonts import Face
from clinic_app.handout.panel import PANEL_HEIGHT, panels_block, small_panel
from clinic_app.handout.sheet import ACCENT, BAND, Sheet
from clinic_app.handout.typeset import Line, Span
from clinic_app.handout.wording import Wording

SMALLEST, LARGEST = 12.0, 16.0  # sizes of patient text, points; 12 is the least (AHRQ, APH)
_DOSE_SMALLEST = 12.5
_ASIDE_SHARE = 0.39


@dataclass(frozen=True)
class Measure:
    """The room and the letter size that a card is made for."""

    width: float
    size: float
    wording: Wording

    @property
    def scale(self) -> float:
        return self.size / SMALLEST


def card_block(card: Card, m: Measure) -> Block:
    """The whole card, to be kept on one page."""
    body = _body_with_pictures(card, m) if card.panels else _body(card, m)
    return stack([_band(card.name, card, m), space(5 * m.scale), body])


def card_pieces(card: Card, m: Measure, room: float) -> list[Block]:
    """The card where it is taller than a page: parts that each fit ``room``, none left out.

    Every part repeats the name; the dose stands on the first.
    """
    again = m.wording.steps_continue.format(name=card.name)
    bands = [_band(card.name, card, m), _band(again, None, m)]
    pieces: list[Block] = []
    current: list[Block] = [bands[0], space(7)]
    for row in _rows(card, m):
        if sum(b.height for b in current) + row.height > room and len(current) > 2:
            pieces.append(stack(current))
            current = [bands[1], space(7)]
        current.append(row)
    return [*pieces, stack(current)]


# --- the band: name, dose, and what is set for this patient -------------------------------------


def _band(name: str, card: Card | None, m: Measure) -> Block:
    k = m.scale**0.5
    name_size, detail_size = 16 * k, 12 * k
    inner = m.width - 13 - 10
    own = typeset.plain_lines(name, Face.BOLD, name_size, inner)
    dose = SEPARATOR.join(card.dose) if card else ""
    room = inner - typeset.line_width(own[0], name_size) - 18 if len(own) == 1 else 0.0
    beside_name = _fitting(dose, 15 * k, room)
    rows = [text_lines(own, size=name_size, width=inner, leading=1.22)]
    if card and not beside_name:
        size = _fitting(dose, 15 * k, inner) or 15 * k
        told = _joined(card.dose, Face.BOLD, size, inner)
        rows.append(text_lines(told, size=size, width=inner, colour=ACCENT, leading=1.26))
    if card and card.details:
        told = _joined(card.details, Face.REGULAR, detail_size, inner)
        rows += [space(1), text_lines(told, size=detail_size, width=inner, leading=1.28)]
    words = stack(rows)
    pad = 2.8 * m.scale

    def draw(sheet: Sheet, x: float, top: float) -> None:
        height = words.height + 2 * pad
        sheet.box(x=x, top=top, width=m.width, height=height, fill=BAND, radius=3)
        sheet.box(x=x, top=top, width=4, height=height, fill=ACCENT)
        words.draw(sheet, x + 13, top + pad)
        if beside_name:
            base = top + pad + name_size * (1.22 * 0.5 + 0.34)
            edge = x + m.width - 10
            sheet.right(dose, edge=edge, base=base, size=beside_name, face=Face.BOLD, colour=ACCENT)

    return Block(words.height + 2 * pad, draw)


def _fitting(text: str, largest: float, room: float) -> float:
    """The largest letter size at which a dose fits one line, or 0 where none does."""
    wide = typeset.width(text, Face.BOLD, 1)
    size = min(largest, room / wide) if wide else 0.0
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


# --- the words ----------------------------------------------------------------------------------


def _body(card: Card, m: Measure) -> Block:
    """Without a picture the words take the whole width: steps left, what to feel right."""
    right_width = m.width * _ASIDE_SHARE - 14
    left_width = m.width - right_width - 34
    columns = _steps(card.steps, m, left_width, pictures=len(card.steps))
    right = _aside(card, m, right_width)
    if right.height:
        columns = beside(columns, indented(right, by=14), at=left_width + 20)
        columns = _with_rule(columns, at=left_width + 20)
    note = [_note(card.note, m, m.width)] if card.note else []
    return stack([columns, *note], gap=7 * m.scale)


def _aside(card: Card, m: Measure, width: float) -> Block:
    """What to feel, and under it the next rungs, each behind its sign."""
    feel = _feel(card, m, width)
    rungs = [_rung_aside(*named, m, width) for named in _named_rungs(card, m.wording)]
    return stack([*([feel] if feel.height else []), *rungs], gap=4 * m.scale)


def _rung_aside(label: str, rung: RungWords, up: bool, m: Measure, width: float) -> Block:
    radius = 6.6 * m.scale
    indent = 2 * radius + 4 * m.scale
    words = labelled(label, rung.text, size=m.size, width=width - indent)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sign = icons.harder if up else icons.easier
        sign(sheet, x=x + radius, top=top + m.size * LEADING / 2, radius=radius)
        words.draw(sheet, x + indent, top)

    return Block(words.height, draw)


def _body_with_pictures(card: Card, m: Measure) -> Block:
    pictures = panels_block(card.panels, height=PANEL_HEIGHT * m.scale)
    panels_width = pictures.width
    words_width = m.width - panels_width - 12
    rungs = _picture_rungs(card, m, panels_width)
    left = stack([pictures.block, *rungs], gap=5)
    steps = _steps(card.steps, m, words_width, pictures=len(card.panels))
    feel = _feel(card, m, words_width)
    floor = max(left.height - steps.height - feel.height, 8 * m.scale)
    parts = [steps, space(floor), feel]
    columns = beside(left, stack(parts), at=panels_width + 12)
    if not card.note:
        return columns
    return stack([columns, _note(card.note, m, m.width)], gap=6)


def _steps(steps: Sequence[str], m: Measure, width: float, *, pictures: int) -> Block:
    rows = [_step(n, text, m, width, filled=n <= pictures) for n, text in enumerate(steps, 1)]
    return stack(rows, gap=2 * m.scale)


def _step(n: int, text: str, m: Measure, width: float, *, filled: bool) -> Block:
    radius = 7.2 * m.scale
    indent = 2 * radius + 5 * m.scale
    words = paragraph(text, size=m.size, width=width - indent)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        middle = top + m.size * LEADING / 2
        icons.number(sheet, n, x=x + radius, top=middle, radius=radius, filled=filled)
        words.draw(sheet, x + indent, top)

    return Block(max(words.height, 2 * radius + 0.6), draw)


def _feel(card: Card, m: Measure, width: float) -> Block:
    parts: list[Block] = []
    if card.feel:
        feel = card.feel if card.feel.endswith((".", "!", "?")) else f"{card.feel}."
        parts.append(labelled(m.wording.feel, feel, size=m.size, width=width))
    if card.cue:
        quoted = f"“{card.cue}”"
        parts.append(
            labelled(m.wording.think, quoted, size=m.size, width=width, face=Face.BOLD_ITALIC)
        )
    return stack(parts, gap=4 * m.scale)


def _with_rule(block: Block, *, at: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        block.draw(sheet, x, top)
        sheet.rule(x=x + at, top=top + 1, to_x=x + at, to_top=top + block.height - 1)

    return Block(block.height, draw)


def _note(text: str, m: Measure, width: float) -> Block:
    """The clinician's own words, with a bar that sets them apart."""
    words = labelled(m.wording.note, text, size=m.size, width=width - 13)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x + 1, top=top + 1, width=2.5, height=words.height - 1, fill=ACCENT)
        words.draw(sheet, x + 13, top)

    return Block(words.height, draw)


# --- the next rungs -----------------------------------------------------------------------------


def _named_rungs(card: Card, wording: Wording) -> list[tuple[str, RungWords, bool]]:
    both = ((wording.easier, card.easier, False), (wording.harder, card.harder, True))
    return [(label, rung, up) for label, rung, up in both if rung]


def _picture_rungs(card: Card, m: Measure, width: float) -> list[Block]:
    """Under the panels: each with its small picture, or the sign alone."""
    named = _named_rungs(card, m.wording)
    if not named:
        return []
    each = (width - 6 * (len(named) - 1)) / len(named)
    size = min(m.size, 13.0)  # there is little room beside the small pictures
    made = [small_panel(rung.panel, up=up) for _, rung, up in named]
    rows = [
        stack(
            [
                paragraph(label, size=size, width=each - 52, face=Face.BOLD),
                paragraph(rung.text, size=size, width=each - 52),
            ]
        )
        for label, rung, _ in named
    ]
    height = max(46.0, *(row.height for row in rows))

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for picture, words in zip(made, rows, strict=True):
            picture.draw(sheet, x, top)
            words.draw(sheet, x + 52, top + (height - words.height) / 2)
            x += each + 6

    return [Block(height, draw)]


# --- a card taller than a page ------------------------------------------------------------------


def _rows(card: Card, m: Measure) -> list[Block]:
    """Everything on the card in one column, in pieces of one line where a piece is long."""
    rows: list[Block] = []
    if card.panels:
        rows += [panels_block(card.panels, height=PANEL_HEIGHT).block, space(6)]
    for n, text in enumerate(card.steps, 1):
        rows += _step_rows(n, text, m)
    feel = _feel(card, m, m.width)
    if feel.height:
        rows += [space(4), feel]
    if card.note:
        lines = label_lines(m.wording.note, card.note, m.size, m.width, Face.REGULAR)
        rows.append(space(4))
        rows += [text_lines([line], size=m.size, width=m.width) for line in lines]
    for named in _named_rungs(card, m.wording):
        rows += [space(4), _rung_aside(*named, m, m.width)]
    return rows


def _step_rows(n: int, text: str, m: Measure) -> list[Block]:
    indent = 19.4 * m.scale
    lines = typeset.plain_lines(text, Face.REGULAR, m.size, m.width - indent)
    first = _numbered(n, lines[0], m, indent)
    others = [
        indented(text_lines([line], size=m.size, width=m.width - indent), by=indent)
        for line in lines[1:]
    ]
    return [first, *others, space(3)]


def _numbered(n: int, line: Line, m: Measure, indent: float) -> Block:
    words = text_lines([line], size=m.size, width=m.width - indent)
    radius = 7.2 * m.scale

    def draw(sheet: Sheet, x: float, top: float) -> None:
        middle = top + words.height / 2
        icons.number(sheet, n, x=x + radius, top=middle, radius=radius, filled=True)
        words.draw(sheet, x + indent, top)

    return Block(max(words.height, 2 * radius + 0.6), draw)
