"""How a body is put together: ellipsoids on bones, one by one, in rows, or swept across joints."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from clinic_app.figure.data.people import STANDARD, Person
from clinic_app.figure.ellipsoid_set import MATERIAL, PART, SWEPT, Bridges, Surface
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import FRAME, THORAX

Point: TypeAlias = tuple[float, float, float]

# How far before a hem the ellipsoids stand, in m: the nearer, the thinner.
HEM = (0.0, 0.004, 0.010, 0.018, 0.028)

_FINE_STEP = 0.006  # m between the ellipsoids of a row in a close-up

SIGNS = (("l", 1.0), ("r", -1.0))


@dataclass(frozen=True)
class Skin:
    """What a row of ellipsoids belongs to: a name in `PARTS` and one in `MATERIALS`."""

    part: str
    material: str


@dataclass(frozen=True)
class Row:
    """A limb's cross-sections along -z of its bone.

    ``stations`` are rows of: the place (0 upper end, 1 lower end), half the depth, half the width,
    how far forward and how far outward the middle lies, in m. ``length`` is the bone's, in m.
    ``begin`` and ``end`` cut the row; ``step`` is the spacing in m, ``stretch`` the length of an
    ellipsoid along the bone in terms of the thinner of its radii.
    """

    length: float
    stations: Numbers
    begin: float
    end: float
    step: float = 0.022
    stretch: float = 1.8

    def places(self, hem: bool) -> Numbers:
        """Where the ellipsoids stand; closer together towards a hem."""
        span = (self.end - self.begin) * self.length
        if not hem:
            return np.linspace(self.begin, self.end, max(2, round(span / self.step) + 1))
        rest = np.linspace(HEM[-1], span, max(2, round((span - HEM[-1]) / self.step) + 1))
        return self.end - np.concatenate([HEM[:-1], rest]) / self.length

    def long(self, place: float, thin: float, *, hem: bool) -> float:
        """Half the length of an ellipsoid, shorter where the row ends so that it ends round."""
        from_begin = (place - self.begin) * self.length + thin
        to_end = (self.end - place) * self.length
        return min(self.stretch * thin, from_begin, hem_long(to_end) if hem else to_end + thin)


def hem_long(distance: float) -> float:
    """Half the length of an ellipsoid at a distance before a hem, in m."""
    return 0.0045 + 1.25 * distance


def row(length: float, stations: Sequence[Sequence[float]], **rest: float) -> Row:
    """A row over all its stations unless ``begin`` and ``end`` say otherwise."""
    table = np.array(stations, float)
    return Row(length, table, **{"begin": table[0, 0], "end": table[-1, 0], **rest})


def smooth(where: Numbers, stations: Numbers) -> Numbers:
    """The cross-sections between the stations, by a cubic; (k, columns - 1)."""
    at, values = stations[:, 0], stations[:, 1:]
    slopes = np.gradient(values, at, axis=0)
    where = np.clip(where, at[0], at[-1])
    i = np.clip(np.searchsorted(at, where) - 1, 0, len(at) - 2)
    gap = (at[i + 1] - at[i])[:, None]
    t = (where - at[i])[:, None] / gap
    left = (1 + 2 * t) * (1 - t) ** 2 * values[i] + t * (1 - t) ** 2 * gap * slopes[i]
    right = t**2 * (3 - 2 * t) * values[i + 1] + t**2 * (t - 1) * gap * slopes[i + 1]
    return left + right


# Where a breath moves the trunk most, and how far that reaches; m above the hip joints.
BELLY_M, RIBS_M = (0.14, 0.17), (0.30, 0.14)


def _swell(heights: Numbers, most: float, far: float) -> Numbers:
    """1 at a height, smoothly down to 0 ``far`` above and below it."""
    off = np.clip(np.abs(heights - most) / far, 0.0, 1.0)
    return np.nan_to_num((1 + np.cos(np.pi * off)) / 2)


@dataclass
class Model:
    """The body of a person being built, in clothes of a cut of `WEARS`.

    ``fine``: for a close-up, with every finger a part of its own and ellipsoids so close together
    that their edges do not show.
    """

    person: Person = STANDARD
    wear: str = "shorts"
    fine: bool = False
    frame: list[int] = field(default_factory=list[int])
    centre: list[Point] = field(default_factory=list[Point])
    radii: list[Point] = field(default_factory=list[Point])
    skin: list[Skin] = field(default_factory=list[Skin])
    along: list[float] = field(default_factory=list[float])
    swept: list[tuple[int, Point, float, int, Point, float, Skin]] = field(
        default_factory=list[tuple[int, Point, float, int, Point, float, Skin]]
    )

    def put(
        self, bone: str | int, centre: Point, radii: Point, skin: Skin, *, along: float = np.nan
    ) -> None:
        """One ellipsoid; centre and radii in m in the bone's frame."""
        self.frame.append(FRAME[bone] if isinstance(bone, str) else bone)
        self.centre.append(centre)
        self.radii.append(radii)
        self.skin.append(skin)
        self.along.append(along)

    def loft(
        self,
        bone: str,
        sign: float,
        limb: Row,
        skin: Skin,
        *,
        girth: tuple[float, float] = (1.0, 1.0),
        hem: bool = False,
    ) -> None:
        """A row of ellipsoids down a limb, ``sign`` 1 on the left; a hem ends it crisply.

        ``girth`` is the factor of its thickness at the upper and at the lower end of the bone.
        """
        if self.fine:
            limb = replace(limb, step=min(limb.step, _FINE_STEP))
        for place in limb.places(hem):
            deep, wide, forward, outward = (
                float(v) for v in smooth(np.array([place]), limb.stations)[0]
            )
            long = limb.long(float(place), min(deep, wide), hem=hem)
            centre = (forward, sign * outward, -float(place) * limb.length)
            thick = float(np.interp(place, (0.0, 1.0), girth))
            self.put(bone, centre, (deep * thick, wide * thick, long), skin, along=float(place))

    def bridge(
        self,
        start: tuple[str | int, Point, float],
        end: tuple[str | int, Point, float],
        skin: Skin,
    ) -> None:
        """Soft tissue from one bone to another: (bone, point in m, radius in m) of each end."""
        (first, at, near), (last, to, far) = start, end
        first = FRAME[first] if isinstance(first, str) else first
        last = FRAME[last] if isinstance(last, str) else last
        self.swept.append((first, at, near, last, to, far, skin))

    def surface(self) -> Surface:
        """The finished body."""
        swept_skin = [entry[6] for entry in self.swept]
        skins = [*self.skin, *(swept_skin * SWEPT)]
        return Surface(
            frame=np.array(self.frame),
            centre=np.array(self.centre),
            radii=np.array(self.radii),
            bridges=self._bridges(),
            part=np.array([PART[s.part] for s in skins]),
            material=np.array([MATERIAL[s.material] for s in skins]),
            along=np.array([*self.along, *([np.nan] * (len(skins) - len(self.along)))]),
            breath=self._breath(),
        )

    def _breath(self) -> Numbers:
        """How much each fixed ellipsoid breathes: the trunk in the middle, by its height."""
        skins, heights = self.skin, np.array(self.along)
        middle = np.array([s.part == "torso" for s in skins]) & (np.array(self.frame) <= THORAX)
        shares = np.stack([_swell(heights, *span) for span in (BELLY_M, RIBS_M)], 1)
        return np.where(middle[:, None], shares, 0.0)

    def _bridges(self) -> Bridges:
        columns = list(zip(*self.swept, strict=True))
        return Bridges(
            start=np.array(columns[0]),
            start_point=np.array(columns[1]),
            start_radius=np.array(columns[2]),
            end=np.array(columns[3]),
            end_point=np.array(columns[4]),
            end_radius=np.array(columns[5]),
        )
