"""Two weeks of a patient's diary as the paper lays them out: a row an exercise, a column a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import TypeVar

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.words import N_, _, ngettext

K = TypeVar("K")
V = TypeVar("V")
DIARY_DAYS = 14
_RATING_NAMES = {
    Series.AVERAGE: N_("Average pain"),
    Series.WORST: N_("Worst pain"),
    Series.LEAST: N_("Least pain"),
    Series.NOW: N_("Pain now"),
}


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
class SessionDetails:
    """How the exercise went on a day; None is not known. Units as in `ExerciseLog`."""

    sets_done: int | None = None
    reps_left: int | None = None
    effort: int | None = None
    pain_during: int | None = None
    pain_next_morning: int | None = None
    less_for_pain: bool = False

    @classmethod
    def of(cls, log: ExerciseLog) -> "SessionDetails":
        """What a log says beside the number of sessions."""
        return cls(**{f.name: getattr(log, f.name) for f in fields(cls)})

    def on(self, log: ExerciseLog, sets: int) -> ExerciseLog:
        """The log with these details; ``sets`` were asked."""
        detail = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(log, **detail, sets_asked=None if self.sets_done is None else sets)


@dataclass(frozen=True)
class Diary:
    """What was written into the boxes. A box that was left empty is not in the mappings.

    ``ticks`` are sessions done by (item id, day); ``ratings`` scores 0-10 by (series, day);
    ``details`` tell how an exercise went by (item id, day), for boxes of ``ticks`` alone.
    ``asked`` are the (item id, day) for which the exercise was in the plan; None is all of them.
    """

    first: date
    rows: tuple[DiaryRow, ...]
    ticks: Mapping[tuple[str, date], int] = field(default_factory=dict[tuple[str, date], int])
    ratings: Mapping[tuple[Series, date], int] = field(
        default_factory=dict[tuple[Series, date], int]
    )
    days: int = DIARY_DAYS
    details: Mapping[tuple[str, date], SessionDetails] = field(
        default_factory=dict[tuple[str, date], SessionDetails]
    )
    asked: frozenset[tuple[str, date]] | None = None

    @property
    def dates(self) -> tuple[date, ...]:
        """The days of the columns."""
        return tuple(self.first + timedelta(days=n) for n in range(self.days))

    def is_known(self, day: date) -> bool:
        """Whether anything at all was written for a day."""
        return self.is_logged(day) or any(d == day for _, d in self.ratings)

    def is_logged(self, day: date) -> bool:
        """Whether anything was written for a day's exercises, a 0 too; pain numbers do not count.

        Only then does an empty box of an exercise that was asked for mean "not done".
        """
        return any(d == day for _, d in self.ticks)

    def is_asked(self, item_id: str, day: date) -> bool:
        """Whether the exercise was in the plan on a day."""
        return self.asked is None or (item_id, day) in self.asked

    def with_ticks(self, item_id: str, day: date, done: int | None) -> "Diary":
        """A copy with one box of an exercise filled in, or left empty (None)."""
        key = (item_id, day)
        details = _put(self.details, key, None) if done is None else self.details
        return replace(self, ticks=_put(self.ticks, key, done), details=details)

    def with_rating(self, series: Series, day: date, score: int | None) -> "Diary":
        """A copy with one rating filled in, or left empty (None)."""
        return replace(self, ratings=_put(self.ratings, (series, day), score))

    def with_details(self, item_id: str, day: date, details: SessionDetails | None) -> "Diary":
        """A copy with one exercise's details of a day, or without (None)."""
        return replace(self, details=_put(self.details, (item_id, day), details))


def box_words(ratings: int, exercises: int) -> str:
    """``27 pain ratings, no exercise logged``; ``1 pain rating and 3 exercise boxes``."""
    if not exercises:
        return ngettext(
            "{count} pain rating, no exercise logged",
            "{count} pain ratings, no exercise logged",
            ratings,
        )
    boxes = ngettext("{count} exercise box", "{count} exercise boxes", exercises)
    pain = ngettext("{count} pain rating", "{count} pain ratings", ratings)
    return _("{ratings} and {boxes}", ratings=pain, boxes=boxes) if ratings else boxes


def rating_name(series: Series) -> str:
    """What the line of a rating is called in a diary: ``Worst pain``."""
    return _(_RATING_NAMES[series])


def _put(held: Mapping[K, V], key: K, value: V | None) -> dict[K, V]:
    rest = {k: v for k, v in held.items() if k != key}
    return rest if value is None else {**rest, key: value}
