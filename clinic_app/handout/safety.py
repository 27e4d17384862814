"""How much pain is fine, when to stop and whom to call: the safety part of the last page."""

from clinic_app.handout import icons, typeset
from clinic_app.handout.block import Block, paragraph, space, stack, text_lines
from clinic_app.handout.content import HandoutContent
from clinic_app.handout.fonts import Face, clean
from clinic_app.handout.sheet import INK, STOP, STRIPE, WHITE, Sheet
from clinic_app.handout.typeset import Span
from clinic_app.handout.wording import WORDINGS, Wording

_SIZE = 12.0


def safety_block(content: HandoutContent, inner: float) -> Block:
    """Pain boxes, the emergency box, the same-day call and two teach-back ticks."""
    wording = WORDINGS[content.options.language]
    return stack(
        [
            paragraph(wording.how_much_pain, size=14, width=inner, face=Face.BOLD),
            space(3),
            _pain_boxes(content, wording, inner),
            space(8),
            _emergency_box(content, wording, inner),
            space(7),
            _same_day(content, wording, inner),
            space(5),
            _teach_back(wording),
        ]
    )


def _pain_boxes(content: HandoutContent, wording: Wording, inner: float) -> Block:
    gap = 8.0
    width = (inner - 2 * gap) / 3
    go_title, go_on, try_harder = wording.go_box
    go_text = f"{go_on} {try_harder}" if content.options.next_harder else go_on
    told = [(go_title, go_text), wording.care_box, wording.stop_box]
    looks = [(icons.go, WHITE, 1.2), (icons.care, STRIPE, 1.2), (icons.stop, STOP, 2.2)]
    words = [paragraph(text, size=_SIZE, width=width - 18) for _, text in told]
    height = 34 + max(block.height for block in words) + 7

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for (title, _), (sign, fill, line), text in zip(told, looks, words, strict=True):
            sheet.box(
                x=x, top=top, width=width, height=height, fill=fill, stroke=INK, line=line, radius=5
            )
            sign(sheet, x=x + 18, top=top + 18, radius=10.5)
            sheet.text(title, x=x + 35, base=top + 23, size=14, face=Face.BOLD)
            text.draw(sheet, x + 10, top + 34)
            x += width + gap

    return Block(height, draw)


def _emergency_box(content: HandoutContent, wording: Wording, inner: float) -> Block:
    """Only signs that need help at once; the dark end names the number."""
    dark = 98.0
    number = clean(wording.call.format(number=content.emergency_number))
    size = 17.0
    while typeset.width(number, Face.BOLD, size) > dark - 12 and size > 8:
        size -= 0.5
    text = " · ".join(content.emergency) + "."
    width = inner - dark - 24
    spans = [Span(f"{wording.right_away} ", Face.BOLD), Span(text)]
    words = text_lines(typeset.wrap(spans, _SIZE, width), size=_SIZE, width=width)
    height = max(48.0, words.height + 13)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x, top=top, width=inner, height=height, stroke=INK, line=2, radius=5)
        sheet.box(x=x, top=top, width=dark, height=height, fill=INK, radius=5)
        sheet.box(x=x + dark - 6, top=top, width=6, height=height, fill=INK)
        middle, centre = x + dark / 2, top + height / 2
        sheet.centred(
            wording.stop_and, middle=middle, base=centre - 5, size=13, face=Face.BOLD, colour=WHITE
        )
        sheet.centred(
            number, middle=middle, base=centre + 14, size=size, face=Face.BOLD, colour=WHITE
        )
        words.draw(sheet, x + dark + 12, top + (height - words.height) / 2)

    return Block(height, draw)


def _same_day(content: HandoutContent, wording: Wording, inner: float) -> Block:
    limb = {"arm": wording.arm, "leg": wording.leg}.get(content.limb, wording.arm_or_leg)
    call, why = wording.same_day
    spans = [Span(f"{call} ", Face.BOLD), Span(why.format(limb=limb))]
    return text_lines(typeset.wrap(spans, _SIZE, inner), size=_SIZE, width=inner)


def _teach_back(wording: Wording) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        for text in wording.teach_back:
            icons.tick_box(sheet, x=x, top=top + 1, size=14)
            x += 20 + sheet.text(text, x=x + 20, base=top + 12.2, size=_SIZE) + 20

    return Block(17, draw)
