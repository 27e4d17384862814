"""Smooth curves through traced outlines: cubic Beziers fitted to many polylines in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clinic_app.figure.pose.joints import Numbers

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

CORNER = 58.0  # degrees a line turns within four points to be a corner
ROUNDS = 7
_STRAIGHT, _FLAT = 0.008, 0.0002  # of a curve's length and in m: bowed less, it is a line
_FIRST_SPAN = 64  # points in a curve before it is tried


@dataclass(frozen=True)
class Polyline:
    """Points (k, 2); a closed one does not repeat its first point."""

    points: Numbers
    closed: bool


@dataclass(frozen=True)
class Curve:
    """A start (2,) and segments: rows (m, 6) of two controls and an end; ``straight`` (m,)."""

    start: Numbers
    segments: Numbers
    straight: Mask
    closed: bool


@dataclass(frozen=True)
class _Run:
    """All polylines in a row at even steps: points (n, 2), the place along each (n,), line ends."""

    points: Numbers
    along: Numbers
    first: Ints
    last: Ints
    closed: Mask


def distances(points: Numbers) -> Numbers:
    """How far along a line (k, 2) each of its points lies; (k,)."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])


def points_at(where: Numbers | float, along: Numbers, points: Numbers) -> Numbers:
    """The points of a line at distances ``where``, given its own `distances`; (..., 2)."""
    return np.stack([np.interp(where, along, points[:, i]) for i in (0, 1)], -1)


def ribbon(line: Numbers, half: Numbers) -> Numbers:
    """The ring round a line (k, 2) that is twice ``half`` (k,) wide."""
    ahead = np.asarray(np.gradient(line, axis=0))
    ahead = ahead / np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-12)[:, None]
    side = np.stack([-ahead[:, 1], ahead[:, 0]], 1) * half[:, None]
    return np.vstack([line + side, (line - side)[::-1]])


def fitted(lines: Sequence[Polyline], *, step: float, tolerance: Numbers | float) -> list[Curve]:
    """A curve for each line, no point further than about its ``tolerance`` from it.

    ``step`` is the distance of the traced points. Curves are least-squares cubics between knots
    with the line's own tangents there (Schneider, Graphics Gems, 1990), knots being added at the
    worst place of each curve that misses.
    """
    if not lines:
        return []
    run = _evened(lines, step)
    allowed = np.repeat(np.broadcast_to(tolerance, len(lines)), run.last - run.first + 1)
    before, after, corner = _tangents(run)
    knot = corner.copy()
    knot[run.first] = knot[run.last] = True
    for a, b in zip(run.first.tolist(), run.last.tolist(), strict=True):
        knot[a : b : max((b - a) // max(round((b - a) / _FIRST_SPAN), 1), 1)] = True
    a, b = _spans(knot, run)
    starts: list[Ints] = []
    found: list[Numbers] = []
    for turn in range(ROUNDS):
        controls, missed, worst = _least_squares(run, a, b, before, after)
        wrong = (missed > allowed[a]) & (b - a > 2) & (turn < ROUNDS - 1)
        starts.append(a[~wrong])
        found.append(controls[~wrong])
        if not wrong.any():
            break
        a, b = np.append(a[wrong], worst[wrong]), np.append(worst[wrong], b[wrong])
    start = np.concatenate(starts)
    order = np.argsort(start)
    return _curves(run, start[order], np.concatenate(found)[order])


def _evened(lines: Sequence[Polyline], step: float) -> _Run:
    """The lines resampled at (nearly) even steps; a closed line ends where it began."""
    rings = [np.vstack([p.points, p.points[:1]]) if p.closed else p.points for p in lines]
    sizes = np.array([len(r) for r in rings])
    points = np.vstack(rings)
    moved = np.hypot(*np.diff(points, axis=0).T)
    heads = np.cumsum(sizes) - sizes
    moved[heads[1:] - 1] = 0.0
    along = np.concatenate([[0.0], np.cumsum(moved)])
    begin, end = along[heads], along[heads + sizes - 1]
    count = np.maximum(np.ceil((end - begin) / step).astype(np.int64), 2) + 1
    first = np.cumsum(count) - count
    place = np.arange(int(count.sum())) - np.repeat(first, count)
    even = np.repeat(begin, count) + place * np.repeat((end - begin) / (count - 1), count)
    # Lines follow each other without a step in ``along``; a tiny one keeps them apart.
    gap = np.repeat(np.arange(len(rings)) * step, sizes)
    even = even + np.repeat(np.arange(len(rings)) * step, count)
    known = along + gap
    made = points_at(even, np.asarray(known, float), points)
    last = first + count - 1
    made[first], made[last] = points[heads], points[heads + sizes - 1]
    return _Run(made, even, first, last, np.array([p.closed for p in lines]))


def _neighbours(run: _Run) -> tuple[Ints, Ints]:
    """The point before and after each: closed lines go round, open ones stop."""
    count = len(run.points)
    back, on = np.arange(count) - 1, np.arange(count) + 1
    back[run.first] = np.where(run.closed, run.last - 1, run.first)
    on[run.last] = np.where(run.closed, run.first + 1, run.last)
    return back, on


def _tangents(run: _Run) -> tuple[Numbers, Numbers, Mask]:
    """Unit tangents arriving and leaving (n, 2), which differ at corners, and the corners."""
    points = run.points
    back, on = _neighbours(run)
    back2, on2 = back[back], on[on]
    arrive, leave = _unit(points - points[back2]), _unit(points[on2] - points)
    turn = np.degrees(np.arccos(np.clip((arrive * leave).sum(1), -1, 1)))
    corner = (turn > CORNER) & (turn >= turn[back]) & (turn > turn[on])
    corner[run.first] |= corner[run.last]
    corner[run.last] |= corner[run.first]
    smooth = _unit(_unit(points[on2] - points[back2]) + _unit(points[on] - points[back]))
    ends = np.zeros(len(points), bool)
    ends[run.first[~run.closed]] = ends[run.last[~run.closed]] = True
    sharp = (corner | ends)[:, None]
    return np.where(sharp, arrive, smooth), np.where(sharp, leave, smooth), corner


def _unit(v: Numbers) -> Numbers:
    return v / np.maximum(np.hypot(v[:, 0], v[:, 1]), 1e-12)[:, None]


def _spans(knot: Mask, run: _Run) -> tuple[Ints, Ints]:
    """The first and the last point of each curve."""
    at = np.flatnonzero(knot)
    inner = ~np.isin(at[:-1], run.last)
    return at[:-1][inner], at[1:][inner]


def _least_squares(
    run: _Run, a: Ints, b: Ints, before: Numbers, after: Numbers
) -> tuple[Numbers, Numbers, Ints]:
    """Controls (m, 4, 2) of the curves from points a to b; how far each misses, and where."""
    points = run.points
    counts = b - a
    starts = np.cumsum(counts) - counts
    index = np.arange(int(counts.sum())) - np.repeat(starts, counts) + np.repeat(a, counts)
    t = (run.along[index] - np.repeat(run.along[a], counts)) / np.repeat(
        run.along[b] - run.along[a], counts
    )
    u = 1 - t
    b0, b1, b2, b3 = u**3, 3 * t * u * u, 3 * t * t * u, t**3
    here = points[index]
    p0, p3, t1, t2 = points[a], points[b], after[a], -before[b]
    rest = here - (b0 + b1)[:, None] * np.repeat(p0, counts, 0)
    rest -= (b2 + b3)[:, None] * np.repeat(p3, counts, 0)
    r1 = (rest * np.repeat(t1, counts, 0)).sum(1) * b1
    r2 = (rest * np.repeat(t2, counts, 0)).sum(1) * b2
    sums = np.add.reduceat(np.stack([b1 * b1, b1 * b2, b2 * b2, r1, r2], 1), starts, axis=0)
    s11, s12, s22, x1, x2 = sums.T
    s12 = s12 * (t1 * t2).sum(1)
    det = s11 * s22 - s12 * s12
    length = run.along[b] - run.along[a]
    safe = det > 1e-9 * np.maximum(s11 * s22, 1e-30)
    det = np.where(safe, det, 1.0)
    alpha = np.where(safe, (x1 * s22 - x2 * s12) / det, length / 3)
    beta = np.where(safe, (x2 * s11 - x1 * s12) / det, length / 3)
    poor = (alpha < 0.05 * length) | (beta < 0.05 * length)
    poor |= (alpha > length) | (beta > length) | (counts < 3)
    alpha, beta = (np.where(poor, length / 3, v)[:, None] for v in (alpha, beta))
    controls = np.stack([p0, p0 + alpha * t1, p3 + beta * t2, p3], 1)
    made = sum(
        w[:, None] * np.repeat(controls[:, i], counts, 0) for i, w in enumerate((b0, b1, b2, b3))
    )
    off = here - made
    normal = before[index]
    miss = np.abs(off[:, 0] * normal[:, 1] - off[:, 1] * normal[:, 0])
    most = np.maximum.reduceat(miss, starts)
    worst = np.maximum.reduceat(np.where(miss == np.repeat(most, counts), index, -1), starts)
    # A knot too near an end would only shave a little off.
    third = np.maximum(counts // 4, 1)
    return controls, most, np.clip(worst, a + third, b - third)


def _curves(run: _Run, start: Ints, controls: Numbers) -> list[Curve]:
    chord = controls[:, 3] - controls[:, 0]
    length = np.maximum(np.hypot(chord[:, 0], chord[:, 1]), 1e-12)
    bow = [
        np.abs(d[:, 0] * chord[:, 1] - d[:, 1] * chord[:, 0]) / length
        for d in (controls[:, 1] - controls[:, 0], controls[:, 2] - controls[:, 0])
    ]
    straight = np.maximum(*bow) < np.minimum(_STRAIGHT * length, _FLAT)
    where = np.searchsorted(start, run.first)
    until = np.append(where[1:], len(start))
    rows = controls[:, 1:].reshape(-1, 6)
    return [
        Curve(controls[i, 0], rows[i:j], straight[i:j], bool(closed))
        for i, j, closed in zip(where.tolist(), until.tolist(), run.closed.tolist(), strict=True)
    ]
