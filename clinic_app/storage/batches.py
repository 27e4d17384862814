"""Many ids, some at a time: as many as either database takes as parameters of one query."""

from collections.abc import Iterable, Iterator

_SOME = 500


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in their order, in lists of at most 500."""
    listed = list(ids)
    for start in range(0, len(listed), _SOME):
        yield listed[start : start + _SOME]
