"""Adherence under the plot: a box a week, filled by what was done; dashed where not known."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from clinic_app.domain.adherence import AdherenceWeek
from clinic_app.domain.pain_chart import x_of
from clinic_app.handout import typeset
from clinic_app.handout.fonts import Face
from clinic_app.handout.marks import Mark, Stroke, Text, box
from clinic_app.handout.sheet import INK, MUTED, RULE

HEIGHT = 24.0
_DONE = "#9FB1BE"
_SIZE = 8.5
_LEAST_BOX = 11.0  # points; narrower weeks are drawn without a box each
_UNKNOWN = "not known"

Place = Callable[[float], float]


def week_marks(
    weeks: Sequence[AdherenceWeek], place: Place, *, top: float, label_x: float, edge: float
) -> Iterator[Mark]:
    """The row of weeks; ``place`` gives a day's x, ``edge`` is the right end of the plot."""
    if not any(week.is_known for week in weeks):
        return
    for n, word in enumerate(("Home", "sessions")):
        yield Text(word, label_x, top + 10 + 10 * n, _SIZE, colour=MUTED)
    if place(7) - place(0) >= _LEAST_BOX:
        for week in weeks:
            left, right = _sides([week], place, edge)
            yield from _boxed(week, left + 1.2, right - 1.2, top)
        return
    for is_known, group in groupby(weeks, key=lambda week: week.is_known):
        run = list(group)
        left, right = _sides(run, place, edge)
        yield from _joined(run, place, top, edge) if is_known else _unknown(left, right, top)
    yield Text("full height:", edge + 6, top + 10, _SIZE, colour=MUTED)
    yield Text("all done", edge + 6, top + 20, _SIZE, colour=MUTED)


def _sides(run: Sequence[AdherenceWeek], place: Place, edge: float) -> tuple[float, float]:
    return place(x_of(run[0].first)), min(edge, place(x_of(run[-1].last) + 1))


def _boxed(week: AdherenceWeek, left: float, right: float, top: float) -> Iterator[Mark]:
    """One week in its box, with its numbers as far as they fit."""
    if not week.is_known:
        yield from _unknown(left, right, top)
        return
    width = right - left
    yield from _filled(week, left, width, top)
    yield box(x=left, top=top, width=width, height=HEIGHT, stroke=MUTED)
    share = "" if week.share is None else f"{week.share:.0%}"
    yield from _fitting((week.words, f"{week.done}/{week.asked}", share), left, right, top)


def _joined(run: Sequence[AdherenceWeek], place: Place, top: float, edge: float) -> Iterator[Mark]:
    """Many weeks side by side: the fill alone, under one frame."""
    left, right = _sides(run, place, edge)
    for week in run:
        start, end = _sides([week], place, edge)
        yield from _filled(week, start, end - start, top)
    yield box(x=left, top=top, width=right - left, height=HEIGHT, stroke=RULE)


def _filled(week: AdherenceWeek, left: float, width: float, top: float) -> Iterator[Mark]:
    if week.share:
        high = HEIGHT * week.share
        yield box(x=left, top=top + HEIGHT - high, width=width, height=high, fill=_DONE)


def _unknown(left: float, right: float, top: float) -> Iterator[Mark]:
    bottom = top + HEIGHT
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    yield Stroke(corners, stroke=MUTED, line=0.8, dash=(2.4, 1.8), closed=True)
    yield from _fitting((_UNKNOWN, "?"), left, right, top)


def _fitting(texts: Sequence[str], left: float, right: float, top: float) -> Iterator[Mark]:
    """The longest of these that has room, or none."""
    for text in texts:
        if text and typeset.width(text, Face.REGULAR, _SIZE) <= right - left - 3:
            middle = (left + right) / 2
            base = top + HEIGHT / 2 + _SIZE * 0.34
            yield Text(text, middle, base, _SIZE, colour=INK, anchor="middle")
            return
