"""Days on which "not done" may be only an untouched box: what is not known is not "not done"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clinic_app.domain.diary.diary_merge import PAPER
from clinic_app.domain.pain.pain import PainRating
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.words import _, ngettext


@dataclass(frozen=True)
class DoubtfulDay:
    """A day on which every exercise was kept as "not done" though nobody may have said so.

    ``log_ids`` are those logs; ``ratings`` counts the pain numbers of paper of that day;
    ``before_plan`` tells that the plan had not begun. ``voided``: they are voided already.
    """

    day: date
    log_ids: tuple[str, ...]
    ratings: int
    before_plan: bool
    voided: bool = False

    @property
    def why(self) -> str:
        """``came with 2 pain numbers``; ``before the plan began``."""
        if self.before_plan:
            return _("before the plan began")
        return ngettext(
            "came with {count} pain number", "came with {count} pain numbers", self.ratings
        )


def doubtful_days(
    logs: Iterable[ExerciseLog],
    ratings: Iterable[PainRating],
    began: date | None,
    *,
    voided: bool = False,
) -> tuple[DoubtfulDay, ...]:
    """The days, the oldest first, whose logs are marked as unsure and all say "not done".

    A day counts where a pain number came on paper too, or that lies before the plan ``began``
    (None: it never did). With ``voided`` the voided ones, to restore them.
    """
    days: dict[date, list[ExerciseLog]] = {}
    for log in logs:
        if log.days == 1 and log.tells_how_often and log.voided is voided:
            days.setdefault(log.day, []).append(log)
    paper = [e.at.date() for e in ratings if e.source in PAPER]
    found: list[DoubtfulDay] = []
    for day, some in sorted(days.items()):
        unsure = tuple(log.id for log in some if log.unsure)
        before, count = began is None or day < began, paper.count(day)
        is_empty = voided or not any(log.done for log in some)
        if unsure and is_empty and (before or count):
            found.append(DoubtfulDay(day, unsure, count, before, voided))
    return tuple(found)
