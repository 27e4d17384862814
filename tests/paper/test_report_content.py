"""The words of a report: numbers with true minus signs, limits, what is not known."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from handout_samples import TODAY
from report_samples import ago, chart, logs, nothing, ratings, report, results

from clinic_app.domain.pain.pain_chart import FlagKind
from clinic_app.domain.progress.adherence import weekly
from clinic_app.domain.progress.measures import MEASURES
from clinic_app.domain.progress.outcome_measure import tracks
from clinic_app.domain.trend.trend import between, by_series, judge
from clinic_app.domain.trend.trend_rules import rule_for
from clinic_app.paper.report.content import ReportContent


def fact(content: ReportContent, label: str) -> str | None:
    return next((f.value for f in content.facts if f.label == label), None)


def test_the_verdict_tells_numbers_weeks_rule_and_sources() -> None:
    rule = rule_for("low-back")
    shown = replace(chart(42), trend=judge(ratings(42), rule, today=TODAY))
    words = report(shown).verdict
    trend = shown.trend
    assert trend.start is not None
    assert trend.latest is not None
    fall = trend.start - trend.latest
    assert words.headline == "Pain: improved, confirmed"
    assert words.numbers == (
        f"{trend.start:.1f} to {trend.latest:.1f} (−{fall:.1f}, −{100 * fall / trend.start:.0f} %)"
    )
    assert words.rests_on.startswith("Average pain (0 to 10, weekly means of daily ratings): ")
    assert f"in the first two weeks ({trend.starts[0].first.day} " in words.rests_on
    assert "weeks in a row at least 2 points and 30 % lower" in words.rests_on
    assert words.rule == rule.short_words
    assert words.sources == rule.short_sources
    assert "A diary cannot tell treatment from natural course" in words.confidence
    assert "standard error" not in repr(words)
    assert words.period == ""


def test_a_record_over_half_a_year_says_how_far_its_weeks_lie_apart() -> None:
    told = "Start and latest week lie 13 months apart, so pain may have come and gone between them."
    assert told in report(chart(400)).verdict.confidence
    assert "apart" not in report(chart(60)).verdict.confidence


def test_a_period_is_compared_beside_the_whole() -> None:
    days = by_series(ratings(42))
    within = between(days, before=TODAY - timedelta(days=20), after=TODAY, today=TODAY)
    content = report(within=within)
    assert within.start is not None
    assert within.latest is not None
    told = f"{within.start:.1f} to {within.latest:.1f}"
    assert told in content.verdict.period
    assert within.headline.lower() in content.verdict.period
    assert content.measures[0].first.startswith(f"{within.start:.1f} ")


def test_a_period_without_weeks_says_what_is_missing() -> None:
    within = between(by_series(ratings(5)), today=TODAY, before=TODAY, after=TODAY)
    assert report(within=within).verdict.period.endswith(within.missing)


def test_visits_are_counted_and_left_out_where_there_are_none() -> None:
    visits = tuple(ago(n, "Visit", FlagKind.VISIT) for n in (30, 20, 10))
    assert fact(report(chart(42, flags=visits)), "Visits") == "3"
    assert fact(report(chart(42)), "Visits") is None
    assert fact(report(recipient=""), "To") is None


def test_what_was_not_logged_is_not_called_undone() -> None:
    assert "not known" in report(nothing()).adherence
    weeks = weekly(logs(42), first=TODAY - timedelta(days=41), last=TODAY)
    done, asked = sum(w.done for w in weeks), sum(w.asked for w in weeks)
    told = report(chart(42)).adherence
    assert f"{done} of {asked} sessions asked ({100 * done // asked} %)" in told
    assert "2 of 6 weeks not known" in told


def test_each_measure_tells_direction_limits_and_reading() -> None:
    found = tracks(results(len(MEASURES)), MEASURES)
    rows = report(replace(chart(42), measures=found)).measures[1:]
    for track, row in zip(found, rows, strict=True):
        assert row.direction.startswith("higher" if track.measure.up_is_better else "lower")
        mdc, mcid = track.measure.mdc, track.measure.mcid
        assert row.limits.startswith("–" if mdc is None else f"{mdc:g}")
        assert ("–" if mcid is None else f"{mcid:g}") in row.limits
        assert "-" not in row.change
        assert row.is_told == (row.reading in {"better", "worse"})


def test_a_single_score_has_no_change() -> None:
    single = tracks(results(1)[:1], MEASURES)
    row = report(replace(chart(42), measures=single)).measures[1]
    assert (row.first, row.change, row.reading) == ("–", "–", "one score only")


def test_no_answer_to_a_measure_is_told() -> None:
    result = replace(results(1)[0], items=(("Carrying my niece Philomena", 3.0),))
    content = report(replace(chart(42), measures=tracks([result], MEASURES)))
    assert "Philomena" not in repr(content.measures)
    assert "Philomena" not in repr(content.measure_sources)


def test_the_home_program_is_told_in_words() -> None:
    (name, how), *_ = report(exercises=2).plan
    assert name == "Exercise 0"
    assert "3 sets of 10" in how.replace("\N{NO-BREAK SPACE}", " ")
    assert "hold 5 seconds" in how.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("region", ["", "low-back", "neck", "shoulder", "hip", "knee", "elbow"])
def test_short_sources_name_nothing_that_the_long_ones_do_not(region: str) -> None:
    rule = rule_for(region)
    known = "; ".join(rule.sources)
    cited = re.findall(r"PM\w* ?\d+|10\.\d+/\S+?(?=\))|[A-Z]\w+ 20\d\d", str(rule.short_sources))
    assert cited
    assert all(name in known for name in cited)


def test_every_measure_has_a_short_source_of_the_same_origin() -> None:
    for measure in MEASURES:
        assert measure.short_source
        cited = re.findall(r"PMC\d+|\d[\d.]*", measure.short_source)
        assert all(name in measure.source for name in cited), measure.name
