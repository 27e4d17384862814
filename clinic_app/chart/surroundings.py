"""What is drawn behind and over the ratings of a chart, as marks: all of it but the ratings."""

from collections.abc import Iterator
from itertools import chain

from clinic_app.chart.axis import ticks
from clinic_app.chart.flags import BADGE_SIZE, ROW, SIZE, Badge, FlaggedDay
from clinic_app.chart.layout import Layout
from clinic_app.chart.marks import Mark, Stroke, Text, box
from clinic_app.chart.series import WHISKER, flag_marker
from clinic_app.chart.side_labels import side_labels
from clinic_app.domain.pain.pain_chart import FlagKind, x_of
from clinic_app.words import _, pgettext

_FEW_FLAGS = 8  # more are drawn thinner, so that the ratings stay in front


def behind(layout: Layout) -> Iterator[Mark]:
    """What lies behind the ratings, back to front."""
    yield from _band(layout)
    yield from _grid(layout)
    yield from _dates(layout)
    if not layout.room.small:
        yield from _spreads(layout)
        if not layout.is_dense:
            yield from _means(layout)
    if not layout.is_dense:
        yield from _compared(layout)
    yield from _flag_marks(layout)


def in_front(layout: Layout) -> Iterator[Mark]:
    """What lies over the ratings, back to front."""
    if layout.is_dense:
        yield from _compared(layout)
    yield from side_labels(layout)
    if not layout.room.small and not any(any(track.runs) for track in layout.chart.tracks):
        yield from _empty(layout)
    yield from layout.weeks.marks(4)


def _band(layout: Layout) -> Iterator[Mark]:
    band = layout.chart.band
    if band is None:
        return
    low, high = band
    width, height = layout.right - layout.left, layout.y(low) - layout.y(high)
    yield box(x=layout.left, top=layout.y(high), width=width, height=height, fill="band")


def _grid(layout: Layout) -> Iterator[Mark]:
    for score in range(0, 11, 5 if layout.room.small else 2):
        y = layout.y(score)
        colour, line = ("second", 0.9) if score == 0 else ("grid", 0.6)
        yield Stroke(((layout.left, y), (layout.right, y)), stroke=colour, line=line)
        yield Text(str(score), layout.left - 7, y + 3.4, 10, colour="second", anchor="end")
    x, arrow = 13.0, layout.y(10) + 6
    yield Stroke(((x, arrow + 22), (x, arrow)), stroke="second", line=1)
    yield Stroke(((x - 3, arrow + 4), (x, arrow), (x + 3, arrow + 4)), stroke="second", line=1)
    yield Text(pgettext("axis", "worse"), 4, arrow + 33, 8.5, colour="second")


def _dates(layout: Layout) -> Iterator[Mark]:
    end = -1e9
    for tick in ticks(layout.first, layout.last, year=layout.chart.today.year):
        if not layout.sees(tick.x):
            continue
        x = layout.x(tick.x)
        yield Stroke(((x, layout.bottom), (x, layout.bottom + 4)), stroke="second", line=0.8)
        label = Text(tick.label, x, layout.bottom + 15, 9.5, colour="second", anchor="middle")
        left, right = label.sides(layout.measure)
        if left > end + 5 and right < layout.room.width - 2:
            yield label
            end = right


def _spreads(layout: Layout) -> Iterator[Mark]:
    """From the least to the greatest daily mean of each window."""
    for window in layout.windows:
        if not layout.sees((window.x_first + window.x_end) / 2):
            continue
        left, right = layout.x(window.x_first), layout.x(window.x_end)
        wide = min(WHISKER, (right - left) / 2)
        low, high = layout.y(window.low) + 1, layout.y(window.high) - 1
        x = (left + right - wide) / 2
        yield box(x=x, top=high, width=wide, height=low - high, fill="spread")


def _means(layout: Layout) -> Iterator[Mark]:
    for window in layout.windows:
        yield _across(layout, window.x_first, window.x_end, window.mean, "mean", 1.1)


def _across(
    layout: Layout, first: float, end: float, score: float, colour: str, line: float
) -> Mark:
    """A level line between two days, as far as the days in sight go."""
    y = layout.y(score)
    left, right = layout.x(max(layout.first, first)), layout.x(min(layout.last, end))
    return Stroke(((left, y), (right, y)), stroke=colour, line=line)


def _compared(layout: Layout) -> Iterator[Mark]:
    """The means that the verdict compares, over their days; the first goes on dashed."""
    trend = layout.chart.trend
    if trend.start is not None:
        y = layout.y(trend.start)
        across = ((layout.left, y), (layout.right, y))
        yield Stroke(across, stroke="average", line=0.9, dash=(5, 3.5))
    for weeks in () if layout.room.small else (trend.starts, trend.latest_weeks):
        if layout.sees_weeks(weeks):
            days = x_of(weeks[0].first), x_of(weeks[-1].last) + 1
            mean = sum(w.mean for w in weeks) / len(weeks)
            yield _across(layout, *days, mean, "surface", 4.6)
            yield _across(layout, *days, mean, "accent", 3)


def _flag_marks(layout: Layout) -> Iterator[Mark]:
    line = 1.0 if len(layout.flags.days) <= _FEW_FLAGS else 0.5
    for day in layout.flags.days:
        start = layout.top - 8 if layout.flags.badges else layout.words_base(day) - 8
        yield Stroke(((day.x, start), (day.x, layout.bottom)), stroke="accent", line=line)
    yield from chain.from_iterable(_worded(layout, day) for day in layout.flags.worded)
    yield from chain.from_iterable(_badge(layout, badge) for badge in layout.flags.badges)
    for flag in layout.chart.flags:
        if flag.kind is FlagKind.VISIT and layout.sees(flag.x):
            yield from flag_marker(flag.kind, layout.x(flag.x), layout.bottom - 4, 4)


def _worded(layout: Layout, day: FlaggedDay) -> Iterator[Mark]:
    base = layout.words_base(day)
    yield from flag_marker(day.kind, day.x + 3.2, base - 4, 3.2)
    yield Text(day.text, day.x + 9, base, SIZE)


def _badge(layout: Layout, badge: Badge) -> Iterator[Mark]:
    """Dark for the plan; light with the sign of its kind for an event."""
    top, width = layout.flag_floor - 10.5, badge.right - badge.left
    is_plan = badge.kind is FlagKind.PLAN
    fill, frame, ink = ("accent", "accent", "on_accent") if is_plan else ("surface", "ink", "ink")
    yield box(x=badge.left, top=top, width=width, height=ROW, fill=fill, stroke=frame)
    middle = (badge.left + badge.right) / 2
    if not is_plan:
        yield from flag_marker(badge.kind, badge.left + 7.5, top + 6.5, 3)
        middle += 4.5
    yield Text(badge.label, middle, top + 9.7, BADGE_SIZE, True, ink, anchor="middle")


def _empty(layout: Layout) -> Iterator[Mark]:
    middle, y = (layout.left + layout.right) / 2, (layout.top + layout.bottom) / 2
    if layout.chart.trend.series is not None:  # there are some, on other days
        yield Text(_("No ratings in these days"), middle, y + 4, 14, True, anchor="middle")
        return
    yield Text(_("No ratings here yet"), middle, y - 4, 14, True, anchor="middle")
    hint = _("The chart starts with the first pain score.")
    yield Text(hint, middle, y + 14, 11, colour="second", anchor="middle")
