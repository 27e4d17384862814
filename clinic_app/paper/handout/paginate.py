"""Which cards share a page: as few pages as they need, filled as evenly as they can be."""

from collections.abc import Sequence
from functools import cache
from math import inf


def fewest_pages(heights: Sequence[float], *, room: float, gap: float) -> int:
    """How many pages the cards need in their order; each card must fit ``room`` by itself."""
    pages, used = 0, inf
    for height in heights:
        if used + gap + height > room:
            pages, used = pages + 1, height
        else:
            used += gap + height
    return pages


def shared_out(heights: Sequence[float], pages: int, *, room: float, gap: float) -> list[int]:
    """How many cards stand on each page, the emptiest page as full as it can be.

    Four that do not fit on one page become 2 + 2, never 3 + 1; where one must stand alone, it is
    not the last.
    """

    def load(start: int, end: int) -> float:
        return sum(heights[start:end]) + gap * max(0, end - start - 1)

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        """Least sum of squared free heights for the cards from ``start`` on ``left`` pages."""
        if left == 0:
            return (0.0, ()) if start == len(heights) else (inf, ())
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for end in range(start + 1, len(heights) + 1):
            free = room - load(start, end)
            if free < 0:
                break
            cost, counts = best(end, left - 1)
            if end == len(heights) and end - start == 1 < end:
                cost += room * room  # a last card alone looks forgotten
            if free * free + cost < found[0]:
                found = (free * free + cost, (end - start, *counts))
        return found

    return list(best(0, pages)[1])
