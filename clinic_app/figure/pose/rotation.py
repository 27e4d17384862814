"""Rotations about the axes, for whole batches of angles at once."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.joints import Numbers


def about_x(degrees: Numbers | float) -> Numbers:
    """Rotation matrices about x; shape (..., 3, 3) for angles of shape (...)."""
    return _plane(degrees, 1, 2)


def about_y(degrees: Numbers | float) -> Numbers:
    """Rotation matrices about y; shape (..., 3, 3)."""
    return _plane(degrees, 2, 0)


def about_z(degrees: Numbers | float) -> Numbers:
    """Rotation matrices about z; shape (..., 3, 3)."""
    return _plane(degrees, 0, 1)


def _plane(degrees: Numbers | float, i: int, j: int) -> Numbers:
    angle = np.radians(degrees)
    made = np.zeros((*np.shape(angle), 3, 3))
    made[..., i, i] = made[..., j, j] = np.cos(angle)
    made[..., j, i] = sine = np.sin(angle)
    made[..., i, j] = -sine
    made[..., 3 - i - j, 3 - i - j] = 1.0
    return made


@dataclass(frozen=True)
class Repeated:
    """Rotations done again and again: of each (..., 3, 3) what Rodrigues' formula is made of.

    ``weights`` (..., times, 3) are how much of ``parts`` (..., 3, 3, 3) each of its turns holds.
    """

    weights: Numbers
    parts: Numbers

    @classmethod
    def of(cls, rotation: Numbers, most: int) -> "Repeated":
        """Each rotation done 1 to ``most`` times."""
        skew = (rotation - np.swapaxes(rotation, -1, -2)) / 2
        x, y, z = skew[..., 2, 1], skew[..., 0, 2], skew[..., 1, 0]
        sine = np.sqrt(x * x + y * y + z * z)
        cosine = (rotation[..., 0, 0] + rotation[..., 1, 1] + rotation[..., 2, 2] - 1) / 2
        axis = skew / np.maximum(sine, 1e-12)[..., None, None]
        turns = np.arctan2(sine, cosine)[..., None] * np.arange(1, most + 1)
        weights = np.ones((*turns.shape, 3))
        weights[..., 1], weights[..., 2] = np.sin(turns), 1 - np.cos(turns)
        whole = np.broadcast_to(np.eye(3), axis.shape)
        return cls(weights, np.stack([whole, axis, axis @ axis], -3))

    def after(self, first: Numbers, number: int, count: int) -> Numbers:
        """``first`` (b, 3, 3) and after it the rotation of a number done 1 to ``count`` times;
        (b, count, 3, 3).
        """
        parts = (first[:, None] @ self.parts[number]).reshape(-1, 3, 9)
        return (self.weights[number, :, :count] @ parts).reshape(-1, count, 3, 3)


def unit(vector: Numbers) -> Numbers:
    """The vectors at length 1; the last axis holds a vector."""
    return vector / np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-12)
