"""The proportions of the person in a picture: a few cited factors of the standard man's body."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.data.anatomy import person_table


@dataclass(frozen=True)
class Person:
    """Breadths and girths as factors of the standard man's.

    ``belly_m`` is how far the belly stands out in m, ``stoop_deg`` how much rounder the upper back
    is; ``bust`` is 1 for the drawn woman's. The words are told in `resources/anatomy/people.yaml`.
    ``feet`` is what the person wears on them.
    """

    shoulders: float = 1.0
    ribs: float = 1.0
    waist: float = 1.0
    hips: float = 1.0
    depth: float = 1.0
    neck: float = 1.0
    arms: float = 1.0
    thighs: float = 1.0
    calves: float = 1.0
    hands: float = 1.0
    jaw: float = 1.0
    bust: float = 0.0
    belly_m: float = 0.0
    stoop_deg: float = 0.0
    feet: str = "shoes"

    @property
    def shod(self) -> bool:
        """Whether the feet are in shoes, where toes do not move."""
        return self.feet == "shoes"

    @property
    def sole_m(self) -> float:
        """How thick what the feet stand on is."""
        return SOLES_M[self.feet]

    @property
    def straight(self) -> "Person":
        """The same person without a stoop: lying down, or standing for a chart."""
        return replace(self, stoop_deg=0.0)


# Below a bare foot, by what it wears; drawing choices.
SOLES_M: Mapping[str, float] = {"shoes": 0.02, "socks": 0.002, "bare": 0.0}

STANDARD = Person()
_ADDED = frozenset({"belly_m", "stoop_deg"})
_FACTORS = tuple(field.name for field in fields(Person) if field.name != "feet")


@lru_cache(maxsize=64)
def person_of(look: Look) -> Person:
    """The proportions of a look: those of the figure, of the build and of the age together."""
    rows = [person_table(name) for name in (look.figure, look.build, look.age)]
    factors = {name: _together(name, rows) for name in _FACTORS}
    return Person(**factors, feet=look.feet)


def _together(name: str, rows: list[Mapping[str, float]]) -> float:
    if name == "bust":
        return max(row.get(name, 0.0) for row in rows)
    if name in _ADDED:
        return sum(row.get(name, 0.0) for row in rows)
    factor = 1.0
    for row in rows:
        factor *= row.get(name, 1.0)
    return factor
