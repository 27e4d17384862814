"""What a diary says against what the record holds: new, there already, different, or left empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timezone
from functools import partial

from clinic_app.domain.dates import day_words
from clinic_app.domain.diary.diary import Diary, DiaryRow, SessionDetails, rating_name
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import EARLIEST, PainRating, Series
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.words import N_, Message, _

PAPER = ("diary", "form")  # where an empty box beside one that was filled in means "not done"
_EVENING = time(20)  # when the paper asks for the day's numbers
_RATED_BY_PATIENT = (*PAPER, "kiosk", "csv")
_Voided = tuple[str, date, int]  # a series or a plan's item, its day, and the number


@dataclass(frozen=True)
class CellChange:
    """One box. ``was`` is the record's number, ``written`` the diary's; None is none.

    It holds a pain score (``is_rating``) or the sessions done of an exercise. ``new`` is what to
    keep, ``voided`` are the ids of what it replaces.
    """

    day: date
    what: str
    was: int | None
    written: int | None
    new: PainRating | ExerciseLog | None = None
    voided: tuple[str, ...] = ()
    is_rating: bool = False


@dataclass(frozen=True)
class DiaryMerge:
    """Every box that was written in or that the record has a number for, in the diary's order.

    ``known`` ones are in the record already; ``differing`` ones hold another number there;
    ``empty`` ones have one there, and the diary has none.
    """

    added: tuple[CellChange, ...]
    known: tuple[CellChange, ...]
    differing: tuple[CellChange, ...]
    empty: tuple[CellChange, ...]


def filled(diary: Diary, ratings: Iterable[PainRating], logs: Iterable[ExerciseLog]) -> Diary:
    """The diary with what the record holds in its boxes."""
    held = _Held(diary, ratings, logs)
    return replace(
        diary,
        ticks={key: _done(some) for key, some in held.logs.items()},
        ratings={key: _shown(some).score for key, some in held.ratings.items()},
        details={
            key: details
            for key, some in held.logs.items()
            if (details := SessionDetails.of(some[-1])) != SessionDetails()
        },
    )


def merged(
    diary: Diary,
    ratings: Iterable[PainRating],
    logs: Iterable[ExerciseLog],
    *,
    patient_id: str,
    now: datetime,
    source: str,
    born: date | None = None,
) -> DiaryMerge:
    """Compare a diary with the patient's ratings and logs; voided ones are not in the record.

    Ratings count as the diary's when the patient gave them for that day and series (on paper, in
    a form or a file, at the kiosk). On a day for which something of the exercises was written on
    PAPER, an empty box of an exercise that was asked for is a log of nothing done, once the day is
    over. A day with pain numbers alone, or with nothing, says nothing of the exercises: what is
    not known is not "not done". What was voided since a form brought it counts as known: the
    form does not bring it back. Raises UserError naming a day that was filled in and cannot be:
    one to come, or before the patient was ``born``.
    """
    _check_days(diary, now, born)
    ratings, logs = tuple(ratings), tuple(logs)
    held = _Held(diary, ratings, logs)
    ticks = _ticks(diary, held, now.date()) if source in PAPER else diary.ticks
    voided = _voided(ratings, logs) if source == "form" else frozenset()
    maker = _Maker(patient_id, source, now, voided)
    cells: list[CellChange] = []
    for row in diary.rows:
        for day in diary.dates:
            key = (row.item_id, day)
            found = diary.details.get(key)
            cells += maker.log(row, day, ticks.get(key), found, held.logs.get(key, []))
    for series in Series:
        for day in diary.dates:
            key = (series, day)
            cells += maker.rating(series, day, diary.ratings.get(key), held.ratings.get(key, []))
    return _sorted(cells)


def evening(day: date, now: datetime) -> datetime:
    """Eight in the evening of a day, local time, or ``now`` while that is still to come.

    The offset is the day's own: the clock's zone knows it, or else this computer's.
    """
    at = datetime.combine(day, _EVENING)
    fixed = now.tzinfo is None or isinstance(now.tzinfo, timezone)
    return min(now, at.astimezone() if fixed else at.replace(tzinfo=now.tzinfo))


class _Held:
    """The record by the boxes of a diary; a box may have several entries, the oldest first."""

    def __init__(
        self, diary: Diary, ratings: Iterable[PainRating], logs: Iterable[ExerciseLog]
    ) -> None:
        days, items = set(diary.dates), {row.item_id for row in diary.rows}
        self.ratings: dict[tuple[Series, date], list[PainRating]] = {}
        self.logs: dict[tuple[str, date], list[ExerciseLog]] = {}
        for entry in sorted(ratings, key=lambda e: (e.at, e.id)):
            if _is_of_diary(entry) and entry.at.date() in days:
                self.ratings.setdefault((entry.series, entry.at.date()), []).append(entry)
        for log in logs:
            counts = log.tells_how_often and not log.voided and log.days == 1
            if counts and log.item_id in items and log.day in days:
                self.logs.setdefault((log.item_id, log.day), []).append(log)


def _is_of_diary(entry: PainRating) -> bool:
    """What a patient tells of a whole day; pain "now" is of its moment, not of the diary's."""
    if entry.voided or entry.site:
        return False
    return entry.source in (PAPER if entry.series is Series.NOW else _RATED_BY_PATIENT)


def _shown(entries: Sequence[PainRating]) -> PainRating:
    """Which of several a box shows: what stood on paper before others, then the latest."""
    return max(entries, key=lambda e: (e.source in PAPER, e.at, e.id))


def _voided(ratings: Iterable[PainRating], logs: Iterable[ExerciseLog]) -> frozenset[_Voided]:
    """Each number that came from a form and was voided, by its box."""
    return frozenset(
        (
            *((e.series, e.at.date(), e.score) for e in ratings if _was_of_form(e) and not e.site),
            *((log.item_id, log.day, log.done) for log in logs if _was_of_form(log)),
        )
    )


def _was_of_form(entry: PainRating | ExerciseLog) -> bool:
    return entry.voided and entry.source == "form"


def _done(logs: Sequence[ExerciseLog]) -> int:
    return sum(log.done for log in logs)


def _check_days(diary: Diary, now: datetime, born: date | None) -> None:
    for day in diary.dates:
        if diary.is_known(day) and (when := _refusal(day, now.date(), born)):
            raise UserError(_(when, day=day_words(day)), _("Check the date."))


def _refusal(day: date, today: date, born: date | None) -> Message | None:
    if day > today:
        return N_("{day} is a day to come.")
    if day < EARLIEST.date():
        return N_("{day} is before 1970.")
    return N_("{day} is before the patient was born.") if born and day < born else None


def _ticks(diary: Diary, held: _Held, today: date) -> Mapping[tuple[str, date], int]:
    """The sessions done, with 0 for an empty box wherever the paper says "not done" by it.

    Today's empty boxes say nothing yet: the day is not over. Nor do those of a day on which the
    exercise was not in the plan.
    """
    found = dict(diary.ticks)
    for day in (day for day in diary.dates if day < today):
        news, on_paper = _said(diary, held, day)
        for row in diary.rows:
            key = (row.item_id, day)
            emptied = on_paper and key in held.logs
            if key not in found and (emptied or (news and diary.is_asked(*key))):
                found[key] = 0
    return found


def _said(diary: Diary, held: _Held, day: date) -> tuple[bool, bool]:
    """Whether an exercise's box of the day holds news for the record, and whether one came from
    paper. What was told elsewhere and only stands in the box too says nothing of the others.
    """
    news = on_paper = False
    for key, done in diary.ticks.items():
        logs = held.logs.get(key, ()) if key[1] == day else None
        if logs is not None:
            news |= not logs or done != _done(logs)
            on_paper |= any(log.source in PAPER for log in logs)
    return news, on_paper


@dataclass(frozen=True)
class _Maker:
    """Makes the entries of one patient from one source."""

    patient_id: str
    source: str
    now: datetime
    voided: frozenset[_Voided]

    def rating(
        self, series: Series, day: date, score: int | None, held: Sequence[PainRating]
    ) -> list[CellChange]:
        """The box of a rating; none when it is empty here and in the record."""
        if score is None and not held:
            return []
        box = partial(CellChange, day, rating_name(series), is_rating=True)
        was = _shown(held).score if held else None
        if score is None:
            return [box(was, None, None, _ids(held))]
        was_voided = not held and (series, day, score) in self.voided
        if was_voided or any(e.score == score for e in held):
            return [box(score, score)]
        at = evening(day, self.now)
        new = PainRating(new_id(), self.patient_id, series, score, at, source=self.source)
        return [box(was, score, new, _ids(held))]

    def log(
        self,
        row: DiaryRow,
        day: date,
        done: int | None,
        told: SessionDetails | None,
        held: Sequence[ExerciseLog],
    ) -> list[CellChange]:
        """The box of an exercise; none when it is empty here and in the record."""
        was = _done(held) if held else None
        if done is None:
            empty = CellChange(day, row.name, was, None, None, _ids(held))
            return [empty] if held else []
        if not held and (row.item_id, day, done) in self.voided:
            return [CellChange(day, row.name, done, done)]
        details = told or (SessionDetails.of(held[-1]) if held else SessionDetails())
        if held and was == done and details == SessionDetails.of(held[-1]):
            return [CellChange(day, row.name, was, done)]
        new = details.on(self._log(row, day, done), row.sets)
        return [CellChange(day, row.name, was, done, new, _ids(held))]

    def _log(self, row: DiaryRow, day: date, done: int) -> ExerciseLog:
        return ExerciseLog(
            new_id(),
            self.patient_id,
            day,
            row.exercise_id,
            row.item_id,
            done=done,
            asked=row.times_per_day,
            days_per_week=row.days_per_week,
            source=self.source,
        )


def _ids(held: Sequence[PainRating] | Sequence[ExerciseLog]) -> tuple[str, ...]:
    return tuple(entry.id for entry in held)


def _sorted(cells: Sequence[CellChange]) -> DiaryMerge:
    """Each box to its kind."""
    return DiaryMerge(
        added=tuple(c for c in cells if c.new and not c.voided),
        known=tuple(c for c in cells if not c.new and not c.voided),
        differing=tuple(c for c in cells if c.new and c.voided),
        empty=tuple(c for c in cells if not c.new and c.voided),
    )
