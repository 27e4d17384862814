"""What stands on every page: the header with the clinic, and the foot with the pain rule."""

from dataclasses import dataclass

from clinic_app.paper.handout.content import HandoutContent, emergency_line
from clinic_app.paper.handout.marks_line import marks_line
from clinic_app.paper.page import icons
from clinic_app.paper.page.block import Block, space, stack, tagged, text_lines
from clinic_app.paper.page.page import Foot
from clinic_app.paper.page.sheet import ACCENT, BAND, INK, MUTED, Sheet
from clinic_app.paper.type import bidi, typeset
from clinic_app.paper.type.fonts import Face, clean
from clinic_app.paper.type.typeset import Span
from clinic_app.paper.wording import signs_listed

_CALL_LINES = 2
_TITLE_SIZES = (22.0, 20.5, 19.0, 17.5, 16.0)


def footing(content: HandoutContent, inner: float, *, strip: bool) -> Foot:
    """Pain rule, emergency line and legal words; the diary has the first two at length."""
    line = tagged(_emergency(content, inner), "P") if strip else space(0)
    marks = marks_line(content) if strip else space(0)
    above = 22 + 5 + line.height + 2 + marks.height if strip else 0.0

    def draw(sheet: Sheet, page: int, pages: int) -> None:
        top = sheet.format.height - sheet.format.edge - height
        if strip:
            with sheet.tag("P"):
                _draw_strip(sheet, content, top)
            line.draw(sheet, sheet.format.side, top + 22 + 5)
            marks.draw(sheet, sheet.format.side, top + above - marks.height)
        with sheet.artifact():
            _draw_legal(sheet, content, top + above, page, pages)

    height = above + _legal(content, inner).height
    return Foot(height, draw)


def header(
    content: HandoutContent, inner: float, *, title: str, subtitle: str, address: bool = True
) -> Block:
    """First name and what the page is on the left; clinic, clinician and phone on the right."""
    right = _clinic_block(content, inner * 0.48, content.clinic_address if address else "")
    left_width = inner - right.width - 18
    left = _title_block(content, title, subtitle, left_width)
    body = max(left.height, right.height)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        left.draw(sheet, x, top)
        right.draw(sheet, x + inner, top)
        sheet.rule(
            x=x, top=top + body + 5, to_x=x + inner, to_top=top + body + 5, colour=INK, line=1.2
        )

    return Block(body + 5, draw)


def _title_block(content: HandoutContent, form: str, subtitle: str, width: float) -> Block:
    """The title in one line; a name too long for that stands alone, whole, on as many as needed."""
    wording = content.wording
    name = clean(content.given_name)
    title = form.format(name=name)
    if content.is_chart_copy:
        subtitle = f"{wording.chart_copy} · {subtitle}"
    size = next((s for s in _TITLE_SIZES if typeset.width(title, Face.BOLD, s) <= width), 0.0)
    if size and not bidi.has_rtl(name):
        lines = typeset.wrap([Span(title, Face.BOLD)], size, width)
    else:
        size = next((s for s in _TITLE_SIZES if typeset.width(name, Face.BOLD, s) <= width), 16.0)
        lines = typeset.wrap([Span(name, Face.BOLD)], size, width)
        lines = [typeset.Line(line.spans) for line in lines]
        what = wording.diary if form == wording.diary_title else wording.home_exercises
        subtitle = f"{what} · {subtitle}"
    under = typeset.plain_lines(subtitle, Face.REGULAR, 12, width)
    return stack(
        [
            tagged(text_lines(lines, size=size, width=width, leading=1.2), "H1"),
            space(3),
            tagged(text_lines(under, size=12, width=width), "P"),
        ]
    )


@dataclass(frozen=True)
class _RightBlock:
    height: float
    width: float
    rows: tuple[tuple[str, Face, float, str, float], ...]

    def draw(self, sheet: Sheet, edge: float, top: float) -> None:
        for text, face, size, colour, step in self.rows:
            base = top + step / 2 + size * 0.34
            with sheet.tag("P"):
                sheet.right(text, edge=edge, base=base, size=size, face=face, colour=colour)
            top += step


def _clinic_block(content: HandoutContent, width: float, address: str) -> _RightBlock:
    parts = (
        (content.clinic_name, Face.BOLD, 12.0, ACCENT, 15.0),
        (address, Face.REGULAR, 9.5, MUTED, 12.5),
        (content.clinician, Face.REGULAR, 11.5, INK, 15.0),
        (content.clinic_phone, Face.BOLD, 15.0, INK, 18.0),
    )
    rows = tuple(
        ("".join(span.text for span in line.spans), face, size, colour, step)
        for text, face, size, colour, step in parts
        if text
        for line in typeset.wrap_whole([Span(clean(text), face)], size, width)
    )
    widest = max((typeset.width(text, face, size) for text, face, size, _, _ in rows), default=0.0)
    return _RightBlock(sum(row[4] for row in rows), widest, rows)


# --- the foot -----------------------------------------------------------------------------------


def _draw_strip(sheet: Sheet, content: HandoutContent, top: float) -> None:
    """The pain rule as traffic signs that stay apart in grey."""
    x, inner = sheet.format.side, sheet.format.inner
    sheet.box(x=x, top=top, width=inner, height=22, fill=BAND, radius=4)
    parts = strip_parts(content)
    size = 12.0
    widths = _strip_widths(parts, size)
    while sum(widths) + 24 > inner and size > 9:
        size -= 0.25
        widths = _strip_widths(parts, size)
    gap = (inner - 12 - sum(widths)) / max(1, len(parts) - 1)
    x += 6
    for (sign, (label, text)), wide in zip(parts, widths, strict=True):
        sign(sheet, x=x + 8, top=top + 11, radius=7.4)
        base = top + 11 + size * 0.34
        after = sheet.text(f"{label} ", x=x + 20, base=base, size=size, face=Face.BOLD)
        text = f"{text} "  # the next sign's words must not run into it when they are read out
        sheet.text(text, x=x + 20.4 + after, base=base, size=size)
        x += wide + gap


def strip_parts(content: HandoutContent) -> list[tuple[icons.Sign, tuple[str, str]]]:
    """The signs of the strip, each with bold words and what follows: numbers, or the own rule."""
    wording = content.wording
    if content.pain_rule:
        return [(icons.stop, (clean(content.pain_rule), ""))]
    has_easier = any(card.easier and not card.easier.is_stop for card in content.cards)
    instead = wording.gettext("stop. Do the easier one.")
    stop = instead if has_easier else wording.gettext("stop. Call me.")
    return [
        (icons.go, (wording.with_limits("Pain {low}:"), wording.gettext("go on."))),
        (
            icons.care,
            (wording.with_limits("{middle}:"), wording.gettext("OK if it calms by morning.")),
        ),
        (icons.stop, (wording.with_limits("{Over}:"), stop)),
    ]


def _strip_widths(parts: list[tuple[icons.Sign, tuple[str, str]]], size: float) -> list[float]:
    return [
        26 + typeset.width(label, Face.BOLD, size) + typeset.width(text, Face.REGULAR, size)
        for _, (label, text) in parts
    ]


def _emergency(content: HandoutContent, inner: float) -> Block:
    """All signs for the emergency number; of those for a call, as many as two lines hold."""
    spans = emergency_spans(content, inner, 12)
    return text_lines(typeset.wrap(spans, 12, inner), size=12, width=inner)


def emergency_spans(content: HandoutContent, inner: float, size: float) -> list[Span]:
    """Whom to call when, in two lines of letters of ``size`` where the first part leaves room."""
    wording = content.wording
    label = clean(wording.gettext("Call {number} if:", number=content.emergency_number))
    first = [Span(f"{label} ", Face.BOLD), Span(emergency_line(content))]
    for count in range(len(content.same_day_short), 0, -1):
        signs = signs_listed(wording, content.same_day_short[:count])
        both = [*first, Span(f" {wording.same_day} ", Face.BOLD), Span(f"{signs}.")]
        if len(typeset.wrap(both, size, inner)) <= _CALL_LINES:
            return both
    return first


def _legal(content: HandoutContent, inner: float) -> Block:
    wording = content.wording
    text = wording.gettext(
        "Made for {initials} by {clinician}. Only for this person."
        " Not a substitute for your visit.",
        initials=content.initials,
        clinician=content.clinician,
    )
    beside = 210 if content.is_chart_copy else 110
    lines = typeset.plain_lines(text, Face.REGULAR, 9, inner - beside)
    return text_lines(lines, size=9, width=inner, colour=MUTED, leading=1.3)


def _draw_legal(sheet: Sheet, content: HandoutContent, top: float, page: int, pages: int) -> None:
    legal = _legal(content, sheet.format.inner)
    legal.draw(sheet, sheet.format.side, top)
    text = content.wording.page(clean(content.initials), page, pages)
    if content.is_chart_copy:
        text = f"{content.wording.chart_copy} · {text}"
    base = top + legal.height - 2.8
    edge = sheet.format.width - sheet.format.side
    sheet.right(text, edge=edge, base=base, size=10, face=Face.BOLD)
