"""Patches of the body's surface in the coordinates of a bone, as regions of the picture."""

import numpy as np

from clinic_app.figure.body.muscles import PATCHES, Patch
from clinic_app.figure.ellipsoid_set import PARTS
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import (
    FOREARM,
    FRAME,
    SHANK,
    SPINE_HEIGHTS,
    THIGH,
    UPPER_ARM,
    Frames,
)
from clinic_app.figure.render.fields import Field, Layer, Mask, blurred
from clinic_app.figure.render.stack import Stack
from clinic_app.figure.render.view import View, in_world, turned
from clinic_app.figure.scene import Highlight

_LENGTHS = {"uarm": UPPER_ARM, "farm": FOREARM, "thigh": THIGH, "shank": SHANK}
_WHOLE = 180.0
_SMOOTH = 4  # passes over a patch


class BodyMap:
    """Where every visible cell of a body lies on its bone; each part is worked out once."""

    def __init__(self, stack: Stack, frames: Frames, view: View) -> None:
        self._stack, self._frames, self._view = stack, frames, view
        self._known: dict[int, tuple[Mask, Field, Numbers, Numbers, Numbers]] = {}

    def muscle(self, worked: Highlight) -> list[Layer]:
        """The visible regions of a muscle, one on each part that it lies on."""
        found: list[Layer] = []
        for part in self._stack.parts:
            name, _, side = PARTS[part.part].partition("_")
            patches = [p for p in PATCHES.get(worked.muscle, ()) if p.part == name]
            if patches and (not side or worked.side in ("", side)):
                found.append(self._region(part, patches, side, worked.side))
        return found

    def _region(self, part: Layer, patches: list[Patch], side: str, leading: str) -> Layer:
        shown, weight, along, angle, radius = self._place(part)
        region = np.full(part.inside.shape, -1.0, np.float32)
        for patch in patches:
            within = _within(patch, along, angle, radius, side, leading)
            region[shown] = np.maximum(region[shown], within)
        # Single ellipsoids show in the depth: smooth over the cells that are known.
        smooth = blurred(np.where(shown, region, np.float32(0)), _SMOOTH)
        region[shown] = smooth[shown] / weight
        made = Layer(part.left, part.top, part.inside, part.depth, part.winner, part=part.part)
        made.visible = np.minimum(part.visible, region)
        return made

    def _place(self, part: Layer) -> tuple[Mask, Field, Numbers, Numbers, Numbers]:
        """The cells shown, their weight in a smoothing, and their `_coordinates`."""
        if part.part not in self._known:
            shown = part.visible > -2 * self._stack.grid.step
            where = _coordinates(part, shown, self._stack, self._frames, self._view)
            weight = blurred(shown.astype(np.float32), _SMOOTH)[shown]
            self._known[part.part] = (shown, weight, *where)
        return self._known[part.part]


def _within(
    patch: Patch, along: Numbers, angle: Numbers, radius: Numbers, part_side: str, side: str
) -> Field:
    """How far inside a patch each cell is, in about m; ``angle`` in degrees, outward positive."""
    if patch.half_angle >= _WHOLE and patch.part == "glute":
        return np.full(along.shape, 1.0, np.float32)
    share = np.clip((along - patch.upper) / (patch.lower - patch.upper), 0.0, 1.0)
    wide = patch.half_angle * np.sin(np.pi * share) ** 0.4
    limb = part_side or patch.part == "foot"
    aside = np.abs((angle - patch.facing + 180) % 360 - 180) if limb else 0.0
    if not limb:
        own = np.abs(angle) if not side else angle * (1 if side == "l" else -1)
        aside = np.abs((own - patch.facing + 180) % 360 - 180)
    return (np.radians(wide - aside) * radius).astype(np.float32)


def _coordinates(
    part: Layer, shown: Mask, stack: Stack, frames: Frames, view: View
) -> tuple[Numbers, Numbers, Numbers]:
    """Of the cells ``shown``: the place along the bone, the angle about it in degrees, and the
    distance from it in m."""
    rows, columns = np.nonzero(shown)
    plane = stack.grid.low + np.stack([part.left + columns, part.top + rows], 1) * stack.grid.step
    points = in_world(view, plane, part.depth[shown])
    name, _, side = PARTS[part.part].partition("_")
    if name in ("torso", "neck"):
        local, along = _on_spine(points, frames)
    else:
        bone = FRAME[f"{name}_{side}" if side else "head"]
        local = turned(points - frames.origin[0, bone], frames.rotation[0, bone])
        along = -local[:, 2] / _LENGTHS.get(name, 1.0)
        along = local[:, 0] if name == "foot" else along
    outward = -1.0 if side == "r" else 1.0
    angle = np.degrees(np.arctan2(local[:, 1] * outward, local[:, 0]))
    radius = np.hypot(local[:, 0], local[:, 1])
    return along, angle, radius


def _on_spine(points: Numbers, frames: Frames) -> tuple[Numbers, Numbers]:
    """Points in the frame of the nearest link of the spine, and their height above the hips."""
    first = FRAME["s0"]
    bones = np.concatenate([[FRAME["pelvis"]], first + np.arange(0, len(SPINE_HEIGHTS), 3)])
    heights = np.concatenate([[0.0], SPINE_HEIGHTS[::3]])
    origin, rotation = frames.origin[0, bones], frames.rotation[0, bones]
    up = rotation[:, :, 2]
    # Along its own axis each point is nearest the link whose plane it lies in.
    height = turned(points, up.T) - (origin * up).sum(1)
    away = (points**2).sum(1)[:, None] - 2 * turned(points, origin.T) + (origin**2).sum(1)
    nearest = np.argmin(np.abs(height) + 0.3 * away, axis=1)
    local = np.einsum("nji,nj->ni", rotation[nearest], points - origin[nearest])
    return local, heights[nearest] + local[:, 2]
