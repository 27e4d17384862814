"""The diary against the record: what is new, there already, different; blanks and gaps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.diary.diary import Diary, DiaryRow, SessionDetails
from clinic_app.domain.diary.diary_merge import CellChange, DiaryMerge, evening, filled, merged
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.progress.adherence import weekly
from clinic_app.domain.progress.exercise_log import ExerciseLog

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
FIRST = date(2026, 11, 9)
BRIDGE = DiaryRow("i1", "bridge", "Bridge", 2)
BIRD_DOG = DiaryRow("i2", "bird-dog", "Bird dog", 1, days_per_week=3)
EMPTY = Diary(FIRST, (BRIDGE, BIRD_DOG))
AVERAGE, WORST = Series.AVERAGE, Series.WORST


Ratings = list[tuple[date, int, Series, str]]
Logs = list[tuple[date, int, DiaryRow, str]]


class Record:
    """A patient's ratings and logs, changed as a merge says."""

    def __init__(self) -> None:
        self.ratings: dict[str, PainRating] = {}
        self.logs: dict[str, ExerciseLog] = {}

    def merge(self, diary: Diary, source: str = "diary") -> DiaryMerge:
        return merged(diary, self.ratings.values(), self.logs.values(),
                      patient_id="p", now=NOW, source=source)  # fmt: skip

    def save(self, diary: Diary) -> DiaryMerge:
        found = self.merge(diary)
        self.apply((*found.added, *found.differing, *found.empty))
        return found

    def apply(self, cells: tuple[CellChange, ...]) -> None:
        for cell in cells:
            for gone in cell.voided:
                (self.ratings if cell.is_rating else self.logs).pop(gone)
            if isinstance(cell.new, PainRating):
                self.ratings[cell.new.id] = cell.new
            elif cell.new:
                self.logs[cell.new.id] = cell.new

    def opened(self) -> Diary:
        return filled(EMPTY, self.ratings.values(), self.logs.values())

    def rate(self, day: date, score: int, series: Series = AVERAGE, **more: str) -> None:
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        entry = PainRating(f"r{len(self.ratings)}", "p", series, score, at, **more)
        self.ratings[entry.id] = entry

    def log(self, day: date, done: int, row: DiaryRow = BRIDGE, **more: object) -> None:
        values: dict[str, object] = {"source": "clinic", **more}
        log = ExerciseLog(f"l{len(self.logs)}", "p", day, row.exercise_id, row.item_id, done,
                          row.times_per_day, **values)  # pyright: ignore[reportArgumentType]  # fmt: skip
        self.logs[log.id] = log


@pytest.fixture
def record() -> Record:
    return Record()


def told(cells: tuple[CellChange, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(cell.what, cell.was, cell.written) for cell in cells]


def says_nothing_new(merge: DiaryMerge) -> bool:
    """Whether the record holds exactly what the diary says."""
    return not (merge.added or merge.differing or merge.empty)


def test_beside_a_tick_the_empty_boxes_of_a_day_are_not_done(record: Record) -> None:
    diary = EMPTY.with_rating(AVERAGE, FIRST, 4).with_ticks("i1", FIRST, 2)
    found = record.save(diary)
    assert told(found.added) == [("Bridge", None, 2), ("Bird dog", None, 0),
                                 ("Average pain", None, 4)]  # fmt: skip
    bridge, bird_dog = record.logs.values()
    assert (bridge.done, bridge.asked, bridge.source) == (2, 2, "diary")
    assert (bird_dog.done, bird_dog.asked, bird_dog.days_per_week) == (0, 1, 3)


def test_an_empty_box_of_today_says_nothing_yet(record: Record) -> None:
    today = NOW.date()
    found = record.save(EMPTY.with_rating(AVERAGE, today, 3).with_ticks("i1", today, 1))
    assert [cell.what for cell in found.added] == ["Bridge", "Average pain"]
    assert says_nothing_new(record.merge(record.opened()))


def test_a_day_left_wholly_blank_gives_nothing(record: Record) -> None:
    record.save(EMPTY.with_ticks("i1", FIRST, 1))
    assert {log.day for log in record.logs.values()} == {FIRST}
    assert not record.ratings
    (week,) = weekly(record.logs.values(), first=FIRST, last=FIRST)
    assert week.known_days == 1


def test_three_days_a_week_are_never_seven(record: Record) -> None:
    diary = EMPTY
    for n in range(7):
        diary = diary.with_ticks("i1", FIRST + timedelta(days=n), 2)
    for n in (0, 2, 4):
        diary = diary.with_ticks("i2", FIRST + timedelta(days=n), 1)
    record.save(diary)
    logs = [log for log in record.logs.values() if log.item_id == "i2"]
    (week,) = weekly(logs, first=FIRST, last=FIRST)
    assert (week.done, week.asked) == (3, 3)


@pytest.mark.parametrize("source", ["diary", "form", "kiosk", "csv"])
def test_a_number_that_the_patient_gave_elsewhere_is_there_already(
    record: Record, source: str
) -> None:
    record.rate(FIRST, 4, source=source)
    found = record.merge(EMPTY.with_rating(AVERAGE, FIRST, 4), "form")
    assert told(found.known) == [("Average pain", 4, 4)]
    assert not [cell for cell in found.added if cell.is_rating]


@pytest.mark.parametrize(
    ("series", "more"),
    [
        (AVERAGE, {"source": "clinic"}),
        (WORST, {"source": "diary"}),
        (AVERAGE, {"source": "diary", "site": "neck-back"}),
    ],
)
def test_other_ratings_are_not_the_diarys(
    record: Record, series: Series, more: dict[str, str]
) -> None:
    record.rate(FIRST, 4, series, **more)
    found = record.merge(EMPTY.with_rating(AVERAGE, FIRST, 4), "form")
    assert ("Average pain", None, 4) in told(found.added)


def test_pain_now_at_the_kiosk_is_of_its_own_moment(record: Record) -> None:
    record.rate(FIRST, 7, Series.NOW, source="kiosk")
    assert record.opened() == EMPTY
    found = record.merge(EMPTY.with_rating(Series.NOW, FIRST, 4), "form")
    assert ("Pain now", None, 4) in told(found.added)


def test_another_number_differs_and_names_what_it_would_replace(record: Record) -> None:
    record.rate(FIRST, 6, source="diary")
    found = record.merge(EMPTY.with_rating(AVERAGE, FIRST, 4), "form")
    (cell,) = found.differing
    assert (cell.day, cell.what, cell.was, cell.written) == (FIRST, "Average pain", 6, 4)
    assert cell.voided == ("r0",)


def test_what_was_told_elsewhere_makes_no_zero(record: Record) -> None:
    record.rate(FIRST, 4, source="kiosk")
    record.log(FIRST + timedelta(days=1), 1)
    assert says_nothing_new(record.merge(record.opened()))
    record.save(record.opened().with_rating(WORST, FIRST + timedelta(days=2), 6))
    assert {log.day for log in record.logs.values()} == {FIRST + timedelta(days=1)}


def test_pain_numbers_alone_say_nothing_of_the_exercises(record: Record) -> None:
    diary = EMPTY
    for day in EMPTY.dates:
        diary = diary.with_rating(AVERAGE, day, 4)
    found = record.save(diary)
    assert len(found.added) == 14
    assert not record.logs
    again = record.save(record.opened().with_rating(WORST, FIRST, 6))
    assert told(again.added) == [("Worst pain", None, 6)]


def test_none_said_on_purpose_is_not_done_and_so_is_the_rest_of_that_day(record: Record) -> None:
    found = record.save(EMPTY.with_rating(AVERAGE, FIRST, 4).with_ticks("i1", FIRST, 0))
    assert told(found.added)[:2] == [("Bridge", None, 0), ("Bird dog", None, 0)]


def test_an_exercise_that_was_not_in_the_plan_that_day_is_not_undone(record: Record) -> None:
    later = FIRST + timedelta(days=1)
    asked = frozenset({("i1", FIRST), ("i1", later), ("i2", later)})
    diary = replace(EMPTY, asked=asked).with_ticks("i1", FIRST, 2).with_ticks("i1", later, 1)
    found = record.save(diary)
    assert [(cell.day, cell.what, cell.written) for cell in found.added] == [
        (FIRST, "Bridge", 2), (later, "Bridge", 1), (later, "Bird dog", 0)]  # fmt: skip


def test_days_before_the_birth_are_refused_by_name() -> None:
    with pytest.raises(UserError, match="9 Nov 2026 is before the patient was born"):
        merged(EMPTY.with_rating(AVERAGE, FIRST, 4), (), (), patient_id="p", now=NOW,
               source="diary", born=FIRST + timedelta(days=1))  # fmt: skip


def test_taking_out_all_that_was_written_leaves_a_gap(record: Record) -> None:
    record.rate(FIRST, 4, source="kiosk")
    record.save(record.opened().with_ticks("i1", FIRST, 2).with_rating(WORST, FIRST, 6))
    opened = record.opened()
    assert opened.ticks == {("i1", FIRST): 2, ("i2", FIRST): 0}
    emptied = opened.with_rating(WORST, FIRST, None)
    for item in ("i1", "i2"):
        emptied = emptied.with_ticks(item, FIRST, None)
    found = record.save(emptied)
    assert told(found.empty) == [
        ("Bridge", 2, None),
        ("Bird dog", 0, None),
        ("Worst pain", 6, None),
    ]
    assert not record.logs
    assert [r.source for r in record.ratings.values()] == ["kiosk"]


def test_an_emptied_box_of_a_known_day_is_not_done(record: Record) -> None:
    record.save(EMPTY.with_rating(AVERAGE, FIRST, 4).with_ticks("i1", FIRST, 2))
    found = record.save(record.opened().with_ticks("i1", FIRST, None))
    assert told(found.differing) == [("Bridge", 2, 0)]


def test_details_stay_with_a_corrected_number_and_can_be_told_later(record: Record) -> None:
    record.log(FIRST, 1, pain_during=3)
    record.save(record.opened().with_ticks("i1", FIRST, 2))
    log = next(log for log in record.logs.values() if log.item_id == "i1")
    assert (log.done, log.pain_during) == (2, 3)
    went = SessionDetails(sets_done=2, pain_during=5, less_for_pain=True)
    found = record.save(record.opened().with_details("i1", FIRST, went))
    assert told(found.differing) == [("Bridge", 2, 2)]
    log = next(log for log in record.logs.values() if log.item_id == "i1")
    assert (log.sets_done, log.sets_asked, log.pain_during, log.less_for_pain) == (2, 1, 5, True)
    assert says_nothing_new(record.merge(record.opened()))


def test_a_session_told_in_the_clinic_makes_no_zeros(record: Record) -> None:
    found = record.merge(EMPTY.with_ticks("i1", FIRST, 1), "clinic")
    assert told(found.added) == [("Bridge", None, 1)]


def test_how_an_exercise_went_as_told_at_the_kiosk_is_no_tick_and_stays(record: Record) -> None:
    told = ExerciseLog(
        "k", "p", FIRST, BRIDGE.exercise_id, BRIDGE.item_id, 1, 0, pain_during=4, source="kiosk"
    )
    record.logs["k"] = told
    assert not record.opened().ticks
    record.save(replace(EMPTY, ratings={(AVERAGE, FIRST): 5}))
    assert record.logs["k"] == told


def test_days_to_come_are_refused_by_name() -> None:
    late = NOW.date() + timedelta(days=1)
    diary = replace(EMPTY, first=NOW.date())
    with pytest.raises(UserError, match="23 Nov 2026 is a day to come"):
        Record().merge(diary.with_rating(AVERAGE, late, 4))
    assert Record().merge(diary.with_rating(AVERAGE, NOW.date(), 4)).added


def test_scores_out_of_range_are_refused() -> None:
    with pytest.raises(UserError, match="0 to 10"):
        Record().merge(EMPTY.with_rating(AVERAGE, FIRST, 11))


def test_the_evening_is_told_in_the_offset_of_its_own_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 11, 22, 10, 42, tzinfo=zone)
    changed = evening(date(2026, 10, 24), now), evening(date(2026, 10, 25), now)
    assert [at.isoformat() for at in changed] == [
        "2026-10-24T20:00:00+02:00", "2026-10-25T20:00:00+01:00"]  # fmt: skip
    assert evening(date(2028, 2, 29), now.replace(year=2028, month=3)).day == 29
    assert evening(now.date(), now) == now
    assert evening(date(2026, 7, 1), NOW).hour == 20


days = st.integers(0, 13).map(lambda n: FIRST + timedelta(days=n))
diaries = st.builds(
    lambda ticks, ratings: replace(EMPTY, ticks=ticks, ratings=ratings),
    st.dictionaries(st.tuples(st.sampled_from(["i1", "i2"]), days), st.integers(0, 3)),
    st.dictionaries(st.tuples(st.sampled_from(Series), days), st.integers(0, 10)),
)
ratings_before = st.lists(
    st.tuples(days, st.integers(0, 10), st.sampled_from(Series),
              st.sampled_from(["diary", "form", "kiosk", "csv", "clinic"])),
    max_size=8,
)  # fmt: skip
logs_before = st.lists(
    st.tuples(days, st.integers(0, 3), st.sampled_from([BRIDGE, BIRD_DOG]),
              st.sampled_from(["diary", "clinic"])), max_size=6)  # fmt: skip


def a_record(ratings: Ratings, logs: Logs) -> Record:
    made = Record()
    for day, score, series, source in ratings:
        made.rate(day, score, series, source=source)
    for day, done, row, source in logs:
        made.log(day, done, row, source=source)
    return made


@given(ratings_before, logs_before, diaries)
def test_the_same_diary_twice_changes_nothing(ratings: Ratings, logs: Logs, diary: Diary) -> None:
    record = a_record(ratings, logs)
    record.save(diary)
    assert says_nothing_new(record.merge(diary))
    assert says_nothing_new(record.merge(record.opened()))


@given(ratings_before, logs_before)
def test_a_diary_as_it_was_opened_changes_nothing(ratings: Ratings, logs: Logs) -> None:
    record = a_record(ratings, logs)
    assert says_nothing_new(record.merge(record.opened()))


@given(ratings_before, logs_before, diaries)
def test_a_box_says_after_saving_what_was_written(
    ratings: Ratings, logs: Logs, diary: Diary
) -> None:
    record = a_record(ratings, logs)
    record.save(diary)
    after = record.opened()
    for key, score in diary.ratings.items():
        held = [r.score for r in record.ratings.values()
                if (r.series, r.at.date()) == key and r.source != "clinic"]  # fmt: skip
        assert score in held
    assert set(after.ratings) == set(diary.ratings)
    assert {k: v for k, v in after.ticks.items() if k in diary.ticks} == diary.ticks
    grown = set(after.ticks) - set(diary.ticks)
    assert all(after.ticks[k] == 0 and diary.is_logged(k[1]) for k in grown)


@given(diaries)
def test_taking_out_everything_gives_back_the_empty_record(diary: Diary) -> None:
    record = Record()
    record.save(diary)
    record.save(EMPTY)
    assert (record.ratings, record.logs) == ({}, {})


@given(diaries, diaries)
def test_a_form_that_only_adds_never_changes_a_number(first: Diary, second: Diary) -> None:
    record = Record()
    record.save(first)
    before = record.opened()
    record.apply(record.merge(second, "form").added)
    after = record.opened()
    assert before.ratings.items() <= after.ratings.items()
    assert before.ticks.items() <= after.ticks.items()
