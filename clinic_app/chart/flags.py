"""Where the words of the flags go, so that no two of them ever overlap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from clinic_app.chart.marks import Measure
from clinic_app.chart.series import heaviest
from clinic_app.domain.dates import day_words
from clinic_app.domain.pain_chart import FlagKind, PlanFlag

ROW = 13.0
SIZE = 9.5
BADGE_SIZE = 9.0
MOST_ROWS = 3
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGN = 9.0  # the flag itself, left of its words
_GAP = 8.0
_BADGE_PAD = 4.5
_BADGE_GAP = 1.5
_POLE = 2.0  # from a pole to the edge of its badge, at least
_SHAPE_ROOM = 10.0  # of an event's shape inside its badge


@dataclass(frozen=True)
class FlagSign:
    """The flags of a day: their place, the row of their words above the plot, and the words."""

    x: float
    row: int
    label: str
    kind: FlagKind
    flags: tuple[PlanFlag, ...]


@dataclass(frozen=True)
class Badge:
    """A number or letter over the flags of a day, or over neighbours without room for one each."""

    left: float
    right: float
    label: str
    kind: FlagKind
    flags: tuple[PlanFlag, ...]


@dataclass(frozen=True)
class FlagEntry:
    """What a badge's letter means: ``day`` in words, ``text`` in few words, ``details`` in all."""

    name: str
    day: str
    text: str
    details: str


@dataclass(frozen=True)
class FlagList:
    """All flags placed: with their words above the plot, or with badges and a list of entries."""

    signs: tuple[FlagSign, ...] = ()
    rows: int = 0
    badges: tuple[Badge, ...] = ()
    entries: tuple[FlagEntry, ...] = ()


@dataclass(frozen=True)
class _Day:
    """All flags of one day: they share a sign."""

    x: float
    flags: tuple[PlanFlag, ...]

    @property
    def kind(self) -> FlagKind:
        return heaviest({flag.kind for flag in self.flags})

    @property
    def text(self) -> str:
        return "; ".join(flag.text for flag in self.flags)

    @property
    def details(self) -> str:
        return "; ".join("; ".join(flag.details) or flag.text for flag in self.flags)


def numbered(flags: Sequence[PlanFlag]) -> dict[PlanFlag, int]:
    """Each flag's number from 1, the same for all of a day; visits are ticks without one."""
    named = [flag for flag in flags if flag.kind is not FlagKind.VISIT]
    days = groupby(named, key=lambda flag: flag.day)
    return {flag: n for n, (_, some) in enumerate(days, start=1) for flag in some}


def place_flags(
    flags: Sequence[tuple[float, PlanFlag]],
    numbers: Mapping[PlanFlag, int],
    *,
    left: float,
    right: float,
    measure: Measure,
    rows: int = MOST_ROWS,
) -> FlagList:
    """Flags at their x in points, between two edges. Words in ``rows`` at most; else badges."""
    days = _days(flags)
    places = _in_rows([(day.x, day.text) for day in days], right, measure, rows)
    if len(places) < len(days):
        names = {flag: str(number) for flag, number in numbers.items()}
        return _badges(days, names, left=left, right=right, measure=measure)
    signs = tuple(
        FlagSign(day.x, row, day.text, day.kind, day.flags)
        for row, day in zip(places, days, strict=True)
    )
    return FlagList(signs, max(places, default=-1) + 1)


def lettered_flags(
    flags: Sequence[tuple[float, PlanFlag]],
    numbers: Mapping[PlanFlag, int],
    *,
    left: float,
    right: float,
    measure: Measure,
) -> FlagList:
    """A letter over each day's flags, and what they mean; numbers beyond the alphabet."""
    days = _days(flags)
    is_lettered = max(numbers.values(), default=0) <= len(_LETTERS)
    names = {flag: _LETTERS[n - 1] if is_lettered else str(n) for flag, n in numbers.items()}
    return _badges(days, names, left=left, right=right, measure=measure)


def _badges(
    days: Sequence[_Day],
    names: Mapping[PlanFlag, str],
    *,
    left: float,
    right: float,
    measure: Measure,
) -> FlagList:
    """A badge over each day; where there is no room one over several, from first to last."""

    def badge(start: float, group: Sequence[_Day]) -> Badge:
        first, last = (names[day.flags[0]] for day in (group[0], group[-1]))
        label = first if first == last else f"{first}–{last}"
        kinds = {day.kind for day in group}
        kind = kinds.pop() if len(kinds) == 1 else FlagKind.PLAN
        shape = 0.0 if kind is FlagKind.PLAN else _SHAPE_ROOM
        wide = measure(label, BADGE_SIZE, True) + 2 * _BADGE_PAD + shape
        reach = group[-1].x + _POLE if len(group) > 1 else 0.0
        flags = tuple(flag for day in group for flag in day.flags)
        return Badge(start, max(start + wide, reach), label, kind, flags)

    placed: list[Badge] = []
    group: list[_Day] = []
    for day in days:
        free = placed[-1].right + _BADGE_GAP if placed else left
        own = badge(0.0, [day])
        start = min(max(day.x - own.right / 2, free), right - own.right)
        if start >= free and start <= day.x - _POLE:
            group = [day]
            placed.append(badge(start, group))
        elif placed:  # no room of its own
            group.append(day)
            shared = badge(placed[-1].left, group)
            over = max(0.0, shared.right - right)
            placed[-1] = badge(shared.left - over, group) if over else shared
    signs = tuple(FlagSign(day.x, 0, "", day.kind, day.flags) for day in days)
    entries = tuple(
        FlagEntry(names[day.flags[0]], day_words(day.flags[0].day), day.text, day.details)
        for day in days
    )
    return FlagList(signs, min(1, len(days)), tuple(placed), entries)


def _days(flags: Sequence[tuple[float, PlanFlag]]) -> list[_Day]:
    """Visits are ticks of their own and take no words."""
    named = [(x, flag) for x, flag in flags if flag.kind is not FlagKind.VISIT]
    return [
        _Day(x, tuple(flag for _, flag in group))
        for x, group in groupby(named, key=lambda pair: pair[0])
    ]


def _in_rows(
    words: Sequence[tuple[float, str]], right: float, measure: Measure, rows: int
) -> list[int]:
    """For each the lowest row with room; nothing where one finds none.

    A line runs up from the plot to every flag, so words stand over all flags that they reach.
    """
    placed: list[int] = []
    for n, (x, label) in reversed(list(enumerate(words))):
        end = x + _SIGN + measure(label, SIZE, False)
        crossed = sum(later < end + _GAP for later, _ in words[n + 1 :])
        row = 1 + max(placed[:crossed], default=-1)
        if row >= rows or end > right:
            return []
        placed.insert(0, row)
    return placed
