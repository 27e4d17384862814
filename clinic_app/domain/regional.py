"""What differs from country to country: the order of dates, and the unit of weights."""

import re
from enum import StrEnum

# By Unicode CLDR: short dates start with the month, and weights are sold in pounds.
_MONTH_FIRST = frozenset({"US", "PR", "PH", "PW", "FM", "MH", "GU", "AS", "MP", "UM", "VI"})
_POUNDS = frozenset({"US", "PR", "GU", "AS", "MP", "UM", "VI", "LR", "MM"})
KILOGRAMS_A_POUND = 0.45359237  # by definition


class Order(StrEnum):
    """Which comes first in 03/04/1958."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"

    @property
    def example(self) -> str:
        """4 March 1958 in this order."""
        return "03/04/1958" if self is Order.MONTH_FIRST else "04/03/1958"


class WeightUnit(StrEnum):
    """The unit in which a clinic's weights are marked."""

    KG = "kg"
    LB = "lb"


def order_of_locale(name: str) -> Order:
    """The usual order of dates where a locale such as ``en_US.UTF-8`` is used.

    Day first where the name tells no country: most of the world writes so.
    """
    return Order.MONTH_FIRST if _territory(name) in _MONTH_FIRST else Order.DAY_FIRST


def weight_unit_of_locale(name: str) -> WeightUnit:
    """The usual unit of weights where a locale is used; kilograms where it tells no country."""
    return WeightUnit.LB if _territory(name) in _POUNDS else WeightUnit.KG


def _territory(name: str) -> str:
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Z][a-z]{3})?[-_]([A-Z]{2})(?:$|[.@_-])", name)
    if found:
        return found.group(1)
    return "US" if name.startswith("English_United States") else ""  # as Windows names it
