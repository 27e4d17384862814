"""What a close-up shows, and how much finer it is drawn than a whole figure."""

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from clinic_app.figure.ellipsoid_set import PARTS, EllipsoidSet
from clinic_app.figure.pose.joints import FINGERS, SIDES
from clinic_app.figure.pose.skeleton import FRAME, Frames
from clinic_app.figure.render.view import Grid
from clinic_app.figure.scene import Camera

_USUAL = 1.6  # times finer at most: fields know borders within cells
_FINER: Mapping[str, float] = {"hand": 3.6}
_FINE_STEP_M = 0.003  # a cell: below, a finger is some cells wide and is drawn by itself

# What is shown of the side of a close-up; the rest of the body would stand in the way.
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "hand": ("farm", "hand", "fingers", "thumb", *FINGERS),
}
_TOGETHER_M: Mapping[str, float] = {"hand": 0.17}  # nearer, the other side takes part as well


def finer(camera: Camera, scale: float) -> float:
    """How many times more cells a metre than a whole figure has, at picture units a metre."""
    return min(scale / 100.0, _FINER.get(camera.close_up, _USUAL))


def is_fine(grid: Grid) -> bool:
    """Whether single fingers are told apart on a grid."""
    return grid.step < _FINE_STEP_M


def shown_in(camera: Camera, body: EllipsoidSet, frames: Frames) -> EllipsoidSet:
    """The body, or what a close-up shows of it."""
    names = _SHOWN.get(camera.close_up)
    if names is None:
        return body
    sides = _sides(camera, frames)
    shown = [n for n, p in enumerate(PARTS) if p[-1] in sides and p[:-2] in names]
    keep = np.isin(body.part, shown)
    return EllipsoidSet(*(getattr(body, f.name)[keep] for f in fields(body)))


def _sides(camera: Camera, frames: Frames) -> str:
    """The side of a close-up, or both where they are together."""
    here, there = (frames.origin[0, FRAME[f"{camera.close_up}_{side}"]] for side in SIDES)
    near = float(np.linalg.norm(here - there)) < _TOGETHER_M[camera.close_up]
    return "".join(SIDES) if near else camera.close_up_side
