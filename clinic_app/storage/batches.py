"""Many ids, some at a time: as many as either database takes as parameters of one query."""

from collections.abc import Iterable, Iterator

_SOME = 500
MOST = 10_000  # slower for a few, quicker where each query reads a whole table


def batches(ids: Iterable[str], size: int = _SOME) -> Iterator[list[str]]:
    """The ids in their order, in lists of at most 500; ``size`` may be up to MOST."""
    listed = list(ids)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]
