"""Adherence under the plot: a box a week, filled by what was done; dashed where not known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from clinic_app.chart.marks import Mark, Measure, Stroke, Text, box
from clinic_app.domain.pain.pain_chart import x_of
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.words import _

HEIGHT = 24.0
SIZE = 8.5
_LEAST_BOX = 11.0  # points; narrower weeks are drawn without a box each


@dataclass(frozen=True)
class WeekRow:
    """The row of weeks: ``place`` gives a day's x, between ``left`` and ``right`` of the plot."""

    weeks: Sequence[AdherenceWeek]
    place: Callable[[float], float]
    left: float
    right: float
    top: float
    measure: Measure

    @property
    def bottom(self) -> float:
        return self.top + HEIGHT

    def marks(self, label_x: float) -> Iterator[Mark]:
        """Its name at ``label_x`` and the weeks; nothing where none of them is known."""
        if not any(week.is_known for week in self.weeks):
            return
        for n, word in enumerate(_("Home\nsessions").split("\n")):
            yield Text(word, label_x, self.top + 10 + 10 * n, SIZE, colour="second")
        if self.place(7) - self.place(0) >= _LEAST_BOX:
            for week in self.weeks:
                left, right = self.sides([week])
                yield from self._boxed(week, left + 1.2, right - 1.2)
            return
        for is_known, group in groupby(self.weeks, key=lambda week: week.is_known):
            run = list(group)
            yield from self._joined(run) if is_known else self._unknown(*self.sides(run))
        for n, words in enumerate(_("full height:\nall done").split("\n")):
            yield Text(words, self.right + 6, self.top + 10 + 10 * n, SIZE, colour="second")

    def sides(self, run: Sequence[AdherenceWeek]) -> tuple[float, float]:
        """Where weeks in a row begin and end, as far as the plot goes."""
        first, end = self.place(x_of(run[0].first)), self.place(x_of(run[-1].last) + 1)
        return max(self.left, first), min(self.right, end)

    def _boxed(self, week: AdherenceWeek, left: float, right: float) -> Iterator[Mark]:
        """One week in its box, with its numbers as far as they fit."""
        if not week.is_known:
            yield from self._unknown(left, right)
            return
        width = right - left
        yield from self._filled(week, left, width)
        yield box(x=left, top=self.top, width=width, height=HEIGHT, stroke="second")
        share = "" if week.share is None else f"{week.share:.0%}"
        yield from self._fitting((week.words, f"{week.done}/{week.asked}", share), left, right)

    def _joined(self, run: Sequence[AdherenceWeek]) -> Iterator[Mark]:
        """Many weeks side by side: the fill alone, under one frame."""
        left, right = self.sides(run)
        for week in run:
            start, end = self.sides([week])
            yield from self._filled(week, start, end - start)
        yield box(x=left, top=self.top, width=right - left, height=HEIGHT, stroke="rule")

    def _filled(self, week: AdherenceWeek, left: float, width: float) -> Iterator[Mark]:
        if week.share:
            high = HEIGHT * week.share
            yield box(x=left, top=self.top + HEIGHT - high, width=width, height=high, fill="done")

    def _unknown(self, left: float, right: float) -> Iterator[Mark]:
        bottom = self.bottom
        corners = ((left, self.top), (right, self.top), (right, bottom), (left, bottom))
        yield Stroke(corners, stroke="second", line=0.8, dash=(2.4, 1.8), closed=True)
        yield from self._fitting((_("not known"), "?"), left, right)

    def _fitting(self, texts: Sequence[str], left: float, right: float) -> Iterator[Mark]:
        """The longest of these that has room, or none."""
        for text in texts:
            if text and self.measure(text, SIZE, False) <= right - left - 3:
                base = self.top + HEIGHT / 2 + SIZE * 0.34
                yield Text(text, (left + right) / 2, base, SIZE, anchor="middle")
                return
