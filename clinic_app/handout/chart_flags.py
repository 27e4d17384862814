"""Where the words of the flags go, so that no two of them ever overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain_chart import FlagKind, PlanFlag
from clinic_app.handout import fonts, typeset
from clinic_app.handout.chart_marks import heaviest
from clinic_app.handout.fonts import Face

ROW = 13.0
SIZE = 9.5
BADGE_SIZE = 9.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_ROWS = 3
_SIGN = 9.0  # the flag itself, left of its words
_GAP = 8.0
_BADGE_PAD = 4.5
_BADGE_GAP = 1.5
_POLE = 2.0  # from a pole to the edge of its badge, at least
_SHAPE_ROOM = 10.0  # of an event's shape inside its badge


@dataclass(frozen=True)
class FlagSign:
    """A flag on the chart: its place, the row of its words above the plot, and the words."""

    x: float
    row: int
    label: str
    kind: FlagKind = FlagKind.PLAN


@dataclass(frozen=True)
class Badge:
    """A number or letter over one flag, or over neighbours without room for one each."""

    left: float
    right: float
    label: str
    kind: FlagKind


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


def place_flags(flags: Sequence[tuple[float, PlanFlag]], *, left: float, right: float) -> FlagList:
    """Flags at their x in points, between two edges. Words beside them in rows; else badges."""
    days = _days(flags)
    told = _in_rows([(day.x, day.text) for day in days], right)
    if len(told) < len(days):
        return badges(flags, left=left, right=right, letters=False)
    signs = tuple(
        FlagSign(x, row, label, day.kind) for (x, row, label), day in zip(told, days, strict=True)
    )
    return FlagList(signs, max((sign.row for sign in signs), default=-1) + 1)


def badges(
    flags: Sequence[tuple[float, PlanFlag]], *, left: float, right: float, letters: bool
) -> FlagList:
    """A badge over each flag, and what they mean; ``letters`` as long as the alphabet reaches."""
    days = _days(flags)
    lettered = letters and len(days) <= len(_LETTERS)
    names = _LETTERS if lettered else [str(n) for n in range(1, len(days) + 1)]
    placed: list[Badge] = []
    group: list[int] = []
    for n, day in enumerate(days):
        free = placed[-1].right + _BADGE_GAP if placed else left
        wide = _wide(names[n], day.kind)
        start = min(max(day.x - wide / 2, free), right - wide)
        if start >= free and start <= day.x - _POLE:
            group = [n]
            placed.append(Badge(start, start + wide, names[n], day.kind))
        elif placed:  # no room of its own
            group.append(n)
            placed[-1] = _shared(placed[-1], days, names, group, right)
    signs = tuple(FlagSign(day.x, 0, "", day.kind) for day in days)
    entries = tuple(
        FlagEntry(name, day_words(day.flags[0].day), day.text, day.details)
        for name, day in zip(names, days, strict=False)
    )
    return FlagList(signs, min(1, len(days)), tuple(placed), entries)


def _days(flags: Sequence[tuple[float, PlanFlag]]) -> list[_Day]:
    """Visits are ticks of their own and take no words."""
    told = [(x, flag) for x, flag in flags if flag.kind is not FlagKind.VISIT]
    return [
        _Day(x, tuple(flag for _, flag in group))
        for x, group in groupby(told, key=lambda pair: pair[0])
    ]


def _shared(
    badge: Badge, days: Sequence[_Day], names: Sequence[str], group: Sequence[int], right: float
) -> Badge:
    """One badge from its first flag to its last, grown to the right."""
    label = f"{names[group[0]]}–{names[group[-1]]}"
    kinds = {days[n].kind for n in group}
    kind = kinds.pop() if len(kinds) == 1 else FlagKind.PLAN
    end = max(badge.left + _wide(label, kind), days[group[-1]].x + _POLE)
    over = max(0.0, end - right)
    return Badge(badge.left - over, end - over, label, kind)


def _wide(label: str, kind: FlagKind) -> float:
    shape = 0.0 if kind is FlagKind.PLAN else _SHAPE_ROOM
    return typeset.width(label, Face.BOLD, BADGE_SIZE) + 2 * _BADGE_PAD + shape


def _in_rows(words: Sequence[tuple[float, str]], right: float) -> list[tuple[float, int, str]]:
    """Each in the lowest row with room; nothing where one finds none.

    A line runs up from the plot to every flag, so words must also clear the flags right of
    them that stand in higher rows.
    """
    placed: list[tuple[float, int, str]] = []
    ends = [-1e9] * _MOST_ROWS
    for n, (x, label) in enumerate(words):
        end = x + _SIGN + typeset.width(fonts.clean(label), Face.REGULAR, SIZE) + _GAP
        crossed = [later for later, _ in words[n + 1 :] if later < end]
        row = next((r for r in range(len(crossed), _MOST_ROWS) if ends[r] <= x), None)
        if row is None or end - _GAP > right or len(crossed) >= _MOST_ROWS:
            return []
        ends[row] = end
        placed.append((x, row, label))
    return placed
