"""Damped least squares where one call answers for many small changes at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.joints import Numbers

_DAMPINGS = np.array([0.0003, 0.01, 0.3, 10.0])


@dataclass(frozen=True)
class Answer:
    """Where the residuals are smallest, and their sum of squares there."""

    values: Numbers
    cost: float
    rounds: int


def minimise(
    residuals: Callable[[Numbers], Numbers],
    start: Numbers,
    *,
    scale: Numbers,
    most: int = 25,
    gain: float = 1e-6,
) -> Answer:
    """Find values (n,) that make ``residuals`` (b, n) -> (b, m) small.

    ``scale`` (n,) is a usual step of each value. Stops when a round gains less than ``gain``.
    """
    values = start.astype(float)
    count = len(values)
    small = np.diag(scale * 2e-3)
    done = 0
    at = residuals(np.vstack([values, values + small]))
    cost = float(at[0] @ at[0])
    while done < most:
        done += 1
        slope = ((at[1:] - at[0]) / 2e-3).T
        normal, pull = slope.T @ slope, -slope.T @ at[0]
        tries = np.linalg.solve(normal + _DAMPINGS[:, None, None] * np.eye(count), pull[:, None])
        tries = values + np.clip(tries[..., 0], -5.0, 5.0) * scale
        # The first try wins nearly always: what the next round asks about it is asked at once.
        answers = residuals(np.vstack([tries, tries[0] + small]))
        found = answers[: len(tries)]
        costs = (found**2).sum(1)
        best = int(costs.argmin())
        if costs[best] >= cost:
            break
        gained, cost, values = cost - float(costs[best]), float(costs[best]), tries[best]
        if gained < gain:
            break
        about = answers[len(tries) :] if best == 0 else residuals(values + small)
        at = np.vstack([found[best], about])
    return Answer(values, cost, done)
