"""Curves stay within their tolerance, keep corners, and need few segments."""

import numpy as np
import pytest

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.curves import Curve, Polyline, fitted


def along(curve: Curve) -> Numbers:
    share = np.linspace(0, 1, 25)[:, None]
    u = 1 - share
    start, found = curve.start, list[Numbers]()
    for row in curve.segments.reshape(-1, 3, 2):
        a, b, c = row
        found.append(u**3 * start + 3 * u * u * share * a + 3 * u * share**2 * b + share**3 * c)
        start = c
    return np.vstack(found)


@pytest.mark.parametrize("radius", [0.02, 0.1, 0.5])
def test_a_circle_comes_out_round_from_few_curves(radius: float) -> None:
    turn = np.arange(0, 2 * np.pi, 0.004 / radius)
    ring = Polyline(radius * np.column_stack([np.cos(turn), np.sin(turn)]), closed=True)
    (curve,) = fitted([ring], step=0.004, tolerance=0.0004)
    assert np.abs(np.hypot(*along(curve).T) - radius).max() < 0.0006
    assert len(curve.segments) <= 16
    assert np.allclose(curve.segments[-1, 4:], curve.start)


def test_a_corner_stays_a_corner() -> None:
    side = np.linspace(0, 0.2, 51)
    bent = np.vstack([np.column_stack([side, 0 * side]), np.column_stack([0 * side + 0.2, side])])
    (curve,) = fitted([Polyline(bent, closed=False)], step=0.004, tolerance=0.0004)
    assert np.hypot(*(along(curve) - (0.2, 0.0)).T).min() < 0.0015
    assert curve.straight.sum() >= 2


def test_lines_are_fitted_each_for_itself() -> None:
    one = np.column_stack([np.linspace(0, 0.3, 60), np.zeros(60)])
    lines = [Polyline(one + np.array([0, k]), closed=False) for k in range(4)]
    together = fitted(lines, step=0.005, tolerance=0.0004)
    for k, curve in enumerate(together):
        assert np.allclose(curve.start, (0, k))
        assert np.allclose(along(curve)[:, 1], k)


def test_no_lines_make_no_curves() -> None:
    assert fitted([], step=0.01, tolerance=0.001) == []
