"""A line of any length in no more points than its pixels can show: least and greatest by bucket."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class LevelOfDetail:
    """A pyramid over points in the order of x: each level halves the one below.

    A bucket keeps its first x and the least and greatest y, so no peak is ever lost. ``nan`` in y
    is a gap; a gap shorter than a bucket closes.
    """

    def __init__(self, xs: Numbers, ys: Numbers) -> None:
        self.xs, self.ys = xs, ys
        self._levels = [(xs, ys, ys)]
        while len(self._levels[-1][0]) > 512:
            self._levels.append(_halved(*self._levels[-1]))

    def between(self, first: float, last: float, *, columns: float) -> tuple[Numbers, Numbers]:
        """x and y to join from just before ``first`` to just after ``last``.

        Up to ``columns`` points come as they are, more as least and greatest of each bucket:
        ``columns`` buckets at the most.
        """
        begin = max(0, int(np.searchsorted(self.xs, first)) - 1)
        end = min(len(self.xs), int(np.searchsorted(self.xs, last, side="right")) + 1)
        level, count = 0, end - begin
        while count > columns and level < len(self._levels) - 1:
            level, count = level + 1, count / 2
        if level == 0:
            return self.xs[begin:end], self.ys[begin:end]
        xs, low, high = self._levels[level]
        part = slice(begin >> level, (end >> level) + 1)
        return np.repeat(xs[part], 2), np.column_stack((low[part], high[part])).ravel()


def _halved(xs: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Two neighbours make one; an odd last one stays."""
    after = slice(1, None, 2)
    lower, upper = low[::2].copy(), high[::2].copy()
    pairs = len(low) // 2
    lower[:pairs] = np.fmin(lower[:pairs], low[after])
    upper[:pairs] = np.fmax(upper[:pairs], high[after])
    return xs[::2], lower, upper
