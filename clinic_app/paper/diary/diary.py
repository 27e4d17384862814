"""The 14-day diary: boxes to tick for every exercise and time a day, and two pain numbers a day."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import cycle
from typing import TypedDict

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.plan.dose_words import days_a_week
from clinic_app.paper.diary import form_names
from clinic_app.paper.handout.content import Card, HandoutContent
from clinic_app.paper.page import icons, tags
from clinic_app.paper.page.block import Block, grouped, stack, tagged, text_lines
from clinic_app.paper.page.sheet import INK, MUTED, STRIPE, WHITE, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face, clean
from clinic_app.paper.type.typeset import Line, Span
from clinic_app.paper.wording import PageWording

_DAYS = 7
_WIDE, _NARROW = 55.0, 50.0  # a day's column; narrow where that spares a name its second line
_PAD = 6.0
_TICK, _SMALL_TICK = 15.0, 14.0
_MOST_ACROSS = 3
_HEAD = 21.0
_PAIN_ROW, _TIGHT_PAIN_ROW = 28.0, 25.5
_PAIN_BOX = 10.0  # narrower than its column
ROWS = (32.0, 28.0, 25.0, 20.0)  # heights of an exercise's row, the best first
_SHORTEST_BLANK = 90.0
_SMALL_NAME = 10.5
BOX = "\N{BALLOT BOX}"  # how an empty box is read out


class Where(TypedDict):
    """Where a box stands, in points."""

    x: float
    top: float
    width: float
    height: float


def intention(content: HandoutContent, inner: float, *, size: float = 12.0) -> Block:
    """The line that ties the exercises to something done daily; twice where it is asked twice."""
    wording = content.wording
    twice = any(card.times_per_day > 1 for card in content.cards)
    again = [wording.gettext("and again after:")] if twice else []
    texts = [wording.gettext("I will do my exercises right after:"), *again]
    if _blank(texts, inner, size) >= _SHORTEST_BLANK:
        return _blanks(texts, inner, size)
    return stack([_blanks((text,), inner, size) for text in texts], gap=4)


def _blank(texts: Sequence[str], inner: float, size: float) -> float:
    """How long a blank to write on is where texts share a line."""
    words = sum(typeset.width(text, Face.BOLD, size) for text in texts)
    return (inner - words - 6 * len(texts) - 8 * (len(texts) - 1)) / len(texts)


def _blanks(texts: Sequence[str], inner: float, size: float) -> Block:
    """Texts in one line, each with a blank to write on; the blanks are equally long."""
    blank, k = _blank(texts, inner, size), size / 12

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for text in texts:
            with sheet.tag("P"):
                wide = sheet.text(text, x=x, base=top + 13 * k, size=size, face=Face.BOLD)
            left = x + wide + 6
            sheet.rule(x=left, top=top + 15 * k, to_x=left + blank, to_top=top + 15 * k, colour=INK)
            x = left + blank + 8

    return Block(18 * k, draw)


def help_text(text: str, inner: float, *, size: float = 12.0) -> Block:
    """How to fill in the diary, in two lines; what stands between ``**`` is bold."""
    faces = cycle((Face.REGULAR, Face.BOLD))
    spans = [Span(part, face) for part, face in zip(text.split("**"), faces, strict=False)]
    lines = typeset.wrap(spans, size, inner)
    return tagged(text_lines(lines, size=size, width=inner), "P")


def week(
    content: HandoutContent, inner: float, *, number: int, row: float, room: float
) -> list[Block]:
    """One week as a table; parted between exercises where it is taller than ``room``."""
    wording = content.wording
    column = _column(content, inner)
    names = inner - _DAYS * column
    rows = [
        _exercise_row(n, card, names, column, row, wording, number)
        for n, card in enumerate(content.cards)
    ]
    pain_row = _TIGHT_PAIN_ROW if row == ROWS[-1] else max(_PAIN_ROW, row)
    pain = [
        _pain_row(Series.WORST, names, column, pain_row, wording, number),
        _pain_row(Series.AVERAGE, names, column, pain_row, wording, number),
    ]
    head = _head(content, wording, names, column, number)
    groups: list[list[Block]] = [[]]
    for block in rows:
        used = _HEAD + sum(b.height for b in groups[-1]) + block.height + 2 * pain_row
        if groups[-1] and used > room:
            groups.append([])
        groups[-1].append(block)
    return [
        _table(head, group, pain if group is groups[-1] else [], inner, column) for group in groups
    ]


def _column(content: HandoutContent, inner: float) -> float:
    """How wide a day is: narrow where the names need the room and the boxes leave it."""
    most = max(card.times_per_day for card in content.cards)
    widest = max(typeset.width(clean(card.row_name), Face.REGULAR, 12) for card in content.cards)
    if most in (3, *range(5, 13)) or widest <= inner - _DAYS * _WIDE - 2 * _PAD:
        return _WIDE
    return _NARROW


def _table(
    head: Block, rows: Sequence[Block], pain: Sequence[Block], inner: float, column: float
) -> Block:
    height = head.height + sum(r.height for r in rows) + sum(p.height for p in pain)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        head.draw(sheet, x, top)
        at = top + head.height
        for n, row in enumerate(rows):
            if n % 2:
                sheet.box(x=x, top=at, width=inner, height=row.height, fill=STRIPE)
            row.draw(sheet, x, at)
            at += row.height
        for n in range(_DAYS):
            edge = x + inner - (_DAYS - n) * column
            sheet.rule(x=edge, top=top + head.height, to_x=edge, to_top=at, line=0.5)
        for block in pain:
            block.draw(sheet, x, at)
            at += block.height
        sheet.box(x=x, top=top, width=inner, height=height, stroke=INK, line=1.2)

    return grouped(Block(height, draw), "Table")


def _head(
    content: HandoutContent, wording: PageWording, names: float, column: float, number: int
) -> Block:
    first = content.printed_on + timedelta(days=_DAYS * (number - 1))

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(
            x=x - 0.6, top=top - 0.6, width=names + _DAYS * column + 1.2, height=_HEAD, fill=INK
        )
        title = wording.week(number)
        with sheet.tag("TH", tags.scope("Column")):
            sheet.text(title, x=x + 8, base=top + 14.5, size=13, face=Face.BOLD, colour=WHITE)
        for n in range(_DAYS):
            with sheet.tag("TH", tags.scope("Column")):
                sheet.centred(
                    wording.day(first + timedelta(days=n)),
                    middle=x + names + (n + 0.5) * column,
                    base=top + 14.5,
                    size=12,
                    face=Face.BOLD,
                    colour=WHITE,
                )

    return grouped(Block(_HEAD, draw), "TR")


def _exercise_row(
    n: int, card: Card, names: float, column: float, least: float, wording: PageWording, week: int
) -> Block:
    label = tagged(_label(card, names - 2 * _PAD, wording), "TH", tags.scope("Row"))
    boxes = tags.actual(" ".join([BOX] * card.times_per_day))
    lines = _boxes_in_lines(card.times_per_day)
    step = _TICK + 3
    height = max(least, label.height + 4, len(lines) * step + least - _TICK - 3)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        label.draw(sheet, x + _PAD, top + (height - label.height) / 2)
        for day in range(_DAYS):
            middle = x + names + (day + 0.5) * column
            with sheet.tag("TD", boxes):
                first = top + (height - len(lines) * step + 3) / 2
                for time, (left, at, size) in enumerate(_ticks(lines, middle, first)):
                    icons.tick_box(sheet, x=left, top=at, size=size)
                    name = form_names.tick(n, week=week, day=day, time=time)
                    sheet.blank(name, x=left, top=at, width=size, height=size)

    return grouped(Block(height, draw), "TR")


def _ticks(lines: Sequence[int], middle: float, top: float) -> Iterator[tuple[float, float, float]]:
    """The left edge, the top and the size of each box."""
    size, gap = (_TICK, 3.5) if max(lines) < _MOST_ACROSS else (_SMALL_TICK, 2.5)
    for count in lines:
        left = middle - (count * size + (count - 1) * gap) / 2
        for n in range(count):
            yield left + n * (size + gap), top, size
        top += _TICK + 3


def _label(card: Card, width: float, wording: PageWording) -> Block:
    """The name, whole; how many days a week beside it, or under it where there is no room."""
    name, size = _name_lines(card.row_name, width)
    words = text_lines(name, size=size, width=width, leading=1.14)
    if card.days_per_week == _DAYS and not card.alternate_days:
        return words
    often = card.alternate_days or days_a_week(card.days_per_week, wording.language)
    line = typeset.plain_lines(often, Face.REGULAR, 9, width)
    days = text_lines(line, size=9, width=width, colour=MUTED, leading=1.14)
    beside_name = typeset.line_width(name[-1], size) + 6
    if beside_name + typeset.line_width(line[0], 9) > width or name[-1].rtl:
        return stack([words, days])
    drop = words.height - days.height - 1.2

    def draw(sheet: Sheet, x: float, top: float) -> None:
        words.draw(sheet, x, top)
        days.draw(sheet, x + beside_name, top + drop)

    return Block(words.height, draw)


def _name_lines(name: str, width: float) -> tuple[list[Line], float]:
    """The name and its letter size: one line where that can be, else as many as it needs."""
    for size in (12.0, 11.0):
        lines = typeset.plain_lines(name, Face.REGULAR, size, width)
        if len(lines) == 1:
            return lines, size
    spans = [Span(typeset.prepared(name))]
    return typeset.wrap_whole(spans, _SMALL_NAME, width), _SMALL_NAME


def _boxes_in_lines(count: int) -> list[int]:
    """At most two boxes side by side, or three where there are many."""
    across = 2 if count in (2, 4) else _MOST_ACROSS
    return [min(across, count - n) for n in range(0, count, across)]


def _pain_row(
    series: Series, names: float, column: float, height: float, wording: PageWording, week: int
) -> Block:
    is_worst = series is Series.WORST
    label = wording.worst_pain if is_worst else wording.average_pain
    line = 0.9 if is_worst else 1.8

    def draw(sheet: Sheet, x: float, top: float) -> None:
        base = top + height / 2 + 4.1
        with sheet.tag("TH", tags.scope("Row")):
            wide = sheet.text(f"{label} ", x=x + _PAD, base=base, size=12, face=Face.BOLD)
            sheet.text("0–10", x=x + _PAD + wide + 2.6, base=base, size=11)
        for n in range(_DAYS):
            at: Where = {
                "x": x + names + n * column + _PAIN_BOX / 2,
                "top": top + (height - 23) / 2,
                "width": column - _PAIN_BOX,
                "height": 23.0,
            }
            with sheet.tag("TD", tags.actual(BOX)):
                sheet.box(**at, fill=WHITE, stroke=INK, line=line, radius=3)
                sheet.blank(form_names.score(series, week=week, day=n), **at)

    return grouped(Block(height, draw), "TR")
