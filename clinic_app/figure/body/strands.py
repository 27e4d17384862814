"""The fibres of a muscle on the skin of one person, fixed to the bones that carry them.

A spot of the table is brought out to this body's skin once, along a ray from the bone in the
resting pose; from then on it moves with its bone, so that a muscle across a joint bends with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.muscles import MUSCLES, Fibres, Fixed, Skin, Spot
from clinic_app.figure.body.surface import surface
from clinic_app.figure.data.people import person_of
from clinic_app.figure.ellipsoid_set import MATERIAL, PART, EllipsoidSet, Ints, Mask
from clinic_app.figure.pose.joints import Numbers, resting_pose
from clinic_app.figure.pose.skeleton import (
    FOREARM,
    FRAME,
    SHANK,
    SPINE_FROM,
    THIGH,
    UPPER_ARM,
    Frames,
    frames,
    spine_frame,
)

_LENGTHS = {"uarm": UPPER_ARM, "farm": FOREARM, "thigh": THIGH, "shank": SHANK}
_LEAST_REACH = 0.02  # m from the bone, where a ray meets no skin
_GIRDLE = "clav"
_BURIED = 0.012  # m below the skin of the trunk at most, as on the standard body
_CLOSE = 0.004  # m between two ellipsoids that hang together
_GROWTHS = 12  # steps in which a ray finds its way out
_NOWHERE = 9.0  # m


@dataclass(frozen=True)
class Laid:
    """One bundle on one body.

    Spots ``local`` (strands, k, 3) in m of the bones ``frame`` (strands, k), the way ``out`` of
    the skin there (the same shape, at length 1, or 0 where it is not told), half widths ``half``
    (k,) in m.
    """

    frame: Ints
    local: Numbers
    out: Numbers
    half: Numbers

    def at(self, posed: Frames) -> Numbers:
        """Where the spots are in the world, in m, and the way out there; (strands, k, 6)."""
        rotation = posed.rotation[0, self.frame]
        where = posed.origin[0, self.frame] + np.einsum("skij,skj->ski", rotation, self.local)
        return np.concatenate([where, np.einsum("skij,skj->ski", rotation, self.out)], axis=-1)


def laid(muscle: str, side: str, look: Look) -> tuple[Laid, ...]:
    """The bundles of a muscle of one side on the skin of the person."""
    return _laid(muscle, side, look.shape)


@lru_cache(maxsize=512)
def _laid(muscle: str, side: str, look: Look) -> tuple[Laid, ...]:
    rest = frames(resting_pose(), person_of(look).straight)
    body = _Body(rest, surface(look).at(rest), side)
    return tuple(body.laid(bundle) for bundle in MUSCLES[muscle].bundles)


@dataclass(frozen=True)
class _Body:
    """One side of a person at rest, on which spots are placed."""

    rest: Frames
    skin: EllipsoidSet
    side: str

    def laid(self, bundle: Fibres) -> Laid:
        return Laid(
            np.array([[self._frame(spot) for spot in strand] for strand in bundle.strands]),
            np.array([[self._local(spot) for spot in strand] for strand in bundle.strands]),
            np.array([[self._out(spot) for spot in strand] for strand in bundle.strands]),
            np.array(bundle.half),
        )

    def _frame(self, spot: Spot) -> int:
        """The bone that carries a spot."""
        if isinstance(spot, Skin) and not spot.bone:
            return self._axis(spot)
        return FRAME[spot.bone] if spot.bone in FRAME else FRAME[f"{spot.bone}_{self.side}"]

    def _axis(self, spot: Skin) -> int:
        """The bone about which a spot's direction is told."""
        if spot.part not in ("torso", "neck"):
            return FRAME[f"{spot.part}_{self.side}"]
        return spine_frame(spot.along) if spot.along >= SPINE_FROM else FRAME["pelvis"]

    def _local(self, spot: Spot) -> Numbers:
        outward = 1.0 if self.side == "l" else -1.0
        if isinstance(spot, Fixed):
            local = np.array(spot.xyz) * (1.0, outward, 1.0)
            return self._raised(local, self._frame(spot)) if spot.bone == _GIRDLE else local
        frame, axis = self._frame(spot), self._axis(spot)
        away = self._away(spot)
        middle = self._middle(spot, axis)
        point = middle + away * self._reach(middle, away, self._over(spot.part))
        return self.rest.rotation[0, frame].T @ (point - self.rest.origin[0, frame])

    def _raised(self, local: Numbers, frame: int) -> Numbers:
        """A place on the shoulder girdle, brought out where a broader back would bury it."""
        origin, rotation = self.rest.origin[0, frame], self.rest.rotation[0, frame]
        point = origin + rotation @ local
        height = float(point[2] - self.rest.origin[0, FRAME["pelvis"], 2])
        middle = self.rest.origin[0, spine_frame(height)].copy()
        middle[2] = point[2]
        far = float(np.linalg.norm(point - middle))
        away = (point - middle) / far
        reach = self._reach(middle, away, self._over("torso"))
        return rotation.T @ (middle + away * max(far, reach - _BURIED) - origin)

    def _away(self, spot: Skin) -> Numbers:
        """The way from the axis to a spot in the world, at length 1."""
        facing = np.radians(spot.facing)
        outward = 1.0 if self.side == "l" else -1.0
        towards = np.array([np.cos(facing), outward * np.sin(facing), 0.0])
        return self.rest.rotation[0, self._axis(spot)] @ towards

    def _out(self, spot: Spot) -> Numbers:
        """The same in the frame of the spot's bone."""
        if isinstance(spot, Fixed):
            return np.zeros(3)
        return self.rest.rotation[0, self._frame(spot)].T @ self._away(spot)

    def _middle(self, spot: Skin, axis: int) -> Numbers:
        """The point on the axis at the spot's height."""
        up, origin = self.rest.rotation[0, axis][:, 2], self.rest.origin[0, axis]
        if spot.part in _LENGTHS:
            return origin - up * spot.along * _LENGTHS[spot.part]
        return origin + up * spot.along if axis == FRAME["pelvis"] else origin

    def _over(self, part: str) -> Mask:
        """The ellipsoids that a ray may end on: the skin, and a scarf that lies on the neck."""
        own = np.isin(self.skin.part, list(self._kin(part)))
        scarf = self.skin.material == MATERIAL["scarf"]
        return own | scarf if part in ("neck", "torso") else own

    def _kin(self, part: str) -> Iterator[int]:
        """The part and what goes with it: soft tissue of the buttock goes with its bones."""
        yield PART[part] if part in PART else PART[f"{part}_{self.side}"]
        if part in ("torso", "thigh"):
            yield PART[f"glute_{self.side}"]

    def _reach(self, start: Numbers, away: Numbers, over: Mask) -> float:
        """How far the skin lies from a place inside, in a direction, in m."""
        near, far = _crossings(self.skin, over, start, away)
        reach = 0.0
        for _ in range(_GROWTHS):  # outwards only through what hangs together
            reach = float(far[near <= reach + _CLOSE].max(initial=reach))
        return max(reach, _LEAST_REACH)


def _crossings(
    body: EllipsoidSet, chosen: Mask, start: Numbers, away: Numbers
) -> tuple[Numbers, Numbers]:
    """Where a ray enters and leaves each chosen ellipsoid, in m; far off where it misses."""
    axes = body.rotation[chosen] / body.radii[chosen][:, None, :]
    begin = np.einsum("nij,ni->nj", axes, start - body.centre[chosen])
    way = np.einsum("nij,i->nj", axes, away)
    a, b, c = (way * way).sum(1), (begin * way).sum(1), (begin * begin).sum(1) - 1
    within = b * b - a * c
    half = np.sqrt(np.maximum(within, 0.0))
    hit = within > 0
    return np.where(hit, (-b - half) / a, _NOWHERE), np.where(hit, (half - b) / a, 0.0)
