"""Outcome measures as small charts in rows, each with the band inside which it may be noise."""

from collections.abc import Iterator, Sequence

from clinic_app.chart.marks import Dot, Mark, Stroke, Text, box
from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.pain_chart import x_of
from clinic_app.domain.progress.outcome_measure import MeasureTrack
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face

_ACROSS, _GAP = 4, 22.0
_HIGH, _HEAD, _FOOT = 52.0, 30.0, 14.0
_SMALL = 8.5
HEIGHT = _HEAD + _HIGH + _FOOT + 10
CAPTION = 18.0
_NOISE = (
    "Outcome measures. Inside the pale band a change may be noise (MDC; MCID where none is known)."
)


def measure_rows(tracks: Sequence[MeasureTrack]) -> int:
    """How many rows of small charts these take."""
    return -(-len(tracks) // _ACROSS)


def measure_marks(
    tracks: Sequence[MeasureTrack], *, left: float, right: float, top: float
) -> Iterator[Mark]:
    """What the bands mean, then rows of four; a row is HEIGHT high, the words CAPTION."""
    yield Text(_NOISE, left, top + 8, 9.5, colour="second")
    top += CAPTION
    width = (right - left - (_ACROSS - 1) * _GAP) / _ACROSS
    for n, track in enumerate(tracks):
        row, column = divmod(n, _ACROSS)
        yield from _small(track, left + column * (width + _GAP), top + row * HEIGHT, width)


def _small(track: MeasureTrack, left: float, top: float, width: float) -> Iterator[Mark]:
    measure, plot = track.measure, top + _HEAD
    inner = width - 24  # the scale stands right of it

    def y(score: float) -> float:
        return plot + _HIGH * (measure.high - score) / (measure.high - measure.low)

    name = _cut(f"{measure.name}{f', {measure.unit}' if measure.unit else ''}", width - 50)
    yield Text(name, left, top + 10, 10, True)
    yield Text(measure.direction, left, top + 21, _SMALL, colour="second")
    if track.band is not None:
        low, high = track.band
        yield box(x=left, top=y(high), width=inner, height=y(low) - y(high), fill="measure_band")
    yield box(x=left, top=plot, width=inner, height=_HIGH, stroke="rule")
    for score in (measure.low, measure.high):
        yield Text(_number(score), left + inner + 4, y(score) + 3, _SMALL, colour="second")
    first = x_of(track.first.day)
    days = max(1.0, x_of(track.latest.day) - first)
    points = tuple(
        (left + 4 + (inner - 8) * (x_of(r.day) - first) / days, y(r.score)) for r in track.results
    )
    if len(points) > 1:
        yield Stroke(points, stroke="ink", line=1)
    for x, at in points:
        yield Dot(x, at, 2, fill="ink")
    yield Text(_range_text(track), left + width, top + 10, 9.5, True, anchor="end")
    dates = day_words(track.first.day)
    if len(points) > 1:
        dates += f" – {day_words(track.latest.day)}"
    yield Text(dates, left, plot + _HIGH + 11, _SMALL, colour="second")


def _range_text(track: MeasureTrack) -> str:
    """``38 to 30``."""
    latest = _number(track.latest.score)
    return f"{_number(track.first.score)} to {latest}" if len(track.results) > 1 else latest


def _number(score: float) -> str:
    return f"{score:g}".replace("-", "−")


def _cut(text: str, room: float) -> str:
    """The name, or as many of its letters as there is room for."""
    text = fonts.clean(text)
    while typeset.width(text, Face.BOLD, 10) > room and len(text) > 2:
        text = text.removesuffix("…")[:-1].rstrip() + "…"
    return text
