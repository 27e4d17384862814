"""The whole record of a patient as a file: everything is in it, as the schema and the page say."""

import hashlib
import io
import json
import re
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import pyzipper
from pypdf import PdfReader

from clinic_app.domain.errors import NotFound, NotWritable, UserError
from clinic_app.domain.pain.pain import PainMap
from clinic_app.domain.patient.patient import Paper, Patient
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.whole_record.record_export import as_text, made_up_password, zip_password
from clinic_app.services.whole_record.record_pages import record_pdf
from clinic_app.services.workspace import Workspace
from clinic_app.shipped_data import RECORD_SCHEMA
from clinic_app.storage import tables
from clinic_app.storage.records import record_rows

from ..conftest import Clock

PASSWORD = "plum gasket tundra oboe"
DOC = Path(__file__).parents[3] / "docs" / "record-format.md"


def schema() -> dict[str, Any]:
    return json.loads(RECORD_SCHEMA.read_text("utf-8"))


def fill(workspace: Workspace, patient: Patient, clock: Clock) -> None:
    """Something of every kind that one patient can have."""
    for score in (3, 5, 4):
        workspace.pain.record(patient.id, score, context="stairs")
        clock.forward(hours=1)
    workspace.pain.void(patient.id, workspace.pain.listing(patient.id)[0].id, "typed twice")
    day = clock().date()
    bridge = {"exercise": "bridge", "settings": {}, "dose": {}}
    workspace.plans.replace(patient.id, {"items": [bridge]})
    workspace.plans.replace(patient.id, {"items": []})
    workspace.plans.replace(patient.id, {"items": [bridge]})
    workspace.exercise_logs.add(ExerciseLog(new_id(), patient.id, day, "bridge", "i", 1, 2))
    workspace.measures.record(patient.id, "odi", 24)
    asked = (("Walking", 4.0), ("Stairs", 5.0), ("Sitting", 3.0))
    workspace.measures.record(patient.id, "psfs", 4.0, items=asked)
    workspace.pain_maps.add(PainMap(new_id(), patient.id, clock(), ("chest",)))
    workspace.events.add(Event(new_id(), patient.id, day, EventKind.FLARE_UP, "after a fall"))
    workspace.forms.make(patient.id)
    workspace.handouts.issue(patient.id, HandoutOptions())


@pytest.fixture
def full(workspace: Workspace, patient: Patient, clock: Clock) -> Patient:
    fill(workspace, patient, clock)
    return patient


def opened(path: Path, password: str | None) -> dict[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(path.read_bytes())) as file:
        if password is not None:
            file.setpassword(zip_password(password))
        return {name: file.read(name) for name in file.namelist()}


def test_a_record_is_as_the_schema_says_and_holds_everything(workspace: Workspace, full: Patient):
    document = workspace.record_export.document(full.id)
    jsonschema.validate(document, schema(), jsonschema.Draft202012Validator)
    text = as_text(document)
    assert json.loads(text) == document
    rows = sum(len(value) for value in document.values() if isinstance(value, list))
    assert rows < len(text.splitlines()) < rows + 60  # a line for each row
    counts = {part.name: len(document[part.name]) for part in record_rows.PARTS}
    assert counts == {
        "patients": 1, "episodes": 1, "plans": 3, "ratings": 3, "exercise_logs": 1, "measures": 2,
        "body_charts": 1, "events": 1, "diary_forms": 1, "advice_decisions": 0, "handouts": 1,
        "merges": 0, "imports": 0,
    }  # fmt: skip
    struck = [one for one in document["ratings"] if one["voided"]]
    assert [one["void_reason"] for one in struck] == ["typed twice"]
    done = [(row["action"], row["kind"]) for row in document["trail"]]
    assert done[:2] == [("add", "patient"), ("add", "episode")]
    assert ("void", "pain") in done
    assert [one["name"] for one in document["people"]] == ["Robin Demo"]


def test_the_file_opens_with_its_password_alone_and_holds_the_pages(
    workspace: Workspace, full: Patient, tmp_path: Path
):
    out = tmp_path / "record.zip"
    made = workspace.record_export.write_record(full.id, out, PASSWORD)
    assert (made.handouts, made.has_password) == (1, True)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert b"Marigold" not in out.read_bytes()
    with pytest.raises(RuntimeError):
        opened(out, "another password")
    members = opened(out, PASSWORD)
    document = json.loads(members["record.json"])
    for one in document["handouts"]:
        assert hashlib.sha256(members[one["pdf"]]).hexdigest() == one["sha256"]
    assert "Marigold Sample" in _words(members["record.pdf"])
    assert members["record-schema-1.json"] == RECORD_SCHEMA.read_bytes()
    assert not any("Marigold" in name or "Sample" in name for name in members)
    newest = workspace.record_export.document(full.id)["trail"][-1]
    assert (newest["action"], newest["kind"], newest["entity_id"]) == (
        "export",
        "file",
        document["export_id"],
    )  # fmt: skip


def _words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_pages_tell_what_the_document_tells(workspace: Workspace, full: Patient):
    workspace.pain.record(full.id, 2, context="snow \U0001f3c2 \u07ca")
    text = " ".join(
        _words(record_pdf(workspace.record_export.document(full.id), {}, Paper.A4)).split()
    )
    for said in ("Low back pain", "Version 3", "bridge: 2 x", "now 3 (stairs, struck out: typed",
                 "1 of 2 done", "ODI", "Walking: 4", "chest", "flare up", "after a fall",
                 "handouts/01-", "Robin Demo", "added the patient Marigold Sample",
                 "snow"):  # fmt: skip
        assert said in text, said


def test_without_a_password_anybody_reads_it(workspace: Workspace, full: Patient, tmp_path: Path):
    workspace.record_export.write_record(full.id, tmp_path / "r.zip", None)
    assert json.loads(opened(tmp_path / "r.zip", None)["record.json"])["patient_id"] == full.id


@pytest.mark.parametrize("weak", ["", "sample", "Marigold Sample", "12345678"])
def test_a_weak_password_is_refused_and_leaves_nothing(
    workspace: Workspace, patient: Patient, tmp_path: Path, weak: str
):
    with pytest.raises(UserError, match="too easy to guess"):
        workspace.record_export.write_record(patient.id, tmp_path / "r.zip", weak)
    assert not (tmp_path / "r.zip").exists()


def test_what_cannot_be_written_or_is_not_there_is_refused(
    workspace: Workspace, patient: Patient, tmp_path: Path
):
    with pytest.raises(NotWritable):
        workspace.record_export.write_record(patient.id, tmp_path / "no" / "r.zip", PASSWORD)
    with pytest.raises(NotFound):
        workspace.record_export.document("0" * 32)


def test_a_made_up_password_is_strong_and_never_the_same(workspace: Workspace, patient: Patient):
    made = {made_up_password() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"([a-z2-9]{5}-){3}[a-z2-9]{5}", one) for one in made)
    strengths = [workspace.record_export.password_strength(one, patient.id) for one in made]
    assert all(one.is_enough for one in strengths)


def test_records_that_were_made_one_go_together(workspace: Workspace, patient: Patient):
    other = workspace.patients.add(Patient(new_id(), "Marigold", "Sampel"))
    merge = {
        "id": "6" * 32, "patient_id": patient.id, "other_id": other.id,
        "at": "2026-11-22T10:42:00+00:00", "clinician_id": workspace.actor.id, "state": "merged",
        "document": {},
    }  # fmt: skip
    part = next(part for part in record_rows.PARTS if part.name == "merges")
    with workspace._session.write() as tx:  # pyright: ignore[reportPrivateUsage]
        record_rows.insert_rows(tx, part, [merge])
    document = workspace.record_export.document(patient.id)
    jsonschema.validate(document, schema(), jsonschema.Draft202012Validator)
    assert {one["id"] for one in document["patients"]} == {patient.id, other.id}
    assert [one["other_id"] for one in document["merges"]] == [other.id]
    assert {row["patient_id"] for row in document["trail"]} == {patient.id, other.id}


# What no record has: another owner's, what is no record, or only a proof. New tables ask here.
NOT_OF_A_PATIENT = {
    "clinic", "clinician", "clinic_rule", "plan_template", "favourite", "exercise_use",
    "preference", "backup_place", "secret", "draft",
}  # fmt: skip
BESIDE = {"handout_pdf"}  # its bytes are a file of their own


def test_no_table_or_column_is_forgotten():
    parts = [*record_rows.PARTS, record_rows.TRAIL, record_rows.PEOPLE]
    told = {part.table.name for part in parts}
    assert told | NOT_OF_A_PATIENT | BESIDE == set(tables.metadata.tables)
    assert not told & NOT_OF_A_PATIENT
    of_patients = {t.name for t in tables.metadata.sorted_tables if "patient_id" in t.c}
    assert of_patients - told == {"draft"}  # what was typed and not saved
    described = schema()["$defs"]
    for part in parts:
        extra = {"pdf"} if part.name == "handouts" else set[str]()
        assert set(described[part.name]["properties"]) == {*part.fields, *extra}, part.name
        left = {c.name for c in part.table.c} - {c.name for c in part.columns}
        assert left == set(part.left_out)
    assert [part.left_out for part in parts if part.left_out] == [
        ("mac", "detail_digest", "record_digest")
    ]


def test_the_page_for_people_names_and_explains_every_field():
    page = DOC.read_text("utf-8")
    described = schema()
    tables_of = [described, described["properties"]["clinic"]]
    tables_of += [one for one in described["$defs"].values() if "properties" in one]
    for one in tables_of:
        for name, field in one["properties"].items():
            assert re.search(rf"^\| `{name}` \| .* \| {re.escape(field['description'])} \|$", page,
                             re.MULTILINE), name  # fmt: skip


def test_times_keep_their_offset(workspace: Workspace, patient: Patient, clock: Clock):
    local = clock().astimezone() - timedelta(hours=2)
    workspace.pain.record(patient.id, 2, at=local)
    (rating,) = workspace.record_export.document(patient.id)["ratings"]
    assert rating["at"] == local.isoformat()
