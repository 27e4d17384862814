"""One solved panel as the checks look at it: the surface of the body and the props in place."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from clinic_app.figure.ellipsoid_set import PARTS, EllipsoidSet, reach_along
from clinic_app.figure.lint.depth import depth_in_all
from clinic_app.figure.motion import Motion, scene_of
from clinic_app.figure.pose.contact import UP
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.posing import Solved
from clinic_app.figure.props.solids import Prop


@dataclass(frozen=True)
class Drawn:
    """Panel ``number`` (from 1) of a motion; lengths in m."""

    motion: Motion
    number: int

    @cached_property
    def solved(self) -> Solved:
        return self.motion.panels[self.number - 1]

    @cached_property
    def ellipsoids(self) -> EllipsoidSet:
        return self.solved.task.skin.at(self.solved.frames)

    @cached_property
    def part(self) -> Numbers:
        """The name of the part of each ellipsoid; (n,)."""
        return np.array(PARTS)[self.ellipsoids.part]

    @cached_property
    def props(self) -> tuple[Prop, ...]:
        return scene_of(self.motion, self.solved.frames, panel=self.number - 1).props

    @cached_property
    def low(self) -> Numbers:
        """The lowest point of each ellipsoid above the floor; (n,)."""
        return reach_along(self.ellipsoids, UP)[0]

    def depth(self, prop: Prop) -> Numbers:
        """How deep each ellipsoid is in a prop of the scene; (n,)."""
        return depth_in_all(self.ellipsoids, prop.solids)

    def parts_above(self, values: Numbers, limit: float) -> dict[str, float]:
        """The parts of the body with an ellipsoid whose value is above a limit: the largest."""
        over = np.flatnonzero(values > limit)
        return {
            str(name): float(values[over][self.part[over] == name].max())
            for name in np.unique(self.part[over])
        }

    @cached_property
    def room(self) -> Numbers:
        """How deep each ellipsoid is in the floor or the nearest thing that stands; (n,)."""
        standing = [self.depth(p) for p in self.props if not p.held]
        return np.max([-self.low, *standing], axis=0)
