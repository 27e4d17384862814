"""Where the words of the flags go, so that no two of them ever overlap."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from clinic_app.chart.marks import Measure
from clinic_app.chart.series import heaviest
from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind

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
class FlaggedDay:
    """The flags of one day: they share a line at ``x``, in points, and a name such as ``B``.

    ``row`` is that of their words above the plot, from 0; it means nothing under a badge.
    """

    x: float
    flags: tuple[ChartAnnotation, ...]
    name: str
    row: int = 0

    @property
    def kind(self) -> FlagKind:
        return heaviest({flag.kind for flag in self.flags})

    @property
    def day(self) -> str:
        """The date in words."""
        return day_words(self.flags[0].day)

    @property
    def text(self) -> str:
        """In few words."""
        return "; ".join(flag.text for flag in self.flags)

    @property
    def details(self) -> str:
        """All that changed."""
        return "; ".join("; ".join(flag.details) or flag.text for flag in self.flags)


@dataclass(frozen=True)
class Badge:
    """A number or letter over the flags of a day, or over neighbours without room for one each."""

    left: float
    right: float
    days: tuple[FlaggedDay, ...]

    @property
    def label(self) -> str:
        return _label(self.days)

    @property
    def kind(self) -> FlagKind:
        return _kind(self.days)

    @property
    def flags(self) -> tuple[ChartAnnotation, ...]:
        return tuple(flag for day in self.days for flag in day.flags)


@dataclass(frozen=True)
class FlagList:
    """All flags placed: their words in rows above the plot, or badges where those have no room."""

    days: tuple[FlaggedDay, ...] = ()
    badges: tuple[Badge, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows of words or badges there are."""
        return max((day.row + 1 for day in self.days), default=0)

    @property
    def worded(self) -> tuple[FlaggedDay, ...]:
        """Those whose words stand above the plot."""
        return () if self.badges else self.days

    @property
    def entries(self) -> tuple[FlaggedDay, ...]:
        """Those whose words stand in a list, by the names on their badges."""
        return self.days if self.badges else ()


def numbered(flags: Sequence[ChartAnnotation]) -> dict[ChartAnnotation, int]:
    """Each flag's number from 1, the same for all of a day; visits are ticks without one."""
    named = [flag for flag in flags if flag.kind is not FlagKind.VISIT]
    days = groupby(named, key=lambda flag: flag.day)
    return {flag: n for n, (_, some) in enumerate(days, start=1) for flag in some}


def place_flags(
    flags: Sequence[tuple[float, ChartAnnotation]],
    numbers: Mapping[ChartAnnotation, int],
    *,
    left: float,
    right: float,
    measure: Measure,
    rows: int = MOST_ROWS,
) -> FlagList:
    """Flags at their x in points, between two edges. Words in ``rows`` at most; else badges."""
    days = _days(flags, lambda flag: str(numbers[flag]))
    places = _in_rows(days, right, measure, rows)
    if len(places) < len(days):
        return _badges(days, left=left, right=right, measure=measure)
    return FlagList(tuple(replace(day, row=r) for day, r in zip(days, places, strict=True)))


def lettered_flags(
    flags: Sequence[tuple[float, ChartAnnotation]],
    numbers: Mapping[ChartAnnotation, int],
    *,
    left: float,
    right: float,
    measure: Measure,
) -> FlagList:
    """A letter over each day's flags, and what they mean; numbers beyond the alphabet."""
    is_lettered = max(numbers.values(), default=0) <= len(_LETTERS)

    def name(flag: ChartAnnotation) -> str:
        return _LETTERS[numbers[flag] - 1] if is_lettered else str(numbers[flag])

    return _badges(_days(flags, name), left=left, right=right, measure=measure)


def _badges(days: Sequence[FlaggedDay], *, left: float, right: float, measure: Measure) -> FlagList:
    """A badge over each day; where there is no room one over several, from first to last."""

    def badge(start: float, *group: FlaggedDay) -> Badge:
        shape = 0.0 if _kind(group) is FlagKind.PLAN else _SHAPE_ROOM
        wide = measure(_label(group), BADGE_SIZE, True) + 2 * _BADGE_PAD + shape
        reach = group[-1].x + _POLE if len(group) > 1 else 0.0
        return Badge(start, max(start + wide, reach), group)

    placed: list[Badge] = []
    for day in days:
        free = placed[-1].right + _BADGE_GAP if placed else left
        wide = badge(0.0, day).right
        start = min(max(day.x - wide / 2, free), right - wide)
        if start >= free and start <= day.x - _POLE:
            placed.append(badge(start, day))
        elif placed:  # no room of its own
            group = (*placed[-1].days, day)
            shared = badge(placed[-1].left, *group)
            over = max(0.0, shared.right - right)
            placed[-1] = badge(shared.left - over, *group) if over else shared
    return FlagList(tuple(days), tuple(placed))


def _label(days: Sequence[FlaggedDay]) -> str:
    first, last = days[0].name, days[-1].name
    return first if first == last else f"{first}–{last}"


def _kind(days: Sequence[FlaggedDay]) -> FlagKind:
    kinds = {day.kind for day in days}
    return kinds.pop() if len(kinds) == 1 else FlagKind.PLAN


def _days(
    flags: Sequence[tuple[float, ChartAnnotation]], name: Callable[[ChartAnnotation], str]
) -> list[FlaggedDay]:
    """Visits are ticks of their own and take no words."""
    named = [(x, flag) for x, flag in flags if flag.kind is not FlagKind.VISIT]
    days: list[FlaggedDay] = []
    for x, group in groupby(named, key=lambda pair: pair[0]):
        some = tuple(flag for _, flag in group)
        days.append(FlaggedDay(x, some, name(some[0])))
    return days


def _in_rows(days: Sequence[FlaggedDay], right: float, measure: Measure, rows: int) -> list[int]:
    """For each the lowest row with room; nothing where one finds none.

    A line runs up from the plot to every flag, so words stand over all flags that they reach.
    """
    placed: list[int] = []
    for n, day in reversed(list(enumerate(days))):
        end = day.x + _SIGN + measure(day.text, SIZE, False)
        crossed = sum(later.x < end + _GAP for later in days[n + 1 :])
        row = 1 + max(placed[:crossed], default=-1)
        if row >= rows or end > right:
            return []
        placed.insert(0, row)
    return placed
