"""The pain chart on paper: the twin of the one on screen, drawn from the same description."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from clinic_app.chart.flags import SIZE, FlaggedDay
from clinic_app.chart.layout import Layout, Room
from clinic_app.chart.marks import Mark, Text
from clinic_app.chart.series import WEEK_WORDS, flag_marker, kind_words, series_marker, week_marker
from clinic_app.domain.pain.pain_chart import FlagKind, PainChart
from clinic_app.domain.plan.handout import PageImage
from clinic_app.paper.chart.marks import Drawing, measure, to_pdf, to_svg
from clinic_app.paper.chart.measures import CAPTION, HEIGHT, measure_marks, measure_rows
from clinic_app.paper.chart.plot import plotted
from clinic_app.paper.page.preview import page_images, png
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face

_WIDTH, _SIDE = 720.0, 20.0
_ROOM = Room(width=_WIDTH, left=46, right=64, height=270)
_INNER = _WIDTH - 2 * _SIDE
_LEGEND = 10.5
_Sign = Callable[[float, float, float], Sequence[Mark]]
_HINT = "0 to 10, up is worse. Gaps are days without a rating."


def chart_pdf(chart: PainChart, *, title: str = "Pain") -> bytes:
    """One page of its own size; ``title`` is the only place for a patient's name."""
    return to_pdf(draw_chart(chart, title=title))


def chart_svg(chart: PainChart, *, title: str = "Pain") -> str:
    """The chart as SVG text."""
    return to_svg(draw_chart(chart, title=title))


def chart_png(chart: PainChart, *, width_px: int, title: str = "Pain") -> bytes:
    """The chart as a PNG file ``width_px`` wide."""
    return png(_image(chart, title, width_px))


def _image(chart: PainChart, title: str, width_px: int) -> PageImage:
    return page_images(chart_pdf(chart, title=title), dpi=72 * width_px / _WIDTH)[0]


def draw_chart(chart: PainChart, *, title: str = "Pain") -> Drawing:
    """The chart as marks. Raises `fonts.MissingGlyph` for words that no font can print."""
    fonts.check(title, "the chart's title")
    for flag in chart.flags:
        fonts.check(flag.text, "a flag on the chart")
    head, top = _head(chart, title)
    layout = layout_of(chart, top)
    entries, foot = _entries(layout.flags.entries, layout.foot)
    marks = [*head, *plotted(layout), *entries]
    if chart.measures:
        marks += measure_marks(chart.measures, left=_ROOM.left, right=_WIDTH - _SIDE, top=foot + 10)
        foot += 10 + CAPTION + HEIGHT * measure_rows(chart.measures)
    return Drawing(_WIDTH, foot + 10, tuple(marks), title)


def layout_of(chart: PainChart, top: float) -> Layout:
    """Where everything of the plot stands on its page, from ``top`` down."""
    return Layout(chart, _ROOM, measure, top=top)


def _head(chart: PainChart, title: str) -> tuple[list[Mark], float]:
    """Title, the verdict with its sentence, and the legend; and where the next thing starts."""
    marks: list[Mark] = []
    base = 27.0
    for line in typeset.plain_lines(title, Face.BOLD, 15, _INNER):
        marks.append(Text(_words(line), _SIDE, base, 15, True))
        base += 19
    verdict = typeset.wrap(
        [
            typeset.Span(f"{chart.trend.headline}. ", Face.BOLD),
            typeset.Span(chart.trend.sentence),
        ],
        11.5,
        _INNER,
    )
    for line in verdict:
        x = _SIDE
        for span in line.spans:
            marks.append(Text(span.text, x, base, 11.5, span.face is Face.BOLD))
            x += typeset.width(span.text, span.face, 11.5)
        base += 15
    legend, base = legend_marks(chart, left=_SIDE, right=_WIDTH - _SIDE, base=base + 6)
    marks += legend
    base += 15 if legend else 0
    marks.append(Text(_HINT, _SIDE, base, 9.5, colour="second"))
    return marks, base + 9


def legend_marks(
    chart: PainChart, *, left: float, right: float, base: float
) -> tuple[list[Mark], float]:
    """What each shape stands for, and the baseline of the legend's last line."""
    marks: list[Mark] = []
    x = left
    for words, draw in _signs(chart):
        label = Text(words, x + 13, base, _LEGEND)
        if label.sides(measure)[1] > right:
            x, base = left, base + 15
            label = Text(words, x + 13, base, _LEGEND)
        marks += [*draw(x + 4, base - 3.4, 3.6), label]
        x = label.sides(measure)[1] + 18
    return marks, base


def _signs(
    chart: PainChart,
) -> Iterator[tuple[str, Callable[[float, float, float], Sequence[Mark]]]]:
    """What is on the chart: its words, and what draws its sign."""
    for track in chart.tracks:
        if any(track.runs):
            yield track.series.short_label, partial(series_marker, track.series)
    if chart.windows:
        yield WEEK_WORDS, week_marker
    for kind in FlagKind:
        if any(flag.kind is kind for flag in chart.flags):
            yield kind_words(kind), partial(flag_marker, kind)


def _entries(entries: tuple[FlaggedDay, ...], top: float) -> tuple[list[Mark], float]:
    """The list of what the numbers mean, and where it ends."""
    lines = _entry_lines(entries)
    columns = _columns(lines)
    rows = -(-len(lines) // columns)
    marks: list[Mark] = []
    for n, line in enumerate(lines):
        column, row = divmod(n, rows)
        x = _ROOM.left + column * (_WIDTH - _ROOM.left - _SIDE) / columns
        marks.append(Text(line, x, top + 16 + row * 13, SIZE))
    return marks, top + (rows * 13 + 6 if rows else 0)


def _columns(lines: list[str]) -> int:
    """Two columns for a long list whose lines are short enough."""
    room = (_WIDTH - _ROOM.left - _SIDE) / 2 - 12
    fits = all(typeset.width(line, Face.REGULAR, SIZE) <= room for line in lines)
    return 2 if fits and len(lines) > 5 else 1


def _entry_lines(entries: tuple[FlaggedDay, ...]) -> list[str]:
    width = _WIDTH - _ROOM.left - _SIDE
    return [
        _words(line)
        for entry in entries
        for line in typeset.plain_lines(
            f"{entry.name}  {entry.day}  {entry.text}", Face.REGULAR, SIZE, width
        )
    ]


def _words(line: typeset.Line) -> str:
    return "".join(span.text for span in line.spans)
