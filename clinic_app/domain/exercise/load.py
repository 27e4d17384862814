"""A weight as it is marked and held: 5 lb, or 4 kg in each hand.

A `Dose` keeps the total; how many pieces make it up follows from the exercise and its settings
(`held.pieces_held`), so that another way to hold it never changes what is lifted.
"""

import re
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.regional import KILOGRAMS_A_POUND, WeightUnit
from clinic_app.words import _

UNIT_WORDS = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos"), WeightUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), WeightUnit.LB),
}
# A comma before three digits may part thousands: 1,000 is not read as 1.
DIGITS = r"[0-9]{1,6}(?:\.[0-9]{1,6}|,[0-9]{1,2})?"
_TYPED = re.compile(rf"({DIGITS})\s*([a-z]+)")
# Weights as they are usually marked in a clinic, one piece (clinical custom).
_MARKED = {
    WeightUnit.KG: (0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 28, 32),
    WeightUnit.LB: (1, 2, 3, 4, 5, 6, 8, 10, 12, *range(15, 135, 5)),
}
STEP = {WeightUnit.KG: 0.5, WeightUnit.LB: 1.0}  # the least by which one piece grows


@dataclass(frozen=True)
class Load:
    """``pieces`` equal weights of ``value`` each, in ``unit``. None weighs 0."""

    value: float
    unit: WeightUnit = WeightUnit.KG
    pieces: int = 1

    @property
    def total(self) -> float:
        """All pieces together, in ``unit``."""
        return self.value * self.pieces

    @property
    def kilograms(self) -> float:
        """All pieces together in kg, to the milligram."""
        return in_kilograms(self.total, self.unit)


def in_kilograms(weight: float, unit: WeightUnit) -> float:
    """A weight in kg, to the milligram."""
    return weight if unit is WeightUnit.KG else round(weight * KILOGRAMS_A_POUND, 6)


def read_load(text: str, pieces: int = 1) -> Load:
    """One piece as people write it: ``5 lb``, ``2,5 kg``. Raises UserError."""
    typed = _TYPED.fullmatch(text.strip().lower())
    if typed is None or typed.group(2) not in UNIT_WORDS:
        raise UserError(
            _("{text} is not a weight.", text=repr(text)), _("Write it like 4 kg or 5 lb.")
        )
    return Load(float(typed.group(1).replace(",", ".")), UNIT_WORDS[typed.group(2)], pieces)


def marked(
    kilograms: float, unit: WeightUnit, pieces: int, *, low: float, high: float, but: float = 0
) -> Load | None:
    """The usual marked weight nearest to a total in kg; the lighter of two that are as near.

    It lies within ``low`` and ``high`` kg and is not ``but``; None where there is none.
    """
    ways = [Load(value, unit, pieces) for value in _MARKED[unit]]
    fit = [w for w in ways if low <= w.kilograms <= high and abs(w.kilograms - but) > 1e-6]
    return min(fit, key=lambda load: (abs(load.kilograms - kilograms), load.value), default=None)
