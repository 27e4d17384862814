"""The camera's plane and the grid of cells on it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.scene import Camera


@dataclass(frozen=True)
class View:
    """Rows of ``matrix`` (3, 3) point right, down and away from the viewer, in the world."""

    matrix: Numbers

    def plane(self, points: Numbers) -> Numbers:
        """Points (..., 3) in m as they lie on the camera's plane; (..., 2), y down."""
        return np.asarray(points @ self.matrix[:2].T)

    def depth(self, points: Numbers) -> Numbers:
        """How far away points (..., 3) lie, in m from the plane through the world's origin."""
        return points @ self.matrix[2]


def turned(rows: Numbers, matrix: Numbers) -> Numbers:
    """``rows @ matrix`` in one thread: starting others takes longer than these products do."""
    return np.einsum("ni,ij->nj", rows, matrix)


def in_world(view: View, plane: Numbers, depth: NDArray[np.float32]) -> Numbers:
    """The points (n, 3) in the world at places (n, 2) on the camera's plane and depths (n,)."""
    return turned(np.column_stack([plane, depth.astype(float)]), view.matrix)


def view_of(camera: Camera) -> View:
    """The view of a camera without perspective."""
    turn, lift = np.radians([camera.azimuth, camera.height])
    right = np.array([np.cos(turn), np.sin(turn), 0.0])
    towards = np.array([np.sin(turn) * np.cos(lift), -np.cos(turn) * np.cos(lift), np.sin(lift)])
    return View(np.array([right, -np.cross(towards, right), -towards]))


@dataclass(frozen=True)
class Grid:
    """Points ``low + step * (column, row)`` of the camera's plane, in m."""

    low: Numbers
    step: float
    width: int
    height: int

    @cached_property
    def mesh(self) -> tuple[Numbers, Numbers]:
        """The places of all points and of one more all round; each (height + 2, width + 2), m."""
        x = self.low[0] + np.arange(-1, self.width + 1) * self.step
        y = self.low[1] + np.arange(-1, self.height + 1) * self.step
        return tuple(np.meshgrid(x, y))

    @property
    def high(self) -> Numbers:
        """The far corner, in m."""
        return self.low + self.step * (np.array([self.width, self.height]) - 1)

    def cells(self, plane: Numbers) -> Numbers:
        """Places on the camera's plane (..., 2) in m, as fractional columns and rows."""
        return (plane - self.low) / self.step


def grid_over(low: Numbers, high: Numbers, resolution: float) -> Grid:
    """The grid over a window, with whole cells to its far edges."""
    step = 1.0 / resolution
    width, height = (np.ceil((high - low) / step - 1e-9).astype(int) + 1).tolist()
    return Grid(np.asarray(low, float), step, width, height)
