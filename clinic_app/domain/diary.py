"""Two weeks of a patient's diary as the paper lays them out: a row an exercise, a column a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from clinic_app.domain.pain import Series

DIARY_DAYS = 14


@dataclass(frozen=True)
class DiaryRow:
    """One exercise of the diary, as the plan asked for it when the diary was made."""

    item_id: str
    exercise_id: str
    name: str
    times_per_day: int
    days_per_week: int = 7
    sets: int = 1


@dataclass(frozen=True)
class Diary:
    """What was written into the boxes. A box that was left empty is not in the mappings.

    ``ticks`` are sessions done by (item id, day); ``ratings`` scores 0-10 by (series, day).
    """

    first: date
    rows: tuple[DiaryRow, ...]
    ticks: Mapping[tuple[str, date], int] = field(default_factory=dict[tuple[str, date], int])
    ratings: Mapping[tuple[Series, date], int] = field(
        default_factory=dict[tuple[Series, date], int]
    )
    days: int = DIARY_DAYS

    @property
    def dates(self) -> tuple[date, ...]:
        """The days of the columns."""
        return tuple(self.first + timedelta(days=n) for n in range(self.days))

    def is_known(self, day: date) -> bool:
        """Whether anything at all was written for a day: then an empty tick means "not done"."""
        return any(d == day for _, d in (*self.ticks, *self.ratings))
