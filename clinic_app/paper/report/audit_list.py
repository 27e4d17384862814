"""The audit trail on paper: what was asked, then line by line under each day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import RenderedHandout
from clinic_app.paper.page import tags
from clinic_app.paper.page.block import Block, grouped, placed, stack, tagged, text_lines
from clinic_app.paper.page.sheet import ACCENT, FORMATS, MUTED, Format, Sheet
from clinic_app.paper.report.text import lines
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Line

TITLE = "Audit trail"
_SIZE, _SMALL = 9.0, 8.0
_TIME, _WHO, _GAP = 34.0, 108.0, 8.0  # points: the first columns, and what parts them
_FOOT = 16.0
_LEADING = 1.27
_MOST_LINES = 30  # of an entry in one piece; a longer one may go on on the next page
_CONFIDENTIAL = "Confidential health information."
_LANGUAGES = {Paper.LETTER: "en-US", Paper.A4: "en"}


@dataclass(frozen=True)
class TrailEntry:
    """One line: its day and time as they are printed, who, and what was done with the reason."""

    day: str
    time: str
    who: str
    what: str


@dataclass(frozen=True)
class TrailContent:
    """All of the print: ``asked`` says of which rows it is, ``made`` when and by whom.

    Another list of dated lines has its own ``title``, and as many points for the first column as
    its times need.
    """

    clinic_name: str
    asked: str
    made: str
    entries: Sequence[TrailEntry]
    title: str = TITLE
    time_width: float = _TIME


def render_trail(content: TrailContent, paper: Paper) -> RenderedHandout:
    """The pages. Raises `fonts.MissingGlyph` naming characters that no font here can print."""
    for where, text in _texts(content):
        fonts.check(text, where)
    form = FORMATS[paper]
    pages = list(_pages(content, form))
    sheet = Sheet(form, title=content.title, language=_LANGUAGES[paper], tagged=True)
    with sheet.part("Sect", language=_LANGUAGES[paper]):
        for number, blocks in enumerate(pages, 1):
            stack(blocks).draw(sheet, form.side, form.edge)
            _foot(sheet, content, number, len(pages))
            sheet.next_page()
    return RenderedHandout(sheet.finish(), len(pages))


def _pages(content: TrailContent, form: Format) -> Iterator[list[Block]]:
    """Filled one after the other; a day's name stands again where the day goes on."""
    room = form.height - 2 * form.edge - _FOOT
    head = _head(content, form.inner)
    page, left, day = [head], room - head.height, ""
    for entry, line in _lines(content, form.inner):
        title = [_day(entry.day, form.inner)] if entry.day != day else []
        need = line.height + sum(block.height for block in title)
        if need > left:
            yield page
            title = [_day(entry.day, form.inner)]
            page, left = [], room
            need = line.height + title[0].height
        page += [*title, line]
        left, day = left - need, entry.day
    yield page


def _head(content: TrailContent, inner: float) -> Block:
    return stack(
        [
            tagged(lines(content.clinic_name, 11, inner, Face.BOLD, colour=ACCENT), "P"),
            tagged(lines(content.title, 18, inner, Face.BOLD), "H1"),
            tagged(lines(content.asked, 10, inner), "P"),
            tagged(lines(content.made, _SMALL, inner, colour=MUTED), "P"),
        ],
        gap=2,
    )


def _day(words: str, inner: float) -> Block:
    title = tagged(lines(words, 10, inner, Face.BOLD), "H2")
    ruled = placed([(0, 9, title)])

    def draw(sheet: Sheet, x: float, top: float) -> None:
        ruled.draw(sheet, x, top)
        end = top + ruled.height + 1
        sheet.rule(x=x, top=end, to_x=x + inner, to_top=end)

    return Block(ruled.height + 3, draw)


def _lines(content: TrailContent, inner: float) -> Iterator[tuple[TrailEntry, Block]]:
    """Each entry as pieces that fit on a page, however long it is."""
    start = content.time_width + _WHO + 2 * _GAP
    columns = ((0.0, content.time_width), (start - _WHO - _GAP, _WHO), (start, inner - start))
    for entry in content.entries:
        texts = (entry.time, Face.REGULAR), (entry.who, Face.BOLD), (entry.what, Face.REGULAR)
        cells = [
            typeset.plain_lines(text, face, _SIZE, width)
            for (text, face), (_, width) in zip(texts, columns, strict=True)
        ]
        for n in range(0, max(map(len, cells)), _MOST_LINES):
            yield entry, _line([cell[n : n + _MOST_LINES] for cell in cells], columns)


def _line(cells: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]]) -> Block:
    made = [
        (x, 1.5, tagged(text_lines(cell, size=_SIZE, width=width, leading=_LEADING), "TD"))
        for cell, (x, width) in zip(cells, columns, strict=True)
    ]
    whole = placed(made)
    return grouped(Block(whole.height + 1.5, whole.draw), "TR")


def _foot(sheet: Sheet, content: TrailContent, page: int, pages: int) -> None:
    base = sheet.format.height - sheet.format.edge
    with sheet.tag("P", tags.actual(_CONFIDENTIAL)) if page == 1 else sheet.artifact():
        sheet.text(_CONFIDENTIAL, x=sheet.format.side, base=base, size=_SMALL, colour=MUTED)
    with sheet.artifact():
        edge = sheet.format.width - sheet.format.side
        words = f"page {page} of {pages}"
        sheet.right(words, edge=edge, base=base, size=_SMALL, face=Face.BOLD)


def _texts(content: TrailContent) -> Iterator[tuple[str, str]]:
    yield "the clinic's name", content.clinic_name
    yield "what was asked", f"{content.asked} {content.made}"
    for entry in content.entries:
        yield f"the line of {entry.day}, {entry.time}", f"{entry.who} {entry.what}"
