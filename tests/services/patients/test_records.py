"""Events, logs, measures, body charts: refused when they cannot be, told when they change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.pain.pain import PainMap
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import Change as Reading
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.services.changes import Change, ProgressChanged
from clinic_app.services.workspace import Workspace

from ..conftest import Clock


def event(patient: Patient, day: date, text: str = "", **more: str) -> Event:
    return Event(new_id(), patient.id, day, EventKind.FLARE_UP, text, **more)  # pyright: ignore[reportArgumentType]  # only source is given


def test_a_record_is_kept_and_told_once(
    workspace: Workspace, patient: Patient, clock: Clock, heard: list[Change]
) -> None:
    kept = workspace.events.add(event(patient, clock().date(), "car ride", source="kiosk"))
    assert workspace.events.listing(patient.id) == [kept]
    workspace.events.add_all(patient.id, [event(patient, clock().date()) for _ in range(3)])
    workspace.events.add_all(patient.id, [])
    assert heard == [ProgressChanged(patient.id)] * 2


def test_days_to_come_and_days_of_long_ago_are_refused_before_anything_is_kept(
    workspace: Workspace, patient: Patient, clock: Clock, heard: list[Change]
) -> None:
    today = clock().date()
    for day, words in ((today + timedelta(days=1), "future"), (date(1969, 5, 1), "before 1970")):
        with pytest.raises(UserError, match=f"This event lies .*{words}"):
            workspace.events.add_all(patient.id, [event(patient, today), event(patient, day)])
        with pytest.raises(UserError, match=f"This exercise log lies .*{words}"):
            workspace.exercise_logs.add(ExerciseLog(new_id(), patient.id, day, "bridge", "", 1, 1))
    assert (workspace.events.listing(patient.id), heard) == ([], [])


def test_nothing_is_kept_of_days_before_the_birth(
    workspace: Workspace, patient: Patient, heard: list[Change]
) -> None:
    workspace.patients.update(patient.changed(born=date(1990, 3, 4)))
    heard.clear()
    with pytest.raises(UserError, match="This event lies before the patient was born"):
        workspace.events.add(event(patient, date(1990, 3, 3)))
    workspace.events.add(event(patient, date(1990, 3, 4)))
    with pytest.raises(UserError, match="This pain rating lies before the patient was born"):
        workspace.pain.record(patient.id, 4, at=datetime(1971, 5, 1, 12, tzinfo=UTC))
    assert workspace.pain.listing(patient.id) == []


def test_a_body_chart_of_today_elsewhere_is_no_future(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    clock.moment = datetime(2026, 11, 22, 23, tzinfo=timezone(timedelta(hours=-8)))
    marked = PainMap(new_id(), patient.id, datetime(2026, 11, 23, 6, tzinfo=UTC), ("low-back",))
    assert workspace.pain_maps.add(marked) == marked
    late = replace(marked, id=new_id(), at=datetime(2026, 11, 23, 9, tzinfo=UTC))
    with pytest.raises(UserError, match="This body chart lies in the future"):
        workspace.pain_maps.add(late)


def test_an_unknown_patient_is_refused(
    workspace: Workspace, clock: Clock, heard: list[Change]
) -> None:
    nobody = Patient("nobody", "Ned", "Placeholder")
    with pytest.raises(NotFound):
        workspace.events.add(event(nobody, clock().date()))
    with pytest.raises(UserError, match="another patient"):
        workspace.events.add_all("somebody", [event(nobody, clock().date())])
    assert heard == []


def test_a_record_is_struck_out_with_a_reason_and_can_come_back(
    workspace: Workspace, patient: Patient, clock: Clock, heard: list[Change]
) -> None:
    kept = workspace.events.add(event(patient, clock().date()))
    with pytest.raises(UserError, match="Say why"):
        workspace.events.void(patient.id, kept.id, "  ")
    workspace.events.void(patient.id, kept.id, " wrong day ")
    struck = workspace.events.listing(patient.id)[0]
    assert (struck.voided, struck.void_reason) == (True, "wrong day")
    assert workspace.events.valid(patient.id) == []
    workspace.events.restore(patient.id, kept.id)
    assert workspace.events.valid(patient.id) == [kept]
    assert len(heard) == 3
    with pytest.raises(NotFound):
        workspace.events.void("somebody", kept.id, "x")


def test_a_replacement_strikes_out_and_adds_together_or_not_at_all(
    workspace: Workspace, patient: Patient, clock: Clock, heard: list[Change]
) -> None:
    old = workspace.events.add(event(patient, clock().date(), "car"))
    better = replace(old, id=new_id(), text="long car ride")
    with pytest.raises(NotFound):
        workspace.events.replace(patient.id, [better], ["nothing"])
    assert workspace.events.listing(patient.id) == [old]
    heard.clear()
    workspace.events.replace(patient.id, [better], [old.id])
    assert workspace.events.valid(patient.id) == [better]
    assert len(workspace.events.listing(patient.id)) == 2
    assert heard == [ProgressChanged(patient.id)]


def test_recent_records_of_many_patients(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    old, new = (event(patient, clock().date() - timedelta(days=n)) for n in (8, 7))
    workspace.events.add_all(patient.id, [old, new])
    assert workspace.events.recent([patient.id, "nobody"], days=7) == {patient.id: [new]}


def test_a_measure_is_recorded_for_today_and_read_as_a_track(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    workspace.measures.record(patient.id, "odi", 46)
    clock.forward(days=28)
    last = workspace.measures.record(patient.id, "odi", 30)
    assert last.day == clock().date()
    (track,) = workspace.measures.tracks(patient.id)
    assert (track.change, track.reading) == (-16, Reading.BETTER)


def test_a_second_result_of_a_day_strikes_out_the_first(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    first = workspace.measures.record(patient.id, "odi", 46)
    workspace.measures.record(patient.id, "lefs", 46)
    second = workspace.measures.record(patient.id, "odi", 44)
    by_id = {r.id: r for r in workspace.measures.listing(patient.id)}
    assert by_id[first.id].void_reason == "Replaced by a later entry"
    assert not by_id[second.id].voided
    assert [r.score for t in workspace.measures.tracks(patient.id) for r in t.results] == [44, 46]


def test_a_result_brought_back_strikes_out_the_other_of_its_day(
    workspace: Workspace, patient: Patient, heard: list[Change]
) -> None:
    first = workspace.measures.record(patient.id, "odi", 46)
    workspace.measures.record(patient.id, "odi", 44)
    workspace.measures.record(patient.id, "lefs", 50)
    heard.clear()
    workspace.measures.restore(patient.id, first.id)
    valid = {r.measure_id: r.score for r in workspace.measures.valid(patient.id)}
    assert valid == {"odi": 46, "lefs": 50}
    assert heard == [ProgressChanged(patient.id)]
    workspace.measures.restore(patient.id, first.id)
    assert len(workspace.measures.valid(patient.id)) == 2
    with pytest.raises(NotFound):
        workspace.measures.restore(patient.id, "nothing")


def test_a_score_that_cannot_be_is_refused_by_every_way_in(
    workspace: Workspace, patient: Patient, clock: Clock
) -> None:
    wrong = MeasureResult(new_id(), patient.id, "odi", clock().date(), 101)
    for way in (
        lambda: workspace.measures.record(patient.id, "odi", 101),
        lambda: workspace.measures.add(wrong),
        lambda: workspace.measures.add_all(patient.id, [wrong]),
        lambda: workspace.measures.replace(patient.id, [wrong], []),
    ):
        with pytest.raises(UserError, match="ODI must be between 0 and 100"):
            way()
    assert workspace.measures.listing(patient.id) == []


def test_own_activities_are_kept_with_their_words(workspace: Workspace, patient: Patient) -> None:
    items = (("Subir la escalera", 4), ("Cocinar de pie", 3), ("Ponerse calcetines", 5))
    workspace.measures.record(patient.id, "psfs", 4, items=items)
    assert workspace.measures.valid(patient.id)[0].items == items
