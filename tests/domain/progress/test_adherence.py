"""Weeks of exercise: done of asked on the days that are known; not logged is not "not done"."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.progress.adherence import AdherenceWeek, week_of, weekly
from clinic_app.domain.progress.exercise_log import ExerciseLog

FIRST = date(2026, 10, 1)  # a Thursday: weeks are those of the patient, not of the calendar


def log(
    day: int,
    done: int = 1,
    asked: int = 1,
    *,
    exercise: str = "bridge",
    item: str = "",
    **more: object,
) -> ExerciseLog:
    when = FIRST + timedelta(days=day)
    known = f"{day}{exercise}{item}{done}"
    return ExerciseLog(known, "p", when, exercise, item or exercise, done, asked, **more)  # pyright: ignore[reportArgumentType]  # any other field


def weeks(*logs: ExerciseLog, days: int = 14) -> list[str]:
    return [w.words for w in weekly(logs, first=FIRST, last=FIRST + timedelta(days=days - 1))]


def test_done_of_asked_by_week_from_the_first_day() -> None:
    assert weeks(*(log(n, done=n % 2) for n in range(8))) == ["3 of 7", "1 of 1"]


def test_a_week_without_logs_is_not_known_and_one_of_nothing_done_is_none() -> None:
    shown = weekly([log(n, done=0) for n in range(7)], first=FIRST, last=FIRST + timedelta(days=13))
    assert [w.words for w in shown] == ["0 of 7", "not known"]
    assert [w.share for w in shown] == [0.0, None]


def test_days_nobody_noted_are_neither_asked_nor_done() -> None:
    assert weeks(log(0, 2, 2), log(3, 1, 2), days=7) == ["3 of 4"]


def test_three_days_a_week_are_never_seven() -> None:
    every_day = [log(n, done=int(n in (0, 2, 4)), days_per_week=3) for n in range(7)]
    assert weeks(*every_day, days=7) == ["3 of 3"]


def test_of_a_half_known_week_a_fair_share_was_asked() -> None:
    assert weeks(*(log(n, done=0, days_per_week=3) for n in range(4)), days=7) == ["0 of 2"]
    assert weeks(*(log(n, days_per_week=3) for n in range(3)), days=7) == ["3 of 3"]
    assert weeks(log(6, done=0, days_per_week=3), days=7) == ["0 of 1"]


def test_more_than_asked_is_told_and_shared_as_all() -> None:
    week = weekly([log(n, days_per_week=3) for n in range(5)], first=FIRST, last=FIRST)[0]
    assert (week.words, week.share) == ("5 of 3", 1.0)


def test_each_exercise_counts_by_its_own_days() -> None:
    daily = [log(n, exercise="stretch") for n in range(7)]
    seldom = [log(n, done=int(n == 0), exercise="bridge", days_per_week=2) for n in range(7)]
    assert weeks(*daily, *seldom, days=7) == ["8 of 9"]


def test_an_item_that_moves_to_a_harder_exercise_is_asked_once() -> None:
    before = [log(n, exercise="bridge", item="i", days_per_week=3) for n in (0, 2)]
    after = [log(n, exercise="bridge-one-leg", item="i", days_per_week=3) for n in (4, 5, 6)]
    assert weeks(*before, *after, days=7) == ["5 of 3"]


def test_the_same_day_told_twice_counts_once() -> None:
    twice = (log(0, 1, 2), log(0, 2, 2, source="kiosk"), log(1, 0, 2))
    assert weeks(*twice, days=7) == ["2 of 4"]


def test_a_patients_sum_of_the_week_counts_days() -> None:
    week = log(6, 5, 7, exercise="", days=7)
    shown = weekly([week], first=FIRST, last=FIRST)[0]
    assert (shown.words, shown.known_days, shown.of_days) == ("5 of 7 days", 7, True)


def test_a_sum_told_some_days_later_belongs_to_the_week_it_sums_up() -> None:
    assert weeks(log(7, 5, 7, exercise="", days=7)) == ["5 of 7 days", "not known"]
    assert weeks(log(9, 5, 7, exercise="", days=7)) == ["5 of 7 days", "not known"]
    assert weeks(log(10, 5, 7, exercise="", days=7)) == ["not known", "5 of 7 days"]


def test_of_two_sums_the_later_counts() -> None:
    both = (log(6, 5, 7, exercise="", days=7), log(7, 3, 7, exercise="", days=7))
    assert weeks(*both, days=7) == ["3 of 7 days"]


def test_sums_of_single_exercises_are_sessions_and_go_together() -> None:
    sums = [log(6, 5, 7, exercise=name, days=7) for name in ("bridge", "stretch")]
    assert weeks(*sums, log(6, 2, 7, exercise="", days=7), days=7) == ["10 of 14"]


def test_logged_days_go_before_a_sum_and_exercises_before_the_whole_plan() -> None:
    whole = log(6, 7, 7, exercise="", days=7)
    assert weeks(whole, log(2, 1, 2), days=7) == ["1 of 2"]
    assert weeks(log(3, exercise=""), log(4, 0, exercise=""), days=7) == ["1 of 2 days"]
    assert weeks(log(3, exercise=""), log(2, 1, 2), days=7) == ["1 of 2"]


def test_a_sum_of_a_month_says_nothing_of_a_week() -> None:
    assert weeks(log(20, 20, 28, exercise="", days=28), days=28) == ["not known"] * 4


def test_struck_out_and_outside_logs_are_left_out() -> None:
    assert weeks(log(0, voided=True), log(-1), log(14), days=14) == ["not known", "not known"]
    assert weekly([log(0)], first=FIRST, last=FIRST - timedelta(days=1)) == ()


days = st.integers(-400, 400)


@given(days, days)
def test_a_day_lies_in_its_week(first: int, day: int) -> None:
    start, when = FIRST + timedelta(days=first), FIRST + timedelta(days=day)
    week = week_of(when, start)
    assert week <= when <= week + timedelta(days=6)
    assert (week - start).days % 7 == 0


logs = st.lists(
    st.builds(
        log,
        st.integers(-3, 30),
        st.integers(0, 3),
        st.integers(0, 3),
        exercise=st.sampled_from(["bridge", "stretch", ""]),
        days=st.sampled_from([1, 1, 1, 7]),
        days_per_week=st.integers(1, 7),
        voided=st.booleans(),
    ),
    max_size=30,
)


@given(logs, st.integers(0, 30))
def test_weeks_follow_each_other_and_shares_stay_shares(
    found: list[ExerciseLog], span: int
) -> None:
    last = FIRST + timedelta(days=span)
    shown = weekly(found, first=FIRST, last=last)
    assert [w.first for w in shown] == [FIRST + timedelta(days=7 * n) for n in range(span // 7 + 1)]
    for week in shown:
        assert week.share is None or 0 <= week.share <= 1
        assert 0 <= week.known_days <= 7
        assert week.is_known or (week.done, week.asked) == (0, 0)
    assert shown == weekly(list(reversed(found)), first=FIRST, last=last)


@given(logs)
def test_what_is_struck_out_never_counts(found: list[ExerciseLog]) -> None:
    last = FIRST + timedelta(days=27)
    kept = [entry for entry in found if not entry.voided]
    assert weekly(found, first=FIRST, last=last) == weekly(kept, first=FIRST, last=last)


def test_words_of_a_week() -> None:
    assert AdherenceWeek(FIRST, 0, 0, 0).words == "not known"
    assert AdherenceWeek(FIRST, 12, 14, 7).last == FIRST + timedelta(days=6)


def test_a_log_of_how_it_went_alone_does_not_hide_the_days_the_patient_told() -> None:
    told = log(6, done=5, asked=7, exercise="", item="", days=7)
    assert weeks(told, log(6, done=1, asked=0), days=7) == weeks(told, days=7) == ["5 of 7 days"]
    assert weeks(log(2, done=1, asked=0), days=7) == ["not known"]
