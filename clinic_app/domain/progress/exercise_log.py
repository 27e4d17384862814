"""What a patient did of one exercise on a day, and how it went."""

from dataclasses import dataclass, fields
from datetime import date

from clinic_app.domain.errors import UserError
from clinic_app.domain.text import plain_line
from clinic_app.words import N_, NP_, _


@dataclass(frozen=True)
class ExerciseLog:
    """One exercise on one day; a log of nothing done is not the same as no log.

    ``done`` and ``asked`` are sessions: one session is the exercise's whole dose once. ``days``
    above 1 sums up that many days ending with ``day`` (a patient's word for a week); with an empty
    ``exercise_id`` it speaks of the whole plan and counts days. ``days_per_week`` is how often
    the exercise was asked for; ``asked`` 0 tells how one session went and not how often it was
    done. ``reps_left`` is how many more repetitions the last set would have allowed, ``effort``
    the rating of perceived exertion 0-10, the pains are 0-10 points; None is not known. ``unsure``
    marks a "not done" of an earlier version that may be only an untouched box. Raises UserError
    for a number that cannot be.
    """

    id: str
    patient_id: str
    day: date
    exercise_id: str
    item_id: str
    done: int
    asked: int
    days: int = 1
    days_per_week: int = 7
    sets_done: int | None = None
    sets_asked: int | None = None
    reps_left: int | None = None
    effort: int | None = None
    pain_during: int | None = None
    pain_next_morning: int | None = None
    less_for_pain: bool = False
    source: str = "clinic"
    voided: bool = False
    void_reason: str = ""
    unsure: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "void_reason", plain_line(self.void_reason))
        for name, most in _MOST.items():
            value: object = getattr(self, name)
            if value is None and name in _MAY_BE_UNKNOWN:
                continue
            least = _LEAST.get(name, 0)
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
                raise UserError(
                    _(
                        "{number} must be a whole number from {least} to {most}.",
                        number=_(_NAMES[name]),
                        least=least,
                        most=most,
                    )
                )

    @property
    def tells_how_often(self) -> bool:
        """Whether it counts for adherence."""
        return self.asked > 0


_NAMES = {
    "done": NP_("sessions", "Done"),
    "asked": NP_("sessions", "Asked"),
    "days": N_("Days"),
    "days_per_week": N_("Days per week"),
    "sets_done": N_("Sets done"),
    "sets_asked": N_("Sets asked"),
    "reps_left": N_("Reps left"),
    "effort": N_("Effort"),
    "pain_during": N_("Pain during"),
    "pain_next_morning": N_("Pain next morning"),
}
_LEAST = {"days": 1, "days_per_week": 1}
_MOST = {
    "done": 100,
    "asked": 100,
    "days": 31,
    "days_per_week": 7,
    "sets_done": 20,
    "sets_asked": 20,
    "reps_left": 99,
    "effort": 10,
    "pain_during": 10,
    "pain_next_morning": 10,
}
_MAY_BE_UNKNOWN = {f.name for f in fields(ExerciseLog) if f.default is None}
