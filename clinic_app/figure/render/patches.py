"""Patches of the body's surface in the coordinates of a bone, as regions of the picture."""

import numpy as np

from clinic_app.figure.body.muscles import PATCHES, Patch
from clinic_app.figure.joints import Numbers
from clinic_app.figure.render.fields import Field, Layer
from clinic_app.figure.render.stack import Stack
from clinic_app.figure.render.view import View
from clinic_app.figure.scene import Highlight
from clinic_app.figure.skeleton import (
    FOREARM,
    FRAME,
    SHANK,
    SPINE_HEIGHTS,
    THIGH,
    UPPER_ARM,
    Frames,
)
from clinic_app.figure.splats import PARTS

_LENGTHS = {"uarm": UPPER_ARM, "farm": FOREARM, "thigh": THIGH, "shank": SHANK}
_WHOLE = 180.0


def muscle_layers(stack: Stack, frames: Frames, view: View, worked: Highlight) -> list[Layer]:
    """The visible regions of a muscle, one on each part that it lies on."""
    found: list[Layer] = []
    for part in stack.parts:
        name, _, side = PARTS[part.part].partition("_")
        if side and worked.side not in ("", side):
            continue
        patches = [p for p in PATCHES.get(worked.muscle, ()) if p.part == name]
        if not patches:
            continue
        along, angle, radius = _coordinates(part, stack, frames, view)
        region = np.full(part.inside.shape, -1.0, np.float32)
        for patch in patches:
            np.maximum(region, _within(patch, along, angle, radius, side, worked.side), out=region)
        made = Layer(part.left, part.top, part.inside, part.depth, part.winner, part=part.part)
        made.visible = np.minimum(part.visible, region)
        found.append(made)
    return found


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
    part: Layer, stack: Stack, frames: Frames, view: View
) -> tuple[Numbers, Numbers, Numbers]:
    """The place along the bone, the angle about it in degrees and the distance from it in m."""
    rows, columns = part.inside.shape
    grid = stack.grid
    x = grid.low[0] + (part.left + np.arange(columns)) * grid.step
    y = grid.low[1] + (part.top + np.arange(rows)) * grid.step
    depth = np.where(part.winner >= 0, part.depth, part.depth.min())
    plane = np.stack([*np.broadcast_arrays(x[None], y[:, None]), depth], -1)
    points = plane.reshape(-1, 3) @ view.matrix
    name, _, side = PARTS[part.part].partition("_")
    if name in ("torso", "neck"):
        local, along = _on_spine(points, frames)
    else:
        bone = FRAME[f"{name}_{side}" if side else "head"]
        local = (points - frames.origin[0, bone]) @ frames.rotation[0, bone]
        along = -local[:, 2] / _LENGTHS.get(name, 1.0)
        along = local[:, 0] if name == "foot" else along
    outward = -1.0 if side == "r" else 1.0
    angle = np.degrees(np.arctan2(local[:, 1] * outward, local[:, 0]))
    radius = np.hypot(local[:, 0], local[:, 1])
    shape = (rows, columns)
    return along.reshape(shape), angle.reshape(shape), radius.reshape(shape)


def _on_spine(points: Numbers, frames: Frames) -> tuple[Numbers, Numbers]:
    """Points in the frame of the nearest link of the spine, and their height above the hips."""
    first = FRAME["s0"]
    bones = np.concatenate([[FRAME["pelvis"]], first + np.arange(0, len(SPINE_HEIGHTS), 3)])
    heights = np.concatenate([[0.0], SPINE_HEIGHTS[::3]])
    origin, rotation = frames.origin[0, bones], frames.rotation[0, bones]
    up = rotation[:, :, 2]
    # Along its own axis each point is nearest the link whose plane it lies in.
    height = points @ up.T - (origin * up).sum(1)
    away = ((points[:, None] - origin[None]) ** 2).sum(-1)
    nearest = np.argmin(np.abs(height) + 0.3 * away, axis=1)
    local = np.einsum("nji,nj->ni", rotation[nearest], points - origin[nearest])
    return local, heights[nearest] + local[:, 2]
