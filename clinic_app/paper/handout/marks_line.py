"""What the marks of muscles in the pictures mean: one line, with a drop of each mark."""

import math
from collections.abc import Iterator

from clinic_app.colours import LINE_MARKS, MARKS, Mark
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.page.block import Block, space, tagged
from clinic_app.paper.page.sheet import MUTED, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.wording import PageWording

SIZE, LARGE_SIZE = 9.5, 14.0  # points
_HEIGHT = 1.26  # of the size
_WIDE, _TALL = 18.0, 8.0  # of a drop in letters of `SIZE`, points
_EDGE, _LINE, _CORNERS = 0.7, 0.6, 40
_GAP, _BETWEEN = 4.0, 14.0  # points there


def marks_line(content: HandoutContent, size: float = SIZE) -> Block:
    """The marks that the pictures have, named; of no height where they have none."""
    k, height = size / SIZE, _HEIGHT * size
    words = _words(content.wording)
    used = [(mark, words[role]) for role, mark in _used(content)]
    if not used:
        return space(0)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        base = top + height / 2 + size * 0.34
        label = content.wording.gettext("Muscles in the pictures:")
        x += sheet.text(label, x=x, base=base, size=size, face=Face.BOLD, colour=MUTED) + 8 * k
        for mark, word in used:
            sheet.picture(_drop(mark), x=x, top=top + (height - _TALL * k) / 2, scale=k)
            x += (_WIDE + _GAP) * k
            sheet.text(f"{word} ", x=x, base=base, size=size, colour=MUTED)
            x += typeset.width(word, Face.REGULAR, size) + _BETWEEN * k

    return tagged(Block(height, draw), "P")


def _words(wording: PageWording) -> dict[str, str]:
    return {
        "work": wording.gettext("works most"),
        "help": wording.gettext("helps"),
        "stretch": wording.gettext("stretches"),
    }


def _used(content: HandoutContent) -> Iterator[tuple[str, Mark]]:
    """The roles whose mark is in a picture, in the order of the line."""
    colours = {(s.fill, s.stroke) for c in content.cards for p in c.panels for s in p.shapes}
    for role in MARKS:
        for mark in (MARKS[role], LINE_MARKS[role]):
            if (mark.fill, mark.edge) in colours:
                yield role, mark


def _drop(mark: Mark) -> Panel:
    """An ellipse in the manner of a mark; 1 unit is 1 point."""
    middle_x, middle_y = _WIDE / 2, _TALL / 2
    turns = [2 * math.pi * n / _CORNERS for n in range(_CORNERS)]
    wide, tall = middle_x - _EDGE, middle_y - _EDGE
    ring = [(middle_x + wide * math.cos(t), middle_y + tall * math.sin(t)) for t in turns]
    numbers = tuple(round(n, 2) for point in ring for n in point)
    steps = "m" + "l" * (_CORNERS - 1) + "z"
    shapes = [Shape(steps, numbers, mark.fill, mark.edge, _EDGE)]
    if mark.line:
        shapes.append(Shape(*_inside(mark, wide - _EDGE, tall - _EDGE), "", mark.line, _LINE))
    return Panel(_WIDE, _TALL, tuple(shapes))


def _inside(mark: Mark, wide: float, tall: float) -> tuple[str, tuple[float, ...]]:
    """Lines along a stretched muscle; lines across one that helps."""
    along = mark.line == mark.edge
    numbers: list[float] = []
    for share in (-0.5, 0.0, 0.5):
        if along:
            reach = wide * math.sqrt(1 - share**2)
            ends = (-reach, share * tall, reach, share * tall)
        else:
            rise = tall * math.sqrt(1 - share**2) * 0.8
            ends = (share * wide - rise, rise, share * wide + rise, -rise)
        numbers += [round(n + (_TALL if i % 2 else _WIDE) / 2, 2) for i, n in enumerate(ends)]
    return "ml" * 3, tuple(numbers)
