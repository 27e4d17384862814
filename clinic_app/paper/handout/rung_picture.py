"""The small pictures of the next rungs, with their signs and what changes in time alone."""

from clinic_app.paper.handout.card_metrics import CardMetrics
from clinic_app.paper.handout.card_words import NamedRung, draw_sign, rung_line, rung_words
from clinic_app.paper.handout.panel import picture_box
from clinic_app.paper.page import tags
from clinic_app.paper.page.block import Block, stack
from clinic_app.paper.page.sheet import INK, RULE, WHITE, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face, clean
from clinic_app.paper.wording import PageWording

_WIDEST = 1.6  # of the height, for a figure that lies


def rungs_block(
    named: list[NamedRung], m: CardMetrics, width: float, *, height: float, size: float
) -> Block:
    """Rungs with pictures beside each other; what to do without a rung in a line of its own."""
    drawn = [rung for rung in named if not rung[1].is_stop]
    parts = [rung_line(rung, m, width) for rung in named if rung[1].is_stop]
    if drawn:
        parts.insert(0, rung_row(drawn, m, width, height=height, size=size))
    return stack(parts, gap=4 * m.scale)


def rung_row(
    named: list[NamedRung], m: CardMetrics, width: float, *, height: float, size: float
) -> Block:
    """Rungs beside each other: each with its picture, then its words.

    Where a word would be parted in so narrow a column they stand under each other.
    """
    each = (width - 6 * (len(named) - 1)) / len(named)
    narrowest = each - max(_box_widths(rung, height)[-1] for rung in named) - 6
    if len(named) > 1 and any(_longest_word(rung, size) > narrowest for rung in named):
        below = [beside_picture(rung, m, width, height=height, size=size) for rung in named]
        return stack(below, gap=4 * m.scale)
    made = [beside_picture(rung, m, each, height=height, size=size) for rung in named]

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for block in made:
            block.draw(sheet, x, top)
            x += each + 6

    return Block(max(block.height for block in made), draw)


def beside_picture(
    named: NamedRung, m: CardMetrics, width: float, *, height: float, size: float, box: float = 0.0
) -> Block:
    """One rung in ``width``: its picture ``height`` high (``box`` wide, if given), then words."""
    widths = (box,) if box else _box_widths(named, height)
    longest = _longest_word(named, size)
    widths = tuple(w for w in widths if width - w - 6 >= longest) or widths[-1:]
    tried = [(wide, rung_words(named, size, width - wide - 6, room=height)) for wide in widths]
    wide, words = next((t for t in tried if t[1].height <= height), tried[-1])
    tall = max(height, words.height)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        draw_small(sheet, m.wording, named, x=x, top=top, width=wide, height=height)
        words.draw(sheet, x + wide + 6, top + (tall - words.height) / 2)

    return Block(tall, draw)


def over_words(
    named: NamedRung, m: CardMetrics, width: float, *, height: float, size: float
) -> Block:
    """One rung in a narrow column: its words under its picture."""
    words = rung_words(named, size, width, room=height / 2)
    picture = max(34.0, height - words.height - 4) if named[1].panel else 30.0

    def draw(sheet: Sheet, x: float, top: float) -> None:
        draw_small(sheet, m.wording, named, x=x, top=top, width=width, height=picture)
        words.draw(sheet, x, top + picture + 4)

    return Block(picture + 4 + words.height, draw)


def small_picture(named: NamedRung, wording: PageWording, *, width: float, height: float) -> Block:
    """A rung's picture alone."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        draw_small(sheet, wording, named, x=x, top=top, width=width, height=height)

    return Block(height, draw)


def _longest_word(named: NamedRung, size: float) -> float:
    """The room that the words of a rung need so that none is parted, in points."""
    label, rung, _ = named
    return max(
        typeset.width(word, face, size)
        for text, face in ((label, Face.BOLD), (rung.text, Face.REGULAR))
        for word in clean(text).split(" ")
    )


def _box_widths(named: NamedRung, height: float) -> tuple[float, ...]:
    panel = named[1].panel
    if panel is None:
        return (28.0 * height / 46,)
    widest = min(_WIDEST * height, (height - 6) * panel.width / panel.height + 6)
    return (*(w for w in (widest, (widest + height) / 2) if w > height), height)


def draw_small(
    sheet: Sheet,
    wording: PageWording,
    named: NamedRung,
    *,
    x: float,
    top: float,
    width: float,
    height: float,
) -> None:
    """A rung's picture with its sign and badge, or the sign alone in the same room."""
    _, rung, up = named
    k = min(1.6, height / 46)
    if rung.panel is None:
        sheet.box(x=x, top=top, width=width, height=height, stroke=RULE, radius=4)
        middle = {"x": x + width / 2, "top": top + height / 2}
        draw_sign(sheet, wording, up=up, radius=9 * k, **middle)
        return
    bottom = sheet.format.height - top - height
    bounds = tags.bounds(x, bottom, x + width, bottom + height)
    word = wording.sign(up=up)
    shown = f"{word}: {rung.panel.alt}" if rung.panel.alt else f"{word}."
    with sheet.tag("Figure", f"{tags.alt(shown)} {bounds}"):
        picture_box(sheet, rung.panel, x=x, top=top, width=width, height=height)
        if rung.badge:
            _badge(sheet, rung.badge, x + width, top + height, k)
    draw_sign(sheet, wording, up=up, x=x + 8 * k, top=top + 8 * k, radius=6.5 * k)


def _badge(sheet: Sheet, text: str, right: float, bottom: float, k: float) -> None:
    size = 9.5 * k
    wide = typeset.width(text, Face.BOLD, size) + 8
    top = bottom - size * 1.4
    sheet.box(x=right - wide, top=top, width=wide, height=size * 1.4, fill=INK, radius=3)
    sheet.centred(
        text,
        middle=right - wide / 2,
        base=top + size * 1.05,
        size=size,
        face=Face.BOLD,
        colour=WHITE,
    )
