"""The head of a report: title and clinic, who it is about, and what stands on every page."""

from collections.abc import Sequence

from clinic_app.paper.page.block import Block, placed, stack, tagged
from clinic_app.paper.page.page import Foot
from clinic_app.paper.page.sheet import ACCENT, INK, MUTED, RULE, Sheet
from clinic_app.paper.report.content import Fact, ReportContent
from clinic_app.paper.report.text import BODY, SMALL, at_right, lines
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face

TITLE = "Physical therapy progress report"
_SHARES = (0.335, 0.22, 0.2, 0.245)  # of the width, the four columns of the facts
_GAP = 10.0
_MOST_LINES = 2  # of a fact in its column; a longer one takes the whole width


def head(content: ReportContent, inner: float) -> Block:
    """The title, and beside it the clinic; below it where their names are long."""
    half = inner * 0.42
    contact = " · ".join(part for part in (content.clinician, content.clinic_phone) if part)
    title = tagged(lines(TITLE, 18, inner - half - 10, Face.BOLD), "H1")
    right = _clinic(content.clinic_name, contact, half)
    if right.height > 2 * title.height:
        return _over_rule(stack([title, _clinic(content.clinic_name, contact, inner)]), inner)
    return _over_rule(placed([(0, 0, title), (inner - half, 0, right)]), inner)


def _clinic(name: str, contact: str, width: float) -> Block:
    named = at_right(name, 11, width, face=Face.BOLD, colour=ACCENT)
    return stack([named, at_right(contact, BODY, width)])


def running_head(content: ReportContent, inner: float) -> Block:
    """Whose report it is, on a later page; it repeats, so it is not read out."""
    who = f"Progress report, {content.patient_name}"
    if typeset.width(fonts.clean(who), Face.BOLD, SMALL) > inner:
        who = f"Progress report, {content.initials}"
    words = _over_rule(lines(who, SMALL, inner, Face.BOLD), inner)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        with sheet.artifact():
            words.draw(sheet, x, top)

    return Block(words.height, draw)


def footing(content: ReportContent, inner: float) -> Foot:
    """Confidential, what to do with it, initials and page; on every page, read out once."""
    call = f", call {content.clinic_phone}" if content.clinic_phone else ", tell the clinic"
    text = f"Confidential health information. If you got this by mistake{call} and destroy it."
    words = lines(text, SMALL, inner - 110, colour=MUTED)

    def draw(sheet: Sheet, page: int, pages: int) -> None:
        top = sheet.format.height - sheet.format.edge - words.height
        with sheet.tag("P") if page == 1 else sheet.artifact():
            words.draw(sheet, sheet.format.side, top)
        with sheet.artifact():
            sheet.right(
                f"{fonts.clean(content.initials)} · page {page} of {pages}",
                edge=sheet.format.width - sheet.format.side,
                base=top + words.height - 2.6,
                size=SMALL,
                face=Face.BOLD,
            )

    return Foot(words.height, draw)


def facts(found: Sequence[Fact], inner: float) -> Block:
    """Labels over values in four columns; a value too long for its column has a line alone."""
    widths = [inner * share - _GAP for share in _SHARES]
    long = [f for f in found if _is_long(f.value, min(widths))]
    rows = [_fact(f, inner) for f in long]
    short = [f for f in found if f not in long]
    for start in range(0, len(short), len(_SHARES)):
        row, x = list[tuple[float, float, Block]](), 0.0
        for fact, width in zip(short[start : start + len(_SHARES)], widths, strict=False):
            row.append((x, 0, _fact(fact, width)))
            x += width + _GAP
        rows.append(placed(row))
    whole = stack(rows, gap=4)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        whole.draw(sheet, x, top)
        end = top + whole.height + 5
        sheet.rule(x=x, top=end, to_x=x + inner, to_top=end, colour=RULE)

    return Block(whole.height + 5, draw)


def _is_long(value: str, width: float) -> bool:
    """Whether it takes too many lines of its column, or a word of it would be broken there."""
    words = fonts.clean(value).split()
    breaks = any(typeset.width(word, Face.BOLD, BODY) > width for word in words)
    return breaks or len(typeset.plain_lines(value, Face.BOLD, BODY, width)) > _MOST_LINES


def _fact(fact: Fact, width: float) -> Block:
    label = lines(f"{fact.label} ", 8, width, colour=MUTED)
    return tagged(stack([label, lines(fact.value, BODY, width, Face.BOLD)]), "P")


def _over_rule(words: Block, inner: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        words.draw(sheet, x, top)
        end = top + words.height + 5
        sheet.rule(x=x, top=end, to_x=x + inner, to_top=end, colour=INK, line=1.2)

    return Block(words.height + 5, draw)
