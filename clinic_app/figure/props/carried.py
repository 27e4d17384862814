"""Things that move with the body, by the names that a figure calls them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from clinic_app.figure.ellipsoid_set import EllipsoidSet, Surface
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import Frames
from clinic_app.figure.props import bands, gym, handled, held, walking
from clinic_app.figure.props.solids import Solid
from clinic_app.figure.props.spine_line import spine_line

_TOES = ("big_toe", "little_toe")  # landmarks at their ends


@dataclass(frozen=True)
class Carried:
    """A prop's numbers and words, and the body that carries it."""

    measures: Mapping[str, float]
    words: Mapping[str, str]
    frames: Frames
    surface: Surface

    def number(self, name: str, otherwise: float = 0.0) -> float:
        """A measure in m, or what stands for it."""
        return self.measures.get(name, otherwise)

    @property
    def kg(self) -> float:
        return self.number("kg")

    @property
    def at(self) -> str:
        return self.words.get("at", "")

    @property
    def side(self) -> str:
        return self.words.get("side", "r")

    @property
    def hands(self) -> str:
        return self.words.get("hands", "lr")

    @property
    def through(self) -> list[str]:
        """The landmarks that a cord or a ring goes through."""
        return self.words["through"].split()

    @property
    def spot(self) -> Numbers:
        """Its place in the room; (3,)."""
        return np.array([self.number("x"), self.number("y"), self.number("z")])

    @cached_property
    def skin(self) -> EllipsoidSet:
        return self.surface.at(self.frames)


def _dumbbell(c: Carried) -> tuple[Solid, ...]:
    each = c.kg / len(c.hands)
    return tuple(s for hand in c.hands for s in held.dumbbell(c.frames, hand, each))


def _kettlebell(c: Carried) -> tuple[Solid, ...]:
    if c.at != "floor":
        return held.kettlebell(c.frames, c.at, c.kg)
    radius = held.kettlebell_radius_m(c.kg)
    centre = c.spot + held.UPRIGHT * (c.number("from") + radius)
    return held.kettlebell_at(centre, held.UPRIGHT, held.ACROSS, radius)


def _bar(c: Carried) -> tuple[Solid, ...]:
    made = held.bar_on_back if c.at == "back" else held.bar_in_hands
    return made(c.frames, c.kg, c.number("length", held.BAR_M))


def _band(c: Carried) -> tuple[Solid, ...]:
    radius = c.number("radius", 0.0075)
    return tuple(s for hand in c.hands for s in held.band_to_hand(c.frames, hand, c.spot, radius))


def _towel_roll(c: Carried) -> tuple[Solid, ...]:
    if c.at == "elbow":
        return held.roll_at_elbow(c.frames, c.side)
    if c.at[:-2] in _TOES:
        return held.roll_under_toes(c.frames, c.at)
    return held.roll_under_knee(c.frames, c.side, c.number("lift", 0.08))


def _dowel(c: Carried) -> tuple[Solid, ...]:
    return held.dowel_on_spine(c.frames, spine_line(c.skin, c.surface.frame, c.frames))


def _cord(c: Carried) -> tuple[Solid, ...]:
    made = c.words.get("made", "band")
    spots = bands.spots_of(c.frames, c.through, c.number("beyond"))
    ends = [c.spot] if "z" in c.measures else []
    return bands.cord([*spots, *ends], made, c.number("radius", bands.material(made)[1]))


def _ring(c: Carried) -> tuple[Solid, ...]:
    colour, usual = bands.material(c.words["made"]) if "made" in c.words else ("band", 0.010)
    return bands.ring(c.skin, c.frames, c.through, c.number("radius", usual), colour)


def _loop(c: Carried) -> tuple[Solid, ...]:
    knees = ("above_knee_l", "above_knee_r")
    return bands.ring(c.skin, c.frames, knees, c.number("radius", 0.012))


def _small_ball(c: Carried) -> tuple[Solid, ...]:
    spots = [place(c.frames, name) for name in c.at.split()] or [c.spot]
    made, under = c.words.get("made", "ball"), c.number("under_skin", -1.0)
    return (handled.small_ball(spots, c.number("radius", 0.09), made, under),)


def _towel(c: Carried) -> tuple[Solid, ...]:
    middle = place(c.frames, c.at) if c.at else np.zeros(3)
    middle = np.array([middle[0] + c.number("x"), middle[1] + c.number("y"), c.number("from")])
    gathered = handled.gathered_by(c.frames, c.at[-1]) if c.at[:-2] in _TOES else None
    return handled.flat_towel(middle, c.number("length", 0.40), c.number("width", 0.28), gathered)


CARRIED: Mapping[str, Callable[[Carried], tuple[Solid, ...]]] = {
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "plate": lambda c: held.hugged_plate(c.frames, c.kg),
    "weight": lambda c: held.weight_on(c.frames, c.at, c.kg),
    "dowel": _dowel,
    "bar": _bar,
    "band": _band,
    "cord": _cord,
    "ring": _ring,
    "loop": _loop,
    "strap": lambda c: held.strap_on_foot(c.frames, c.side),
    "thigh_weight": lambda c: held.thigh_weight(c.frames, c.kg),
    "backpack": lambda c: held.backpack(c.frames, c.kg),
    "towel_roll": _towel_roll,
    "cane": lambda c: walking.cane(c.frames, c.side, c.spot),
    "crutch": lambda c: walking.crutch(c.frames, c.side, c.spot),
    "pulley": lambda c: gym.pulley(c.frames, c.spot),
    "small_ball": _small_ball,
    "towel": _towel,
    "hammer": lambda c: handled.hammer(c.frames, c.side),
    "crate": lambda c: handled.crate(c.frames),
    "ankle_weight": lambda c: held.ankle_weight(c.frames, c.side, c.kg),
}
