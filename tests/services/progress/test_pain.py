"""Ratings: recorded, struck out with a reason, charted with the plan's changes."""

from datetime import timedelta

import pytest

from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.pain_chart import Span
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.trend.trend import Verdict
from clinic_app.services.changes import Change, PainChanged
from clinic_app.services.workspace import Workspace

from ..conftest import Clock


def test_a_rating_is_kept_as_given(
    workspace: Workspace, patient: Patient, clock: Clock, heard: list[Change]
) -> None:
    entry = workspace.pain.record(patient.id, 4, context="after work")
    assert workspace.pain.listing(patient.id) == [entry]
    assert (entry.series, entry.at, entry.context) == (Series.NOW, clock(), "after work")
    assert heard == [PainChanged(patient.id)]


def test_scores_and_times_that_cannot_be_are_refused(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    with pytest.raises(UserError, match="0 to 10"):
        workspace.pain.record(patient.id, 11)
    with pytest.raises(UserError, match="future"):
        workspace.pain.record(patient.id, 4, at=clock() + timedelta(days=1))
    with pytest.raises(NotFound):
        workspace.pain.record("nobody", 4)
    assert workspace.pain.listing(patient.id) == []


def test_a_wrong_rating_is_struck_out_with_a_reason_and_can_come_back(
    workspace: Workspace, patient: Patient
) -> None:
    entry = workspace.pain.record(patient.id, 9)
    with pytest.raises(UserError, match="Say why"):
        workspace.pain.void(patient.id, entry.id, "  ")
    workspace.pain.void(patient.id, entry.id, "meant 6")
    struck = workspace.pain.listing(patient.id)[0]
    assert (struck.voided, struck.void_reason, struck.score) == (True, "meant 6", 9)
    assert not any(t.runs for t in workspace.pain.chart(patient.id, span=Span.ALL).tracks)
    workspace.pain.restore(patient.id, entry.id)
    assert not workspace.pain.listing(patient.id)[0].voided


def rate_days(workspace: Workspace, patient: Patient, clock: Clock, *scores: int) -> None:
    for score in scores:
        workspace.pain.record(patient.id, score, series=Series.AVERAGE)
        clock.forward(days=1)


def test_the_chart_stands_beside_the_plan(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    rate_days(workspace, patient, clock, *[6] * 14)
    workspace.plans.replace(patient.id, {"items": [{"exercise": "bridge"}]})
    rate_days(workspace, patient, clock, *[3] * 14)
    chart = workspace.pain.chart(patient.id, span=Span.ALL)
    assert [f.text for f in chart.flags] == ["Plan started"]
    assert chart.trend.verdict is Verdict.IMPROVED
    assert chart.trend.confirmed
    assert workspace.pain.trends([patient.id, "nobody"])[patient.id] == {"": chart.trend}
    assert workspace.pain.trends(["nobody"])["nobody"][""].verdict is Verdict.NOT_ENOUGH_DATA


def test_the_small_lines_of_the_home_screen_hold_four_weeks(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    rate_days(workspace, patient, clock, 5)
    clock.forward(days=40)
    rate_days(workspace, patient, clock, 4)
    recent = workspace.pain.recent([patient.id])
    assert [e.score for e in recent[patient.id]] == [4]


@pytest.mark.parametrize(
    ("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")]
)
def test_the_chart_is_saved_as_a_file(
    workspace: Workspace,
    patient: Patient,
    clock: Clock,
    kind,
    start: bytes,
) -> None:
    rate_days(workspace, patient, clock, 6, 5, 4)
    data = workspace.pain.chart_file(patient.id, kind=kind, span=Span.TWO_WEEKS)
    assert data.lstrip().startswith(start)
    assert b"Marigold" not in data


def test_another_site_is_judged_by_the_limits_of_its_own_region(
    workspace: Workspace, patient: Patient
) -> None:
    assert workspace.pain.chart(patient.id, span=Span.ALL).trend.rule.region == "low-back"
    for site, region in (("knee-front-right", "knee"), ("calf-left", ""), ("neck-back", "neck")):
        chart = workspace.pain.chart(patient.id, span=Span.ALL, site=site)
        assert chart.trend.rule.region == region
