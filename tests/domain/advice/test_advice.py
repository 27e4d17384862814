"""The rules of easier, same, harder and stop: each one, which goes first, and their laws."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.advice.advice import Advice, AdviceRules
from clinic_app.domain.advice.advice_rule_words import SOURCES, rule_words
from clinic_app.domain.advice.advice_rules import Finding, judge
from clinic_app.domain.advice.advice_sessions import Planned, sessions
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog

TODAY = date(2026, 11, 22)
ITEM = Planned("item", "bridge", 3)
RULES = AdviceRules()
EVERY_DAY = {TODAY - timedelta(days=n): 2.0 for n in range(40)}
RANK = {Advice.STOP: 0, Advice.EASIER: 1, Advice.SAME: 2, Advice.HARDER: 3}


def log(ago: int, *, tag: str = "", **values: object) -> ExerciseLog:
    """A session that went as well as can be, but for what is named."""
    day = TODAY - timedelta(days=ago)
    good = ExerciseLog(
        f"log{ago}{tag}",
        "patient",
        day,
        "bridge",
        "item",
        1,
        1,
        sets_done=3,
        sets_asked=3,
        reps_left=4,
        effort=6,
        pain_during=1,
        pain_next_morning=1,
    )
    return replace(good, **values)  # type: ignore[arg-type]


def find(
    *logs: ExerciseLog,
    ratings: dict[date, float] = EVERY_DAY,
    warnings: tuple[Event, ...] = (),
    rules: AdviceRules = RULES,
    item: Planned = ITEM,
) -> Finding:
    done = sessions(logs, item, item_ids={item.item_id}, today=TODAY, ratings=ratings)
    return judge(done, warnings, rules, sets=item.sets, today=TODAY)


def sign(text: str = "tingling in the foot", ago: int = 1) -> Event:
    day = TODAY - timedelta(days=ago)
    return Event(f"sign{ago}", "patient", day, EventKind.WARNING_SIGN, text)


def test_two_calm_sessions_with_repetitions_left_are_harder() -> None:
    found = find(log(3), log(1))
    assert (found.advice, found.rule_id) == (Advice.HARDER, "harder.reps-left")
    assert found.because == (
        "Two sessions at 2 or less (1 on 19 Nov, 1 on 21 Nov), all sets done, 4 repetitions left."
    )
    told = {i.name: i.value for i in found.inputs}
    assert told["Pain during, 21 Nov"] == "1 of 10"
    assert told["Usual pain, 19 Nov"] == "2, median of 7 rated days in the week before"
    assert told["Sets done, 21 Nov"] == "3 of 3"


def test_two_extra_repetitions_in_two_sessions_are_harder_and_in_one_are_not() -> None:
    assert find(log(3, reps_left=2), log(1, reps_left=2)).rule_id == "harder.two-for-two"
    once = find(log(3, reps_left=1), log(1, reps_left=3))
    assert (once.advice, once.rule_id) == (Advice.SAME, "same.no-reserve")


@pytest.mark.parametrize(
    ("logs", "rule_id", "because"),
    [
        (
            [log(3, pain_during=6), log(1, pain_during=8)],
            "easier.pain",
            "Two sessions running with pain above 5: 6 and 8 of 10, on 19 Nov and 21 Nov.",
        ),
        (
            [log(3), log(1, pain_next_morning=4)],
            "easier.morning",
            "Pain 4 the morning after 21 Nov, 2 above the usual 2.",
        ),
        (
            [log(1, done=1, asked=3, less_for_pain=True)],
            "easier.less-for-pain",
            "33% done on 21 Nov, because of pain.",
        ),
        ([log(3), log(1, effort=9)], "easier.effort", "Effort 9 of 10 on 21 Nov."),
    ],
)
def test_each_way_to_easier(logs: list[ExerciseLog], rule_id: str, because: str) -> None:
    found = find(*logs)
    assert (found.advice, found.rule_id, found.because) == (Advice.EASIER, rule_id, because)


@pytest.mark.parametrize(
    ("logs", "rule_id"),
    [
        ([], "same.few"),
        ([log(1)], "same.few"),
        ([log(9), log(8)], "same.few"),
        ([log(3), log(1, pain_during=4)], "same.settled"),
        ([log(3), log(1, pain_during=4, pain_next_morning=3)], "same.mixed"),
        ([log(3, pain_during=7), log(1)], "same.mixed"),
        ([log(3), log(1, sets_done=2)], "same.mixed"),
        ([log(3, done=1, asked=2), log(1)], "same.mixed"),
        ([log(3, effort=10), log(1)], "same.mixed"),
        ([log(3, pain_next_morning=None), log(1)], "same.not-known"),
        ([log(3), log(1, sets_done=None)], "same.not-known"),
        ([log(3, reps_left=None), log(1, reps_left=2)], "same.no-reserve"),
    ],
)
def test_each_way_to_same(logs: list[ExerciseLog], rule_id: str) -> None:
    found = find(*logs)
    assert (found.advice, found.rule_id) == (Advice.SAME, rule_id)


def test_half_done_for_another_reason_than_pain_is_not_easier() -> None:
    assert find(log(3), log(1, done=0, asked=3)).rule_id == "same.few"  # nothing was tried
    assert find(log(3), log(1, done=1, asked=3)).rule_id == "same.mixed"


def test_a_warning_sign_goes_before_everything() -> None:
    found = find(log(3, pain_during=9), log(1, pain_during=9), warnings=(sign(),))
    assert found.advice is Advice.STOP
    assert found.because.startswith("Warning sign on 21 Nov: tingling in the foot.")
    assert find(log(3), log(1), warnings=(replace(sign(), voided=True),)).advice is Advice.HARDER
    flare = replace(sign(), kind=EventKind.FLARE_UP)
    assert find(log(3), log(1), warnings=(flare,)).advice is Advice.HARDER


def test_usual_pain_without_ratings_is_that_of_earlier_mornings_and_says_so() -> None:
    found = find(log(5), log(3), log(1, pain_next_morning=3), ratings={})
    assert found.rule_id == "easier.morning"
    assert found.inputs[1].value == "1, median of 2 earlier next mornings; no ratings"
    assert find(log(3), log(1), ratings={}).advice is Advice.HARDER
    # Where nothing says what is usual, only a calm morning is good.
    assert find(log(3, pain_next_morning=3), log(1), ratings={}).advice is Advice.SAME


def test_sessions_before_the_last_change_of_the_rung_do_not_count() -> None:
    changed = replace(ITEM, changed=TODAY - timedelta(days=2))
    assert find(log(3), log(2), log(1), item=changed).rule_id == "same.few"


def test_logs_of_an_older_item_count_for_the_same_exercise_alone() -> None:
    old = {"item_id": "gone"}
    assert find(log(3, **old), log(1)).advice is Advice.HARDER
    other = {"exercise_id": "squat"}
    assert find(log(3, **other), log(1)).rule_id == "same.few"


def test_the_clinics_own_limits_are_used_and_told() -> None:
    own = AdviceRules(calm_pain=3, high_pain=6, sessions_needed=3, window_days=10)
    assert find(log(3, pain_during=3), log(1), rules=own).rule_id == "same.few"
    three = [log(ago, pain_during=3) for ago in (8, 4, 1)]
    assert find(*three, rules=own).advice is Advice.HARDER
    assert rule_words("easier.pain", own) == (
        "Easier: pain during above 6 of 10 in 3 sessions running."
    )


@pytest.mark.parametrize("rule_id", SOURCES)
def test_every_rule_has_a_sentence_and_an_honest_source(rule_id: str) -> None:
    assert rule_words(rule_id, RULES).endswith(".")
    source = SOURCES[rule_id]
    assert "custom" in source.lower() or "secondary source only" in source


# --- laws ----------------------------------------------------------------------------------------

maybe_score = st.none() | st.integers(0, 10)


@st.composite
def logs_of(draw: st.DrawFn, *, known: bool = False) -> list[ExerciseLog]:
    score = st.integers(0, 10) if known else maybe_score
    some = st.sampled_from([None, 0, 1, 2, 3, 4, 8]) if not known else st.integers(0, 8)
    days = draw(st.lists(st.integers(0, 9), max_size=6))
    return [
        log(
            ago,
            tag=f"-{n}",
            done=draw(st.integers(0, 2)),
            asked=draw(st.integers(0, 3)),
            sets_done=draw(some),
            sets_asked=draw(some),
            reps_left=draw(some),
            effort=draw(score),
            pain_during=draw(score),
            pain_next_morning=draw(score),
            less_for_pain=draw(st.booleans()),
        )
        for n, ago in enumerate(days)
    ]


@st.composite
def calm_logs(draw: st.DrawFn) -> list[ExerciseLog]:
    """Near what is harder, so that one value decides."""
    count = draw(st.integers(2, 4))
    return [
        log(
            n,
            pain_during=draw(st.integers(0, 3)),
            pain_next_morning=draw(st.integers(0, 3)),
            reps_left=draw(st.integers(1, 5)),
        )
        for n in range(count)
    ]


@given(st.data(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_order_of_logs_does_not_matter(data: st.DataObject, rated: bool) -> None:
    logs = data.draw(logs_of())
    shuffled = data.draw(st.permutations(logs))
    ratings = EVERY_DAY if rated else {}
    assert find(*logs, ratings=ratings) == find(*shuffled, ratings=ratings)


@given(logs_of() | calm_logs(), logs_of())
@settings(max_examples=150, deadline=None)
def test_voided_logs_change_nothing(logs: list[ExerciseLog], wrong: list[ExerciseLog]) -> None:
    struck = [replace(one, id=f"x{one.id}", voided=True) for one in wrong]
    assert find(*logs, *struck, ratings={}) == find(*logs, ratings={})


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_more_pain_never_gives_a_harder_suggestion(data: st.DataObject) -> None:
    """With the usual pain known: it is what the next morning is measured against."""
    logs = data.draw(logs_of(known=True) | calm_logs())
    if not logs:
        return
    which = data.draw(st.integers(0, len(logs) - 1))
    name = data.draw(st.sampled_from(["pain_during", "pain_next_morning"]))
    one = logs[which]
    more = min(10, (getattr(one, name) or 0) + data.draw(st.integers(1, 6)))
    worse = [*logs[:which], replace(one, **{name: more}), *logs[which + 1 :]]
    assert RANK[find(*worse).advice] <= RANK[find(*logs).advice]


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_what_is_missing_never_gives_harder(data: st.DataObject) -> None:
    """Any value that harder rests on, left out of any log. Effort is none of them."""
    logs = data.draw(logs_of(known=True) | calm_logs())
    if not logs or find(*logs).advice is Advice.HARDER:
        return
    if find(*logs).rule_id == "easier.effort":
        return
    which = data.draw(st.integers(0, len(logs) - 1))
    names = ["pain_during", "pain_next_morning", "sets_done", "reps_left"]
    gone = data.draw(st.sets(st.sampled_from(names), min_size=1))
    less = replace(logs[which], **dict.fromkeys(gone, None))
    assert find(*logs[:which], less, *logs[which + 1 :]).advice is not Advice.HARDER


@given(calm_logs(), st.sampled_from(["pain_during", "pain_next_morning", "sets_done"]))
@settings(max_examples=100, deadline=None)
def test_harder_needs_every_value_of_the_sessions_it_rests_on(
    logs: list[ExerciseLog], name: str
) -> None:
    latest = min(logs, key=lambda one: TODAY - one.day)
    rest = [one for one in logs if one is not latest]
    assert find(*rest, replace(latest, **{name: None})).advice is not Advice.HARDER
