"""The dose of a card: its parts with dots between, and a box for each side after the first."""

from dataclasses import dataclass

from clinic_app.domain.plan.dose_words import SEPARATOR
from clinic_app.paper.handout.content import Card
from clinic_app.paper.page.block import Block, tagged
from clinic_app.paper.page.sheet import ACCENT, INK, WHITE, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face

_LEADING = 1.26
_BOX_LETTERS, _BOX_PAD, _BOX_GAP = 0.84, 0.3, 0.3  # of the dose's letters
_BOX_ABOVE, _BOX_BELOW = 0.87, 0.3  # of its base line


@dataclass(frozen=True)
class _Word:
    """Text, or the text in a box. Words of one part stay together where they can."""

    text: str
    boxed: bool = False


def dose_width(card: Card, size: float) -> float:
    """Width in points of the whole dose on one line."""
    return _width(_line([_part(card, n) for n in range(len(card.dose))]), size)


def dose_block(card: Card, size: float, width: float) -> Block:
    """The dose, a line broken at a dot, which it then leaves out, or before a box."""
    lines = _lines(card, size, width)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for n, line in enumerate(lines):
            base = top + size * (_LEADING * (n + 0.5) + 0.34)
            draw_words(sheet, line, x=x, base=base, size=size)

    return tagged(Block(size * _LEADING * len(lines), draw), "P")


def draw_dose(sheet: Sheet, card: Card, *, edge: float, base: float, size: float) -> None:
    """The whole dose on one line that ends at ``edge``."""
    with sheet.tag("P"):
        line = _line([_part(card, n) for n in range(len(card.dose))])
        draw_words(sheet, line, x=edge - _width(line, size), base=base, size=size)


def draw_words(sheet: Sheet, words: list[_Word], *, x: float, base: float, size: float) -> None:
    """Words and boxes from ``x``; a blank that nobody sees parts them for those who listen."""
    for word in words:
        if not word.boxed:
            text = word.text.lstrip(" ")
            x += _word_width(word, size) - typeset.width(text, Face.BOLD, size)
            sheet.text(f"{text} ", x=x, base=base, size=size, face=Face.BOLD, colour=ACCENT)
            x += typeset.width(text, Face.BOLD, size)
            continue
        wide = _word_width(word, size) - _BOX_GAP * size
        sheet.box(
            x=x + _BOX_GAP * size,
            top=base - _BOX_ABOVE * size,
            width=wide,
            height=(_BOX_ABOVE + _BOX_BELOW) * size,
            fill=WHITE,
            stroke=ACCENT,
            line=1.1,
            radius=0.24 * size,
        )
        left, small = x + (_BOX_GAP + _BOX_PAD) * size, size * _BOX_LETTERS
        sheet.text(f"{word.text} ", x=left, base=base, size=small, face=Face.BOLD, colour=INK)
        x += wide + _BOX_GAP * size


def _part(card: Card, number: int) -> list[_Word]:
    boxes = card.side_boxes if number == 0 else ()
    return [_Word(card.dose[number]), *(_Word(box, boxed=True) for box in boxes)]


def _line(parts: list[list[_Word]]) -> list[_Word]:
    """Parts on one line, with dots between."""
    words: list[_Word] = []
    for part in parts:
        first, *rest = part
        dot = SEPARATOR if words else ""
        if words and not words[-1].boxed:
            words[-1] = _Word(f"{words[-1].text}{dot}{first.text}")
            words += rest
        else:
            words += [_Word(f"{dot}{first.text}"), *rest]
    return words


def _lines(card: Card, size: float, width: float) -> list[list[_Word]]:
    lines: list[list[list[_Word]]] = []
    for number in range(len(card.dose)):
        for piece in _pieces(_part(card, number), size, width):
            if lines and _width(_line([*lines[-1], piece]), size) <= width:
                lines[-1].append(piece)
            else:
                lines.append([piece])
    return [_line(line) for line in lines]


def _pieces(part: list[_Word], size: float, width: float) -> list[list[_Word]]:
    """The part whole, or where it is wider than a line its words and its boxes apart."""
    if _width(part, size) <= width:
        return [part]
    text, *boxes = part
    broken = typeset.wrap([typeset.Span(text.text, Face.BOLD)], size, width)
    rows = [[_Word("".join(span.text for span in line.spans))] for line in broken]
    return [*rows, *([boxes] if boxes else [])]


def _width(words: list[_Word], size: float) -> float:
    return sum(_word_width(word, size) for word in words)


def _word_width(word: _Word, size: float) -> float:
    if not word.boxed:
        return typeset.width(word.text, Face.BOLD, size)
    letters = typeset.width(word.text, Face.BOLD, size * _BOX_LETTERS)
    return letters + (2 * _BOX_PAD + _BOX_GAP) * size
