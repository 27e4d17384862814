"""The diary form, out and back: read once, added once, and never to somebody else's record."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from form_filling import ON, filled
from pypdf import PdfReader, PdfWriter

from clinic_app.domain.diary.diary_form import FormPreview, FormState
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Paper, Patient
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.plan import Plan, PlanItem, new_id
from clinic_app.services.changes import Change, PainChanged, ProgressChanged
from clinic_app.services.workspace import Workspace
from clinic_app.storage.records import forms

from ..conftest import Clock

HINGE, BIRD = PlanItem("hip-hinge", Dose(times_per_day=2)), PlanItem("bird-dog", Dose())
FILLED = Path(__file__).parents[2] / "paper" / "forms"
SUNDAY = date(2026, 11, 22)
WEEK = {f"w1-avg-{n}": str(n) for n in range(1, 8)} | {"w1-worst-1": " 10 "}
TICKS = {"w1-x1-1-1": ON, "w1-x1-1-2": ON, "w1-x2-3-1": ON}


@pytest.fixture
def planned(workspace: Workspace, patient: Patient) -> Patient:
    workspace.plans.save(patient.id, Plan((HINGE, BIRD)), version=0)
    return patient


@pytest.fixture
def empty(workspace: Workspace, planned: Patient, clock: Clock) -> bytes:
    """A form that starts today; then two weeks go by."""
    made = workspace.forms.make(planned.id)
    clock.forward(days=15)
    return made


def told(preview: FormPreview, state: FormState) -> list[tuple[date, str, str, str]]:
    return [(x.day, x.what, x.value, x.told) for x in preview.lines if x.state is state]


def test_what_came_back_is_shown_and_then_kept(
    workspace: Workspace, planned: Patient, empty: bytes, heard: list[Change]
) -> None:
    preview = workspace.forms.read(planned.id, filled(empty, WEEK | TICKS))
    assert (preview.ratings, preview.ticks, preview.differing, preview.refused) == (8, 3, 0, 0)
    assert preview.added_words == "8 pain ratings, 3 ticks and 2 not done"
    assert (SUNDAY, "Worst pain", "10", "") in told(preview, FormState.NEW)
    assert workspace.pain.listing(planned.id) == []
    workspace.forms.take(planned.id, preview)
    ratings = workspace.pain.listing(planned.id)
    average = [e.score for e in ratings if e.series is Series.AVERAGE]
    assert average == [1, 2, 3, 4, 5, 6, 7]
    assert {e.source for e in ratings} == {"form"}
    assert ratings[0].at.date() == SUNDAY
    done = {(log.item_id, log.day): log.done for log in workspace.exercise_logs.valid(planned.id)}
    assert done[HINGE.id, SUNDAY] == 2
    assert done[BIRD.id, SUNDAY] == 0
    assert done[BIRD.id, SUNDAY + timedelta(days=2)] == 1
    assert heard[-2:] == [PainChanged(planned.id), ProgressChanged(planned.id)]


def test_a_day_without_a_tick_is_not_a_day_without_exercise(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    form = filled(empty, {"w1-avg-1": "3", "w1-x2-2-1": ON})
    workspace.forms.take(planned.id, workspace.forms.read(planned.id, form))
    logs = workspace.exercise_logs.valid(planned.id)
    monday = SUNDAY + timedelta(days=1)
    assert {(log.day, log.item_id, log.done) for log in logs} == {
        (monday, HINGE.id, 0), (monday, BIRD.id, 1)}  # fmt: skip


def test_a_form_with_pain_numbers_alone_says_so_and_logs_no_exercise(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    numbers = {f"w{week}-avg-{n}": "4" for week in (1, 2) for n in range(1, 8)}
    preview = workspace.forms.read(planned.id, filled(empty, numbers))
    assert preview.added_words == "14 pain ratings, no exercise logged"
    assert preview.words == "New: 14 pain ratings, no exercise logged."
    saved = workspace.forms.take(planned.id, preview)
    assert saved.words == "14 pain ratings, no exercise logged"
    assert workspace.exercise_logs.listing(planned.id) == []


def test_a_form_does_not_bring_back_what_was_struck_out(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    form = filled(empty, WEEK | TICKS)
    workspace.forms.take(planned.id, workspace.forms.read(planned.id, form))
    rating = next(e for e in workspace.pain.listing(planned.id) if e.series is Series.WORST)
    log = workspace.exercise_logs.valid(planned.id)[0]
    workspace.pain.void(planned.id, rating.id, "Meant the day before")
    workspace.exercise_logs.void(planned.id, log.id, "Not done")
    again = workspace.forms.read(planned.id, form)
    assert told(again, FormState.NEW) == []
    assert workspace.forms.take(planned.id, again).added == 0
    corrected = workspace.forms.read(planned.id, filled(empty, {"w1-worst-1": "9"}))
    assert (SUNDAY, "Worst pain", "9", "") in told(corrected, FormState.NEW)


def test_the_same_form_twice_adds_nothing(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    form = filled(empty, WEEK | TICKS)
    workspace.forms.take(planned.id, workspace.forms.read(planned.id, form))
    before = workspace.pain.listing(planned.id), workspace.exercise_logs.listing(planned.id)
    again = workspace.forms.read(planned.id, form)
    assert not again.has_new
    assert again.words == "Everything in this form is in the record already."
    assert {line.state for line in again.lines} == {FormState.KNOWN}
    saved = workspace.forms.take(planned.id, again)
    assert (saved.added, saved.replaced) == (0, 0)
    assert before == (
        workspace.pain.listing(planned.id),
        workspace.exercise_logs.listing(planned.id),
    )


def test_a_preview_taken_twice_adds_once(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    preview = workspace.forms.read(planned.id, filled(empty, WEEK))
    workspace.forms.take(planned.id, preview)
    assert workspace.forms.take(planned.id, preview).added == 0
    assert len(workspace.pain.listing(planned.id)) == 8


def test_a_later_version_adds_only_what_is_new(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    workspace.forms.take(planned.id, workspace.forms.read(planned.id, filled(empty, WEEK)))
    later = workspace.forms.read(planned.id, filled(empty, WEEK | {"w2-avg-1": "2"}))
    assert (later.ratings, later.differing) == (1, 0)
    workspace.forms.take(planned.id, later)
    assert len(workspace.pain.listing(planned.id)) == 9


def test_what_differs_from_the_record_stays_unless_asked(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    workspace.forms.take(planned.id, workspace.forms.read(planned.id, filled(empty, WEEK)))
    other = workspace.forms.read(planned.id, filled(empty, WEEK | {"w1-avg-1": "9"}))
    assert told(other, FormState.DIFFERS) == [(SUNDAY, "Average pain", "9", "the record says 1")]
    assert workspace.forms.take(planned.id, other).replaced == 0
    assert workspace.forms.take(planned.id, other, replacing=True).replaced == 1
    valid = [e for e in workspace.pain.listing(planned.id) if not e.voided]
    sunday = [e for e in valid if e.at.date() == SUNDAY and e.series is Series.AVERAGE]
    assert [e.score for e in sunday] == [9]


@pytest.mark.parametrize("written", ["lots", "4,5", "4.5", "11", "-1", "3-4", "０", "10/10", "1e1"])
def test_what_is_no_rating_is_named_and_the_rest_is_kept(
    workspace: Workspace, planned: Patient, empty: bytes, written: str
) -> None:
    form = filled(empty, {"w1-avg-3": written, "w1-avg-4": "3"})
    preview = workspace.forms.read(planned.id, form)
    tuesday = SUNDAY + timedelta(days=2)
    words = f"{written!r} is not 0 to 10"
    assert told(preview, FormState.REFUSED) == [(tuesday, "Average pain", written, words)]
    assert preview.lines[0].state is FormState.REFUSED
    workspace.forms.take(planned.id, preview)
    assert [e.score for e in workspace.pain.listing(planned.id)] == [3]


def test_days_to_come_are_not_kept(workspace: Workspace, planned: Patient, clock: Clock) -> None:
    empty = workspace.forms.make(planned.id)
    preview = workspace.forms.read(
        planned.id, filled(empty, {"w1-avg-1": "3", "w1-avg-2": "4", "w1-x1-2-1": ON})
    )
    monday = SUNDAY + timedelta(days=1)
    assert told(preview, FormState.REFUSED) == [
        (monday, "Average pain", "4", "this day is still to come"),
        (monday, "Hip hinge, hands on hips", "1 of 2", "this day is still to come"),
    ]
    workspace.forms.take(planned.id, preview)
    assert [e.score for e in workspace.pain.listing(planned.id)] == [3]
    assert workspace.exercise_logs.valid(planned.id) == []  # today is not over yet


def test_a_form_is_only_for_its_own_patient(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    other = workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    form = filled(empty, WEEK)
    with pytest.raises(UserError, match="made for another patient") as caught:
        workspace.forms.read(other.id, form)
    assert "Marigold" not in str(caught.value)
    preview = workspace.forms.read(planned.id, form)
    with pytest.raises(UserError, match="another patient"):
        workspace.forms.take(other.id, preview)
    assert workspace.pain.listing(other.id) == []


def test_forms_of_elsewhere_and_empty_ones_are_told(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    with pytest.raises(UserError, match="not made in this clinic"):
        workspace.forms.read(planned.id, (FILLED / "pdftk.pdf").read_bytes())
    with pytest.raises(UserError, match="is empty"):
        workspace.forms.read(planned.id, empty)


def test_a_form_without_its_number_is_told(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    writer = PdfWriter(clone_from=BytesIO(filled(empty, {"w1-avg-1": "3"})))
    writer.metadata = None
    for note in writer.pages[0]["/Annots"]:
        if note.get_object()["/T"] == "handrail-form":
            del note.get_object()["/V"]
    lost = BytesIO()
    writer.write(lost)
    with pytest.raises(UserError, match="lost its number"):
        workspace.forms.read(planned.id, lost.getvalue())


@pytest.mark.parametrize(
    "writer",
    ["pdftk", "pdftk-need-appearances", "pdftk-spanish", "pdf-lib", "pdfjs", "mupdf", "qpdf"],
)
def test_what_other_programs_filled_in_reaches_the_record(
    workspace: Workspace, patient: Patient, clock: Clock, writer: str
) -> None:
    rows = [
        {"item_id": "a", "exercise_id": "hip-hinge", "name": "Hip hinge", "times_per_day": 2},
        {"item_id": "b", "exercise_id": "bird-dog", "name": "Bird dog", "times_per_day": 1},
    ]
    asked = {"first": "2026-11-22", "rows": rows}
    with workspace._database.write(workspace.actor.id) as tx:
        forms.add(tx, "f0" * 16, patient.id, clock(), asked)
    clock.forward(days=15)
    preview = workspace.forms.read(patient.id, (FILLED / f"{writer}.pdf").read_bytes())
    assert (preview.ratings, preview.ticks, preview.refused) == (3, 3, 2)
    workspace.forms.take(patient.id, preview)
    scores = {(e.series, e.at.date()): e.score for e in workspace.pain.listing(patient.id)}
    assert scores == {
        (Series.WORST, SUNDAY): 10,
        (Series.AVERAGE, SUNDAY): 4,
        (Series.AVERAGE, date(2026, 12, 5)): 0,
    }


def test_a_form_speaks_as_it_was_asked_to(
    workspace: Workspace, planned: Patient, clock: Clock
) -> None:
    made = workspace.forms.make(planned.id, first=date(2026, 12, 30), language="es", paper=Paper.A4)
    reader = PdfReader(BytesIO(made))
    assert float(reader.pages[0].mediabox.width) == pytest.approx(595, abs=1)
    fields = reader.get_fields() or {}
    assert fields["w1-avg-3"]["/TU"] == "Dolor promedio, viernes 1 de enero, de 0 a 10"
    clock.moment = datetime(2027, 1, 20, tzinfo=UTC)
    preview = workspace.forms.read(planned.id, filled(made, {"w1-avg-3": "5"}))
    assert told(preview, FormState.NEW)[-1][:3] == (date(2027, 1, 1), "Average pain", "5")


def test_a_form_needs_a_plan_and_a_day_that_can_be_meant(
    workspace: Workspace, patient: Patient
) -> None:
    with pytest.raises(UserError, match="plan is empty"):
        workspace.forms.make(patient.id)
    workspace.plans.save(patient.id, Plan((HINGE,)), version=0)
    for day in (date(1, 1, 1), date(9999, 12, 30)):
        with pytest.raises(UserError, match="more than a year away"):
            workspace.forms.make(patient.id, first=day)


def test_what_a_form_asks_holds_no_name(workspace: Workspace, planned: Patient) -> None:
    made = workspace.forms.make(planned.id)
    form_id = str((PdfReader(BytesIO(made)).get_fields() or {})["handrail-form"]["/V"])
    with workspace._database.read() as tx:
        found = forms.document(tx, form_id)
    assert found is not None
    assert found[0] == planned.id
    assert "Marigold" not in json.dumps(found[1])


def test_the_plan_may_change_while_the_form_is_out(
    workspace: Workspace, planned: Patient, empty: bytes
) -> None:
    saved = workspace.plans.current(planned.id)
    workspace.plans.save(planned.id, Plan((BIRD,)), version=saved.version)
    preview = workspace.forms.read(planned.id, filled(empty, TICKS))
    assert preview.ticks == 3
    assert {row.item_id for row in preview.diary.rows} == {HINGE.id, BIRD.id}
