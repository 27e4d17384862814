"""The verdict in its box: headline and numbers, what they rest on, how sure that is, the rule."""

from clinic_app.handout import fonts, typeset
from clinic_app.handout.block import Block, placed, stack, tagged
from clinic_app.handout.fonts import Face
from clinic_app.handout.report_text import BODY, SMALL, at_right, led, lines
from clinic_app.handout.report_verdict_words import VerdictWords
from clinic_app.handout.sheet import ACCENT, BAND, Sheet

_BIG = 15.0


def verdict(words: VerdictWords, inner: float) -> Block:
    """The box, as wide as the page."""
    width = inner - 26
    parts = [_headline(words, width)]
    for text in (words.rests_on, words.period):
        parts += [tagged(lines(text, BODY, width), "P")] if text else []
    told = [("How sure", words.confidence), ("Rule", words.rule)]
    parts.append(led([(label, text) for label, text in told if text], SMALL, width))
    body = stack(parts, gap=2.5)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x, top=top, width=inner, height=body.height + 12, fill=BAND, radius=3)
        sheet.box(x=x, top=top, width=4, height=body.height + 12, fill=ACCENT)
        body.draw(sheet, x + 14, top + 5)

    return Block(body.height + 12, draw)


def _headline(words: VerdictWords, width: float) -> Block:
    """The numbers beside the headline, or under it where they have no room."""
    told = tagged(lines(words.headline, _BIG, width, Face.BOLD), "H2")
    if not words.numbers:
        return told
    both = f"{words.headline}    {words.numbers}"
    is_beside = typeset.width(fonts.clean(both), Face.BOLD, _BIG) <= width
    if not is_beside:
        return stack([told, tagged(lines(words.numbers, _BIG, width, Face.BOLD, ACCENT), "P")])
    numbers = at_right(words.numbers, _BIG, width, face=Face.BOLD, colour=ACCENT)
    return placed([(0, 0, told), (0, 0, numbers)])
