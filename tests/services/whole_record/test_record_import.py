"""A record that goes to another clinic and back is the same; whatever is odd in one is told."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trials import TIMES

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Episode, Patient
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.records.record_preview import Fate
from clinic_app.services.unlock.access import AccessService, new_recovery_key
from clinic_app.services.whole_record.record_archive import (
    Archive,
    PasswordNeeded,
    WrongPassword,
    parse,
    read_archive,
)
from clinic_app.services.whole_record.record_export import zip_password
from clinic_app.services.whole_record.record_import import Preview
from clinic_app.services.workspace import Workspace
from clinic_app.storage.records import record_rows

from ..conftest import CHEAP, PASSPHRASE, Clock
from .test_record_export import PASSWORD, fill, schema

THIRD = "violet anchor crumb tundra"
HEAD = ("export_id", "exported_at", "exported_by", "handrail_version", "clinic")


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """Another clinic, which also has a patient with the record number H-0001."""
    clinic = Clinic("Other Clinic", "555 0199")
    setup = ClinicSetup(clinic, "Kim Standin", "DPT", THIRD, new_recovery_key())
    opened = AccessService(tmp_path / "other", cost=CHEAP, now=clock).create(setup)
    opened.patients.add(Patient(new_id(), "Otto", "Example"))
    yield opened
    assert opened.checking.whole() == []
    opened.close()


@pytest.fixture
def full(workspace: Workspace, patient: Patient, clock: Clock) -> Patient:
    fill(workspace, patient, clock)
    return patient


@dataclass(frozen=True)
class Made:
    """Marigold's record as a file with a password, from a clinic that is closed again."""

    file: Path
    patient_id: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder, clock = tmp_path_factory.mktemp("made"), Clock()
    setup = ClinicSetup(Clinic("Demo Clinic"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    workspace = AccessService(folder / "clinic", cost=CHEAP, now=clock).create(setup)
    patient = workspace.patients.add(Patient(new_id(), "Marigold", "Sample"))
    back = Episode(new_id(), patient.id, "Back pain", "low-back", started=date(2026, 11, 1))
    workspace.patients.add_episode(back)
    fill(workspace, patient, clock)
    out = folder / "record.zip"
    workspace.record_export.write_record(patient.id, out, PASSWORD)
    workspace.close()
    return Made(out, patient.id)


@pytest.fixture(scope="module")
def archive(made: Made) -> Archive:
    return read_archive(made.file.read_bytes(), zip_password(PASSWORD))


def counts(preview: Preview) -> dict[str, int]:
    return {str(fate): preview.count(fate) for fate in Fate if preview.count(fate)}


def carried(workspace: Workspace, there: Workspace, patient_id: str, folder: Path) -> Preview:
    """Write a record out, and read it in there."""
    out = folder / f"{new_id()}.zip"
    workspace.record_export.write_record(patient_id, out, None)
    return there.record_import.apply(there.record_import.preview(out))


def same_but_for_what_import_adds(before: dict[str, Any], after: dict[str, Any]) -> None:
    """The law, as docs/record-format.md states it."""
    of_clinic = {"trail", "people", "imports", "patients", *HEAD}
    kept = {name: value for name, value in before.items() if name not in of_clinic}
    assert {name: after[name] for name in kept} == kept
    for one, there in zip(before["patients"], after["patients"], strict=True):
        assert {**there, "record_number": "", "opened_at": None} == {
            **one, "record_number": "", "opened_at": None,
        }  # fmt: skip
    *earlier, added = after["imports"]
    assert earlier == before["imports"]
    assert added["document"]["trail"] == before["trail"]
    assert added["document"]["file"]["exported_at"] == before["exported_at"]
    assert [one for one in after["people"] if one in before["people"]] == before["people"]
    assert after["people"] != before["people"]


def test_out_in_and_out_again_gives_the_same(
    workspace: Workspace, other: Workspace, full: Patient, tmp_path: Path
):
    before = workspace.record_export.document(full.id)
    done = carried(workspace, other, full.id, tmp_path)
    assert set(counts(done)) == {"new"}
    assert (done.is_here, done.name, done.clinic_name) == (False, "Marigold Sample", "Demo Clinic")
    assert (done.theirs, done.record_number) == ("H-0001", "H-0002")
    after = other.record_export.document(full.id)
    jsonschema.validate(after, schema(), jsonschema.Draft202012Validator)
    same_but_for_what_import_adds(before, after)
    (handout,) = other.handouts.issued(full.id)
    assert other.handouts.pdf(handout.id) == workspace.handouts.pdf(handout.id)
    assert len(other.pain.listing(full.id)) == 3
    assert other.plans.current(full.id) == workspace.plans.current(full.id)


def _at(seconds: int, minutes: int) -> datetime:
    zone = timezone(timedelta(minutes=minutes))
    return datetime(1971, 1, 1, tzinfo=UTC).astimezone(zone) + timedelta(seconds=seconds)


TIMES_OF_DAY = st.builds(_at, st.integers(0, 1_700_000_000), st.integers(-14 * 60, 14 * 60))
DAYS = st.dates(date(1971, 1, 1), date(2026, 11, 20))
SITES = st.sampled_from(["", "chest"])
RATINGS = st.tuples(
    st.sampled_from(Series), st.integers(0, 10), TIMES_OF_DAY, st.text(max_size=20), SITES
)
EVENTS = st.tuples(DAYS, st.sampled_from(EventKind), st.text(max_size=40))
LOGS = st.tuples(DAYS, st.integers(0, 100), st.none() | st.integers(0, 10), st.booleans())


@settings(max_examples=12 * TIMES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.tuples(st.sampled_from(["Zoë", "Nguyễn", "محمد", "O'Hara"]), st.text(max_size=20)),
    ratings=st.lists(RATINGS, max_size=6),
    events=st.lists(EVENTS, max_size=4),
    logs=st.lists(LOGS, max_size=4),
    struck=st.integers(0, 5),
)
def test_any_record_goes_out_and_in_and_out_again_the_same(
    workspace: Workspace,
    other: Workspace,
    name: tuple[str, str],
    ratings: list[tuple[Series, int, datetime, str, str]],
    events: list[tuple[date, EventKind, str]],
    logs: list[tuple[date, int, int | None, bool]],
    struck: int,
):
    one = workspace.patients.add(Patient(new_id(), name[0], f"Sample {name[1]}"))
    given_ratings = [
        PainRating(new_id(), one.id, series, score, at, context, site=site)
        for series, score, at, context, site in ratings
    ]
    workspace.pain.add_all(one.id, given_ratings)
    for rating in given_ratings[:struck]:
        workspace.pain.void(one.id, rating.id, "typed <b>twice</b>")
    for day, kind, text in events:
        workspace.events.add(Event(new_id(), one.id, day, kind, text))
    for day, done, effort, less in logs:
        log = ExerciseLog(new_id(), one.id, day, "bridge", "i", done, 100, effort=effort,
                          less_for_pain=less)  # fmt: skip
        workspace.exercise_logs.add(log)
    before = workspace.record_export.document(one.id)
    archive = _archive_of(before)
    done = other.record_import.apply(other.record_import.look(archive))
    assert counts(done).keys() == {"new"}
    same_but_for_what_import_adds(before, other.record_export.document(one.id))
    assert other.pain.listing(one.id) == workspace.pain.listing(one.id)
    assert not other.record_import.look(archive).adds_something


def test_the_same_file_twice_adds_nothing(other: Workspace, made: Made):
    first = other.record_import.apply(other.record_import.preview(made.file, PASSWORD))
    before = other.record_export.document(first.patient_id)
    again = other.record_import.preview(made.file, PASSWORD)
    assert set(counts(again)) == {"known"}
    assert not again.adds_something
    other.record_import.apply(again)
    after = other.record_export.document(first.patient_id)
    volatile = {"export_id", "exported_at"}
    assert {n: v for n, v in after.items() if n not in volatile} == {
        n: v for n, v in before.items() if n not in volatile
    }


def test_it_comes_home_with_what_the_other_clinic_wrote(
    workspace: Workspace, other: Workspace, full: Patient, clock: Clock, tmp_path: Path
):
    carried(workspace, other, full.id, tmp_path)
    clock.forward(days=1)
    other.pain.record(full.id, 1, context="after the course")
    plan = other.plans.current(full.id)
    other.plans.save(full.id, plan.plan, version=plan.version)
    back = carried(other, workspace, full.id, tmp_path)
    assert counts(back)["new"] == 3  # a rating, a version of the plan, the import of before
    assert back.is_here
    assert back.alike == ()
    assert [e.score for e in workspace.pain.listing(full.id)][-1] == 1
    document = workspace.record_export.document(full.id)
    assert {one["name"] for one in document["people"]} == {"Robin Demo", "Kim Standin"}
    assert document["plans"][-1]["clinician_id"] == other.actor.id
    assert workspace.staff.names()[other.actor.id] == "Kim Standin"
    clinics = {one["name"]: one["clinic_name"] for one in document["people"]}
    assert clinics == {"Robin Demo": "Demo Clinic", "Kim Standin": "Other Clinic"}


def test_what_differs_here_is_left_and_told(
    workspace: Workspace, other: Workspace, full: Patient, tmp_path: Path
):
    carried(workspace, other, full.id, tmp_path)
    rating = workspace.pain.listing(full.id)[1]
    other.pain.void(full.id, rating.id, "of another day")
    other.plans.replace(full.id, {"items": []})
    workspace.plans.replace(full.id, {"items": [{"exercise": "hip-hinge"}]})
    workspace.plans.replace(full.id, {"items": []})
    preview = carried(workspace, other, full.id, tmp_path)
    found = counts(preview)
    assert (found["differs"], found["refused"], "new" in found) == (2, 1, False)
    told = {(one.fate, one.why) for one in preview.told}
    assert (Fate.DIFFERS, "What is here stays. Otherwise: voided, void reason.") in told
    assert (Fate.REFUSED, "The plan went another way here since an earlier version.") in told
    assert not other.plans.current(full.id).plan.items
    assert next(e for e in other.pain.listing(full.id) if e.id == rating.id).voided


def test_somebody_with_the_same_name_and_birth_date_is_told(other: Workspace, made: Made):
    known = other.patients.add(Patient(new_id(), "MARIGOLD", "Sample"))
    preview = other.record_import.preview(made.file, PASSWORD)
    assert [(one.name, one.record_number) for one in preview.alike] == [
        ("MARIGOLD Sample", known.record_number)
    ]


def test_the_password_is_asked_for_and_a_wrong_one_told(other: Workspace, made: Made):
    with pytest.raises(PasswordNeeded):
        other.record_import.preview(made.file)
    with pytest.raises(WrongPassword):
        other.record_import.preview(made.file, "another one")
    assert other.record_import.preview(made.file, f" {PASSWORD} ").adds_something


Change = Callable[[dict[str, Any]], object]


def changed(archive: Archive, other: Workspace, change: Change) -> Preview:
    """A preview of the record with something changed in it; its pages stay."""
    document = json.loads(json.dumps(archive.document))
    change(document)
    text = json.dumps(document).encode()
    return other.record_import.look(
        Archive(document, hashlib.sha256(text).hexdigest(), archive.pages)
    )


REFUSED: dict[str, tuple[Change, str]] = {
    "a score of 11": (lambda d: d["ratings"][0].update(score=11), "Score must be 0 to 10."),
    "a score of true": (lambda d: d["ratings"][0].update(score=True), "Score must be a whole"),
    "half a score": (lambda d: d["ratings"][0].update(score=2.5), "Score must be a whole"),
    "the year 9999": (
        lambda d: d["ratings"][0].update(at="9999-01-01T00:00:00+00:00"), "cannot be right",
    ),
    "the 31st of February": (lambda d: d["events"][0].update(day="2026-02-31"), "cannot be"),
    "an event to come": (lambda d: d["events"][0].update(day="2027-02-01"), "cannot be right"),
    "an offset of days": (
        lambda d: d["ratings"][0].update(at="2026-01-01T00:00:00+99:00"), "cannot be",
    ),
    "an unknown field": (lambda d: d["events"][0].update(colour="red"), "not known: 'colour'"),
    "a field that is missing": (lambda d: d["events"][0].pop("text"), "has no text"),
    "a row that is a list": (lambda d: d["events"].__setitem__(0, []), "must be an object"),
    "an unknown measure": (lambda d: d["measures"][0].update(measure_id="mood"), "mood"),
    "a measure beyond its range": (lambda d: d["measures"][0].update(score=101), "between 0 and"),
    "an unknown kind of event": (lambda d: d["events"][0].update(kind="party"), "cannot be"),
    "an unknown place of the body": (lambda d: d["body_charts"][0].update(regions=["x"]), "x"),
    "somebody else's row": (lambda d: d["events"][0].update(patient_id="9" * 32), "not in the"),
    "a row twice": (lambda d: d["events"].append(d["events"][0]), "stands twice"),
    "other pages": (lambda d: d["handouts"][0].update(sha256="0" * 64), "not those that were"),
    "pages that are not there": (
        lambda d: d["handouts"][0].update(pdf="handouts/99-2026-01-01.pdf"), "not in the file",
    ),
    "an endless context": (lambda d: d["ratings"][0].update(context="a" * 4001), "too long"),
    "an endless item": (lambda d: d["exercise_logs"][0].update(item_id="a" * 65), "too long"),
    "a form that asks for nothing": (
        lambda d: d["diary_forms"][0]["document"]["rows"][0].update(times_per_day="two"),
        "cannot be",
    ),
    "a decision on nothing": (
        lambda d: d["advice_decisions"].append(
            {"id": "5" * 32, "patient_id": d["patient_id"], "at": d["exported_at"],
             "clinician_id": "c", "item_id": "i", "suggested": "same", "decided": "same",
             "document": {"exercise_id": "bridge", "rule": [], "inputs": [], "note": "",
                          "undone": False}}
        ),
        "cannot be read",
    ),
    "a gap in the plans": (lambda d: d["plans"].pop(1), "before it is missing"),
    "a merge with nobody": (
        lambda d: d["merges"].append(
            {"id": "5" * 32, "patient_id": d["patient_id"], "other_id": "8" * 32,
             "at": d["exported_at"], "clinician_id": "c", "state": "merged", "document": {}}
        ),
        "not in the file",
    ),
}  # fmt: skip


def test_rows_that_cannot_be_are_refused_and_the_others_kept(other: Workspace, archive: Archive):
    usual = counts(other.record_import.look(archive))
    for name, (change, why) in REFUSED.items():
        preview = changed(archive, other, change)
        refused = [one.why for one in preview.told if one.fate is Fate.REFUSED]
        assert refused, name
        assert why in refused[0], name
        assert counts(preview)["new"] >= usual["new"] - 2, name
    done = other.record_import.apply(changed(archive, other, REFUSED["a score of 11"][0]))
    assert len(other.pain.listing(done.patient_id)) == 2


WHOLE: dict[str, tuple[Change, str]] = {
    "a later version": (lambda d: d.update(version=2), "later Handrail"),
    "another format": (lambda d: d.update(format="fhir"), "format must be"),
    "no plans": (lambda d: d.pop("plans"), "no plans"),
    "more than a record has": (lambda d: d.update(extra=1), "not known"),
    "nobody": (lambda d: d["patients"].clear(), "whose it is"),
    "a patient without a name": (lambda d: d["patients"][0].update(family=""), "family name"),
    "born tomorrow": (lambda d: d["patients"][0].update(born="2999-01-01"), "cannot be right"),
    "an unknown precaution": (
        lambda d: d["patients"][0].update(precautions=["glass"]), "newer Handrail",
    ),
    "an id that leads elsewhere": (lambda d: d.update(patient_id="../x"), "not written"),
}  # fmt: skip


def test_files_that_are_no_record_are_refused_whole(other: Workspace, archive: Archive):
    for name, (change, why) in WHOLE.items():
        with pytest.raises(UserError) as refused:
            changed(archive, other, change)
        assert why in str(refused.value), name


def test_ids_of_somebody_else_here_are_refused(
    workspace: Workspace, other: Workspace, archive: Archive, made: Made, tmp_path: Path
):
    victim = workspace.patients.add(Patient(new_id(), "Otto", "Example"))
    rating = workspace.pain.record(victim.id, 9)
    carried(workspace, other, victim.id, tmp_path)

    def steal(document: dict[str, Any]) -> None:
        document["ratings"][0]["id"] = rating.id

    preview = other.record_import.apply(changed(archive, other, steal))
    assert "Something of another patient here has its id." in {one.why for one in preview.told}
    assert [e.score for e in other.pain.listing(victim.id)] == [9]
    assert len(other.pain.listing(made.patient_id)) == 2


def test_text_that_steers_a_screen_is_made_plain(other: Workspace, archive: Archive, made: Made):
    def harm(document: dict[str, Any]) -> None:
        document["ratings"][0]["context"] = "a\x1b[31m\u202eb\n=1+1"
        document["people"][0]["name"] = "Robin\u202e\x00 Demo"
        document["clinic"]["name"] = "Demo\x07 Clinic"

    preview = changed(archive, other, harm)
    assert preview.clinic_name == "Demo Clinic"
    other.record_import.apply(preview)
    assert "a[31mb =1+1" in {e.context for e in other.pain.listing(made.patient_id)}
    assert "Robin Demo" in other.staff.names().values()
    again = changed(archive, other, harm)
    assert not again.adds_something


def test_exercises_of_another_library_are_kept_beside_and_told(
    other: Workspace, archive: Archive, made: Made
):
    def unknown(document: dict[str, Any]) -> None:
        document["plans"][2]["document"]["items"][0]["exercise"] = "moon-walk"
        document["exercise_logs"][0]["exercise_id"] = "star-jump"

    preview = other.record_import.apply(changed(archive, other, unknown))
    assert counts(preview)["aside"] == 1
    assert set(preview.unknown_exercises) == {"moon-walk", "star-jump"}
    assert other.plans.current(made.patient_id).version == 2
    (kept,) = other.record_export.document(made.patient_id)["imports"]
    assert [row["version"] for row in kept["document"]["plans_aside"]] == [3]
    assert other.exercise_logs.listing(made.patient_id)[0].exercise_id == "star-jump"
    assert not changed(archive, other, unknown).adds_something


def test_nothing_is_kept_where_one_thing_fails(
    other: Workspace, made: Made, monkeypatch: pytest.MonkeyPatch
):
    preview = other.record_import.preview(made.file, PASSWORD)
    monkeypatch.setattr("clinic_app.storage.records.record_rows.advice.decisions", _fails)
    with pytest.raises(UserError, match="cannot be read back"):
        other.record_import.apply(preview)
    monkeypatch.undo()
    assert len(other.patients.caseload()) == 1
    assert counts(other.record_import.preview(made.file, PASSWORD)).keys() == {"new"}


def _fails(*_: object) -> None:
    raise UserError("It cannot be read back.")


def made_one(workspace: Workspace, patient_id: str, other_id: str) -> None:
    """Two records made one, as the trail and the tables have it."""
    merge = {
        "id": new_id(), "patient_id": patient_id, "other_id": other_id,
        "at": workspace.now().isoformat(), "clinician_id": workspace.actor.id,
        "state": "merged", "document": {},
    }  # fmt: skip
    part = next(part for part in record_rows.PARTS if part.name == "merges")
    with workspace._session.write() as tx:  # pyright: ignore[reportPrivateUsage]
        record_rows.insert_rows(tx, part, [merge])


def test_records_made_one_come_together_and_once(
    workspace: Workspace, other: Workspace, patient: Patient, tmp_path: Path
):
    twin = workspace.patients.add(Patient(new_id(), "Marigold", "Sampel"))
    workspace.plans.replace(twin.id, {"items": []})
    made_one(workspace, patient.id, twin.id)
    before = workspace.record_export.document(patient.id)
    assert counts(carried(workspace, other, patient.id, tmp_path)).keys() == {"new"}
    same_but_for_what_import_adds(before, other.record_export.document(patient.id))
    again = other.record_import.look(_archive_of(before))
    assert not again.adds_something
    assert again.alike == ()


def test_a_record_made_one_with_another_here_is_refused(
    workspace: Workspace, other: Workspace, patient: Patient, tmp_path: Path
):
    carried(workspace, other, patient.id, tmp_path)
    otto = other.patients.caseload()[0].patient
    made_one(other, otto.id, patient.id)
    with pytest.raises(UserError, match="made one with another record here"):
        carried(workspace, other, patient.id, tmp_path)


def test_records_that_stand_apart_here_are_not_made_one_by_a_file(
    workspace: Workspace, other: Workspace, patient: Patient, tmp_path: Path
):
    twin = workspace.patients.add(Patient(new_id(), "Marigold", "Sampel"))
    carried(workspace, other, patient.id, tmp_path)
    carried(workspace, other, twin.id, tmp_path)
    made_one(workspace, patient.id, twin.id)
    with pytest.raises(UserError, match="stand apart here"):
        carried(workspace, other, patient.id, tmp_path)


def _archive_of(document: dict[str, Any]) -> Archive:
    text = json.dumps(document, ensure_ascii=False).encode()
    return Archive(parse(text), hashlib.sha256(text).hexdigest(), {})


def test_a_look_that_is_not_known_here_is_drawn_as_the_usual_one(
    other: Workspace, archive: Archive, made: Made
):
    def odd(document: dict[str, Any]) -> None:
        document["patients"][0]["look"] = "martian"

    other.record_import.apply(changed(archive, other, odd))
    assert other.patients.get(made.patient_id).look == "standard"
    other.handouts.draft(made.patient_id, HandoutOptions())
    assert not changed(archive, other, odd).adds_something
