"""How much of what was asked was done, week by week; what nobody noted is not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.domain.exercise_log import ExerciseLog


@dataclass(frozen=True)
class AdherenceWeek:
    """Seven days from ``first``: sessions done of those asked on the days that are known.

    ``known_days`` 0 means that nothing was logged: not known, which is not "not done".
    ``of_days`` tells that a patient summed the week up, and that days are counted.
    """

    first: date
    done: int
    asked: int
    known_days: int
    of_days: bool = False

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

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
            return "not known"
        return f"{self.done} of {self.asked}{' days' if self.of_days else ''}"


def week_of(day: date, first: date) -> date:
    """The first day of the week that holds ``day``, where weeks are counted from ``first``."""
    return day - timedelta(days=(day - first).days % 7)


def weekly(logs: Iterable[ExerciseLog], *, first: date, last: date) -> tuple[AdherenceWeek, ...]:
    """Every week from that of ``first`` to that of ``last``, weeks counted from ``first``.

    Days that were logged one by one go before a patient's own sum of the week. Voided logs and
    logs outside are left out.
    """
    found: dict[date, list[ExerciseLog]] = {}
    for log in logs:
        if not log.voided and first <= log.day <= last + timedelta(days=6):
            found.setdefault(week_of(_middle(log), first), []).append(log)
    weeks = range(0, (last - first).days + 1, 7)
    return tuple(
        _week(first + timedelta(days=n), found.get(first + timedelta(days=n), ())) for n in weeks
    )


def _middle(log: ExerciseLog) -> date:
    """The day that stands for the days a log sums up."""
    return log.day - timedelta(days=log.days // 2)


def _week(first: date, logs: Sequence[ExerciseLog]) -> AdherenceWeek:
    daily = [log for log in logs if log.days == 1]
    if daily:
        return AdherenceWeek(
            first,
            sum(log.done for log in daily),
            sum(_asked(some) for some in _by_item(daily)),
            len({log.day for log in daily}),
        )
    if not logs:
        return AdherenceWeek(first, 0, 0, 0)
    latest = max(logs, key=lambda log: (log.day, log.id))
    return AdherenceWeek(first, latest.done, latest.asked, latest.days, of_days=True)


def _by_item(logs: Iterable[ExerciseLog]) -> Iterable[list[ExerciseLog]]:
    found: dict[tuple[str, str], list[ExerciseLog]] = {}
    for log in logs:
        found.setdefault((log.exercise_id, log.item_id), []).append(log)
    return found.values()


def _asked(logs: Sequence[ExerciseLog]) -> int:
    """What was asked of one exercise on its logged days; three days a week are never seven."""
    most = sorted((log.asked for log in logs), reverse=True)
    return sum(most[: logs[-1].days_per_week])
