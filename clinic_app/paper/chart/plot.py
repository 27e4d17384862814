"""The printed plot: everything around the ratings from its layout, and every rating as a mark."""

from collections.abc import Iterator

from clinic_app.chart.layout import Layout
from clinic_app.chart.marks import Mark, Stroke
from clinic_app.chart.series import BACK_TO_FRONT, series_colour, series_marker
from clinic_app.chart.surroundings import behind, in_front
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import ChartPoint, Track, WindowMean

_APART = 1.25  # of a mark's size: nearer ones of the same score cannot be told apart


def plotted(layout: Layout) -> Iterator[Mark]:
    """Everything, back to front; where ratings stand close, the means of weeks are in front."""
    yield from behind(layout)
    for series in BACK_TO_FRONT:
        for track in layout.chart.tracks:
            if track.series is series:
                yield from _track(layout, track)
    if layout.is_dense:
        yield from _course(layout, "surface", 3.4)
        yield from _course(layout, "ink", 1.6)
    yield from in_front(layout)


def _track(layout: Layout, track: Track) -> Iterator[Mark]:
    colour = series_colour(track.series)
    line = 1.5 if track.series is Series.AVERAGE else 0.9
    size = layout.marker_size
    for run in track.runs:
        points = tuple(_place(layout, point) for point in run)
        if len(points) > 1 and not layout.is_dense:
            yield Stroke(points, stroke=colour, line=min(line, size * 0.55))
    seen: set[tuple[int, int]] = set()
    for run in track.runs:
        for point in run:
            x, y = _place(layout, point)
            spot = round(x / (size * _APART)), point.score
            if not layout.is_dense or spot not in seen:  # else it would cover one that is there
                seen.add(spot)
                yield from series_marker(track.series, x, y, size)


def _place(layout: Layout, point: ChartPoint) -> tuple[float, float]:
    return layout.x(point.x), layout.y(point.score)


def _course(layout: Layout, colour: str, line: float) -> Iterator[Mark]:
    """The means joined from one week to the next, as far as there is no week between."""
    runs: list[list[WindowMean]] = []
    for window in layout.chart.windows:
        if runs and runs[-1][-1].x_end == window.x_first:
            runs[-1].append(window)
        else:
            runs.append([window])
    for run in runs:
        points = [(layout.x((w.x_first + w.x_end) / 2), layout.y(w.mean)) for w in run]
        ends = [
            (layout.x(run[0].x_first), points[0][1]),
            (layout.x(run[-1].x_end), points[-1][1]),
        ]
        yield Stroke((ends[0], *points, ends[1]), stroke=colour, line=line)
