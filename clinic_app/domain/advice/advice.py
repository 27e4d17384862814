"""What a suggestion on one exercise is: easier, same, harder, or stop and refer, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.words import NP_, _, interface


class Advice(StrEnum):
    """What may be suggested, and decided, on one exercise."""

    STOP = "stop"
    EASIER = "easier"
    SAME = "same"
    HARDER = "harder"

    @property
    def label(self) -> str:
        return _(_LABELS[self])


_LABELS = {
    Advice.STOP: NP_("advice", "Stop and refer"),
    Advice.EASIER: NP_("advice", "Easier"),
    Advice.SAME: NP_("advice", "Same"),
    Advice.HARDER: NP_("advice", "Harder"),
}


@dataclass(frozen=True)
class AdviceRules:
    """The limits of the rules, editable per clinic; the defaults are clinical custom.

    Pains and effort are 0-10 points. ``calm_pain`` and below is calm, above ``high_pain`` is too
    much; ``morning_rise`` is how far the next morning lies above the usual pain; ``low_share`` is
    the share done, 0-1; ``reps_left_harder`` are repetitions still possible after the last set.
    """

    calm_pain: int = 2
    high_pain: int = 5
    morning_rise: int = 2
    low_share: float = 0.5
    high_effort: int = 9
    reps_left_harder: int = 4
    extra_reps: int = 2
    sessions_needed: int = 2
    window_days: int = 7

    def __post_init__(self) -> None:
        for name, (low, high) in ADVICE_LIMITS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise UserError(
                    _(
                        "{name} must be {low} to {high}.",
                        name=_(_LIMIT_NAMES[name]),
                        low=interface().number(low),
                        high=interface().number(high),
                    )
                )
        if self.calm_pain >= self.high_pain:
            raise UserError(_("Calm pain must lie below high pain."))


ADVICE_LIMITS: Mapping[str, tuple[float, float]] = {
    "calm_pain": (0, 9),
    "high_pain": (1, 10),
    "morning_rise": (1, 10),
    "low_share": (0.1, 0.9),
    "high_effort": (5, 10),
    "reps_left_harder": (1, 20),
    "extra_reps": (1, 10),
    "sessions_needed": (1, 7),
    "window_days": (3, 28),
}
_LIMIT_NAMES = {
    "calm_pain": NP_("advice limit", "calm pain"),
    "high_pain": NP_("advice limit", "high pain"),
    "morning_rise": NP_("advice limit", "morning rise"),
    "low_share": NP_("advice limit", "low share"),
    "high_effort": NP_("advice limit", "high effort"),
    "reps_left_harder": NP_("advice limit", "reps left harder"),
    "extra_reps": NP_("advice limit", "extra reps"),
    "sessions_needed": NP_("advice limit", "sessions needed"),
    "window_days": NP_("advice limit", "window days"),
}
ADVICE_FIELDS = tuple(f.name for f in fields(AdviceRules))


@dataclass(frozen=True)
class AdviceInput:
    """One thing a suggestion rests on: ``Pain during, 20 Nov`` and ``6 of 10``.

    It is kept and compared in English; `advice_input_words` shows it.
    """

    name: str
    value: str


@dataclass(frozen=True)
class Suggestion:
    """A suggestion on one exercise of a plan; it changes nothing until a clinician decides.

    ``because`` is one plain sentence, ``rule`` the rule as a sentence in English, as it is kept,
    ``shown_rule`` in the language of the interface, ``source`` where it is from. ``changed`` is
    the item as it would be, None where nothing changes; ``change_words`` says how, on the one
    axis ``axis`` (a name of `exercise.Axis`).
    """

    item_id: str
    exercise_id: str
    advice: Advice
    because: str
    rule_id: str
    rule: str
    inputs: tuple[AdviceInput, ...]
    source: str
    changed: PlanItem | None = None
    axis: str = ""
    change_words: str = ""
    shown_rule: str = ""


@dataclass(frozen=True)
class AdviceDecision:
    """What was suggested and what was decided, kept for good; ``note`` is the clinician's.

    A decision that was taken back is followed by the same once more with ``undone``.
    """

    id: str
    patient_id: str
    at: datetime
    clinician_id: str
    item_id: str
    exercise_id: str
    suggested: Advice
    decided: Advice
    rule: str
    inputs: tuple[AdviceInput, ...]
    undone: bool = False
    note: str = ""
