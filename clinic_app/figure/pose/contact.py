"""What a body rests on: planes, what resting means for each part, which ellipsoids then touch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from clinic_app.domain.errors import UserError
from clinic_app.figure.ellipsoid_set import MATERIAL, PART, Ints, Mask, Surface
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import landmark
from clinic_app.figure.pose.skeleton import FRAME, Frames, spine_frame

MAT_THICKNESS_M = 0.015

UP = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class Plane:
    """A plane: the points whose product with ``normal`` is ``distance`` (m)."""

    normal: Numbers
    distance: float

    def is_as(self, other: "Plane") -> bool:
        """Whether both are one."""
        return self.distance == other.distance and bool((self.normal == other.normal).all())

    def gaps(self, skin: Surface, frames: Frames, chosen: Ints) -> Numbers:
        """How far each chosen ellipsoid is off it, below 0 inside; (b, n) m."""
        return skin.heights(frames, self.normal, chosen) - self.distance


@dataclass(frozen=True)
class Roll(Plane):
    """A lying round thing: its axis through ``middle`` (3,) m, and its radius.

    ``normal`` and ``distance`` are those of the level plane on its top. Where it lies ``under`` a
    landmark it goes ahead and back with that one, and x counts from there.
    """

    middle: Numbers
    axis: Numbers
    radius: float
    under: str = ""

    def gaps(self, skin: Surface, frames: Frames, chosen: Ints) -> Numbers:
        """How far each chosen ellipsoid is off its round side; (b, n) m."""
        middle = np.tile(self.middle, (len(frames.origin), 1))
        if self.under:
            middle[:, 0] += landmark(frames, self.under)[:, 0]
        return skin.off_axis(frames, middle, self.axis, chosen) - self.radius


PLANES: Mapping[str, Plane] = {"floor": Plane(UP, 0.0), "mat": Plane(UP, MAT_THICKNESS_M)}

# The bone axis that stands on the plane when a part lies flat on it, and its sign by side.
FLAT_AXES: Mapping[str, tuple[str, int, float, float]] = {
    "foot": ("foot", 2, 1.0, 1.0),
    "hand": ("hand", 1, 1.0, -1.0),
    "toes": ("toe", 2, 0.0, 0.0),
}

# The landmark that stays where it is while the part rests, and along which axes.
PLANTED: Mapping[str, tuple[str, str]] = {
    "foot": ("arch", "xy"),
    "toes": ("ball", "xy"),
    "heel": ("heel", "xy"),
    "hand": ("palm", "xy"),
    "knee": ("kneecap", "xy"),
    "forearm": ("elbow_tip", "xy"),
    "elbow": ("elbow_tip", "xy"),
    "pelvis": ("pelvis", "x"),
}


def split_side(part: str) -> tuple[str, str]:
    """``foot_r`` is (``foot``, ``r``); a part of the middle has no side."""
    if part.endswith(("_l", "_r")):
        return part[:-2], part[-1]
    return part, ""


_Choice = Callable[["_Fixed", str], Mask]
_SPINE_FROM, _SPINE_TO = spine_frame(0.12), spine_frame(0.52)


_LEVEL_M = 0.001  # between the lowest points of a bare sole
_MANY = 20  # ellipsoids of hair: of more, every second is looked at


class _Fixed:
    """The rows of a surface that are fixed to one bone: the bridges do not rest on anything."""

    def __init__(self, surface: Surface) -> None:
        count = len(surface.frame)
        self.frame = surface.frame
        self.along = surface.along[:count]
        self.centre = surface.centre
        self._radii = surface.radii
        self._part = surface.part[:count]
        self._material = surface.material[:count]

    def part(self, name: str) -> Mask:
        return self._part == PART[name]

    def bone(self, name: str) -> Mask:
        return self.frame == FRAME[name]

    def made_of(self, *materials: str) -> Mask:
        return np.isin(self._material, [MATERIAL[name] for name in materials])

    def underfoot(self, side: str) -> Mask:
        """The sole of a shoe; of a foot without one what comes down lowest."""
        foot = self.part(f"foot_{side}")
        if (sole := foot & self.made_of("sole")).any():
            return sole
        stiff = foot & (self.bone(f"foot_{side}") | self.bone(f"fore_{side}"))
        low = self.centre[:, 2] - self._radii[:, 2]
        return stiff & (low < low[stiff].min() + _LEVEL_M)

    def above(self, height: float) -> Mask:
        return self.centre[:, 2] > height

    def between(self, low: float, high: float) -> Mask:
        return (self.along >= low) & (self.along <= high)


def _hand(body: _Fixed, side: str) -> Mask:
    """The palm, and every second ellipsoid of the fingers."""
    second = np.arange(len(body.frame)) % 2 == 0
    return body.part(f"hand_{side}") | (body.part(f"fingers_{side}") & second)


def _toes(body: _Fixed, side: str) -> Mask:
    toes = body.part(f"foot_{side}") & body.between(0.10, 1.0)
    return toes | body.part(f"toes_{side}")


def _elbow(body: _Fixed, side: str) -> Mask:
    upper = body.part(f"uarm_{side}") & body.between(0.9, 1.0)
    return upper | (body.part(f"farm_{side}") & body.between(0.0, 0.2))


def _knee(body: _Fixed, side: str) -> Mask:
    upper = body.part(f"thigh_{side}") & body.between(0.92, 1.0)
    return upper | (body.part(f"shank_{side}") & body.between(0.0, 0.12))


def _thigh(body: _Fixed, side: str) -> Mask:
    return body.bone(f"thigh_{side}") & body.between(0.05, 1.0)


def _pelvis(body: _Fixed, _side: str) -> Mask:
    return body.bone("pelvis") | body.part("glute_l") | body.part("glute_r")


def _head(body: _Fixed, _side: str) -> Mask:
    """Skull, brow, nose and hair, of many curls every second: the jaw never rests."""
    hair = body.part("hair") & body.bone("head")  # a scarf goes on round the neck
    if hair.sum() > _MANY:
        hair = hair & (np.cumsum(hair) % 2 == 0)
    return (body.part("head") & body.above(0.05)) | hair | body.part("nose")


def _trunk(body: _Fixed, _side: str) -> Mask:
    ribs = (body.frame >= _SPINE_FROM) & (body.frame <= _SPINE_TO)
    return ribs & (body.part("torso"))


_CHOICES: Mapping[str, _Choice] = {
    "foot": lambda body, side: body.underfoot(side),
    "toes": _toes,
    "heel": lambda body, side: body.part(f"foot_{side}") & body.between(-1.0, 0.0),
    "hand": _hand,
    "forearm": lambda body, side: body.part(f"farm_{side}"),
    "elbow": _elbow,
    "uarm": lambda body, side: body.part(f"uarm_{side}"),
    "knee": _knee,
    "shank": lambda body, side: body.part(f"shank_{side}") & body.made_of("skin", "shorts"),
    "thigh": _thigh,
    "pelvis": _pelvis,
    "trunk": _trunk,
    "head": _head,
}
_OF_THE_MIDDLE = frozenset({"pelvis", "trunk", "head"})
CONTACT_PARTS = tuple(
    name if name in _OF_THE_MIDDLE else f"{name}_{side}"
    for name in _CHOICES
    for side in (("",) if name in _OF_THE_MIDDLE else ("l", "r"))
)


def contact_ellipsoids(surface: Surface, name: str) -> Ints:
    """The places in ``surface`` of the ellipsoids of a part of `CONTACT_PARTS`; (k,).

    Raises UserError that lists the parts for one that is not known.
    """
    if name not in CONTACT_PARTS:
        known = ", ".join(CONTACT_PARTS)
        raise UserError(f"{name!r} is no part of the body to rest on.", f"Known: {known}.")
    part, _, side = name.partition("_")
    return np.flatnonzero(_CHOICES[part](_Fixed(surface), side))
