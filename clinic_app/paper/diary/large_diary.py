"""A week of the diary in large print: days in two lines, boxes large enough for a marker."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from clinic_app.domain.plan.dose_words import days_a_week
from clinic_app.paper.diary.diary import BOX
from clinic_app.paper.handout.card_metrics import LARGE_PRINT as SIZE
from clinic_app.paper.handout.content import Card, HandoutContent
from clinic_app.paper.page import icons, tags
from clinic_app.paper.page.block import Block, grouped, stack, tagged, text_lines
from clinic_app.paper.page.sheet import INK, STRIPE, WHITE, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.wording import PageWording

_DAYS, _COLUMN = 7, 52.0
_HEAD, _ROW = 46.0, 44.0
_PAIN_BOX, _TICK = 34.0, 20.0
_PAD = 6.0


def large_week(content: HandoutContent, inner: float, *, number: int, room: float) -> list[Block]:
    """One week as a table; parted between exercises where it is taller than ``room``."""
    wording = content.wording
    names = inner - _DAYS * _COLUMN
    head = _head(content, wording, names, number)
    rows = [_exercise_row(card, names, wording) for card in content.cards]
    pain = [
        _pain_row(f"{label} 0–10", names, line)
        for label, line in ((wording.worst_pain, 1.0), (wording.average_pain, 2.2))
    ]
    below = head.height + sum(row.height for row in pain) + 110  # and what stands over the table
    groups: list[list[Block]] = [[]]
    for row in rows:
        if groups[-1] and below + sum(b.height for b in groups[-1]) + row.height > room:
            groups.append([])
        groups[-1].append(row)
    return [_table(head, group, pain if group is groups[-1] else [], inner) for group in groups]


def _table(head: Block, rows: Sequence[Block], pain: Sequence[Block], inner: float) -> Block:
    height = head.height + sum(row.height for row in (*rows, *pain))

    def draw(sheet: Sheet, x: float, top: float) -> None:
        head.draw(sheet, x, top)
        at = top + head.height
        for n, row in enumerate((*rows, *pain)):
            if n % 2 and n < len(rows):
                sheet.box(x=x, top=at, width=inner, height=row.height, fill=STRIPE)
            row.draw(sheet, x, at)
            at += row.height
        for n in range(_DAYS):
            edge = x + inner - (_DAYS - n) * _COLUMN
            sheet.rule(x=edge, top=top + head.height, to_x=edge, to_top=at, line=0.5)
        sheet.box(x=x, top=top, width=inner, height=height, stroke=INK, line=1.2)

    return grouped(Block(height, draw), "Table")


def _head(content: HandoutContent, wording: PageWording, names: float, number: int) -> Block:
    first = content.printed_on + timedelta(days=_DAYS * (number - 1))
    days = [wording.day(first + timedelta(days=n)) for n in range(_DAYS)]

    def draw(sheet: Sheet, x: float, top: float) -> None:
        white: dict[str, Any] = {"size": SIZE, "face": Face.BOLD, "colour": WHITE}
        sheet.box(x=x, top=top, width=names + _DAYS * _COLUMN, height=_HEAD, fill=INK)
        with sheet.tag("TH", tags.scope("Column")):
            sheet.text(wording.week(number), x=x + 8, base=top + 29, **white)
        for n, day in enumerate(days):
            middle = x + names + (n + 0.5) * _COLUMN
            with sheet.tag("TH", tags.scope("Column")):
                for line, part in enumerate(day.split("\N{NO-BREAK SPACE}")):
                    sheet.centred(part, middle=middle, base=top + 19 + 20 * line, **white)

    return grouped(Block(_HEAD, draw), "TR")


def _exercise_row(card: Card, names: float, wording: PageWording) -> Block:
    label = _label(card, names - 2 * _PAD, wording)
    down = -(-card.times_per_day // 2)
    height = max(_ROW, label.height + 8, down * (_TICK + 4) + 10)
    boxes = tags.actual(" ".join([BOX] * card.times_per_day))

    def draw(sheet: Sheet, x: float, top: float) -> None:
        label.draw(sheet, x + _PAD, top + (height - label.height) / 2)
        for day in range(_DAYS):
            middle = x + names + (day + 0.5) * _COLUMN
            with sheet.tag("TD", boxes):
                at = top + (height - down * (_TICK + 4) + 4) / 2
                _draw_ticks(sheet, card.times_per_day, middle, at)

    return grouped(Block(height, draw), "TR")


def _label(card: Card, width: float, wording: PageWording) -> Block:
    lines = typeset.plain_lines(card.row_name, Face.REGULAR, SIZE, width)
    if card.days_per_week < _DAYS or card.alternate_days:
        often = card.alternate_days or days_a_week(card.days_per_week, wording.language)
        lines += typeset.plain_lines(often, Face.BOLD, SIZE, width)
    words = text_lines(lines, size=SIZE, width=width, leading=1.14)
    return tagged(words, "TH", tags.scope("Row"))


def _draw_ticks(sheet: Sheet, count: int, middle: float, top: float) -> None:
    while count > 0:
        across = min(2, count)
        left = middle - (across * (_TICK + 4) - 4) / 2
        for n in range(across):
            icons.tick_box(sheet, x=left + n * (_TICK + 4), top=top, size=_TICK)
        count, top = count - 2, top + _TICK + 4


def _pain_row(label: str, names: float, line: float) -> Block:
    words = typeset.plain_lines(label, Face.BOLD, SIZE, names - 2 * _PAD)
    label_lines = stack([text_lines(words, size=SIZE, width=names - 2 * _PAD, leading=1.14)])
    head = tagged(label_lines, "TH", tags.scope("Row"))
    height = max(_ROW, label_lines.height + 8)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        head.draw(sheet, x + _PAD, top + (height - label_lines.height) / 2)
        for n in range(_DAYS):
            with sheet.tag("TD", tags.actual(BOX)):
                sheet.box(
                    x=x + names + n * _COLUMN + 5,
                    top=top + (height - _PAIN_BOX) / 2,
                    width=_COLUMN - 10,
                    height=_PAIN_BOX,
                    fill=WHITE,
                    stroke=INK,
                    line=line,
                    radius=3,
                )

    return grouped(Block(height, draw), "TR")
