"""Smooth curves through traced outlines: cubic Beziers fitted to many polylines in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clinic_app.figure.pose.joints import Numbers

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Complex = NDArray[np.complex128]

CORNER = 58.0  # degrees a line turns within four points to be a corner
_CORNER = np.cos(np.radians(CORNER))
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
    along = np.zeros(len(points))
    moved = points[1:] - points[:-1]
    np.hypot(moved[:, 0], moved[:, 1]).cumsum(out=along[1:])
    return along


def points_at(where: Numbers | float, along: Numbers, points: Numbers) -> Numbers:
    """The points of a line at distances ``where``, given its own `distances`; (..., 2)."""
    found = np.empty((*np.shape(where), 2))
    for axis in (0, 1):
        found[..., axis] = np.interp(where, along, points[:, axis])
    return found


def ribbon(line: Numbers, half: Numbers) -> Numbers:
    """The ring round a line (k, 2) that is twice ``half`` (k,) wide."""
    ahead = np.empty_like(line)
    ahead[1:-1] = (line[2:] - line[:-2]) / 2
    ahead[0], ahead[-1] = line[1] - line[0], line[-1] - line[-2]
    ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-12)[:, None]
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
    rings = [
        part for p in lines for part in ((p.points, p.points[:1]) if p.closed else (p.points,))
    ]
    sizes = np.array([len(p.points) + p.closed for p in lines])
    points = np.concatenate(rings)
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
    gap = np.repeat(np.arange(len(lines)) * step, sizes)
    even = even + np.repeat(np.arange(len(lines)) * step, count)
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


def _tangents(run: _Run) -> tuple[Complex, Complex, Mask]:
    """Unit tangents arriving and leaving (n,), which differ at corners, and the corners."""
    points = _complex(run.points)
    back, on = _neighbours(run)
    before, ahead = points[back[back]], points[on[on]]
    arrive, leave = _unit(points - before), _unit(ahead - points)
    along = _dot(arrive, leave)  # the cosine of the turn
    corner = (along < _CORNER) & (along <= along[back]) & (along < along[on])
    corner[run.first] |= corner[run.last]
    corner[run.last] |= corner[run.first]
    smooth = _unit(_unit(ahead - before) + _unit(points[on] - points[back]))
    sharp = corner.copy()
    sharp[run.first[~run.closed]] = sharp[run.last[~run.closed]] = True
    return np.where(sharp, arrive, smooth), np.where(sharp, leave, smooth), corner


def _unit(v: Complex) -> Complex:
    return v / np.maximum(np.sqrt(_dot(v, v)), 1e-12)


def _spans(knot: Mask, run: _Run) -> tuple[Ints, Ints]:
    """The first and the last point of each curve."""
    at = np.flatnonzero(knot)
    inner = ~np.isin(at[:-1], run.last)
    return at[:-1][inner], at[1:][inner]


def _least_squares(
    run: _Run, a: Ints, b: Ints, before: Complex, after: Complex
) -> tuple[Numbers, Numbers, Ints]:
    """Controls (m, 4, 2) of the curves from points a to b; how far each misses, and where."""
    counts = b - a
    starts = np.cumsum(counts) - counts
    curve = np.repeat(np.arange(len(a)), counts)
    index = np.arange(len(curve)) + (a - starts)[curve]
    length = run.along[b] - run.along[a]
    t = (run.along[index] - run.along[a][curve]) / length[curve]
    weights = _bernstein(t)
    # The plane as complex numbers: half as many steps, and both axes in one.
    points, leaving, arriving = _complex(run.points), after[a], -before[b]
    here, p0, p3 = points[index], points[a], points[b]
    b0, b1, b2, b3 = weights
    rest = here - (b0 + b1) * p0[curve] - (b2 + b3) * p3[curve]
    r1, r2 = _dot(rest, leaving[curve]) * b1, _dot(rest, arriving[curve]) * b2
    a11, a12, a22, x1, x2 = (
        np.add.reduceat(v, starts) for v in (b1 * b1, b1 * b2, b2 * b2, r1, r2)
    )
    alpha, beta = _handles(a11, a12, a22, x1, x2, _dot(leaving, arriving), length, counts)
    controls = np.stack([p0, p0 + alpha * leaving, p3 + beta * arriving, p3])
    made = sum(w * c[curve] for w, c in zip(weights, controls, strict=True))
    off, normal = here - made, before[index]
    miss = np.abs(off.real * normal.imag - off.imag * normal.real)
    most = np.maximum.reduceat(miss, starts)
    worst = np.maximum.reduceat(np.where(miss == most[curve], index, -1), starts)
    # A knot too near an end would only shave a little off.
    third = np.maximum(counts // 4, 1)
    places = np.ascontiguousarray(controls.T).view(float).reshape(-1, 4, 2)
    return places, most, np.minimum(np.maximum(worst, a + third), b - third)


def _bernstein(t: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The weights of a cubic's four controls."""
    u = 1 - t
    uu, tt = u * u, t * t
    return u * uu, 3 * t * uu, 3 * tt * u, t * tt


def _complex(points: Numbers) -> Complex:
    return np.ascontiguousarray(points, float).view(complex)[:, 0]


def _dot(one: Complex, other: Complex) -> Numbers:
    return one.real * other.real + one.imag * other.imag


def _handles(
    s11: Numbers,
    s12: Numbers,
    s22: Numbers,
    x1: Numbers,
    x2: Numbers,
    turn: Numbers,
    length: Numbers,
    counts: Ints,
) -> tuple[Numbers, Numbers]:
    """How far along its tangents each curve's inner controls lie: the normal equations solved.

    A third of the length where they have no good answer. ``turn`` is the cosine between tangents.
    """
    s12 = s12 * turn
    det = s11 * s22 - s12 * s12
    safe = det > 1e-9 * np.maximum(s11 * s22, 1e-30)
    det = np.where(safe, det, 1.0)
    alpha, beta = (x1 * s22 - x2 * s12) / det, (x2 * s11 - x1 * s12) / det
    poor = ~safe | (alpha < 0.05 * length) | (beta < 0.05 * length)
    poor |= (alpha > length) | (beta > length) | (counts < 3)
    return np.where(poor, length / 3, alpha), np.where(poor, length / 3, beta)


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
