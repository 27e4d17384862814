"""Where the labels of plan flags go: two lines of them at most, never one over another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clinic_app.domain.pain_chart import PlanFlag

LEAST_WORDS = 64.0  # px: less than that shows too few letters to mean anything
_GAP = 10.0
_FAR_LEFT = -1e9


@dataclass(frozen=True)
class FlagLabel:
    """One label: left edge ``x`` and ``room`` in px, its ``line`` from below, the flags it names.

    ``words`` is the flag's own text, its number where there is no room for words, or numbers of
    several: ``2-4``.
    """

    x: float
    line: int
    room: float
    words: str
    flags: tuple[PlanFlag, ...]


@dataclass
class _Group:
    x: float
    first: int
    last: int
    line: int = 0


def place_labels(
    flags: Sequence[PlanFlag],
    *,
    px: Callable[[float], float],
    right: float,
    measure: Callable[[str], float],
    lines: int,
    first_number: int = 1,
) -> list[FlagLabel]:
    """Labels for flags in the order of their days.

    ``px`` maps a flag's x to pixels, ``right`` is where room ends (a label there moves left of its
    flag until a number fits), ``measure`` is the width a text takes. A label takes what is free
    up to the next one of its line; with less than ``LEAST_WORDS`` it shows the flag's number,
    counted from ``first_number``; numbers that would touch are one.
    """
    rightmost = right - measure(_numbers(88, 98))
    groups = _groups([min(px(f.x), rightmost) for f in flags], measure, lines)
    labels: list[FlagLabel] = []
    for place, group in enumerate(groups):
        after = next((g.x for g in groups[place + 1 :] if g.line == group.line), right + _GAP)
        room = max(0.0, after - _GAP - group.x)
        mine = tuple(flags[group.first : group.last + 1])
        numbers = _numbers(group.first + first_number - 1, group.last + first_number - 1)
        fits = len(mine) == 1 and (room >= LEAST_WORDS or room >= measure(mine[0].text))
        words = mine[0].text if fits else numbers
        labels.append(FlagLabel(group.x, group.line, room, words, mine))
    return labels


def _groups(places: Sequence[float], measure: Callable[[str], float], lines: int) -> list[_Group]:
    """Flags whose numbers would touch become one group; each takes the emptiest line."""
    groups: list[_Group] = []
    for index, x in enumerate(places):
        free = dict.fromkeys(range(lines), _FAR_LEFT)
        for group in groups:
            free[group.line] = group.x + measure(_numbers(group.first, group.last)) + _GAP
        open_lines = [line for line in free if free[line] <= x]
        if not open_lines:
            groups[-1].last = index
            continue
        roomy = [line for line in open_lines if _last_x(groups, line) + LEAST_WORDS + _GAP <= x]
        line = roomy[0] if roomy else min(open_lines, key=lambda n: _last_x(groups, n))
        groups.append(_Group(x, index, index, line))
    return groups


def _last_x(groups: Sequence[_Group], line: int) -> float:
    return max((g.x for g in groups if g.line == line), default=_FAR_LEFT)


def _numbers(first: int, last: int) -> str:
    return str(first + 1) if first == last else f"{first + 1}-{last + 1}"
