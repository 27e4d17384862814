"""How much of an exercise: sets, repetitions or another form, rest, load, side and frequency."""

import re
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.load import Load, in_kilograms
from clinic_app.domain.plan.dose_form import AMOUNTS, DoseForm, check_amount, seconds_of
from clinic_app.domain.regional import WeightUnit
from clinic_app.words import _, interface

MOST_MINUTES_A_DAY = 180  # for one exercise; more is a slip of the finger (clinical custom)
_SECONDS_A_REPETITION = 3.0  # clinical custom, used when no tempo is given
_SAME_KG = 0.051  # 5 lb are 2.268 kg, or 2.3
_TEMPO = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}")


class Side(StrEnum):
    """The side that works. BOTH means the exercise's own way of using both."""

    BOTH = "both"
    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True)
class Dose:
    """A dose. Seconds, kilograms; ``tempo`` is down-pause-up in seconds, as in ``3-0-2``.

    ``load_kg`` is everything that is held together. Where it was typed in pounds, ``load_lb`` is
    the same in pounds, as it was typed; else 0. ``reps`` of what is done on two sides are those
    of each side (`sides.counts_each_side`). In another ``form`` than repetitions each set is
    ``amount`` of it; there are no ``reps``, hold or tempo then. ``days_on`` and ``days_off``
    alternate (``2`` and ``1``: two days, then a day without); both are 0 for a number of days a
    week, else ``days_per_week`` is the nearest one. Raises UserError naming the field for a value
    outside what makes sense.
    """

    sets: int = 2
    reps: int = 10
    hold_s: float = 0
    rest_s: float = 60
    tempo: str = ""
    load_kg: float = 0
    side: Side = Side.BOTH
    times_per_day: int = 1
    days_per_week: int = 7
    load_lb: float = 0
    form: DoseForm = DoseForm.REPETITIONS
    amount: float = 0
    days_on: int = 0
    days_off: int = 0

    def __post_init__(self) -> None:
        for name, (low, high, whole) in LIMITS.items():
            value = getattr(self, name)
            if not is_number(value, whole=whole):
                if whole:
                    raise UserError(
                        _(
                            "Dose: {name} must be a whole number, not {value}.",
                            name=name,
                            value=repr(value),
                        )
                    )
                raise UserError(
                    _("Dose: {name} must be a number, not {value}.", name=name, value=repr(value))
                )
            if not low <= value <= high:
                raise UserError(
                    _(
                        "Dose: {name} must be {low} to {high}, not {value}.",
                        name=name,
                        low=low,
                        high=high,
                        value=interface().number(value),
                    )
                )
        if not _is_tempo(self.tempo):
            raise UserError(
                _("Dose: tempo must look like 3-0-2, not {value}.", value=repr(self.tempo))
            )
        if self.side not in list(Side):
            allowed = ", ".join(Side)
            raise UserError(
                _(
                    "Dose: side must be one of {allowed}, not {value}.",
                    allowed=allowed,
                    value=repr(self.side),
                )
            )
        object.__setattr__(self, "side", Side(self.side))
        self._check_form()
        self._check_days()
        if self.load_lb:
            kilograms = in_kilograms(self.load_lb, WeightUnit.LB)
            if not is_same_load(kilograms, self.load_kg):
                raise UserError(
                    _(
                        "Dose: {pounds} lb are not {kilograms} kg.",
                        pounds=interface().number(self.load_lb),
                        kilograms=interface().number(self.load_kg),
                    )
                )
            object.__setattr__(self, "load_kg", kilograms)

    def _check_form(self) -> None:
        if self.form not in list(DoseForm):
            allowed = ", ".join(DoseForm)
            raise UserError(
                _(
                    "Dose: form must be one of {allowed}, not {value}.",
                    allowed=allowed,
                    value=repr(self.form),
                )
            )
        object.__setattr__(self, "form", DoseForm(self.form))
        check_amount(self.form, self.amount)
        if self.counts_repetitions:
            return
        for name, none in _OF_REPETITIONS.items():
            if getattr(self, name) != none:
                raise UserError(
                    _(
                        "Dose: {name} goes with repetitions, not with {form}.",
                        name=name,
                        form=_(AMOUNTS[self.form].name),
                    )
                )

    def _check_days(self) -> None:
        if not self.days_on and not self.days_off:
            return
        if not (self.days_on and self.days_off):
            raise UserError(
                _("Dose: days on and days off go together."), _("Write it like 2 on 1 off.")
            )
        weekly = round(7 * self.days_on / (self.days_on + self.days_off))
        object.__setattr__(self, "days_per_week", min(7, max(1, weekly)))

    @property
    def counts_repetitions(self) -> bool:
        return self.form is DoseForm.REPETITIONS

    def seconds_a_day(self, *, positions: int = 1) -> float:
        """Time the dose asks of one side on a day it is done, rests between sets included.

        ``positions`` is how many the exercise has, for a dose of seconds in each position.
        """
        if self.counts_repetitions:
            tempo_s = sum(map(int, self.tempo.split("-"))) if self.tempo else _SECONDS_A_REPETITION
            work = self.reps * (self.hold_s + tempo_s)
        else:
            work = seconds_of(self.form, self.amount, positions=positions)
        once = self.sets * work + (self.sets - 1) * self.rest_s
        return once * self.times_per_day

    def load(self, pieces: int) -> Load | None:
        """What is held in so many equal pieces, in the unit that was typed; None without a load."""
        if not self.load_kg:
            return None
        if self.load_lb:
            return Load(self.load_lb / pieces, WeightUnit.LB, pieces)
        return Load(self.load_kg / pieces, WeightUnit.KG, pieces)

    def with_load(self, load: Load | None) -> "Dose":
        """A copy with another load, kept as it was typed; raises UserError for one out of range."""
        if load is None:
            return self.changed(load_kg=0)
        pounds = load.total if load.unit is WeightUnit.LB else 0
        return self.changed(load_kg=load.kilograms, load_lb=pounds)

    def changed(self, **values: object) -> "Dose":
        """A copy with some fields replaced; raises UserError for a value out of range.

        Another ``load_kg`` by itself is a load in kilograms. ``reps`` by themselves make it a dose
        of repetitions, another form takes those away, and days a week take the place of days on
        and off.
        """
        if "reps" in values:
            values.setdefault("form", DoseForm.REPETITIONS)
        if values.get("form", self.form) == DoseForm.REPETITIONS:
            values.setdefault("amount", 0)
        elif "form" in values:
            values = {**_OF_REPETITIONS, **values}
        if "days_per_week" in values and not {"days_on", "days_off"} & values.keys():
            values |= {"days_on": 0, "days_off": 0}
        if values.get("load_kg", self.load_kg) != self.load_kg:
            values.setdefault("load_lb", 0)
        return replace(self, **values)  # pyright: ignore[reportArgumentType]  # checked on init


def is_same_load(one_kg: float, other_kg: float) -> bool:
    """Whether two weights are the same but for rounding to a decimal."""
    return abs(one_kg - other_kg) <= _SAME_KG


def is_number(value: object, *, whole: bool) -> bool:
    """A number as a person means it: True and "3" are not, 3.0 is no whole number."""
    kinds = (int,) if whole else (int, float)
    return isinstance(value, kinds) and not isinstance(value, bool)


def _is_tempo(value: object) -> bool:
    return value == "" or (isinstance(value, str) and _TEMPO.fullmatch(value) is not None)


# Bounds that catch slips of the finger in one value; wide on purpose (clinical custom): 200 heel
# raises, a stretch of 10 minutes, every waking hour, a leg press. What they may ask together is
# judged by `program.check_item`.
LIMITS: dict[str, tuple[int, int, bool]] = {
    "sets": (1, 20, True),
    "reps": (1, 200, True),
    "hold_s": (0, 600, False),
    "rest_s": (0, 900, False),
    "load_kg": (0, 300, False),
    "load_lb": (0, 662, False),
    "times_per_day": (1, 12, True),
    "days_per_week": (1, 7, True),
    "amount": (0, 30_000, False),
    "days_on": (0, 14, True),
    "days_off": (0, 14, True),
}
# What only repetitions have, and its value where there is none.
_OF_REPETITIONS: dict[str, object] = {"reps": 1, "hold_s": 0, "tempo": ""}
# What stands in a document only where it is not as here.
_SELDOM: dict[str, object] = {
    "form": DoseForm.REPETITIONS,
    "amount": 0,
    "days_on": 0,
    "days_off": 0,
    "load_lb": 0,
}
# Without ``load_lb``, which only says how ``load_kg`` was typed.
DOSE_FIELDS = tuple(f.name for f in fields(Dose) if f.name != "load_lb")


def dose_document(dose: Dose) -> dict[str, object]:
    """The dose as JSON-ready values; `Dose.changed` with them gives back an equal one.

    What goes with repetitions is left out in another form, and what is seldom used where it is
    not used.
    """
    values = {f.name: getattr(dose, f.name) for f in fields(Dose)}
    left_out = () if dose.counts_repetitions else tuple(_OF_REPETITIONS)
    return {
        name: value
        for name, value in values.items()
        if name not in left_out and not (name in _SELDOM and value == _SELDOM[name])
    }
