"""The days on which one exercise was done, as advice looks at them: all logs of a day together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from clinic_app.domain.dates import day_words
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.words import DAY_MONTH, DAY_MONTH_YEAR, wording_in

# What is usual is read from days before a session: the week, the three weeks before that, and the
# week before a flare-up that lies not more than four weeks back. Clinical custom.
USUAL_DAYS, _BEFORE_DAYS = 7, 21
LOOK_BACK_DAYS = 2 * USUAL_DAYS + _BEFORE_DAYS  # the oldest rating that can count
WINDOWS = 2  # sessions of this many windows are looked at; older ones say nothing of today
Value = Literal["pain_during", "pain_next_morning", "effort", "reps_left", "sets_done"]


@dataclass(frozen=True)
class Planned:
    """One item of a plan as advice needs it: ``sets`` are asked, as it is now since ``changed``.

    ``changed`` is the last day on which it was another rung or dose, None when there was none.
    """

    item_id: str
    exercise_id: str
    sets: int
    changed: date | None = None


@dataclass(frozen=True)
class Usual:
    """The usual pain before a session, 0-10 points, and on what it rests."""

    pain: float
    basis: str

    @property
    def words(self) -> str:
        return f"{self.pain:g}, {self.basis}"


@dataclass(frozen=True)
class Session:
    """One exercise on one day. Where several logs speak of it, the worst of each value counts.

    ``told`` is the day in words, with its year when it is not this one; ``named`` the same in
    English, as inputs are kept.
    """

    day: date
    logs: tuple[ExerciseLog, ...]
    usual: Usual | None = None
    told: str = ""
    named: str = ""

    def worst(self, name: Value) -> int | None:
        """The worst known value of the day; None when no log says it."""
        known = [value for log in self.logs if (value := getattr(log, name)) is not None]
        few_is_bad = name in ("reps_left", "sets_done")
        return (min if few_is_bad else max)(known, default=None)

    def is_known(self, name: Value) -> bool:
        """Whether every log of the day says it; what is missing never counts as good."""
        return all(getattr(log, name) is not None for log in self.logs)

    @property
    def rise(self) -> float | None:
        """Points of the next morning above the usual pain; None when either is not known."""
        morning = self.worst("pain_next_morning")
        return None if morning is None or self.usual is None else morning - self.usual.pain

    @property
    def share_for_pain(self) -> float | None:
        """The share done, 0-1, where pain was why it was less; None where it was not."""
        shares = [log.done / log.asked for log in self.logs if log.less_for_pain and log.asked]
        return min(shares, default=None)

    def sets_words(self, sets: int) -> str:
        """``3 of 3`` sets, the worst of the day; ``sets`` is what the plan asks for."""
        worst = min(self.logs, key=lambda log: -1 if log.sets_done is None else log.sets_done)
        asked = sets if worst.sets_asked is None else worst.sets_asked
        return "not known" if worst.sets_done is None else f"{worst.sets_done} of {asked}"

    def is_all_done(self, sets: int) -> bool:
        """Whether every session was done, and every set of it, where both are known."""
        return all(
            log.done >= log.asked
            and log.sets_done is not None
            and log.sets_done >= (sets if log.sets_asked is None else log.sets_asked)
            for log in self.logs
        )


def sessions(
    logs: Iterable[ExerciseLog],
    item: Planned,
    *,
    item_ids: Collection[str],
    today: date,
    ratings: Mapping[date, float],
    flares: Collection[date] = (),
) -> tuple[Session, ...]:
    """The days on which the item was done as it is now, the oldest first.

    ``item_ids`` are those of the plan: a log of an item that is gone counts for its exercise.
    ``ratings`` are the daily means of average pain, ``flares`` the days of flare-ups. Voided logs,
    sums of several days and days on which nothing was tried are left out.
    """
    days: dict[date, list[ExerciseLog]] = {}
    after = item.changed or date.min
    for log in logs:
        counts = not log.voided and log.days == 1 and after < log.day <= today
        if counts and _is_of(log, item, item_ids):
            days.setdefault(log.day, []).append(log)
    tried = [day for day in sorted(days) if any(log.done or log.less_for_pain for log in days[day])]
    found: list[Session] = []
    for day in tried:
        usual = usual_pain(day, ratings, found, flares=flares)
        logs_of_day = tuple(sorted(days[day], key=lambda log: log.id))
        told, named = day_words(day, today=today), kept_day(day, today=today)
        found.append(Session(day, logs_of_day, usual, told, named))
    return tuple(found)


def kept_day(day: date, *, today: date | None = None) -> str:
    """What `day_words` says in English: inputs are kept and compared, whatever the interface."""
    is_this_year = today is not None and day.year == today.year
    return wording_in("en").date(day, DAY_MONTH if is_this_year else DAY_MONTH_YEAR)


def usual_pain(
    day: date,
    ratings: Mapping[date, float],
    earlier: Iterable[Session],
    *,
    flares: Collection[date] = (),
) -> Usual | None:
    """What pain is usual before a day; it does not rise with a flare-up.

    The lowest of the medians of the average ratings of the week before, of the three weeks before
    that, and of the week before each flare-up of the last four weeks. So days of a flare-up count
    as usual only once they outweigh three weeks. Without ratings: the lowest that the median of
    the earlier next mornings has been.
    """
    week = _median(ratings, day, 1, USUAL_DAYS, "in the week before")
    before = _median(ratings, day, USUAL_DAYS + 1, _BEFORE_DAYS, "in the three weeks before that")
    oldest = day - timedelta(days=USUAL_DAYS + _BEFORE_DAYS)
    calm = (
        _median(ratings, flare, 1, USUAL_DAYS, "in the week before the flare-up")
        for flare in sorted(flares)
        if oldest < flare <= day
    )
    found = [usual for usual in (week, before, *calm) if usual is not None]
    return min(found, key=lambda usual: usual.pain, default=_usual_morning(earlier))


def _median(
    ratings: Mapping[date, float], day: date, first: int, days: int, when: str
) -> Usual | None:
    """Of the rated ones of ``days`` days that end ``first`` days before a day."""
    span = (day - timedelta(days=n) for n in range(first, first + days))
    rated = [ratings[d] for d in span if d in ratings]
    if not rated:
        return None
    count = "1 rated day" if len(rated) == 1 else f"{len(rated)} rated days"
    return Usual(median(rated), f"median of {count} {when}")


def _usual_morning(earlier: Iterable[Session]) -> Usual | None:
    mornings = [m for s in earlier if (m := s.worst("pain_next_morning")) is not None]
    if not mornings:
        return None
    medians = [median(mornings[:n]) for n in range(1, len(mornings) + 1)]
    many = "next morning" if len(mornings) == 1 else "next mornings"
    lowest = "" if min(medians) == medians[-1] else "lowest "
    basis = f"{lowest}median of {len(mornings)} earlier {many}; no ratings"
    return Usual(min(medians), basis)


def _is_of(log: ExerciseLog, item: Planned, item_ids: Collection[str]) -> bool:
    if log.exercise_id != item.exercise_id:
        return False
    return log.item_id == item.item_id or log.item_id not in item_ids
