"""The part of the time axis that is shown: zooming and moving never leave the data."""

from dataclasses import dataclass, replace

LEAST_DAYS = 7.0


@dataclass(frozen=True)
class TimeRange:
    """Days on the x axis: the whole chart, and ``first`` to ``last`` of it that is shown."""

    whole_first: float
    whole_last: float
    first: float
    last: float

    @classmethod
    def of(cls, whole: tuple[float, float], shown: tuple[float, float] | None) -> "TimeRange":
        """A range of a chart, all of it where ``shown`` is None."""
        return cls(*whole, *(shown or whole)).inside()

    @property
    def days(self) -> float:
        return self.last - self.first

    def inside(self) -> "TimeRange":
        """The same moved and shortened as little as brings it inside the whole."""
        length = self.whole_last - self.whole_first
        days = min(length, max(self.days, LEAST_DAYS))
        first = min(max(self.first, self.whole_first), self.whole_last - days)
        return replace(self, first=first, last=first + days)

    def zoomed(self, factor: float, *, around: float) -> "TimeRange":
        """``factor`` above 1 shows fewer days; ``around`` keeps its place where it can."""
        length = self.whole_last - self.whole_first
        days = min(length, max(self.days / factor, min(LEAST_DAYS, length)))
        share = (around - self.first) / self.days
        first = around - share * days
        return replace(self, first=first, last=first + days).inside()

    def moved(self, days: float) -> "TimeRange":
        """Later by some days, earlier where they are negative."""
        return replace(self, first=self.first + days, last=self.last + days).inside()

    def showing(self, x: float) -> "TimeRange":
        """Moved no further than brings a place into sight, with some days around it."""
        margin = min(3.0, self.days / 4)
        if x < self.first:
            return self.moved(x - margin - self.first)
        return self.moved(x + margin - self.last) if x > self.last else self
