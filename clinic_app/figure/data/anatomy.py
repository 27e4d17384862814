"""The published tables of the body: lengths, masses and ranges, read from `resources/anatomy`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from clinic_app.plain_yaml import load
from clinic_app.shipped_data import RESOURCES


@dataclass(frozen=True)
class Segment:
    """A part's share of the body's mass, and where its centre lies from its upper end (0-1)."""

    mass: float
    centre: float


@cache
def _table(name: str) -> Mapping[str, Any]:
    text = (RESOURCES / "anatomy" / f"{name}.yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, Any]", load(text).root)


@cache
def length_m(part: str) -> float:
    """A segment's length in m at the drawn stature."""
    table = _table("segments")
    found = {**table["lengths"], **table["widths"]}[part]["fraction"]
    return float(found) * float(table["stature"]["metres"])


@cache
def links_m(digit: str) -> tuple[float, float, float]:
    """The three links of a finger or the thumb from base to tip, in m; the last with its pulp."""
    row = _table("hand")["phalanges"][digit]
    last = float(row["third"]) + float(row["pulp"])
    return float(row["first"]) / 1000, float(row["second"]) / 1000, last / 1000


@dataclass(frozen=True)
class Toe:
    """Where a toe begins, ahead of the ankle and outward, and its two links, in m.

    ``turned`` is how far outward it points at rest, in degrees.
    """

    ahead: float
    aside: float
    links: tuple[float, float]
    turned: float


@cache
def toe(name: str) -> Toe:
    """A toe of the left foot."""
    row = _table("foot")["toes"][name]
    ahead, aside, first, second = (
        float(row[key]) / 1000 for key in ("ahead", "aside", "first", "second")
    )
    return Toe(ahead, aside, (first, second), float(row["turned"]))


@cache
def segment(part: str) -> Segment:
    """A segment's mass and centre: the mean of the table's women and men."""
    row = _table("masses")["masses"][part]
    women, men = row["women"], row["men"]
    return Segment((women["mass"] + men["mass"]) / 2, (women["centre"] + men["centre"]) / 2)


@cache
def range_of(joint: str) -> tuple[float, float]:
    """How far a joint goes, least and most, in degrees (of `METRES` in m)."""
    row = _table("motion")["motion"][joint]
    return float(row["min"]), float(row["max"])


@cache
def person_table(name: str) -> Mapping[str, float]:
    """How a figure, a build or an age differs from the standard man; nothing where it does not."""
    rows = _table("people")["people"].get(name, {})
    return {measure: float(row["value"]) for measure, row in rows.items()}
