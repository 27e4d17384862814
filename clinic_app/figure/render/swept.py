"""How far inside swept fibres points lie: many points and many segments at once."""

from dataclasses import dataclass

import numpy as np

from clinic_app.figure.pose.joints import Ints, Numbers
from clinic_app.figure.render.fields import Field, Mask

_MELT = np.float32(0.004)  # m over which neighbouring fibres melt together
_FARTHEST = 8  # of the same beside a fibre, where it adds nothing any more
_NOWHERE = np.float32(-0.1)  # m: no fibre is near
_OFF_SKIN = np.float32(0.75)  # share of a distance squared off the skin that does not count
_POINT = 0.02  # of ``_MELT``: a segment is that long at least
_NOTHING = np.float32(1e-12)
BLOCK = 24  # points at a time
_PAIRS = 24_576  # of points and segments at a time: they stay in the processor's cache
HALVES = slice(6, 8)  # columns of a segment: its half widths


@dataclass(frozen=True)
class Swept:
    """Segments of fibres, told from their ``middle`` (3,) in m, lengths in ``_MELT``.

    The columns of ``table`` (m, 19) are what a point's places, 1 and its square are multiplied by:
    for its squared distance from the start, its place along the segment, its distance off the skin
    (5 each, that one shortened, so that it counts less); then what the last gains on the way, the
    length, the half width at the start, what that gains on the way. ``centre`` (m, 3) and ``reach``
    (m,) are the middles and how far from there a segment reaches.
    """

    middle: Numbers
    table: Field
    centre: Field
    reach: Field

    @classmethod
    def of(cls, rows: Numbers) -> "Swept":
        """From the rows of `Bundle.segments`, and one more at the end that adds nothing."""
        middle = rows[:, :3].sum(0) / len(rows)
        rows = np.concatenate([rows, rows[-1:]])
        rows[-1, HALVES] = -1.0
        start, end = (rows[:, :3] - middle) / _MELT, (rows[:, 3:6] - middle) / _MELT
        half, to_half = rows[:, 6] / _MELT, rows[:, 7] / _MELT
        long = np.maximum(np.sqrt(((end - start) ** 2).sum(1)), _POINT)
        way, out = (end - start) / long[:, None], rows[:, 8:] * _OFF_SKIN**0.5
        one, nothing = np.ones_like(long), np.zeros_like(long)
        away = (start * -2, (start * start).sum(1), one)
        along = (way, -(start * way).sum(1), nothing)
        off = (out, -(start * out).sum(1), nothing)
        ends = ((way * out).sum(1), long, half, (to_half - half) / long)
        table = np.column_stack([*away, *along, *off, *ends]).astype(np.float32)
        reach = np.maximum(half, to_half) + long / 2 + _FARTHEST
        return cls(middle, table, ((start + end) / 2).astype(np.float32), reach.astype(np.float32))

    def inside(self, points: Numbers) -> Field:
        """How far inside the fibres each point (n, 3) lies, in m; (n,).

        What lies off the skin counts less: it bulges over bent joints. Worked out in blocks of
        points that lie close by, each with the segments that reach it: a fibre farther off than
        eight times ``_MELT`` adds less than a thousandth to what melts together.
        """
        if not len(points):
            return np.zeros(0, np.float32)
        missing = -len(points) % BLOCK
        near = np.concatenate([points, np.repeat(points[-1:], missing, 0)]) - self.middle
        near = (near / _MELT).astype(np.float32).reshape(-1, BLOCK, 3)
        squares = np.einsum("bni,bni->bn", near, near)
        known = np.concatenate([near, np.ones_like(near[..., :1]), squares[..., None]], -1)
        chosen, counts = _listed(self._close_to(near))
        found = np.full(squares.shape, _NOWHERE, np.float32)
        order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
        while len(order):
            most = int(counts[order[0]])
            together = max(1, _PAIRS // (most * BLOCK))
            own, order = order[:together], order[together:]
            found[own] = self._melted(known[own], chosen[own, :most]) * _MELT
        return found.ravel()[: len(points)]

    def _close_to(self, near: Field) -> Mask:
        """The segments that reach blocks of points: (b, n, 3) give (b, m)."""
        middle = (near.min(1) + near.max(1)) / 2
        radius = np.sqrt(((near - middle[:, None]) ** 2).sum(2).max(1))[:, None]
        out, centre = self.table[:, 10:13], self.centre
        away2 = middle @ (centre.T * -2)
        away2 += (centre * centre).sum(1)
        away2 += (middle * middle).sum(1)[:, None]
        off = middle @ out.T
        off -= (centre * out).sum(1)
        off *= off
        off /= _OFF_SKIN
        away2 -= off
        aside = np.sqrt(np.maximum(away2, 0, out=away2), out=away2)
        aside = np.maximum(np.subtract(aside, radius, out=aside), 0, out=aside)
        off = np.sqrt(off, out=off)
        off = np.maximum(np.subtract(off, radius, out=off), 0, out=off)
        aside *= aside
        off *= off
        off *= 1 - _OFF_SKIN
        aside += off
        return np.asarray(aside < self.reach * np.abs(self.reach))

    def _melted(self, known: Field, close: Ints) -> Field:
        """How far inside their segments (b, m) points (b, n, 5) lie.

        All points and all segments at once: squared distances are products of what is known of
        either, so that nearly everything is one product of two matrices.
        """
        table = np.swapaxes(self.table[close], 1, 2)
        slant, long, half, gain = (table[:, i, None] for i in range(15, 19))
        away2, along, off = (known @ table[:, i : i + 5] for i in (0, 5, 10))
        share = np.minimum(np.maximum(along, 0), long)
        along *= -2
        along += share
        along *= share
        away2 += along
        off -= np.multiply(share, slant, out=along)
        off *= off
        away2 -= off
        np.sqrt(np.maximum(away2, 0, out=away2), out=away2)
        share *= gain
        share -= away2
        total = np.exp(share, out=share) @ np.exp(np.swapaxes(half, 1, 2))
        return np.log(total[..., 0] + _NOTHING)


def _listed(close: Mask) -> tuple[Ints, Ints]:
    """The places of what is true in each row (rows, m), -1 behind them; how many there are."""
    rows, places = np.nonzero(close)
    counts = np.bincount(rows, minlength=len(close))
    listed = np.full((len(close), int(counts.max())), -1)
    listed[rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)] = places
    return listed, counts
