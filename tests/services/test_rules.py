"""Limits as shipped and as a clinic sets them, and the rule that a patient's ratings meet."""

import random
from dataclasses import replace
from datetime import date, timedelta, timezone

import pytest

from clinic_app.domain.advice.advice import AdviceRules
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import Span
from clinic_app.domain.patient.patient import Episode, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.trend.trend import Verdict
from clinic_app.domain.trend.trend_rules import TREND_LIMITS, TrendRule, rule_for
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.workspace import Workspace
from clinic_app.storage.records import rules


def rate(workspace: Workspace, patient: Patient, scores: dict[int, int], site: str = "") -> None:
    """Average ratings by days ago."""
    now = workspace.now() - timedelta(minutes=5)
    entries = [
        PainRating(new_id(), patient.id, Series.AVERAGE, s, now - timedelta(days=ago), site=site)
        for ago, s in scores.items()
    ]
    workspace.pain.add_all(patient.id, entries)


def test_every_region_of_the_library_has_a_rule_with_its_sources(workspace: Workspace) -> None:
    for region in ("", *workspace.library.vocabulary.terms["region"]):
        rule = workspace.rules.trend(region)
        assert rule.region == region
        assert rule.fall_points >= 2
        assert rule.fall_share >= 0.3
        assert not rule.is_laxer
        marks = ("PMID", "PMC", "doi", "2008", "clinical custom", "No source of its own")
        assert all(any(mark in line for mark in marks) for line in rule.sources)


def test_own_limits_count_for_their_region_until_they_are_the_shipped_ones_again(
    workspace: Workspace, heard: list[Change]
) -> None:
    usual = rule_for("knee")
    workspace.rules.save_trend("knee", replace(usual, fall_points=3))
    own = workspace.rules.trend("knee")
    assert (own.fall_points, own.is_own, own.is_laxer) == (3, True, False)
    assert own.sources == usual.sources
    assert workspace.rules.trend("hip") == rule_for("hip")
    assert heard[-1] == ClinicChanged()
    workspace.rules.save_trend("knee", usual)
    assert workspace.rules.trend("knee") == usual


def test_limits_kept_for_the_rule_of_windows_are_read_by_their_present_names(
    workspace: Workspace,
) -> None:
    """They hold what is gone (a low start), and 5 days of 7 where the clinic chose nothing."""
    old = {"low_baseline": 4.0, "possible_fall_points": 1.0, "fall_share": 0.3, "rise_points": 2.0}
    for days, fall, needed, own in ((5, 2.0, 4, False), (5, 2.5, 4, True), (6, 2.0, 6, True)):
        document = {**old, "rated_days_needed": days, "fall_points": fall}
        with workspace.rules._session.write() as tx:  # as an older version kept them
            rules.put(tx, "trend.", document)
        rule = workspace.rules.trend("")
        assert (rule.rated_days_needed, rule.fall_points, rule.is_own) == (needed, fall, own)


@pytest.mark.parametrize("name", list(TREND_LIMITS))
def test_a_limit_out_of_range_is_refused(name: str) -> None:
    low, high = TREND_LIMITS[name]
    for wrong in (low - 0.1, high + 0.1, float("nan")):
        with pytest.raises(UserError):
            TrendRule().with_limits({name: wrong})


def test_half_a_rated_day_and_an_unknown_region_are_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="whole number"):
        TrendRule(rated_days_needed=5.5)  # pyright: ignore[reportArgumentType]  # as from a file
    with pytest.raises(UserError, match="not a known region"):
        workspace.rules.save_trend("tail", rule_for("tail"))


def test_the_limits_of_advice_are_kept(workspace: Workspace) -> None:
    assert workspace.rules.advice() == AdviceRules()
    own = AdviceRules(high_pain=4)
    workspace.rules.save_advice(own)
    assert workspace.rules.advice() == own


def test_the_region_of_the_episode_decides(workspace: Workspace, patient: Patient) -> None:
    assert workspace.pain.rule(patient.id) == rule_for("low-back")
    ned = workspace.patients.add(Patient(new_id(), "Ned", "Placeholder"))
    assert workspace.pain.rule(ned.id) == rule_for("")
    workspace.patients.add_episode(Episode(new_id(), ned.id, "Stiff shoulder", "shoulder"))
    assert workspace.pain.rule(ned.id) == rule_for("shoulder")
    rate(workspace, ned, {ago: 6 if ago > 20 else 4 for ago in range(35)})
    rate(workspace, patient, {ago: 6 if ago > 20 else 4 for ago in range(35)})
    trends = workspace.pain.trends([patient.id, ned.id])
    assert trends[patient.id][""].confirmed
    assert trends[ned.id][""].verdict is Verdict.POSSIBLY_BETTER


def test_a_later_episode_begins_anew(workspace: Workspace) -> None:
    today = workspace.now().date()
    patient = workspace.patients.add(Patient(new_id(), "Ivy", "Mockford"))
    first = today - timedelta(days=60)
    workspace.patients.add_episode(
        Episode(new_id(), patient.id, "Low back pain", "low-back", started=first)
    )
    rate(workspace, patient, {ago: 8 if ago > 30 else 3 for ago in range(60)})
    assert workspace.pain.trend(patient.id).confirmed
    started = today - timedelta(days=20)  # three weeks
    workspace.patients.add_episode(
        Episode(new_id(), patient.id, "Knee pain", "knee", started=started)
    )
    trend = workspace.pain.trend(patient.id)
    assert trend.verdict is Verdict.UNCERTAIN
    assert trend.starts[0].first == started
    assert "newest episode" in trend.rule.words
    assert workspace.pain.trends([patient.id]) == {patient.id: {"": trend}}
    assert workspace.pain.chart(patient.id, span=Span.ALL).trend == trend


def test_ratings_before_the_only_episode_count(workspace: Workspace) -> None:
    bea = workspace.patients.add(Patient(new_id(), "Bea", "Testcase"))
    rate(workspace, bea, dict.fromkeys(range(21), 6))
    workspace.patients.add_episode(Episode(new_id(), bea.id, "Hip pain", "hip"))
    trend = workspace.pain.trend(bea.id)
    assert trend.verdict is Verdict.UNCERTAIN
    assert trend.rule.since is None


def test_without_a_rating_since_the_new_episode_nothing_is_said(
    workspace: Workspace, patient: Patient
) -> None:
    rate(workspace, patient, dict.fromkeys(range(5, 30), 6))
    workspace.patients.add_episode(Episode(new_id(), patient.id, "Knee pain", "knee"))
    trend = workspace.pain.trend(patient.id)
    assert trend.verdict is Verdict.NOT_ENOUGH_DATA
    assert trend.missing.startswith("No ratings yet since")


def test_two_dates_compare_across_episodes_and_one_site_at_a_time(
    workspace: Workspace, patient: Patient
) -> None:
    today = workspace.now().date()
    rate(workspace, patient, {ago: 8 if ago > 30 else 3 for ago in range(60)})
    rate(workspace, patient, dict.fromkeys(range(60), 5), site="knee-front-right")
    workspace.patients.add_episode(Episode(new_id(), patient.id, "Hip pain", "hip"))
    then = today - timedelta(days=40)
    trend = workspace.pain.compare(patient.id, then, today)
    assert (trend.verdict, trend.change, trend.confirmed) == (Verdict.IMPROVED, -5, False)
    knee = workspace.pain.compare(patient.id, then, today, site="knee-front-right")
    assert (knee.verdict, knee.change) == (Verdict.UNCERTAIN, 0)
    nothing = workspace.pain.compare(patient.id, date(2020, 1, 7), today)
    assert "there are 0 of 1 to 7 Jan 2020" in nothing.missing


def test_the_database_and_the_program_agree_on_days_zones_and_struck_ratings(
    workspace: Workspace, patient: Patient
) -> None:
    chance = random.Random(20261122)
    start = workspace.now() - timedelta(days=40)
    for _ in range(20):
        minutes = chance.choice((-570, -210, 0, 60, 345, 840))
        entries = [
            PainRating(
                new_id(),
                patient.id,
                Series.AVERAGE,
                chance.randint(2, 7),
                (start + timedelta(hours=chance.randrange(39 * 24))).astimezone(
                    timezone(timedelta(minutes=minutes))
                ),
            )
            for _ in range(6)
        ]
        workspace.pain.add_all(patient.id, entries)
        workspace.pain.void(patient.id, entries[0].id, "a slip")
        assert workspace.pain.trends([patient.id])[patient.id][""] == workspace.pain.trend(
            patient.id
        )
    assert workspace.pain.trend(patient.id).latest is not None
