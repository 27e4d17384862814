"""Where the words of the plan flags go, so that no two of them ever overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from clinic_app.domain.pain_chart import PlanFlag
from clinic_app.handout import fonts, typeset
from clinic_app.handout.fonts import Face

ROW = 13.0
SIZE = 9.5
_MOST_ROWS = 3
_SIGN = 9.0  # the flag itself, left of its words
_GAP = 8.0


@dataclass(frozen=True)
class FlagSign:
    """A flag on the chart: its place, the row of its words above the plot, and the words."""

    x: float
    row: int
    label: str


@dataclass(frozen=True)
class FlagList:
    """All flags placed; ``entries`` is the list under the plot, where there is no room above."""

    signs: tuple[FlagSign, ...]
    rows: int
    entries: tuple[str, ...]


def place_flags(flags: Sequence[tuple[float, PlanFlag]], *, right: float) -> FlagList:
    """Flags at their x in points. Words stand beside them, in rows; else numbers and a list."""
    days = [
        (x, "; ".join(flag.text for _, flag in group))
        for x, group in ((x, list(g)) for x, g in groupby(flags, key=lambda pair: pair[0]))
    ]
    told = _in_rows([(x, text, text) for x, text in days], right)
    if told:
        return FlagList(tuple(told), max((s.row for s in told), default=-1) + 1, ())
    numbered = _numbered([x for x, _ in days])
    entries = tuple(
        f"{n}  {flags_on[0]}  {flags_on[1]}" for n, flags_on in enumerate(_dated(flags), 1)
    )
    return FlagList(tuple(numbered), max(s.row for s in numbered) + 1, entries)


def _dated(flags: Sequence[tuple[float, PlanFlag]]) -> list[tuple[str, str]]:
    return [
        (f"{day.day} {day:%b %Y}", "; ".join(flag.text for _, flag in group))
        for day, group in groupby(flags, key=lambda pair: pair[1].day)
    ]


def _in_rows(words: Sequence[tuple[float, str, str]], right: float) -> list[FlagSign]:
    """Each in the lowest row with room; nothing where one finds none.

    A line runs up from the plot to every flag, so words must also clear the flags right of
    them that stand in higher rows.
    """
    placed: list[FlagSign] = []
    ends = [-1e9] * _MOST_ROWS
    for n, (x, label, _) in enumerate(words):
        end = x + _SIGN + typeset.width(fonts.clean(label), Face.REGULAR, SIZE) + _GAP
        crossed = [later for later, _, _ in words[n + 1 :] if later < end]
        row = next((r for r in range(len(crossed), _MOST_ROWS) if ends[r] <= x), None)
        if row is None or end - _GAP > right or len(crossed) >= _MOST_ROWS:
            return []
        ends[row] = end
        placed.append(FlagSign(x, row, label))
    return placed


def _numbered(places: Sequence[float]) -> list[FlagSign]:
    """A number each in one row; neighbours without room between share a sign: ``4-6``."""
    widest = typeset.width(f"{len(places)}–{len(places)}", Face.REGULAR, SIZE)
    room = _SIGN + widest + _GAP / 2
    groups: list[list[int]] = []
    for n, x in enumerate(places):
        if groups and x < places[groups[-1][0]] + room:
            groups[-1].append(n)
        else:
            groups.append([n])
    signs: list[FlagSign] = []
    for group in groups:
        first, last = group[0] + 1, group[-1] + 1
        label = str(first) if first == last else f"{first}–{last}"
        signs += [FlagSign(places[n], 0, label if n == group[0] else "") for n in group]
    return signs
