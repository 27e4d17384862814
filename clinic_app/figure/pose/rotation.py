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


def turned_on(first: Numbers, rotation: Numbers, count: int) -> Numbers:
    """``first`` and after it the rotation done 1 to ``count`` times; (b, 3, 3) each, gives
    (b, count, 3, 3)."""
    skew = (rotation - np.swapaxes(rotation, -1, -2)) / 2
    x, y, z = skew[:, 2, 1], skew[:, 0, 2], skew[:, 1, 0]
    sine = np.sqrt(x * x + y * y + z * z)
    cosine = (rotation[:, 0, 0] + rotation[:, 1, 1] + rotation[:, 2, 2] - 1) / 2
    axis = skew / np.maximum(sine, 1e-12)[:, None, None]
    turns = np.arctan2(sine, cosine)[:, None] * np.arange(1, count + 1)
    # Rodrigues' formula, as one product for all the turns of a rotation.
    weights = np.stack([np.ones_like(turns), np.sin(turns), 1 - np.cos(turns)], -1)
    once = first @ axis
    parts = np.stack([first, once, once @ axis], 1).reshape(-1, 3, 9)
    return (weights @ parts).reshape(-1, count, 3, 3)


def unit(vector: Numbers) -> Numbers:
    """The vectors at length 1; the last axis holds a vector."""
    return vector / np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-12)
