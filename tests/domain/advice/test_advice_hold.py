"""What holds "harder" back: the verdict, events, mornings, a flare-up; and simulated patients."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.advice.advice import Advice, AdviceRules, Suggestion
from clinic_app.domain.advice.advice_change import suggest
from clinic_app.domain.advice.advice_hold import BREAKS, Hold, Situation, hold
from clinic_app.domain.advice.advice_rule_words import SOURCES
from clinic_app.domain.advice.advice_rules import judge
from clinic_app.domain.advice.advice_sessions import Planned, Session, sessions, usual_pain
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.trend.trend import Trend, judge_days
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
TODAY = date(2026, 11, 22)
RULES = AdviceRules()
ITEM = PlanItem.of(LIBRARY.exercise("bridge"))
PLANNED = Planned(ITEM.id, "bridge", ITEM.dose.sets)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def log(days: int, **values: object) -> ExerciseLog:
    good = ExerciseLog(
        f"log{days}", "p", ago(days), "bridge", ITEM.id, 1, 1, sets_done=PLANNED.sets,
        sets_asked=PLANNED.sets, reps_left=4, pain_during=1, pain_next_morning=1,
    )  # fmt: skip
    return replace(good, **values)  # pyright: ignore[reportArgumentType]  # any other field


def event(kind: EventKind, days: int) -> Event:
    return Event(f"{kind}{days}", "p", ago(days), kind)


def done(
    *logs: ExerciseLog, ratings: Mapping[date, float], flares: tuple[date, ...] = ()
) -> tuple[Session, ...]:
    return sessions(logs, PLANNED, item_ids={ITEM.id}, today=TODAY, ratings=ratings, flares=flares)


def trend_of(*weeks: float, days_ago: int = 0) -> Trend:
    """The verdict on whole weeks of one value each, the last of which ended some days ago."""
    first = ago(days_ago) - timedelta(days=7 * len(weeks) - 1)
    days = {first + timedelta(days=n): weeks[n // 7] for n in range(7 * len(weeks))}
    return judge_days({Series.AVERAGE: days}, today=TODAY)


CALM = {ago(n): 2.0 for n in range(45)}
GOOD = done(log(3), log(1), ratings=CALM)
KNOWN = Situation(TODAY, ratings=CALM, mornings={ago(3): 1, ago(1): 1})


def held(known: Situation, sessions_done: tuple[Session, ...] = GOOD) -> str:
    found = hold(sessions_done, known, RULES)
    return "" if found is None else found.rule_id


def test_nothing_holds_a_calm_patient() -> None:
    assert held(KNOWN) == ""
    assert held(Situation(TODAY), ()) == ""


@pytest.mark.parametrize(
    ("weeks", "days_ago", "rule_id"),
    [
        ((2, 2, 6), 0, "same.worse"),  # worse, one week of three
        ((2, 2, 6, 6, 6), 0, "same.worse"),  # confirmed
        ((2, 2, 3.2, 3.2, 3.2), 0, "same.worse"),  # possibly worse
        ((2, 2, 6, 6, 6), 30, "same.worse"),  # some weeks old: it still speaks
        ((2, 2, 6, 6, 6), 50, ""),  # history
        ((2, 2, 2.5), 0, ""),
        ((6, 6, 2, 2, 2), 0, ""),
    ],
)
def test_a_verdict_of_worse_confirmed_or_not_or_possibly_worse_holds(
    weeks: tuple[float, ...], days_ago: int, rule_id: str
) -> None:
    trend = trend_of(*weeks, days_ago=days_ago)
    assert held(replace(KNOWN, trends={"": trend})) == rule_id
    assert held(replace(KNOWN, trends={"": trend_of(2, 2, 2), "neck-back": trend})) == rule_id


def test_it_names_its_numbers_and_its_date() -> None:
    found = hold(GOOD, replace(KNOWN, trends={"": trend_of(2, 2, 6, 6, 6)}), RULES)
    assert found is not None
    assert found.because == (
        "Pain is worse, confirmed: 2.0 at the start, 6.0 of late (as of 22 Nov)."
    )
    apart = hold(GOOD, replace(KNOWN, trends={"neck-back": trend_of(2, 2, 6)}), RULES)
    assert apart is not None
    assert apart.because.startswith("Pain (back of the neck) is worse, 1 of ")


def test_after_surgery_nothing_harder_before_somebody_noted_that_it_is_cleared() -> None:
    surgery, cleared = event(EventKind.SURGERY, 300), event(EventKind.CLEARED, 40)
    assert held(replace(KNOWN, events=[surgery])) == "same.surgery"
    assert held(replace(KNOWN, events=[surgery, cleared])) == ""
    again = event(EventKind.SURGERY, 39)
    assert held(replace(KNOWN, events=[surgery, cleared, again])) == "same.surgery"
    assert held(replace(KNOWN, events=[surgery, replace(cleared, voided=True)])) == "same.surgery"
    found = hold(GOOD, replace(KNOWN, events=[event(EventKind.SURGERY, 400)]), RULES)
    assert found is not None
    assert "18 Oct 2025" in found.because


@pytest.mark.parametrize("kind", [EventKind.FLARE_UP, EventKind.INJECTION])
def test_all_sessions_that_count_lie_after_a_flare_up_or_injection(kind: EventKind) -> None:
    def at(days: int) -> str:
        return held(replace(KNOWN, events=[event(kind, days)]))

    assert [at(days) for days in (0, 1, 2, 3)] == ["same.too-soon"] * 4
    assert at(4) == ""
    assert held(replace(KNOWN, events=[event(kind, 4)]), ()) == "same.too-soon"
    assert held(replace(KNOWN, events=[event(kind, 20)]), ()) == ""
    found = hold(GOOD, replace(KNOWN, events=[event(kind, 2)]), RULES)
    assert found is not None
    assert found.because == f"{kind.label} on 20 Nov: 1 of 2 sessions since, 2 are needed."


def test_a_bad_morning_after_any_exercise_holds() -> None:
    assert held(replace(KNOWN, mornings={ago(2): 6})) == "same.sore-morning"
    assert held(replace(KNOWN, mornings={ago(2): 5})) == ""
    assert held(replace(KNOWN, mornings={ago(9): 9})) == ""


def test_a_flare_up_in_the_ratings_alone_holds() -> None:
    assert held(replace(KNOWN, ratings={**CALM, ago(0): 4.0})) == "same.risen"
    assert held(replace(KNOWN, ratings={**CALM, ago(0): 3.5})) == ""


def test_an_undecided_warning_sign_holds() -> None:
    sign = event(EventKind.WARNING_SIGN, 2)
    assert held(replace(KNOWN, events=[sign], warnings=[sign])) == "stop.warning-sign"


def test_usual_does_not_rise_with_a_flare_up() -> None:
    flare = {**CALM, **{ago(n): 7.0 for n in range(14)}}
    usual = usual_pain(ago(1), flare, ())
    assert usual is not None
    assert (usual.pain, usual.basis) == (
        2,
        "median of 21 rated days in the three weeks before that",
    )
    noted = {**CALM, **{ago(n): 7.0 for n in range(26)}}
    after = usual_pain(ago(1), noted, (), flares=[ago(26)])
    assert after is not None
    assert (after.pain, after.basis) == (
        2,
        "median of 7 rated days in the week before the flare-up",
    )


def test_usual_of_mornings_does_not_rise_either() -> None:
    mornings = (1, 1, 7, 7, 7, 7)
    found = done(*(log(12 - n, pain_next_morning=m) for n, m in enumerate(mornings)), ratings={})
    assert [s.usual and s.usual.pain for s in found] == [None, 1, 1, 1, 1, 1]


@given(
    st.dictionaries(st.integers(1, 35).map(ago), st.integers(0, 10).map(float)),
    st.dictionaries(st.integers(1, 7).map(ago), st.integers(1, 10)),
)
def test_more_pain_of_the_last_week_never_lifts_usual_above_the_weeks_before(
    ratings: dict[date, float], more: dict[date, int]
) -> None:
    worse = {**ratings, **{d: min(10.0, ratings.get(d, 0.0) + n) for d, n in more.items()}}
    before = [pain for d, pain in ratings.items() if d < ago(7) and d >= ago(28)]
    usual = usual_pain(TODAY, worse, ())
    if before:
        assert usual is not None
        assert usual.pain <= median(before)


def test_what_holds_keeps_harder_back_and_says_why() -> None:
    finding = judge(GOOD, (), RULES, sets=PLANNED.sets, today=TODAY)
    assert finding.advice is Advice.HARDER
    reason = hold(GOOD, replace(KNOWN, events=[event(EventKind.SURGERY, 20)]), RULES)
    told = suggest(ITEM, finding, RULES, precautions=(), lookup=LIBRARY.exercise, hold=reason)
    assert (told.advice, told.rule_id, told.changed) == (Advice.SAME, "same.surgery", None)
    assert told.because == (
        "Two sessions at 2 or less (1 on 19 Nov, 1 on 21 Nov), all sets done, 4 repetitions left."
        " But: Surgery on 2 Nov: nobody has noted yet that it is cleared."
    )
    assert told.inputs[0].name == "Surgery, 2 Nov"
    assert told.rule.startswith("Same: after surgery")


def test_nothing_is_made_easier_or_stopped_by_what_holds() -> None:
    sore = done(log(3, pain_during=8), log(1, pain_during=8), ratings=CALM)
    finding = judge(sore, (), RULES, sets=PLANNED.sets, today=TODAY)
    reason = Hold("same.surgery", "Not cleared.", ())
    told = suggest(ITEM, finding, RULES, precautions=(), lookup=LIBRARY.exercise, hold=reason)
    assert told.advice is Advice.EASIER


# --- simulated patients --------------------------------------------------------------------------


class Made:
    """A patient of eight weeks: ratings with flares and gaps, sessions part-filled, events."""

    def __init__(self, seed: int) -> None:
        draw = self.draw = Random(seed)
        start, carry, noise = draw.uniform(0, 5), 0.0, draw.uniform(0.2, 1.2)
        drift = draw.choice([-0.05, 0, 0, 0.05])
        flare = draw.choice([-1, draw.randrange(0, 30)])  # days ago; -1 is none
        length, high = draw.randrange(2, 12), draw.uniform(1, 6)
        self.ratings: dict[date, float] = {}
        self.logs: list[ExerciseLog] = []
        self.events: list[Event] = []
        for n in range(55, -1, -1):
            carry = 0.6 * carry + draw.gauss(0, noise)
            in_flare = flare >= 0 and flare >= n > flare - length
            pain = start + drift * (55 - n) + carry + high * in_flare
            score = min(10, max(0, round(pain)))
            if draw.random() < 0.8:
                self.ratings[ago(n)] = float(score)
            if n < 14 and draw.random() < 0.6:
                self.logs.append(self._log(n, score))
        if flare >= 0 and draw.random() < 0.5:
            self.events.append(event(EventKind.FLARE_UP, flare))
        for kind in (EventKind.INJECTION, EventKind.SURGERY, EventKind.CLEARED):
            if draw.random() < 0.15:
                self.events.append(event(kind, draw.randrange(0, 40)))

    def _log(self, days: int, score: int) -> ExerciseLog:
        """A patient who plays the pain down, and leaves some boxes empty."""
        draw = self.draw
        empty = draw.choice(["reps_left", "pain_next_morning", "sets_done"])
        told: dict[str, object] = {
            "pain_during": draw.choice([0, 1, 2, 2, min(10, score)]),
            "pain_next_morning": draw.choice([0, 1, min(2, score), score]),
            "reps_left": draw.choice([2, 3, 4, 5]),
        }
        return log(days, **told | ({empty: None} if draw.random() < 0.1 else {}))

    @property
    def trend(self) -> Trend:
        return judge_days({Series.AVERAGE: self.ratings}, today=TODAY)

    def advice(self) -> tuple[Suggestion, tuple[Session, ...]]:
        flares = tuple(e.day for e in self.events if e.kind is EventKind.FLARE_UP)
        found = done(*self.logs, ratings=self.ratings, flares=flares)
        finding = judge(found, (), RULES, sets=PLANNED.sets, today=TODAY)
        mornings = {
            x.day: x.pain_next_morning for x in self.logs if x.pain_next_morning is not None
        }
        known = Situation(TODAY, {"": self.trend}, self.events, (), mornings, self.ratings)
        reason = hold(found, known, RULES)
        told = suggest(ITEM, finding, RULES, precautions=(), lookup=LIBRARY.exercise, hold=reason)
        return told, found

    def forbidden(self, judged: tuple[Session, ...]) -> list[str]:
        """In which ways harder would be careless, told without the code under test."""
        first = min(s.day for s in judged)
        found = [f"verdict {self.trend.verdict}"] if "worse" in self.trend.verdict else []
        found += [
            str(e.kind)
            for e in self.events
            if e.kind in BREAKS and e.kind is not EventKind.SURGERY and e.day >= first
        ]
        operated = [e.day for e in self.events if e.kind is EventKind.SURGERY]
        cleared = [e.day for e in self.events if e.kind is EventKind.CLEARED]
        if operated and max(operated) > max(cleared, default=date.min):
            found.append("not cleared")
        calm = [p for d, p in self.ratings.items() if ago(28) <= d < first - timedelta(days=7)]
        for session in judged:
            morning = session.worst("pain_next_morning")
            if morning is None or morning > RULES.high_pain:
                found.append(f"morning {morning}")
            elif len(calm) > 14 and morning > median(calm) + 1:
                found.append(f"morning {morning}, usual {median(calm)}")
        return found


def test_harder_never_comes_in_a_forbidden_state() -> None:
    counts = dict.fromkeys(Advice, 0)
    rules: set[str] = set()
    for seed in range(1500):
        made = Made(seed)
        told, found = made.advice()
        counts[told.advice] += 1
        rules.add(told.rule_id)
        if told.advice is Advice.HARDER:
            assert not made.forbidden(found[-2:]), seed
    assert counts[Advice.HARDER] > 40  # careful, and not mute
    assert {"same.worse", "same.surgery", "same.too-soon", "same.risen"} <= rules <= set(SOURCES)
