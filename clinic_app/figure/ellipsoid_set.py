"""The body's surface as many small ellipsoids fixed to bones, and how far it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from clinic_app.figure.pose.joints import FINGERS, SIDES, TOES, Numbers
from clinic_app.figure.pose.skeleton import Frames

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

HELPER = "helper_"  # before the parts of somebody who helps

# A part is what may hide another part; lines are drawn where one does.
PARTS = (
    *("torso", "neck", "head", "nose", "ear", "hair"),
    *(
        f"{name}_{side}"
        for side in ("l", "r")
        for name in ("uarm", "farm", "hand", "fingers", "thumb", "glute", "thigh", "shank", "foot")
    ),
    # In close-ups each finger and each toe of a bare foot is told apart.
    *(f"{name}_{side}" for side in SIDES for name in FINGERS),
    *(f"{name}_{side}" for side in SIDES for name in ("toes", *TOES)),
    # Of somebody who helps.
    *(f"{HELPER}{name}_{side}" for side in SIDES for name in ("farm", "hand", "fingers", "thumb")),
)
PART = {name: i for i, name in enumerate(PARTS)}
MATERIALS = (
    *("skin", "shirt", "shorts", "sock", "shoe", "sole", "hair", "scarf"),
    *("sleeve", "helper_skin"),
)
MATERIAL = {name: i for i, name in enumerate(MATERIALS)}


@dataclass(frozen=True)
class EllipsoidSet:
    """n ellipsoids in the world.

    ``centre`` (n, 3) m; ``rotation`` (n, 3, 3), columns are the axes; ``radii`` (n, 3) m;
    ``part`` and ``material`` (n,) are places in `PARTS` and `MATERIALS`; ``along`` (n,) is the
    place on a limb (0 upper end, 1 lower end), the height in m on the trunk, the distance from
    the ankle in m on a foot, and nan on soft tissue that spans a joint.
    """

    centre: Numbers
    rotation: Numbers
    radii: Numbers
    part: Ints
    material: Ints
    along: Numbers


@dataclass(frozen=True)
class Bridges:
    """Soft tissue across joints: spheres swept from one bone's point to another's; m of each.

    ``start`` and ``end`` are frames (m,), the local points are (m, 3) and the radii (m,), in m.
    """

    start: Ints
    start_point: Numbers
    start_radius: Numbers
    end: Ints
    end_point: Numbers
    end_radius: Numbers


@dataclass(frozen=True)
class Surface:
    """A body's ellipsoids before it is posed; the last ones are its `Bridges`.

    ``frame`` (n,) and the other rows are as in `EllipsoidSet`, in the bone's own frame; for the
    bridges ``part``, ``material`` and ``along`` go on after those of the fixed ellipsoids.
    ``breath`` (n, 2) is how much each takes part when the belly and the lower ribs breathe, 0 to 1.
    """

    frame: Ints
    centre: Numbers
    radii: Numbers
    bridges: Bridges
    part: Ints
    material: Ints
    along: Numbers
    breath: Numbers

    def at(self, frames: Frames) -> EllipsoidSet:
        """The surface of the first pose of a batch."""
        rotation, origin = frames.rotation[0], frames.origin[0]
        turned = rotation[self.frame]
        local, radii = self._breathed(frames)
        centre = origin[self.frame] + np.einsum("nij,nj->ni", turned, local)
        soft = self.bridges
        start = origin[soft.start] + np.einsum("nij,nj->ni", rotation[soft.start], soft.start_point)
        end = origin[soft.end] + np.einsum("nij,nj->ni", rotation[soft.end], soft.end_point)
        share = self._shares()
        swept = (1 - share)[..., None] * start + share[..., None] * end
        radius = (1 - share) * soft.start_radius + share * soft.end_radius
        count = swept.shape[0] * swept.shape[1]
        return EllipsoidSet(
            centre=np.concatenate([centre, swept.reshape(-1, 3)]),
            rotation=np.concatenate([turned, np.broadcast_to(np.eye(3), (count, 3, 3))]),
            radii=np.concatenate([radii, np.repeat(radius.reshape(-1, 1), 3, axis=1)]),
            part=self.part,
            material=self.material,
            along=self.along,
        )

    def _breathed(self, frames: Frames) -> tuple[Numbers, Numbers]:
        """Middles and radii (n, 3) at the first pose's breath: only the front of a belly moves."""
        if frames.breath is None:
            return self.centre, self.radii
        belly, ribs = (self.breath * frames.breath[0]).T
        ahead = np.stack([belly / 2, np.zeros_like(belly), np.zeros_like(belly)], 1)
        wider = np.stack([belly / 2, ribs, np.zeros_like(belly)], 1)
        return self.centre + ahead, self.radii + wider

    def _shares(self) -> Numbers:
        """How far along its bridge each swept sphere stands; (spheres, bridges)."""
        return np.repeat(np.linspace(0.0, 1.0, SWEPT)[:, None], len(self.bridges.start), axis=1)

    def heights(self, frames: Frames, normal: Numbers, chosen: Ints) -> Numbers:
        """The least distance along ``normal`` of each chosen fixed ellipsoid, in m; (b, n)."""
        turned, centre = self._placed(frames, chosen)
        reach = np.einsum("bnij,i->bnj", turned, normal) * self.radii[chosen]
        return centre @ normal - np.sqrt((reach**2).sum(-1))

    def off_axis(self, frames: Frames, middle: Numbers, axis: Numbers, chosen: Ints) -> Numbers:
        """The least distance of each chosen ellipsoid from an axis through ``middle`` (b, 3).

        It is that of the plane which is square to the way there, so never too large; (b, n) m.
        """
        turned, centre = self._placed(frames, chosen)
        way = centre - middle[:, None]
        way = way - (way @ axis)[..., None] * axis
        far = np.maximum(np.linalg.norm(way, axis=-1), 1e-6)
        reach = np.einsum("bnij,bni->bnj", turned, way / far[..., None]) * self.radii[chosen]
        return far - np.sqrt((reach**2).sum(-1))

    def _placed(self, frames: Frames, chosen: Ints) -> tuple[Numbers, Numbers]:
        """The rotations (b, n, 3, 3) and middles (b, n, 3) of chosen fixed ellipsoids."""
        bones = self.frame[chosen]
        turned = frames.rotation[:, bones]
        return turned, frames.origin[:, bones] + np.einsum(
            "bnij,nj->bni", turned, self.centre[chosen]
        )


SWEPT = 9  # spheres in a bridge


_OF_HELPER = np.array([name.startswith(HELPER) for name in PARTS])


def without_helper(body: EllipsoidSet) -> EllipsoidSet:
    """The person alone."""
    keep = ~_OF_HELPER[body.part]
    return body if keep.all() else chosen(body, keep)


def chosen(body: EllipsoidSet, keep: Mask) -> EllipsoidSet:
    """Some ellipsoids of a set."""
    return EllipsoidSet(*(getattr(body, f.name)[keep] for f in fields(EllipsoidSet)))


def joined(sets: Sequence[EllipsoidSet]) -> EllipsoidSet:
    """Several as one."""
    if len(sets) == 1:
        return sets[0]
    return EllipsoidSet(
        *(np.concatenate([getattr(s, f.name) for s in sets]) for f in fields(EllipsoidSet))
    )


def reach_along(ellipsoids: EllipsoidSet, normal: Numbers) -> tuple[Numbers, Numbers]:
    """How far each ellipsoid reaches along ``normal``: from and to, in m; each (n,)."""
    turned = np.einsum("nij,i->nj", ellipsoids.rotation, normal) * ellipsoids.radii
    half = np.sqrt((turned**2).sum(-1))
    middle = ellipsoids.centre @ normal
    return middle - half, middle + half


_NONE = 1e-9  # instead of 0 under a line


def overlaps(ellipsoids: EllipsoidSet, first: Ints, second: Ints) -> Numbers:
    """How far pairs of ellipsoids overlap along the line of their middles; (pairs,) m.

    Whatever overlaps there truly overlaps, so nothing is reported that is not so.
    """
    way = ellipsoids.centre[second] - ellipsoids.centre[first]
    far = np.linalg.norm(way, axis=1)
    along = way / np.maximum(far, _NONE)[:, None]
    reach = radius_along(ellipsoids.rotation[first], ellipsoids.radii[first], along)
    return reach + radius_along(ellipsoids.rotation[second], ellipsoids.radii[second], along) - far


def radius_along(rotation: Numbers, radii: Numbers, way: Numbers) -> Numbers:
    """From the middle of an ellipsoid to its surface in a direction."""
    turned = np.einsum("...ij,...i->...j", rotation, way)
    return 1.0 / np.maximum(np.linalg.norm(turned / radii, axis=-1), _NONE)
