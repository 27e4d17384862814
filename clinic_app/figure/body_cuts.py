"""Where the regions of the body chart meet: lines through the joints, as the camera sees them.

The person stands alike on both sides, so everything is worked out once in ``u``, the distance
from the middle of the body, and ``y``, which points down; both in m on the camera's plane.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import Frames
from clinic_app.figure.render.fields import Field
from clinic_app.figure.render.view import Grid, View

Cut: TypeAlias = Numbers  # m, positive where the region is; (height, width)
Point: TypeAlias = tuple[float, float]

# Heights above the hip joints in m.
_NECK_BASE, _NAPE_BASE, _RIBS_END, _PELVIS_TOP = 0.528, 0.512, 0.285, 0.090
_UPPER_BACK_END, _MIDDLE_BACK_END, _BUTTOCK_END = 0.375, 0.225, -0.105
_SHOULDER_BEGINS = 0.095  # m from the middle, at the base of the neck
_SHOULDER_SHARE = 0.45  # of the upper arm
_ELBOW, _WRIST = 0.052, 0.045  # m from the joint's middle, along the arm
_KNEE_ABOVE, _KNEE_BELOW, _ANKLE_ABOVE = 0.075, 0.065, 0.045
_SKULL_END = 0.075  # m below the middle of the back of the head
_JAW = ((0.0, 0.022), (0.060, -0.014))  # m from the chin's landmark outwards and down
# Slanting lines round the hips: (m from the middle, m above the hip joints) twice.
_FOLD = ((0.0, -0.080), (0.11, 0.010))
_THIGH_TOP = ((0.0, -0.170), (0.11, -0.090))
_HIP_BEGINS = ((0.115, 0.090), (0.108, 0.010))
_TAILBONE_SIDE = ((0.052, 0.090), (0.020, -0.045))
_TAILBONE_END = -0.035


def cuts(frames: Frames, view: View, name: str, grid: Grid, body: Field) -> Mapping[str, Cut]:
    """For every region of the view ``name`` a field that is positive in it.

    ``body`` (height, width) is positive inside the silhouette, from which the armpit is read.
    """
    half = _Half(frames, view, grid, body)
    middle, sided = half.front() if name == "front" else half.back()
    # In the front view the patient's right is on our left.
    right = -half.x if name == "front" else half.x
    found = dict(middle)
    for part, cut in sided.items():
        found[f"{part}-right"] = np.minimum(cut, right)
        found[f"{part}-left"] = np.minimum(cut, -right)
    return found


def _all(*some: Cut) -> Cut:
    """Where every one is positive."""
    return reduce(np.minimum, some)


@dataclass(frozen=True)
class _Limb:
    """A limb's cuts, upper end first: each positive beyond it."""

    cuts: tuple[Cut, ...]

    def parts(self, names: tuple[str, ...], whole: Cut) -> dict[str, Cut]:
        """The limb's parts by name: each ends where the next begins."""
        ends = [*(-cut for cut in self.cuts), whole]
        begins = [whole, *self.cuts]
        both = zip(names, begins, ends, strict=True)
        return {name: _all(whole, begin, end) for name, begin, end in both}


class _Half:
    """One half of the body in a view."""

    def __init__(self, frames: Frames, view: View, grid: Grid, body: Field) -> None:
        x, y = grid.mesh
        self.x, self._y = x[1:-1, 1:-1], y[1:-1, 1:-1]
        self._u = np.abs(self.x)
        self._frames, self._view = frames, view
        self._hips = self._point("hip")[1]
        self._armpit = self._find_armpit(grid, body)

    # --- regions ---------------------------------------------------------------------------------

    def front(self) -> tuple[dict[str, Cut], dict[str, Cut]]:
        """The regions of the middle, and those of a side without the side."""
        chin = self._place("chin")[1]
        (u, down), (to_u, to_down) = _JAW
        face = self._line((u, chin + down), (to_u, chin + to_down))
        neck, ribs, pelvis = (self._level(h) for h in (_NECK_BASE, _RIBS_END, _PELVIS_TOP))
        arm, trunk = self._arm(neck)
        fold, thigh, hip = (self._slant(line) for line in (_FOLD, _THIGH_TOP, _HIP_BEGINS))
        lower = _all(trunk, pelvis)
        middle = {
            "face": face,
            "neck-front": _all(-face, -neck),
            "chest": _all(trunk, neck, -ribs),
            "belly": _all(trunk, ribs, -pelvis),
            "pelvis-front": _all(lower, fold, -hip),
        }
        names = ("shoulder", "upper-arm", "elbow", "forearm", "hand")
        sided = {
            "hip": _all(lower, hip, thigh),
            "groin": _all(lower, -fold, -hip, thigh),
            **self._arm_cuts().parts(tuple(f"{n}-front" for n in names), arm),
            **self._leg_cuts().parts(
                ("thigh-front", "knee-front", "shin", "foot-top"), _all(lower, -thigh)
            ),
        }
        return middle, sided

    def back(self) -> tuple[dict[str, Cut], dict[str, Cut]]:
        """The same from behind."""
        skull = self._below(self._place("occiput")[1] + _SKULL_END)
        neck, upper, low = (self._level(h) for h in (_NAPE_BASE, _UPPER_BACK_END, _MIDDLE_BACK_END))
        pelvis, thigh = self._level(_PELVIS_TOP), self._level(_BUTTOCK_END)
        arm, trunk = self._arm(neck)
        tail = _all(pelvis, -self._slant(_TAILBONE_SIDE), -self._level(_TAILBONE_END))
        middle = {
            "head-back": -skull,
            "neck-back": _all(skull, -neck),
            "upper-back": _all(trunk, neck, -upper),
            "middle-back": _all(trunk, upper, -low),
            "low-back": _all(trunk, low, -pelvis),
            "tailbone": tail,
        }
        names = ("shoulder", "upper-arm", "elbow", "forearm", "hand")
        sided = {
            "buttock": _all(trunk, pelvis, -thigh, -tail),
            **self._arm_cuts().parts(tuple(f"{n}-back" for n in names), arm),
            **self._leg_cuts().parts(
                ("thigh-back", "knee-back", "calf", "heel"), _all(trunk, thigh)
            ),
        }
        return middle, sided

    # --- limbs -----------------------------------------------------------------------------------

    def _arm(self, below_neck: Cut) -> tuple[Cut, Cut]:
        """Where the arm is, and where it is not.

        The border runs from the base of the neck to the armpit, then half way between the arm
        and the plumb line.
        """
        top = (_SHOULDER_BEGINS, self._hips - _NAPE_BASE)
        shoulder, wrist = self._point("shoulder"), self._point("wrist")
        half = np.arctan2(wrist[0] - shoulder[0], wrist[1] - shoulder[1]) / 2
        on = (self._armpit[0] + float(np.sin(half)), self._armpit[1] + float(np.cos(half)))
        beside = np.maximum(self._line(top, self._armpit), self._line(self._armpit, on))
        return _all(beside, below_neck), -beside

    def _arm_cuts(self) -> _Limb:
        shoulder, elbow, wrist = (self._point(n) for n in ("shoulder", "elbow", "wrist"))
        upper = float(np.hypot(elbow[0] - shoulder[0], elbow[1] - shoulder[1]))
        return _Limb(
            (
                self._across(shoulder, elbow, _SHOULDER_SHARE * upper),
                self._across(shoulder, elbow, upper - _ELBOW),
                self._across(elbow, wrist, _ELBOW),
                self._across(wrist, elbow, _WRIST, away=True),
            )
        )

    def _leg_cuts(self) -> _Limb:
        hip, knee, ankle = (self._point(n) for n in ("hip", "knee", "ankle"))
        return _Limb(
            (
                self._across(knee, hip, _KNEE_ABOVE, away=True),
                self._across(knee, ankle, _KNEE_BELOW),
                self._across(ankle, knee, _ANKLE_ABOVE, away=True),
            )
        )

    def _find_armpit(self, grid: Grid, body: Field) -> Point:
        """The highest place below the shoulder where the arm has left the trunk."""
        shoulder = self._point("shoulder")
        first = int(grid.cells(np.array([shoulder[0], shoulder[1]]))[1])
        beside = self.x[0] > 0
        for row in range(first, grid.height):
            inside = body[row, beside] > 0
            gap = int(np.argmin(inside))
            if inside[gap:].any():
                return float(self.x[row, beside][gap]), float(self._y[row, 0])
        raise AssertionError("the arm lies on the trunk all the way down")

    # --- lines -----------------------------------------------------------------------------------

    def _place(self, name: str) -> Point:
        x, y = self._view.plane(place(self._frames, name)).tolist()
        return abs(x), y

    def _point(self, name: str) -> Point:
        return self._place(f"{name}_r")

    def _below(self, y: float) -> Cut:
        return self._y - y

    def _level(self, height: float) -> Cut:
        """Positive below a height above the hip joints."""
        return self._below(self._hips - height)

    def _slant(self, line: tuple[Point, Point]) -> Cut:
        (u, up), (to_u, to_up) = line
        return self._line((u, self._hips - up), (to_u, self._hips - to_up))

    def _line(self, start: Point, end: Point) -> Cut:
        """Positive outside a line that runs down, and above one that runs outwards."""
        across, down = end[0] - start[0], end[1] - start[1]
        length = float(np.hypot(across, down))
        return ((self._u - start[0]) * down - (self._y - start[1]) * across) / length

    def _across(self, start: Point, towards: Point, by: float, *, away: bool = False) -> Cut:
        """Positive beyond a line across a bone, ``by`` m from ``start`` towards another point.

        With ``away`` the positive side is the one of ``start``.
        """
        along, down = towards[0] - start[0], towards[1] - start[1]
        length = float(np.hypot(along, down))
        beyond = ((self._u - start[0]) * along + (self._y - start[1]) * down) / length - by
        return -beyond if away else beyond
