"""How much of what was asked was done, week by week; what nobody noted is not known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.words import _

DAYS = 7


@dataclass(frozen=True)
class AdherenceWeek:
    """Seven days from ``first``: sessions done of those asked on the days that are known.

    ``known_days`` 0 means that nothing was logged: not known, which is not "not done".
    ``of_days`` tells that a patient spoke of the whole plan, and that days are counted.
    """

    first: date
    done: int
    asked: int
    known_days: int
    of_days: bool = False

    @property
    def last(self) -> date:
        return self.first + timedelta(days=DAYS - 1)

    @property
    def is_known(self) -> bool:
        return self.known_days > 0

    @property
    def share(self) -> float | None:
        """Done of asked, 0 to 1; None where nothing is known or was asked."""
        return min(1.0, self.done / self.asked) if self.is_known and self.asked else None

    @property
    def words(self) -> str:
        """``12 of 14``, ``5 of 7 days`` or ``not known``."""
        if not self.is_known:
            return _("not known")
        if self.of_days:
            return _("{done} of {asked} days", done=self.done, asked=self.asked)
        return _("{done} of {asked}", done=self.done, asked=self.asked)


def week_of(day: date, first: date) -> date:
    """The first day of the week that holds ``day``, where weeks are counted from ``first``."""
    return day - timedelta(days=(day - first).days % DAYS)


def weekly(logs: Iterable[ExerciseLog], *, first: date, last: date) -> tuple[AdherenceWeek, ...]:
    """Every week from that of ``first`` to that of ``last``, weeks counted from ``first``.

    Days that were logged one by one go before a patient's own sum of the week, and single
    exercises before a word about the whole plan. Voided logs, logs outside, sums of more than
    seven days and logs that only tell how it went are left out.
    """
    found: dict[date, list[ExerciseLog]] = {}
    for log in logs:
        counts = log.tells_how_often and not log.voided and log.days <= DAYS
        if counts and first <= log.day < last + timedelta(days=DAYS):
            found.setdefault(week_of(_middle(log), first), []).append(log)
    weeks = range(0, (last - first).days + 1, DAYS)
    return tuple(
        _week(first + timedelta(days=n), found.get(first + timedelta(days=n), ())) for n in weeks
    )


def _middle(log: ExerciseLog) -> date:
    """The day that stands for the days a log sums up."""
    return log.day - timedelta(days=log.days // 2)


_BEST_FIRST = ((True, True), (False, True), (True, False), (False, False))


def _week(first: date, logs: Sequence[ExerciseLog]) -> AdherenceWeek:
    """The week from the best kind of logs there is: (of one exercise, of one day)."""
    for of_one, of_day in _BEST_FIRST:
        some = [
            log for log in logs if bool(log.exercise_id) is of_one and (log.days == 1) is of_day
        ]
        if some:
            done, asked, known = _of_days(some) if of_day else _of_sums(some)
            return AdherenceWeek(first, done, asked, known, of_days=not of_one)
    return AdherenceWeek(first, 0, 0, 0)


def _of_days(logs: Sequence[ExerciseLog]) -> tuple[int, int, int]:
    """Done, asked and known days of logs of single days."""
    done = asked = 0
    for item in _by_item(logs):
        days = _by_day(item)
        done += sum(count for count, _ in days.values())
        asked += _asked(days, max(item, key=lambda log: log.day).days_per_week)
    return done, asked, len({log.day for log in logs})


def _asked(days: Mapping[date, tuple[int, int]], days_per_week: int) -> int:
    """What was asked of one exercise on its known days: their share of a week's days.

    Three days a week are never seven. Where more of the known days were used, those were the ones
    that were meant: the days nobody noted may have been free.
    """
    fair = -(-days_per_week * len(days) // DAYS)
    used = min(days_per_week, sum(1 for done, _ in days.values() if done))
    most = sorted((asked for _, asked in days.values()), reverse=True)
    return sum(most[: max(fair, used)])


def _of_sums(logs: Sequence[ExerciseLog]) -> tuple[int, int, int]:
    """Done, asked and known days of sums of several days: the latest of each exercise."""
    latest = [max(item, key=lambda log: (log.day, log.id)) for item in _by_item(logs)]
    known = max(log.days for log in latest)
    return sum(log.done for log in latest), sum(log.asked for log in latest), known


def _by_item(logs: Iterable[ExerciseLog]) -> Iterable[list[ExerciseLog]]:
    """An item of the plan stays itself when it moves to another exercise of the ladder."""
    found: dict[str, list[ExerciseLog]] = {}
    for log in logs:
        found.setdefault(log.item_id or log.exercise_id, []).append(log)
    return found.values()


def _by_day(logs: Iterable[ExerciseLog]) -> dict[date, tuple[int, int]]:
    """Done and asked by day. Two logs of a day tell the same twice: the greater numbers count."""
    found: dict[date, tuple[int, int]] = {}
    for log in logs:
        done, asked = found.get(log.day, (0, 0))
        found[log.day] = max(done, log.done), max(asked, log.asked)
    return found
