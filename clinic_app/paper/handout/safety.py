"""How much pain is fine, when to stop and whom to call: the safety part of the last page."""

from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.page import icons
from clinic_app.paper.page.block import Block, paragraph, space, stack, tagged, text_lines
from clinic_app.paper.page.sheet import INK, STOP, STRIPE, WHITE, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face, clean
from clinic_app.paper.type.typeset import Span
from clinic_app.paper.wording import PageWording, signs_listed

_SIZE = 12.0
_STYLES = ((icons.go, WHITE, 1.2), (icons.care, STRIPE, 1.2), (icons.stop, STOP, 2.2))


def safety_block(content: HandoutContent, inner: float) -> Block:
    """Pain boxes, the emergency box, the same-day call and two teach-back ticks."""
    title, boxes, *rest = safety_blocks(content, inner, size=_SIZE)
    emergency, same_day, teach_back = rest
    parts = [title, space(3), boxes, space(8), emergency, space(7), same_day, space(5), teach_back]
    return stack(parts)


def safety_blocks(content: HandoutContent, inner: float, *, size: float) -> list[Block]:
    """The parts of the safety words, from the title on; over 12 points the boxes are rows."""
    wording = content.wording
    rules = _pain_rules(content, wording)
    if content.pain_rule:
        boxes = _pain_row(2, content.pain_rule, wording.rule_stop, size, inner)
    elif size > _SIZE:
        boxes = stack([_pain_row(n, *rules[n], size, inner) for n in range(3)], gap=8)
    else:
        boxes = _pain_boxes(rules, inner)
    how_much, when = wording.gettext("How much pain is OK?"), wording.gettext("When to stop")
    question = when if content.pain_rule else how_much
    title = paragraph(question, size=size * 7 / 6, width=inner, face=Face.BOLD)
    return [
        tagged(title, "H2"),
        boxes,
        _emergency_box(content, wording, inner, size),
        _same_day(content, wording, inner, size),
        _teach_back(wording, inner, size),
    ]


def _pain_rules(content: HandoutContent, wording: PageWording) -> list[tuple[str, str]]:
    go_on = wording.gettext("This much is fine. Keep going.")
    try_harder = wording.gettext("Feels easy 2 times in a row? Try the harder one.")
    has_harder = any(card.harder for card in content.cards)
    go_text = f"{go_on} {try_harder}" if has_harder else go_on
    calms = wording.gettext(
        "Keep going if it calms down by next morning. If not, do the easier one."
    )
    return [
        (wording.with_limits("{low}: go"), go_text),
        (wording.with_limits("{middle}: take care"), calms),
        (wording.with_limits("{Over}: stop"), wording.rule_stop),
    ]


def _pain_boxes(rules: list[tuple[str, str]], inner: float) -> Block:
    gap = 8.0
    width = (inner - 2 * gap) / 3
    words = [paragraph(text, size=_SIZE, width=width - 18) for _, text in rules]
    height = 34 + max(block.height for block in words) + 7

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for (title, _), (sign, fill, line), text in zip(rules, _STYLES, words, strict=True):
            sheet.box(
                x=x, top=top, width=width, height=height, fill=fill, stroke=INK, line=line, radius=5
            )
            with sheet.tag("P"):
                sign(sheet, x=x + 18, top=top + 18, radius=10.5)
                sheet.text(f"{title} ", x=x + 35, base=top + 23, size=14, face=Face.BOLD)
                text.draw(sheet, x + 10, top + 34)
            x += width + gap

    return Block(height, draw)


def _pain_row(n: int, title: str, text: str, size: float, inner: float) -> Block:
    """One box over the whole width: its sign, and its words beside it."""
    sign, fill, line = _STYLES[n]
    beside = size * 2.9
    width = inner - beside - 10
    words = stack(
        [
            paragraph(title, size=size * 7 / 6, width=width, face=Face.BOLD),
            paragraph(text, size=size, width=width),
        ]
    )
    height = words.height + 12

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(
            x=x, top=top, width=inner, height=height, fill=fill, stroke=INK, line=line, radius=5
        )
        sign(sheet, x=x + beside / 2, top=top + size * 1.3, radius=size * 0.88)
        words.draw(sheet, x + beside, top + 5)

    return tagged(Block(height, draw), "P")


def _emergency_box(
    content: HandoutContent, wording: PageWording, inner: float, size: float
) -> Block:
    """Only signs that need help at once; the dark end names the number."""
    k = size / _SIZE
    dark = 98.0 * k
    stop_and = wording.gettext("Stop and")
    number = clean(wording.gettext("call {number}", number=content.emergency_number))
    wide = typeset.width(number, Face.BOLD, 1)
    number_size = max(8 * k, min(17 * k, (dark - 12) / wide))
    text = " · ".join(content.emergency) + "."
    width = inner - dark - 24
    label = wording.gettext("Get help right away for:")
    spans = [Span(f"{label} ", Face.BOLD), Span(text)]
    words = tagged(text_lines(typeset.wrap(spans, size, width), size=size, width=width), "P")
    height = max(48.0 * k, words.height + 13)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x, top=top, width=inner, height=height, stroke=INK, line=2, radius=5)
        sheet.box(x=x, top=top, width=dark, height=height, fill=INK, radius=5)
        sheet.box(x=x + dark - 6, top=top, width=6, height=height, fill=INK)
        middle, centre = x + dark / 2, top + height / 2
        with sheet.tag("P"):
            for line, base, letters in (
                (f"{stop_and} ", centre - 5 * k, 13 * k),
                (number, centre + 14 * k, number_size),
            ):
                sheet.centred(
                    line, middle=middle, base=base, size=letters, face=Face.BOLD, colour=WHITE
                )
        words.draw(sheet, x + dark + 12, top + (height - words.height) / 2)

    return Block(height, draw)


def _same_day(content: HandoutContent, wording: PageWording, inner: float, size: float) -> Block:
    if not content.same_day:
        return space(0)
    signs = signs_listed(wording, content.same_day)
    spans = [Span(f"{wording.same_day} ", Face.BOLD), Span(f"{signs}.")]
    return tagged(text_lines(typeset.wrap(spans, size, inner), size=size, width=inner), "P")


def _teach_back(wording: PageWording, inner: float, size: float) -> Block:
    """Boxes to tick; beside each other where they fit."""
    k = size / _SIZE
    showed = wording.gettext("I showed my PT each exercise.")
    texts = (showed, wording.gettext("I know when to stop."))
    widths = [20 * k + typeset.width(text, Face.REGULAR, size) for text in texts]
    stacked = sum(widths) + 20 > inner

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for text, wide in zip(texts, widths, strict=True):
            with sheet.tag("P"):
                icons.tick_box(sheet, x=x, top=top + k, size=14 * k)
                sheet.text(text, x=x + 20 * k, base=top + 12.2 * k, size=size)
            if stacked:
                top += 20 * k
            else:
                x += wide + 20

    return Block(17 * k + (20 * k if stacked else 0), draw)
