"""Names of levels and series right of the plot; none stands over another."""

from collections.abc import Iterable, Iterator

from clinic_app.chart.layout import Layout
from clinic_app.chart.marks import Mark, Text
from clinic_app.chart.series import series_marker
from clinic_app.domain.pain.pain_chart import BAND_POINTS
from clinic_app.words import _

_LABEL_STEP = 10.5


def side_labels(layout: Layout) -> Iterator[Mark]:
    """Names of the lines right of the plot; what has no room gives way to what comes first."""
    taken = list[float]()
    for score, words, colour, is_latest in _named_scores(layout):
        y = layout.y(score)
        if is_latest:
            y = _pushed(y, taken)
        if all(abs(y - other) >= _LABEL_STEP for other in taken):
            taken.append(y)
            yield Text(words, layout.right + 6, y + 3.3, 9.5, colour=colour)
    if layout.room.small:
        yield from _series_names(layout, taken)


def _series_names(layout: Layout, taken: list[float]) -> Iterator[Mark]:
    """What each series is called, as near to its last rating as there is room."""
    for track in layout.chart.tracks:
        if not any(track.runs):
            continue
        last = layout.y(track.runs[-1][-1].score)
        near = (last + n * _LABEL_STEP / 2 for n in sorted(range(-12, 13), key=abs))
        inside = (y for y in near if layout.top <= y <= layout.bottom + 10)
        y = next((y for y in inside if all(abs(y - o) >= _LABEL_STEP for o in taken)), None)
        if y is not None:
            taken.append(y)
            yield from series_marker(track.series, layout.right + 9, y, 2.8)
            yield Text(track.series.label, layout.right + 16, y + 3.3, 9.5)


def _named_scores(layout: Layout) -> Iterator[tuple[float, str, str, bool]]:
    """Score, words, colour, and whether it is the latest one."""
    trend = layout.chart.trend
    start, latest = trend.start, trend.latest
    if start is None:
        return
    yield start, _("start {mean}", mean=f"{start:.1f}"), "ink", False
    if layout.room.small:
        return
    if latest is not None and layout.sees_weeks(trend.latest_weeks):
        yield latest, _("latest {mean}", mean=f"{latest:.1f}"), "ink", True
    for score, words in (
        (start + BAND_POINTS, f"+{BAND_POINTS:g}"),
        (start - BAND_POINTS, f"−{BAND_POINTS:g}"),
    ):
        if 0 <= score <= 10:
            yield score, words, "second", False


def _pushed(y: float, taken: Iterable[float]) -> float:
    """Off the label that stands there already, to the side it is on anyway."""
    for other in taken:
        if abs(y - other) < _LABEL_STEP:
            return other + (_LABEL_STEP if y >= other else -_LABEL_STEP)
    return y
