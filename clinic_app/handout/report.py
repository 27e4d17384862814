"""The progress report as a PDF of one or two pages; the chart and the table are never split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.handout import RenderedHandout
from clinic_app.domain.patient import Paper
from clinic_app.handout import fonts
from clinic_app.handout.block import Block, stack
from clinic_app.handout.report_chart import chart_block
from clinic_app.handout.report_content import ReportContent
from clinic_app.handout.report_head import TITLE, facts, footing, head, running_head
from clinic_app.handout.report_table import measures_block
from clinic_app.handout.report_verdict import verdict
from clinic_app.handout.report_words import findings_and_program, signature, sources
from clinic_app.handout.sheet import FORMATS, Format, Sheet

_GAP, _UNDER_HEAD, _OVER_FOOT = 9.0, 7.0, 6.0
_LANGUAGES = {Paper.LETTER: "en-US", Paper.A4: "en"}


@dataclass(frozen=True)
class _Detail:
    """How much is told: lines for the chart's letters, sources of the measures, exercises.

    ``least_plot`` is how low the plot may become for it, in points.
    """

    letter_lines: int
    measure_sources: bool
    exercises: int
    least_plot: float = 132


@dataclass(frozen=True)
class _Frame:
    """What every page has: its head, and ``room`` in points from the head's top to the foot."""

    head: Block
    running_head: Block
    room: float


_PLOTS = (230, 210, 190, 170, 150, 132, 112)  # heights of the plot in points, the best first
_ONE_PAGE = (
    _Detail(9, measure_sources=True, exercises=12),
    _Detail(9, measure_sources=False, exercises=12),
)
_TWO_PAGES = (
    _Detail(20, measure_sources=True, exercises=16),
    _Detail(14, measure_sources=True, exercises=12),
    _Detail(9, measure_sources=False, exercises=10),
    _Detail(5, measure_sources=False, exercises=6),
    _Detail(3, measure_sources=False, exercises=6, least_plot=112),
)


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
    """One page where everything fits on it, else two, the first as full as it can be.

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
    for most, details in ((1, _ONE_PAGE), (2, _TWO_PAGES)):
        for detail in details:
            after = _after(content, inner, detail)
            charts = (
                chart_block(content, inner, height=plot, most_lines=detail.letter_lines)
                for plot in _PLOTS
                if plot >= detail.least_plot
            )
            tried = [_pages(frame, [*before, chart, *table, *after]) for chart in charts]
            found = [pages for pages in tried if len(pages) <= most]
            if found:
                return max(found, key=lambda pages: len(pages[0]))
    raise UserError(
        "The report does not fit on two pages.", "Shorten the findings, or choose a period."
    )


def _pages(frame: _Frame, blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks in their order on as few pages as they need, none parted, heads among them."""
    pages = [[frame.head]]
    used = frame.head.height + _UNDER_HEAD
    for block in blocks:
        if used + block.height > frame.room:
            pages.append([frame.running_head])
            used = frame.running_head.height + _UNDER_HEAD
        if used + block.height > frame.room:
            return [*pages, [], []]  # higher than a page
        pages[-1].append(block)
        used += block.height + _GAP
    return pages


def _after(content: ReportContent, inner: float, detail: _Detail) -> list[Block]:
    """What follows the table; the signature never stands alone."""
    words = findings_and_program(content, inner, most_exercises=detail.exercises)
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
    for name, how in content.program:
        yield "the home program", f"{name} {how}"
