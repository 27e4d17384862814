"""Rotations about the axes, for whole batches of angles at once."""

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


def powers(rotation: Numbers, count: int) -> Numbers:
    """The rotation done 1 to ``count`` times; (b, 3, 3) gives (b, count, 3, 3)."""
    skew = (rotation - np.swapaxes(rotation, -1, -2)) / 2
    axis = np.stack([skew[:, 2, 1], skew[:, 0, 2], skew[:, 1, 0]], -1)
    sine = np.linalg.norm(axis, axis=-1)
    cosine = (np.trace(rotation, axis1=-2, axis2=-1) - 1) / 2
    angle = np.arctan2(sine, cosine)
    unit = axis / np.maximum(sine, 1e-12)[:, None]
    cross = np.zeros_like(rotation)
    cross[:, 2, 1], cross[:, 0, 2], cross[:, 1, 0] = unit.T
    cross -= np.swapaxes(cross, -1, -2)
    turns = (angle[:, None] * np.arange(1, count + 1))[..., None, None]
    once = cross[:, None]
    return np.eye(3) + np.sin(turns) * once + (1 - np.cos(turns)) * (once @ once)


def unit(vector: Numbers) -> Numbers:
    """The vectors at length 1; the last axis holds a vector."""
    return vector / np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-12)
