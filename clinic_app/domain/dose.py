"""How much of an exercise: sets, repetitions, holds, rest, tempo, load, side and frequency."""

import re
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from clinic_app.domain.errors import UserError

KILOGRAMS_A_POUND = 0.45359237  # by definition
_SECONDS_A_REPETITION = 3.0  # clinical custom, used when no tempo is given
_TEMPO = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}")


class Side(StrEnum):
    """The side that works. BOTH means the exercise's own way of using both."""

    BOTH = "both"
    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True)
class Dose:
    """A dose. Seconds, kilograms; ``tempo`` is down-pause-up in seconds, as in ``3-0-2``.

    Raises UserError naming the field for a value outside what makes sense.
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

    def __post_init__(self) -> None:
        for name, (low, high, whole) in LIMITS.items():
            value = getattr(self, name)
            if not is_number(value, whole=whole):
                kind = "a whole number" if whole else "a number"
                raise UserError(f"Dose: {name} must be {kind}, not {value!r}.")
            if not low <= value <= high:
                raise UserError(f"Dose: {name} must be {low} to {high}, not {value:g}.")
        if not _is_tempo(self.tempo):
            raise UserError(f"Dose: tempo must look like 3-0-2, not {self.tempo!r}.")
        if self.side not in list(Side):
            allowed = ", ".join(Side)
            raise UserError(f"Dose: side must be one of {allowed}, not {self.side!r}.")
        object.__setattr__(self, "side", Side(self.side))

    @property
    def seconds_a_day(self) -> float:
        """Time the dose asks on a day it is done, rests between sets included."""
        tempo_s = sum(map(int, self.tempo.split("-"))) if self.tempo else _SECONDS_A_REPETITION
        work = self.reps * (self.hold_s + tempo_s)
        once = self.sets * work + (self.sets - 1) * self.rest_s
        return once * self.times_per_day

    def changed(self, **values: object) -> "Dose":
        """A copy with some fields replaced; raises UserError for a value out of range."""
        return replace(self, **values)  # pyright: ignore[reportArgumentType]  # checked on init


def is_number(value: object, *, whole: bool) -> bool:
    """A number as a person means it: True and "3" are not, 3.0 is no whole number."""
    kinds = (int,) if whole else (int, float)
    return isinstance(value, kinds) and not isinstance(value, bool)


def _is_tempo(value: object) -> bool:
    return value == "" or (isinstance(value, str) and _TEMPO.fullmatch(value) is not None)


# Bounds that catch slips of the finger; chosen wide on purpose (clinical custom).
LIMITS: dict[str, tuple[int, int, bool]] = {
    "sets": (1, 20, True),
    "reps": (1, 200, True),
    "hold_s": (0, 600, False),
    "rest_s": (0, 900, False),
    "load_kg": (0, 300, False),
    "times_per_day": (1, 12, True),
    "days_per_week": (1, 7, True),
}
DOSE_FIELDS = tuple(f.name for f in fields(Dose))
