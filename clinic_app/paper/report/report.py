"""The progress report as a PDF of one or two pages; the chart and the table are never split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import RenderedHandout
from clinic_app.paper.page.block import Block, placed, stack, tagged
from clinic_app.paper.page.sheet import ACCENT, BAND, FORMATS, Format, Sheet
from clinic_app.paper.report.chart import chart_block
from clinic_app.paper.report.content import ReportContent
from clinic_app.paper.report.head import TITLE, facts, footing, head, running_head
from clinic_app.paper.report.table import measures_block
from clinic_app.paper.report.text import BODY, SMALL, at_right, led, lines
from clinic_app.paper.report.verdict_words import VerdictWords
from clinic_app.paper.report.words import findings_and_plan, signature, sources
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face

_GAP, _UNDER_HEAD, _OVER_FOOT = 6.5, 6.0, 4.0
_LANGUAGES = {Paper.LETTER: "en-US", Paper.A4: "en"}


@dataclass(frozen=True)
class _Detail:
    """How much is printed: lines for the chart's letters, exercises, sources of the measures.

    ``is_short`` leaves out tempo and rest; ``least_plot`` is how low the plot may become for it,
    in points.
    """

    letter_lines: int
    exercises: int
    measure_sources: bool = True
    is_short: bool = False
    least_plot: float = 150


@dataclass(frozen=True)
class _Frame:
    """What every page has: its head, and ``room`` in points from the head's top to the foot."""

    head: Block
    running_head: Block
    room: float


_PLOTS = (300, 270, 250, 230, 210, 190, 170, 150, 142, 132, 122, 112)  # points
_ONE_PAGE = (
    _Detail(9, 12, least_plot=190),
    _Detail(9, 12, is_short=True, least_plot=142),
    _Detail(5, 12, is_short=True, measure_sources=False, least_plot=122),
)
_TWO_PAGES = (
    _Detail(20, 16),
    _Detail(14, 12),
    _Detail(9, 10, is_short=True),
    _Detail(5, 6, is_short=True, measure_sources=False, least_plot=132),
    _Detail(3, 6, is_short=True, measure_sources=False, least_plot=112),
    _Detail(1, 2, is_short=True, measure_sources=False, least_plot=112),
)
_MOST_PLOT = 230.0  # points, on one page; more only where there is a second


def render_report(content: ReportContent) -> RenderedHandout:
    """Lay out and draw the report; the same content gives the same bytes.

    Raises `fonts.MissingGlyph` naming characters that no font here can print, and UserError for
    findings too long for two pages.
    """
    for where, text in _texts(content):
        fonts.check(text, where)
    form = FORMATS[content.paper]
    pages = _lay_out(content, form)
    language = _LANGUAGES[content.paper]
    sheet = Sheet(form, title=TITLE, language=language, tagged=True)
    foot = footing(content, form.inner)
    with sheet.part("Sect", language=language):
        for number, blocks in enumerate(pages, 1):
            top = form.edge
            for n, block in enumerate(blocks):
                block.draw(sheet, form.side, top)
                top += block.height + (_GAP if n else _UNDER_HEAD)
            foot.draw(sheet, number, len(pages))
            sheet.next_page()
    return RenderedHandout(sheet.finish(), len(pages))


def _lay_out(content: ReportContent, form: Format) -> list[list[Block]]:
    """One page where everything fits on it, else two, each with a fair part of the whole.

    Details are left out before anything is refused.
    """
    inner = form.inner
    frame = _Frame(
        head(content, inner),
        running_head(content, inner),
        form.height - 2 * form.edge - footing(content, inner).height - _OVER_FOOT,
    )
    before = [facts(content.facts, inner), verdict(content.verdict, inner)]
    table = [measures_block(content.measures, inner)] if content.measures else []
    ways = ((_one_page, _ONE_PAGE, _MOST_PLOT), (_two_pages, _TWO_PAGES, _PLOTS[0]))
    for page_out, details, most in ways:
        for detail in details:
            after = _after(content, inner, detail)
            for plot in _PLOTS:
                if detail.least_plot <= plot <= most:
                    chart = chart_block(content, inner, height=plot, most_lines=detail.letter_lines)
                    pages = page_out(frame, [*before, chart, *table, *after])
                    if pages:
                        return pages
    raise UserError(
        "The report does not fit on two pages.", "Shorten the findings, or choose a period."
    )


def _one_page(frame: _Frame, blocks: Sequence[Block]) -> list[list[Block]]:
    """Everything under the head; nothing where it has no room."""
    page = [frame.head, *blocks]
    return [page] if _height(page) <= frame.room else []


def _two_pages(frame: _Frame, blocks: Sequence[Block]) -> list[list[Block]]:
    """Parted between two blocks so that both pages are as even as can be; nothing if none fits."""
    parted = [
        [[frame.head, *blocks[:n]], [frame.running_head, *blocks[n:]]]
        for n in range(1, len(blocks))
    ]
    fitting = [pages for pages in parted if max(map(_height, pages)) <= frame.room]
    return min(fitting, key=lambda pages: max(map(_height, pages)), default=[])


def _height(page: Sequence[Block]) -> float:
    return sum(b.height for b in page) + _UNDER_HEAD + _GAP * max(0, len(page) - 2)


def _after(content: ReportContent, inner: float, detail: _Detail) -> list[Block]:
    """What follows the table; the signature never stands alone."""
    words = findings_and_plan(
        content, inner, most_exercises=detail.exercises, is_short=detail.is_short
    )
    last = sources(content, inner, with_measures=detail.measure_sources)
    return [*words[:-1], stack([*words[-1:], signature(content, inner), last], gap=6)]


def _texts(content: ReportContent) -> Iterator[tuple[str, str]]:
    """Every text of a person, and where it stands."""
    yield "the clinic's name", content.clinic_name
    yield "the clinic's phone number", content.clinic_phone
    yield "the clinician's name", content.clinician
    yield "the patient's name", f"{content.patient_name} {content.initials}"
    for fact in content.facts:
        yield f"the field {fact.label!r}", fact.value
    for flag in content.chart.flags:
        yield "a change or event on the chart", " ".join((flag.text, *flag.details))
    yield "the findings", content.findings
    for name, how in content.plan:
        yield "the home program", f"{name} {how}"


_BIG = 15.0


def verdict(words: VerdictWords, inner: float) -> Block:
    """The box, as wide as the page."""
    width = inner - 26
    parts = [_headline(words, width)]
    for text in (words.rests_on, words.period):
        parts += [tagged(lines(text, BODY, width), "P")] if text else []
    basis = [("How sure", words.confidence), ("Rule", words.rule)]
    parts.append(led([(label, text) for label, text in basis if text], SMALL, width))
    body = stack(parts, gap=2.5)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(x=x, top=top, width=inner, height=body.height + 12, fill=BAND, radius=3)
        sheet.box(x=x, top=top, width=4, height=body.height + 12, fill=ACCENT)
        body.draw(sheet, x + 14, top + 5)

    return Block(body.height + 12, draw)


def _headline(words: VerdictWords, width: float) -> Block:
    """The numbers beside the headline, or under it where they have no room."""
    headline = tagged(lines(words.headline, _BIG, width, Face.BOLD), "H2")
    if not words.numbers:
        return headline
    both = f"{words.headline}    {words.numbers}"
    is_beside = typeset.width(fonts.clean(both), Face.BOLD, _BIG) <= width
    if not is_beside:
        return stack([headline, tagged(lines(words.numbers, _BIG, width, Face.BOLD, ACCENT), "P")])
    numbers = at_right(words.numbers, _BIG, width, face=Face.BOLD, colour=ACCENT)
    return placed([(0, 0, headline), (0, 0, numbers)])
