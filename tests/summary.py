"""What a run of the tests ends with: one line that says what passed, and how long it took."""

from collections.abc import Mapping

_KINDS = {"failed": "failed", "error": "could not run", "skipped": "skipped"}


def summary_line(counts: Mapping[str, int], seconds: float) -> str:
    """``handrail: 3,190 tests passed, 2 skipped, in 4 min 40 s``; counts are by pytest's kinds."""
    passed = counts.get("passed", 0)
    parts = [f"{passed:,} {'test' if passed == 1 else 'tests'} passed"]
    parts += [f"{counts[kind]:,} {words}" for kind, words in _KINDS.items() if counts.get(kind)]
    return f"handrail: {', '.join(parts)}, in {_duration(seconds)}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
