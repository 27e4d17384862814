"""What a dose counts: repetitions, minutes, steps, a distance, breaths, seconds in a position."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.domain.errors import UserError
from clinic_app.words import N_, Message, _, interface


class DoseForm(StrEnum):
    """What is counted. POSITION is the seconds spent in each position of a manoeuvre."""

    REPETITIONS = "repetitions"
    MINUTES = "minutes"
    STEPS = "steps"
    METRES = "metres"
    FEET = "feet"
    BREATHS = "breaths"
    POSITION = "seconds-in-position"


@dataclass(frozen=True)
class Amount:
    """What an amount of one form may be, the usual one, and the seconds that one of it takes."""

    name: Message
    low: float
    high: float
    whole: bool
    seconds: float
    usual: int


# Bounds catch slips of the finger. Seconds of a step are 100 steps a minute, those of a metre
# 0.8 m a second, those of a breath 12 a minute: a usual patient's pace (all clinical
# custom, the usual amounts too).
AMOUNTS: Mapping[DoseForm, Amount] = {
    DoseForm.MINUTES: Amount(N_("minutes"), 0.5, 180, False, 60, 10),
    DoseForm.STEPS: Amount(N_("steps"), 1, 20_000, True, 0.6, 20),
    DoseForm.METRES: Amount(N_("meters"), 1, 10_000, False, 1.25, 20),
    DoseForm.FEET: Amount(N_("feet"), 1, 30_000, False, 0.38, 60),
    DoseForm.BREATHS: Amount(N_("breaths"), 1, 100, True, 5, 5),
    DoseForm.POSITION: Amount(N_("seconds in each position"), 1, 600, False, 1, 30),
}


def check_amount(form: DoseForm, amount: float) -> None:
    """Raise UserError for an amount that the form cannot have."""
    if form is DoseForm.REPETITIONS:
        if amount:
            raise UserError(
                _("Dose: amount is for minutes, steps and the like, not for repetitions."),
                _("Name the form too, or write the number as reps."),
            )
        return
    allowed = AMOUNTS[form]
    words = {"name": _(allowed.name), "value": interface().number(amount)}
    if not allowed.low <= amount <= allowed.high:
        low, high = interface().number(allowed.low), interface().number(allowed.high)
        raise UserError(
            _("Dose: {name} must be {low} to {high}, not {value}.", low=low, high=high, **words)
        )
    if allowed.whole and amount != int(amount):
        raise UserError(_("Dose: {name} must be a whole number, not {value}.", **words))


def seconds_of(form: DoseForm, amount: float, *, positions: int) -> float:
    """Seconds that an amount takes once; ``positions`` are those of the exercise."""
    times = positions if form is DoseForm.POSITION else 1
    return amount * AMOUNTS[form].seconds * times
