"""The pain chart on paper: the twin of the one on screen, drawn from the same description."""

from collections.abc import Iterator, Sequence

from clinic_app.domain.handout import PageImage
from clinic_app.domain.pain import Series
from clinic_app.domain.pain_chart import ChartPoint, PainChart, Track, x_of
from clinic_app.domain.trend import Window
from clinic_app.handout import chart_flags, fonts, typeset
from clinic_app.handout.chart_axis import ticks
from clinic_app.handout.chart_flags import FlagList, place_flags
from clinic_app.handout.fonts import Face
from clinic_app.handout.marks import Dot, Drawing, Mark, Stroke, Text, box, to_pdf, to_svg
from clinic_app.handout.preview import page_images, png
from clinic_app.handout.sheet import ACCENT, MUTED, WHITE

_BLUE, _RUST = "#1D5A9E", "#A63C0E"
_PALE, _GRID = "#DDE8F3", "#DFE4E8"
_WIDTH, _PLOT = 720.0, 270.0
_LEFT, _RIGHT = 44.0, 62.0
_NAMES = {
    Series.WORST: "Worst",
    Series.AVERAGE: "Average",
    Series.NOW: "Now",
    Series.LEAST: "Least",
}
_COLOURS = {
    Series.WORST: _RUST,
    Series.AVERAGE: _BLUE,
    Series.NOW: MUTED,
    Series.LEAST: "#2F6B3C",
}
_FEW_FLAGS = 8  # more are drawn thinner, so that the ratings stay in front
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
        fonts.check(flag.text, "a plan change on the chart")
    head, top = _head(chart, title)
    plot = _Plot(chart, top)
    marks = [*head, *plot.marks()]
    return Drawing(_WIDTH, plot.foot + 10, tuple(marks), title)


def _head(chart: PainChart, title: str) -> tuple[list[Mark], float]:
    """Title, the verdict with its sentence, and the legend; and where the next thing starts."""
    marks: list[Mark] = []
    base = 27.0
    for line in typeset.plain_lines(title, Face.BOLD, 15, _WIDTH - 40):
        marks.append(Text(_words(line), 20, base, 15, Face.BOLD))
        base += 19
    verdict = typeset.wrap(
        [
            typeset.Span(f"{chart.trend.headline}. ", Face.BOLD),
            typeset.Span(chart.trend.sentence),
        ],
        11.5,
        _WIDTH - 40,
    )
    for line in verdict:
        x = 20.0
        for span in line.spans:
            marks.append(Text(span.text, x, base, 11.5, span.face))
            x += typeset.width(span.text, span.face, 11.5)
        base += 15
    base += 8
    x = 20.0
    for track in chart.tracks:
        if any(track.runs):
            marks += _marker(track.series, x + 4, base - 3.4, 3.6)
            label = Text(_NAMES[track.series], x + 13, base, 10.5)
            marks.append(label)
            x = label.right + 18
    marks.append(Text(_HINT, _WIDTH - 20, base, 9.5, colour=MUTED, anchor="end"))
    return marks, base + 10


def _words(line: typeset.Line) -> str:
    return "".join(span.text for span in line.spans)


def _marker(series: Series, x: float, top: float, size: float) -> list[Mark]:
    """Shapes that stay apart in grey: dot, triangle, hollow square, hollow diamond."""
    colour = _COLOURS[series]
    s = size
    if series is Series.AVERAGE:
        return [Dot(x, top, s, fill=colour)]
    if series is Series.WORST:
        corners = (
            (x, top - s * 1.15),
            (x + s * 1.1, top + s * 0.85),
            (x - s * 1.1, top + s * 0.85),
        )
        return [Stroke(corners, fill=colour, closed=True)]
    line = max(0.4, s * 0.36)
    if series is Series.NOW:
        side = s * 0.86
        corners = (
            (x - side, top - side),
            (x + side, top - side),
            (x + side, top + side),
            (x - side, top + side),
        )
    else:
        corners = ((x, top - s * 1.2), (x + s * 1.2, top), (x, top + s * 1.2), (x - s * 1.2, top))
    return [Stroke(corners, fill=WHITE, stroke=colour, line=line, closed=True)]


class _Plot:
    """The plot with its axes: knows where a day and a score stand on the page."""

    def __init__(self, chart: PainChart, top: float) -> None:
        self.chart = chart
        self.left, self.right = _LEFT, _WIDTH - _RIGHT
        flags = [(self.x(flag.x), flag) for flag in chart.flags]
        self.flags: FlagList = (
            place_flags(flags, right=_WIDTH - 16) if flags else FlagList((), 0, ())
        )
        self.flag_floor = top + 4 + self.flags.rows * chart_flags.ROW
        self.top = self.flag_floor + 8
        self.bottom = self.top + _PLOT
        self.entries = _entry_lines(self.flags.entries)
        self.entry_rows = -(-len(self.entries) // _columns(self.entries))
        self.foot = self.bottom + 22 + self.entry_rows * 13 + (6 if self.entries else 0)

    def x(self, day: float) -> float:
        share = (day - self.chart.x_first) / (self.chart.x_last - self.chart.x_first)
        return self.left + share * (self.right - self.left)

    def y(self, score: float) -> float:
        return self.bottom - score / 10 * (self.bottom - self.top)

    def marks(self) -> Iterator[Mark]:
        yield from self._band()
        yield from self._grid()
        yield from self._dates()
        yield from self._windows()
        yield from self._flag_marks()
        for series in (Series.LEAST, Series.NOW, Series.WORST, Series.AVERAGE):
            for track in self.chart.tracks:
                if track.series is series:
                    yield from self._track(track)
        if not any(any(track.runs) for track in self.chart.tracks):
            yield from self._empty()
        for n, line in enumerate(self.entries):
            column, row = divmod(n, self.entry_rows)
            x = self.left + column * (_WIDTH - _LEFT - 20) / _columns(self.entries)
            yield Text(line, x, self.bottom + 38 + row * 13, chart_flags.SIZE)

    def _band(self) -> Iterator[Mark]:
        band, baseline = self.chart.band, self.chart.trend.baseline
        if band is None or baseline is None:
            return
        low, high = band
        width = self.right - self.left
        height = self.y(low) - self.y(high)
        yield box(x=self.left, top=self.y(high), width=width, height=height, fill=_PALE)
        start = self.y(baseline.mean)
        yield Stroke(
            ((self.left, start), (self.right, start)), stroke=_BLUE, line=0.9, dash=(5, 3.5)
        )
        label = self.right + 6
        yield Text(f"start {baseline.mean:.1f}", label, start + 3.3, 9.5)
        for score, text in ((high, "+2"), (low, "−2")):
            if abs(self.y(score) - start) > 11 and abs(score - baseline.mean) > 1.99:
                yield Text(text, label, self.y(score) + 3.3, 9.5, colour=MUTED)

    def _grid(self) -> Iterator[Mark]:
        for score in range(0, 11, 2):
            y = self.y(score)
            colour, line = (MUTED, 0.9) if score == 0 else (_GRID, 0.6)
            yield Stroke(((self.left, y), (self.right, y)), stroke=colour, line=line)
            yield Text(str(score), self.left - 7, y + 3.4, 10, colour=MUTED, anchor="end")
        x, arrow = 14.0, self.top + 6
        yield Stroke(((x, arrow + 26), (x, arrow)), stroke=MUTED, line=1)
        yield Stroke(((x - 3, arrow + 4), (x, arrow), (x + 3, arrow + 4)), stroke=MUTED, line=1)
        yield Text("worse", x - 9, arrow + 38, 8.5, colour=MUTED)

    def _dates(self) -> Iterator[Mark]:
        end = -1e9
        for tick in ticks(self.chart.x_first, self.chart.x_last):
            x = self.x(tick.x)
            yield Stroke(((x, self.bottom), (x, self.bottom + 4)), stroke=MUTED, line=0.8)
            label = Text(tick.label, x, self.bottom + 15, 9.5, colour=MUTED, anchor="middle")
            if label.left > end + 5 and label.right < _WIDTH - 2:
                yield label
                end = label.right

    def _windows(self) -> Iterator[Mark]:
        """Brackets over the days that the verdict compares."""
        trend = self.chart.trend
        days = trend.rule.window_days
        yield from self._window(trend.baseline, f"first {days} days")
        yield from self._window(trend.latest, f"last {days} days")

    def _window(self, window: Window | None, words: str) -> Iterator[Mark]:
        if window is None:
            return
        start = x_of(window.first)
        end = x_of(window.last) + 1
        if start < self.chart.x_first or end > self.chart.x_last:
            return
        left, right, y = self.x(start), self.x(end), self.bottom
        corners = ((left, y - 5), (left, y), (right, y), (right, y - 5))
        yield Stroke(corners, stroke=MUTED, line=1.4)
        label = Text(words, (left + right) / 2, y - 5, 9, colour=MUTED, anchor="middle")
        if label.right - label.left < right - left:
            yield label

    def _flag_marks(self) -> Iterator[Mark]:
        for sign in self.flags.signs:
            base = self.flag_floor - sign.row * chart_flags.ROW
            start = base - 8 if sign.label else self.top - 4
            line = 1.0 if len(self.flags.signs) <= _FEW_FLAGS else 0.5
            yield Stroke(((sign.x, start), (sign.x, self.bottom)), stroke=ACCENT, line=line)
            if sign.label:
                pole = ((sign.x, base - 8), (sign.x + 6.5, base - 5.2), (sign.x, base - 2.4))
                yield Stroke(pole, fill=ACCENT, closed=True)
                yield Text(sign.label, sign.x + 9, base, chart_flags.SIZE)

    def _track(self, track: Track) -> Iterator[Mark]:
        colour = _COLOURS[track.series]
        line = 1.5 if track.series is Series.AVERAGE else 0.9
        size = self._marker_size()
        for run in track.runs:
            points = tuple(self._place(point) for point in run)
            if len(points) > 1:
                yield Stroke(points, stroke=colour, line=min(line, size * 0.55))
        for run in track.runs:
            for point in run:
                yield from _marker(track.series, *self._place(point), size)

    def _place(self, point: ChartPoint) -> tuple[float, float]:
        return self.x(point.x), self.y(point.score)

    def _marker_size(self) -> float:
        a_day = (self.right - self.left) / (self.chart.x_last - self.chart.x_first)
        return max(0.8, min(3.2, a_day * 0.42))

    def _empty(self) -> Iterator[Mark]:
        middle, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        yield Text("No ratings here yet", middle, y - 4, 14, Face.BOLD, anchor="middle")
        yield Text(
            "The chart starts with the first pain score.",
            middle,
            y + 14,
            11,
            colour=MUTED,
            anchor="middle",
        )


def _columns(entries: Sequence[str]) -> int:
    """Two columns for a long list whose lines are short enough."""
    room = (_WIDTH - _LEFT - 20) / 2 - 12
    fits = all(typeset.width(entry, Face.REGULAR, chart_flags.SIZE) <= room for entry in entries)
    return 2 if fits and len(entries) > 5 else 1


def _entry_lines(entries: tuple[str, ...]) -> list[str]:
    width = _WIDTH - _LEFT - 20
    return [
        _words(line)
        for entry in entries
        for line in typeset.plain_lines(entry, Face.REGULAR, chart_flags.SIZE, width)
    ]
