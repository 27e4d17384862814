"""Two weeks of a diary as lines of boxes, in the order of the paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import QObject

from clinic_app.domain.diary.diary import Diary, DiaryRow, SessionDetails, rating_name
from clinic_app.domain.pain.pain import Series
from clinic_app.ui.diary.boxes import Box, BoxModel, Index, Line
from clinic_app.words import DAY, NP_, _, interface, ngettext

K = TypeVar("K")
WEEK = 7
_SPOKEN_DAY = NP_("date", "EEE d MMMM")  # Tue 24 November
_ON_PAPER = (Series.WORST, Series.AVERAGE)


@dataclass(frozen=True)
class _Place:
    """What a line of the table is of: a week's head, an exercise, or a series."""

    week: int
    row: DiaryRow | None = None
    series: Series | None = None


class DiaryModel(BoxModel):
    """The diary being keyed in (``diary``) beside what the record held (``opened``)."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._third: Series | None = None
        self.opened = self.diary = Diary(today, (), days=0)
        self._places: list[_Place] = []
        self._starts: list[int] = []
        self._news: set[date] = set()  # days with exercises that the record does not have

    def show(self, diary: Diary) -> None:
        """Lay out another diary, as the record has it."""
        self.beginResetModel()
        self.opened = self.diary = diary
        self._news = set()
        self._lay_out()
        self.endResetModel()

    def set_third(self, series: Series | None) -> None:
        """Show a third rating below the two of the paper, or none."""
        self.beginResetModel()
        self._third = series
        self._lay_out()
        self.endResetModel()

    def _lay_out(self) -> None:
        series = [*_ON_PAPER, *([self._third] if self._third else [])]
        weeks = range(self.diary.days // WEEK)
        self._places = []
        for week in weeks:
            self._places.append(_Place(week))
            self._places += [_Place(week, row=row) for row in self.diary.rows]
            self._places += [_Place(week, series=one) for one in series]
        self._starts = [self._start(week) for week in weeks]

    def _start(self, week: int) -> int:
        """The column of the first day of a week of which nothing is known, or of its first day."""
        days = [self._day(week, column) for column in range(1, WEEK + 1)]
        for column, day in enumerate(days, 1):
            if day <= self._today and not self.opened.is_known(day):
                return column
        return 1 if days[0] <= self._today else 0

    @property
    def first_line(self) -> int:
        """The first line of the first week with a day of which nothing is known yet."""
        for line, place in enumerate(self._places):
            start = self._starts[place.week]
            if start and not self.opened.is_known(self._day(place.week, start)):
                return line
        return 0

    @property
    def changes(self) -> int:
        """How many boxes say other than the record; an empty one of a logged day says 0."""
        return len(self._changed_ticks()) + self.changed_ratings

    @property
    def changed_ratings(self) -> int:
        """How many of them hold, or held, a pain rating."""
        return len(_compared(self.diary.ratings, self.opened.ratings))

    def _changed_ticks(self) -> set[tuple[str, date]]:
        now, was = self.diary, self.opened
        ticks = _compared(now.ticks, was.ticks)
        same = {k for k in ticks if not now.ticks.get(k) and was.ticks.get(k) == 0}
        sessions = {*ticks, *_compared(now.details, was.details)}
        return sessions - {(item, day) for item, day in same if now.is_logged(day)}

    # --- the table -------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._places)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else WEEK + 1

    def line(self, row: int) -> Line:
        place = self._places[row]
        if place.row is not None:
            return Line("ticks", place.row.name, _often(place.row))
        if place.series is not None:
            return Line("number", rating_name(place.series), "0–10")
        return Line("head", _("Week {number}", number=place.week + 1))

    def head(self, row: int, column: int) -> str:
        day = self._day(self._places[row].week, column)
        return interface().date(day, DAY)

    def box(self, row: int, column: int) -> Box | None:
        if not (0 <= row < len(self._places) and 0 < column <= WEEK):
            return None
        place = self._places[row]
        day = self._day(place.week, column)
        if place.row is not None:
            return self._tick_box(place.row, day)
        return None if place.series is None else self._rating_box(place.series, day)

    def _tick_box(self, row: DiaryRow, day: date) -> Box:
        key = (row.item_id, day)
        value = self.diary.ticks.get(key)
        held = self.opened.ticks.get(key)
        return Box(
            f"{row.name}, {_spoken_day(day)}",
            value=value,
            held=held,
            most=row.times_per_day,
            ticks=row.times_per_day,
            is_open=day <= self._today,
            counts_as_none=value is None and self._counts(row, day, is_held=held is not None),
            is_marked=key in self.diary.details,
        )

    def _counts(self, row: DiaryRow, day: date, *, is_held: bool) -> bool:
        """Whether an empty box of the day will be kept as "not done"."""
        if day >= self._today:
            return False
        emptied = is_held and self.diary.is_logged(day)
        return emptied or (day in self._news and self.diary.is_asked(row.item_id, day))

    def _rating_box(self, series: Series, day: date) -> Box:
        key = (series, day)
        return Box(
            f"{rating_name(series)}, {_spoken_day(day)}",
            value=self.diary.ratings.get(key),
            held=self.opened.ratings.get(key),
            is_open=day <= self._today,
        )

    def first_column(self, row: int) -> int:
        place = self._places[row]
        return self._starts[place.week] if place.row or place.series else 0

    def put(self, row: int, column: int, value: int | None) -> None:
        place = self._places[row]
        day = self._day(place.week, column)
        if place.row is not None:
            self._keep(self.diary.with_ticks(place.row.item_id, day, value))
        elif place.series is not None:
            self._keep(self.diary.with_rating(place.series, day, value))

    def exercise_at(self, row: int, column: int) -> tuple[DiaryRow, date] | None:
        """The exercise and the day of a box, or None for another one."""
        box, place = self.box(row, column), self._places[row] if self._places else None
        if box is None or not box.is_open or place is None or place.row is None:
            return None
        return place.row, self._day(place.week, column)

    def set_details(
        self, row: DiaryRow, day: date, done: int | None, details: SessionDetails
    ) -> None:
        """Keep how an exercise went on a day."""
        diary = self.diary.with_ticks(row.item_id, day, done)
        given = details if done is not None and details != SessionDetails() else None
        self._keep(diary.with_details(row.item_id, day, given))

    def fill(self, diary: Diary) -> None:
        """Key in another diary of the same days over what the record has."""
        self._keep(diary)

    def _keep(self, diary: Diary) -> None:
        self.diary = diary
        now, was = diary, self.opened
        changed = _compared(now.ticks, was.ticks)
        self._news = {day for item, day in changed if (item, day) in now.ticks}
        last = self.index(len(self._places) - 1, WEEK)
        self.dataChanged.emit(self.index(0, 0), last)

    def _day(self, week: int, column: int) -> date:
        return self.diary.first + timedelta(days=week * WEEK + column - 1)


def _compared(now: Mapping[K, object], was: Mapping[K, object]) -> dict[K, object]:
    """What is not the same in both."""
    return {key: now.get(key) for key in {*now, *was} if now.get(key) != was.get(key)}


def _often(row: DiaryRow) -> str:
    if row.days_per_week == WEEK:
        return ""
    return ngettext("{count} day a week", "{count} days a week", row.days_per_week)


def _spoken_day(day: date) -> str:
    """``Tue 24 November``."""
    return interface().date(day, _SPOKEN_DAY)
