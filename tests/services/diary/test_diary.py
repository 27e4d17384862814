"""Diaries of a clinic on disk: grids by the handouts, saved whole or not at all, never twice."""

from datetime import date, timedelta

import pytest

from clinic_app.domain.diary.diary import Diary, SessionDetails
from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.handout import HandoutOptions, Layout
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.changes import Change, PainChanged, ProgressChanged
from clinic_app.services.diary.diary import DiaryPeriod, DiarySaved
from clinic_app.services.workspace import Workspace

from ..conftest import Clock

AVERAGE, WORST = Series.AVERAGE, Series.WORST


def plan(workspace: Workspace, patient: Patient, *exercises: str) -> None:
    items = [{"exercise": name, "dose": {"times_per_day": 2}} for name in exercises]
    workspace.plans.replace(patient.id, {"items": items})


def names(diary: Diary) -> list[str]:
    return [row.exercise_id for row in diary.rows]


def ratings(workspace: Workspace, patient: Patient) -> list[PainRating]:
    return [e for e in workspace.pain.listing(patient.id) if not e.voided]


@pytest.fixture
def today(clock: Clock) -> date:
    return clock().date()


@pytest.fixture
def diary(workspace: Workspace, patient: Patient, clock: Clock, today: date) -> Diary:
    """Two weeks to today of a patient with two exercises, twice a day each."""
    clock.forward(days=-20)
    plan(workspace, patient, "bridge", "bird-dog")
    clock.forward(days=20)
    return workspace.diary.open(patient.id, today - timedelta(days=13))


def test_without_a_handout_it_is_the_two_weeks_to_today(
    workspace: Workspace, patient: Patient, today: date
) -> None:
    (period,) = workspace.diary.periods(patient.id)
    assert period == DiaryPeriod(today - timedelta(days=13), printed=False)
    assert period.last == today


def test_every_printed_diary_is_a_grid_and_the_newest_comes_first(
    workspace: Workspace, patient: Patient, clock: Clock, today: date
) -> None:
    plan(workspace, patient, "bridge")
    for options in (
        HandoutOptions(),
        HandoutOptions(layout=Layout.ONE_PAGE),
        HandoutOptions(diary=False),
        HandoutOptions(layout=Layout.DIARY, language="es"),
    ):
        workspace.handouts.issue(patient.id, options)
        workspace.handouts.issue(patient.id, options)
        clock.forward(days=5)
    found = [period.first for period in workspace.diary.periods(patient.id)]
    assert found == [today + timedelta(days=15), today]


def test_the_rows_are_those_of_the_paper_then_of_the_plan_of_the_day(
    workspace: Workspace, patient: Patient, clock: Clock, today: date
) -> None:
    plan(workspace, patient, "bridge")
    clock.forward(days=3)
    workspace.handouts.issue(patient.id, HandoutOptions(language="es"))
    clock.forward(days=3)
    plan(workspace, patient, "bird-dog", "clamshell")
    opened = workspace.diary.open
    before, printed = opened(patient.id, today - timedelta(days=9)), today + timedelta(days=3)
    assert names(before) == ["bird-dog", "clamshell"]
    assert names(opened(patient.id, today + timedelta(days=2))) == ["bridge"]
    assert names(opened(patient.id, printed + timedelta(days=10))) == ["bridge"]
    (row,) = opened(patient.id, printed).rows
    assert (row.name, row.times_per_day, row.sets) == ("Bridge", 2, 2)
    assert names(workspace.diary.open_day(patient.id, clock().date())) == ["bird-dog", "clamshell"]


def test_a_week_is_kept_as_ratings_and_logs_and_stands_there_again(
    workspace: Workspace, patient: Patient, diary: Diary, heard: list[Change]
) -> None:
    heard.clear()
    day, bridge = diary.first, diary.rows[0].item_id
    written = diary.with_rating(AVERAGE, day, 4).with_rating(WORST, day, 7)
    written = written.with_ticks(bridge, day, 2)
    assert workspace.diary.save(patient.id, written) == DiarySaved(added=4, replaced=0, voided=0)
    assert heard == [PainChanged(patient.id), ProgressChanged(patient.id)]
    kept = ratings(workspace, patient)
    assert {(e.series, e.score, e.source, e.at.date()) for e in kept} == {
        (AVERAGE, 4, "diary", day), (WORST, 7, "diary", day)}  # fmt: skip
    assert [log.done for log in workspace.exercise_logs.valid(patient.id)].count(0) == 1
    again = workspace.diary.open(patient.id, diary.first)
    assert again.ratings == written.ratings
    assert again.ticks == {**written.ticks, (diary.rows[1].item_id, day): 0}
    assert workspace.diary.save(patient.id, written) == DiarySaved(0, 0, 0)
    assert workspace.diary.save(patient.id, again) == DiarySaved(0, 0, 0)


def test_a_corrected_number_replaces_and_an_emptied_one_is_struck_out(
    workspace: Workspace, patient: Patient, diary: Diary
) -> None:
    day = diary.first
    workspace.diary.save(patient.id, diary.with_rating(AVERAGE, day, 4).with_rating(WORST, day, 7))
    opened = workspace.diary.open(patient.id, day)
    done = workspace.diary.save(
        patient.id, opened.with_rating(AVERAGE, day, 5).with_rating(WORST, day, None)
    )
    assert done == DiarySaved(added=0, replaced=1, voided=1)
    assert [(e.series, e.score) for e in ratings(workspace, patient)] == [(AVERAGE, 5)]
    struck = [e for e in workspace.pain.listing(patient.id) if e.voided]
    assert {e.void_reason for e in struck} == {"Corrected from the diary", "Taken out of the diary"}


def test_all_is_kept_or_nothing(workspace: Workspace, patient: Patient, diary: Diary) -> None:
    day, item = diary.first, diary.rows[0].item_id
    workspace.diary.save(patient.id, diary.with_rating(AVERAGE, day, 4))
    before = (workspace.pain.listing(patient.id), workspace.exercise_logs.listing(patient.id))
    with pytest.raises(UserError, match="0 to 100"):
        workspace.diary.save(
            patient.id, diary.with_rating(AVERAGE, day, 5).with_ticks(item, day, 101)
        )
    after = (workspace.pain.listing(patient.id), workspace.exercise_logs.listing(patient.id))
    assert after == before
    with pytest.raises(NotFound):
        workspace.diary.save("nobody", diary.with_rating(AVERAGE, day, 5))


def test_a_form_adds_and_leaves_what_differs_alone_until_told(
    workspace: Workspace, patient: Patient, diary: Diary
) -> None:
    day = diary.first
    workspace.diary.save(patient.id, diary.with_rating(AVERAGE, day, 4).with_rating(WORST, day, 7))
    form = diary.with_rating(AVERAGE, day, 6).with_rating(Series.LEAST, day, 1)
    (differs,) = workspace.diary.check(patient.id, form).differing
    assert (differs.day, differs.what, differs.was, differs.written) == (day, "Average pain", 4, 6)
    assert workspace.diary.take(patient.id, form) == DiarySaved(added=1, replaced=0, voided=0)
    assert workspace.diary.take(patient.id, form) == DiarySaved(0, 0, 0)
    assert workspace.diary.take(patient.id, form, replacing=True) == DiarySaved(0, 1, 0)
    kept = {(e.series, e.score, e.source) for e in ratings(workspace, patient)}
    assert kept == {(AVERAGE, 6, "form"), (WORST, 7, "diary"), (Series.LEAST, 1, "form")}


def test_how_a_session_went_is_kept_with_it(
    workspace: Workspace, patient: Patient, diary: Diary, today: date
) -> None:
    opened = workspace.diary.open_day(patient.id, today)
    bridge = opened.rows[0]
    went = SessionDetails(sets_done=1, reps_left=3, effort=6, pain_during=4, less_for_pain=True)
    told = opened.with_ticks(bridge.item_id, today, 1).with_details(bridge.item_id, today, went)
    assert workspace.diary.save(patient.id, told, source="clinic").added == 1
    (log,) = workspace.exercise_logs.valid(patient.id)
    assert log == ExerciseLog(
        log.id, patient.id, today, "bridge", bridge.item_id, 1, 2,
        days_per_week=3, sets_done=1, sets_asked=2, reps_left=3, effort=6, pain_during=4,
        less_for_pain=True,
    )  # fmt: skip
    assert workspace.diary.open_day(patient.id, today).details == {(bridge.item_id, today): went}


def test_the_rating_of_today_is_taken_now(
    workspace: Workspace, patient: Patient, diary: Diary, clock: Clock, today: date
) -> None:
    workspace.diary.save(patient.id, diary.with_rating(AVERAGE, today, 4))
    assert [e.at for e in ratings(workspace, patient)] == [clock()]
    late = Diary(today, diary.rows).with_rating(AVERAGE, today + timedelta(days=1), 4)
    with pytest.raises(UserError, match="23 Nov 2026"):
        workspace.diary.save(patient.id, late)


def test_numbers_for_days_before_the_plan_began_create_nothing(
    workspace: Workspace, patient: Patient, today: date
) -> None:
    plan(workspace, patient, "bridge", "bird-dog")
    diary = workspace.diary.open(patient.id, today - timedelta(days=13))
    for day in diary.dates:
        diary = diary.with_rating(AVERAGE, day, 5).with_rating(WORST, day, 7)
    saved = workspace.diary.save(patient.id, diary)
    assert saved.words == "28 pain ratings, no exercise logged"
    assert workspace.exercise_logs.listing(patient.id) == []


def test_a_tick_before_the_plan_began_makes_no_other_exercise_undone(
    workspace: Workspace, patient: Patient, today: date
) -> None:
    plan(workspace, patient, "bridge", "bird-dog")
    diary = workspace.diary.open(patient.id, today - timedelta(days=13))
    bridge = diary.rows[0].item_id
    workspace.diary.save(patient.id, diary.with_ticks(bridge, diary.first, 2))
    (log,) = workspace.exercise_logs.valid(patient.id)
    assert (log.item_id, log.done) == (bridge, 2)


def test_nothing_is_kept_of_days_before_the_birth(
    workspace: Workspace, patient: Patient, diary: Diary
) -> None:
    workspace.patients.update(patient.changed(born=diary.first + timedelta(days=1)))
    with pytest.raises(UserError, match="before the patient was born"):
        workspace.diary.save(patient.id, diary.with_rating(AVERAGE, diary.first, 4))
    assert workspace.pain.listing(patient.id) == []
