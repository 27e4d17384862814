"""The chart in a report: as vector paths, in one piece, with what its letters mean under it."""

from collections.abc import Sequence
from dataclasses import replace

from clinic_app.chart.flags import FlaggedDay
from clinic_app.chart.layout import Layout, Room
from clinic_app.chart.marks import Mark
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import PainChart
from clinic_app.paper.chart.chart import legend_marks
from clinic_app.paper.chart.marks import Drawing, draw_at, measure
from clinic_app.paper.chart.plot import plotted
from clinic_app.paper.page.block import Block, placed, stack, tagged, text_lines
from clinic_app.paper.page.sheet import MUTED, Sheet
from clinic_app.paper.page.tags import alt, bounds
from clinic_app.paper.report.content import ReportContent
from clinic_app.paper.report.text import SMALL, at_right, section
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.type.typeset import Line, Span

_LEFT, _RIGHT = 42.0, 60.0
_LEADING = 1.27


def chart_block(content: ReportContent, inner: float, *, height: float, most_lines: int) -> Block:
    """Heading, plot, letters and adherence; ``height`` is of the plot, in points.

    What the letters mean takes ``most_lines`` at most: it is shortened, then left out at the
    end with a count.
    """
    signs, plot = _plot(_judged(content.chart), inner, height)
    heading = section(content.chart_title, inner * 0.55)
    note = at_right(content.ratings, SMALL, inner * 0.44, colour=MUTED)
    rows = [
        placed([(0, 0, heading), (inner * 0.56, 3, note)]),
        _figure(signs, plot, inner, content.chart_words),
    ]
    legend = _legend(plot.flags.entries, content.adherence, inner, most_lines + 1)
    rows.append(tagged(text_lines(legend, size=SMALL, width=inner, leading=_LEADING), "P"))
    return stack(rows, gap=1.5)


def _judged(chart: PainChart) -> PainChart:
    """The series that the verdict rests on, and the worst pain beside it."""
    shown = (chart.trend.series, Series.WORST)
    return replace(chart, tracks=tuple(t for t in chart.tracks if t.series in shown))


def _plot(chart: PainChart, inner: float, height: float) -> tuple[list[Mark], Layout]:
    signs, base = legend_marks(chart, left=0, right=inner, base=9)
    room = Room(inner, _LEFT, _RIGHT, height, letters=True)
    return signs, Layout(chart, room, measure, top=base + 8 if signs else 0.0)


def _figure(signs: Sequence[Mark], plot: Layout, inner: float, words: str) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        bottom = sheet.format.height - top - plot.foot
        place = bounds(x, bottom, x + inner, bottom + plot.foot)
        with sheet.tag("Figure", f"{alt(words)} {place}"):
            draw_at(sheet, Drawing(inner, plot.foot, (*signs, *plotted(plot))), x=x, top=top)

    return Block(plot.foot, draw)


def _legend(entries: Sequence[FlaggedDay], last: str, width: float, most: int) -> list[Line]:
    """Everything that changed; else in few words; else as many as fit and how many more.

    ``last`` goes on in the line of the last change and is never left out.
    """
    for texts in ([e.details for e in entries], [e.text for e in entries]):
        legend = _joined(entries, texts, 0, last, width)
        if len(legend) <= most:
            return legend
    texts = [entry.text for entry in entries]
    for count in range(len(entries) - 1, 0, -1):
        legend = _joined(entries[:count], texts, len(entries) - count, last, width)
        if len(legend) <= most:
            return legend
    return _joined((), (), len(entries), last, width)


def _joined(
    entries: Sequence[FlaggedDay], texts: Sequence[str], more: int, last: str, width: float
) -> list[Line]:
    spans: list[Span] = []
    for entry, text in zip(entries, texts, strict=False):
        spans.append(Span(f"{entry.name}\N{NO-BREAK SPACE}", Face.BOLD))
        day = entry.day.replace(" ", "\N{NO-BREAK SPACE}")
        spans.append(Span(f"{day}: {fonts.clean(text).rstrip('.')}.  "))
    if more:
        spans.append(Span(f"and {more} more.  ", Face.BOLD))
    spans.append(Span(last))
    return typeset.wrap(spans, SMALL, width)
