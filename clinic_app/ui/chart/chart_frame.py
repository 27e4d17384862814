"""A chart's layout in the pixels of a view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from clinic_app.chart.layout import Layout, Room
from clinic_app.chart.surroundings import behind, in_front
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, PainChart
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.ui.chart.mark_painter import PX, measure

if TYPE_CHECKING:
    from clinic_app.ui.chart.level_of_detail import Numbers

AXIS_PX = 13
EDGE = 8.0  # px beyond 0, 10 and the first and last day, so that marks there stay whole
_LEAST_FOR_WEEKS = 300  # px of height
_DENSE = 5.0 / PX  # a rated day: days nearer than 5 px give way to the means of their weeks


@dataclass(frozen=True)
class FlagLabel:
    """Where flags are named above the plot, and can be pointed at."""

    box: QRectF
    flags: tuple[ChartAnnotation, ...]


class Frame:
    """Where everything lies in px; ``behind`` and ``over`` the ratings are marks to paint.

    ``shown`` is the part of the time axis, in days; ``rows`` of flags are kept free at least, so
    that the plot stays where it is while it moves. A ``small`` one has fewer numbers.
    """

    def __init__(
        self,
        chart: PainChart,
        size: tuple[float, float],
        *,
        shown: tuple[float, float],
        small: bool,
        numbers: Mapping[ChartAnnotation, int],
        rows: int = 0,
    ) -> None:
        width, height = size
        self.chart, self.small, self.right = chart, small, width - 4
        room = Room(
            width / PX,
            left=46,
            right=82 if small else 64,
            height=height / PX,
            holds_all=True,
            small=small,
            has_weeks=not small and height > _LEAST_FOR_WEEKS,
            dense=_DENSE,
            flag_rows=rows,
        )
        layout = self.layout = Layout(chart, room, measure, shown=shown, numbers=numbers)
        self.rows = max(rows, layout.flags.rows)
        self.first, self.last = layout.first, layout.last
        self.is_dense = layout.is_dense
        self.plot = _px(layout.left, layout.top, layout.right, layout.bottom)
        self.px_a_day = self.plot.width() / (self.last - self.first)
        self.behind, self.over = list(behind(layout)), list(in_front(layout))

    @property
    def labels(self) -> Sequence[FlagLabel]:
        """Labels of the flags in sight; visits are ticks on the axis and have none."""
        return [FlagLabel(_px(*sides), flags) for sides, flags in self.layout.flag_boxes()]

    @property
    def visits(self) -> Sequence[ChartAnnotation]:
        """The visits in sight."""
        return [f for f in self.chart.flags if f.kind is FlagKind.VISIT and self.sees(f.x)]

    def sees(self, days: float) -> bool:
        """Whether a place of the time axis is in sight."""
        return self.layout.sees(days)

    def x(self, days: float) -> float:
        """Pixels from the left of a place on the time axis."""
        return self.layout.x(days) * PX

    def to_px(self, days: "Numbers", scores: "Numbers") -> tuple["Numbers", "Numbers"]:
        """Many places at once: pixels from the left and from the top."""
        px_a_point = self.plot.height() / 10
        return (
            self.plot.left() + (days - self.first) * self.px_a_day,
            self.plot.bottom() - scores * px_a_point,
        )

    def days(self, x: float) -> float:
        """The place on the time axis under a pixel."""
        return self.first + (x - self.plot.left()) / self.px_a_day

    def y(self, score: float) -> float:
        """Pixels from the top of a score; 10 is on top."""
        return self.layout.y(score) * PX

    def week_at(self, x: float, y: float) -> AdherenceWeek | None:
        """The week whose sessions are shown at a pixel."""
        row = self.layout.weeks
        return next((week for week in row.weeks if self.week_box(week).contains(x, y)), None)

    def week_box(self, week: AdherenceWeek) -> QRectF:
        """Where a week's sessions are shown."""
        row = self.layout.weeks
        left, right = row.sides([week])
        return _px(left, row.top, right, row.bottom)


def _px(left: float, top: float, right: float, bottom: float) -> QRectF:
    return QRectF(left * PX, top * PX, (right - left) * PX, (bottom - top) * PX)
