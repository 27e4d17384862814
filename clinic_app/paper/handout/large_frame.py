"""Head and foot of the large-print pages: no letter under 18 points."""

from clinic_app.paper.handout.card_metrics import LARGE_PRINT as SIZE
from clinic_app.paper.handout.content import HandoutContent, emergency_line
from clinic_app.paper.handout.marks_line import LARGE_SIZE, marks_line
from clinic_app.paper.page import icons
from clinic_app.paper.page.block import Block, placed, stack, tagged, text_lines
from clinic_app.paper.page.page import Foot
from clinic_app.paper.page.sheet import BAND, INK, Sheet
from clinic_app.paper.type import typeset
from clinic_app.paper.type.fonts import Face, clean
from clinic_app.paper.type.typeset import Span

_ROW = 32.0


def large_header(content: HandoutContent, inner: float, *, title: str) -> Block:
    """Whose pages these are on the left, the phone number on the right."""
    phone = typeset.plain_lines(content.clinic_phone, Face.BOLD, SIZE, inner * 0.45)
    wide = max((typeset.line_width(line, SIZE) for line in phone), default=0.0)
    text = title.format(name=clean(content.given_name))
    if content.is_chart_copy:
        text = f"{content.wording.chart_copy}: {text}"
    room = inner - wide - 18
    lines = typeset.wrap([Span(text, Face.BOLD)], SIZE, room)
    left = tagged(text_lines(lines, size=SIZE, width=room), "H1")
    right = tagged(text_lines(phone, size=SIZE, width=wide), "P")
    words = placed([(0, 0, left), (inner - wide, 0, right)])

    def draw(sheet: Sheet, x: float, top: float) -> None:
        words.draw(sheet, x, top)
        under = top + words.height + 5
        sheet.rule(x=x, top=under, to_x=x + inner, to_top=under, colour=INK, line=1.2)

    return Block(words.height + 5, draw)


def large_footing(content: HandoutContent, inner: float, *, strip: bool) -> Foot:
    """The pain rule and the emergency line, then who made the page and for whom."""
    rule = [_strip(content, inner), _emergency(content, inner)] if strip else []
    parts = [tagged(block, "P") for block in rule]
    marks = marks_line(content, LARGE_SIZE)
    words = stack([*parts, marks] if strip and marks.height else parts, gap=8)
    top = words.height + 8 if strip else 0.0

    def draw(sheet: Sheet, page: int, pages: int) -> None:
        x, at = sheet.format.side, sheet.format.height - sheet.format.edge - height
        words.draw(sheet, x, at)
        with sheet.artifact():
            _signed(content, inner, page, pages).draw(sheet, x, at + top)

    height = top + _signed(content, inner, 88, 88).height
    return Foot(height, draw)


def _signed(content: HandoutContent, inner: float, page: int, pages: int) -> Block:
    """Clinician left, initials and page right; one under the other where they do not fit."""
    text = content.wording.page(content.initials, page, pages)
    own = typeset.width(clean(text), Face.BOLD, SIZE)
    room = inner - own - 18
    if typeset.width(clean(content.clinician), Face.REGULAR, SIZE) > room:
        room = inner
    left = _lines(content.clinician, Face.REGULAR, room)
    right = _lines(text, Face.BOLD, inner)
    at = inner - own
    return placed([(0, 0, left), (at, left.height if room == inner else 0, right)])


def _lines(text: str, face: Face, room: float) -> Block:
    return text_lines(typeset.plain_lines(text, face, SIZE, room), size=SIZE, width=room)


def _strip(content: HandoutContent, inner: float) -> Block:
    """The pain rule behind its signs: beside each other where they fit, else in rows."""
    if content.pain_rule:
        return _own_rule(content.pain_rule, inner)
    wording = content.wording
    texts = (
        wording.with_limits("{low}: go on"),
        wording.with_limits("{middle}: go with care"),
        wording.with_limits("{Over}: stop"),
    )
    signs = (icons.go, icons.care, icons.stop)
    widths = [30 + typeset.width(text, Face.BOLD, SIZE) for text in texts]
    gap = (inner - 16 - sum(widths)) / 2
    in_rows = gap < 8

    def draw(sheet: Sheet, x: float, top: float) -> None:
        rows = len(texts) if in_rows else 1
        sheet.box(x=x, top=top, width=inner, height=_ROW * rows, fill=BAND, radius=4)
        x += 8
        for sign, text, wide in zip(signs, texts, widths, strict=True):
            sign(sheet, x=x + 11, top=top + _ROW / 2, radius=11)
            sheet.text(text, x=x + 30, base=top + _ROW / 2 + 6.2, size=SIZE, face=Face.BOLD)
            x, top = (x, top + _ROW) if in_rows else (x + wide + gap, top)

    return Block(_ROW * (len(texts) if in_rows else 1), draw)


def _own_rule(text: str, inner: float) -> Block:
    """The plan's own rule behind the sign to stop, in as many lines as it needs."""
    words = text_lines(
        typeset.plain_lines(text, Face.BOLD, SIZE, inner - 38), size=SIZE, width=inner
    )
    height = max(_ROW, words.height + 6)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x, top=top, width=inner, height=height, fill=BAND, radius=4)
        icons.stop(sheet, x=x + 19, top=top + height / 2, radius=11)
        words.draw(sheet, x + 38, top + (height - words.height) / 2)

    return Block(height, draw)


def _emergency(content: HandoutContent, inner: float) -> Block:
    label = content.wording.gettext("Call {number} if:", number=content.emergency_number)
    spans = [Span(f"{clean(label)} ", Face.BOLD), Span(emergency_line(content))]
    return text_lines(typeset.wrap(spans, SIZE, inner), size=SIZE, width=inner)
