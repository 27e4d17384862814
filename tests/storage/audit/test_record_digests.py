"""Whatever is changed, removed or added past the trail is found, by kind, day and record number."""

import re
import shutil
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from trials import TIMES

from clinic_app.domain.advice.advice import Advice, AdviceDecision, AdviceInput
from clinic_app.domain.pain.pain import PainMap, PainRating, Series
from clinic_app.domain.patient.patient import Clinic, Clinician, Episode, Paper, Patient
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.domain.records.backup import BackupPlace
from clinic_app.storage.audit import record_digests, verifying
from clinic_app.storage.audit.trail_walk import Checked
from clinic_app.storage.backup import backup_places
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.file.transactions import WriteTx
from clinic_app.storage.records import (
    advice,
    forms,
    handouts,
    merging,
    pain,
    patients,
    plans,
    record_rows,
    records,
    rules,
    staff,
    templates,
)
from clinic_app.storage.tables import metadata

from .. import earlier
from ..conftest import ACTOR, KEY

AT = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
DAY = date(2026, 3, 3)
WHO, OTHER = "1" * 32, "2" * 32
_NUMBERS = count(1)


def _fill(tx: WriteTx) -> None:
    """One record or more of every kind, some of them changed later."""
    patients.add(tx, Patient(WHO, "Marigold", "Sample", record_number="H-0001"))
    patients.add(tx, Patient(OTHER, "Otto", "Example", record_number="H-0002"))
    for who in (WHO, OTHER):
        ratings = [PainRating(new_id(), who, Series.NOW, 3, AT, "stairs") for _ in range(3)]
        pain.add(tx, ratings)
    records.void(tx, pain.RATINGS, OTHER, ratings[0].id, "typed twice")
    pain.add(tx, [PainRating(new_id(), WHO, Series.WORST, n % 11, AT) for n in range(120)])
    patients.add_episode(tx, Episode("e" * 32, WHO, "Low back pain", "lumbar", started=DAY))
    plans.save(tx, WHO, {"items": []}, 0, AT)
    plans.save(tx, WHO, {"items": [1]}, 1, AT)
    records.add(tx, records.EVENTS, [Event(new_id(), WHO, DAY, EventKind.VISIT, "seen")])
    log = ExerciseLog(new_id(), WHO, DAY, "bridge", "i", done=1, asked=1)
    records.add(tx, records.EXERCISE_LOGS, [log])
    records.add(tx, records.MEASURES, [MeasureResult(new_id(), WHO, "odi", DAY, 20.0)])
    records.add(tx, records.PAIN_MAPS, [PainMap(new_id(), WHO, AT, ("chest",))])
    inputs = (AdviceInput("pain", "3"),)
    decided = AdviceDecision(
        new_id(), WHO, AT, ACTOR, "i", "bridge", Advice.SAME, Advice.SAME, "rule", inputs
    )
    advice.add(tx, decided)
    issued = IssuedHandout(new_id(), WHO, AT, ACTOR, Paper.A4, 2, {"plan": {}}, "5" * 64)
    handouts.issue(tx, issued, b"%PDF-1.7 a page")
    forms.add(tx, new_id(), WHO, AT, {"days": 14})
    templates.save(tx, new_id(), "Back, first week", "", {"items": []})
    rules.put(tx, "odi", {"mcid": 10})
    rules.put(tx, "psfs", {"mcid": 2})
    rules.clear(tx, "psfs")
    _fill_from_elsewhere(tx)
    staff.save_clinic(tx, Clinic("Sample Clinic", "555 0100"))
    place = BackupPlace("b" * 32, Path("/mnt/stick"), "Stick")
    backup_places.save(tx, place)
    backup_places.note_failed(tx, place, AT, "It is not there.", {})
    staff.save_clinician(tx, Clinician(ACTOR, "Robin Demo", "PT"))


def _fill_from_elsewhere(tx: WriteTx) -> None:
    """What a record from another clinic brings, and two records made one."""
    mine = {"patient_id": WHO, "at": AT.isoformat(), "clinician_id": ACTOR, "document": {}}
    came = {**mine, "id": "5" * 32, "clinic_name": "Other Clinic", "sha256": "5" * 64}
    made_one = {**mine, "id": "6" * 32, "other_id": OTHER, "state": "merged"}
    for part in record_rows.PARTS:
        some = {"imports": [came], "merges": [made_one]}.get(part.name, [])
        record_rows.insert_rows(tx, part, some)
    person = {"id": "7" * 32, "name": "Kim Sample", "credentials": "", "clinic_name": "Other"}
    record_rows.insert_rows(tx, record_rows.PEOPLE, [person])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed clinic with something of everything."""
    path = tmp_path_factory.mktemp("filled") / "clinic.db"
    database = Database.create(path, KEY)
    with database.write(ACTOR) as tx:
        _fill(tx)
    database.close()
    return path


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    return _copied(filled, tmp_path)


def _copied(filled: Path, folder: Path) -> Path:
    target = folder / f"c{next(_NUMBERS)}"
    target.mkdir()
    for name in ("clinic.db", "clinic.audit"):
        shutil.copy(filled.with_name(name), target / name)
    return target / "clinic.db"


def _by_hand(path: Path, *statements: Any) -> None:
    """As somebody does who has the key and another program."""
    engine = engine_sqlite.writing_engine(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for statement in statements:
            connection.execute(text(statement) if isinstance(statement, str) else statement)
    engine.dispose()


def _checked(path: Path) -> Checked:
    opened = Database.open(path, KEY)
    try:
        with opened.read() as tx:
            return verifying.whole(tx)
    finally:
        opened.close()


def _told(path: Path) -> list[str]:
    return [finding.what for finding in _checked(path).findings]


def test_every_record_of_a_whole_clinic_is_proven(copy: Path):
    checked = _checked(copy)
    assert checked.findings == []
    assert (checked.not_proven, checked.erased) == (0, 0)
    tables = {table for bound in record_digests.BOUND.values() for table in (bound.table,)}
    engine = engine_sqlite.writing_engine(copy, KEY)
    with engine.connect() as connection:
        counts = {t.name: len(connection.execute(select(t)).all()) for t in tables}
    engine.dispose()
    assert min(counts.values()) > 0
    assert checked.proven == sum(counts.values())


BOUND_TABLES = [*record_digests.BOUND, "trail", "pdf"]


@settings(max_examples=60 * TIMES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_single_change_past_the_trail_is_found(filled: Path, tmp_path: Path, data: Any):
    path = _copied(filled, tmp_path)
    kind = data.draw(st.sampled_from(BOUND_TABLES), label="kind")
    table = metadata.tables[
        {"trail": "audit_row", "pdf": "handout_pdf"}.get(kind)
        or record_digests.BOUND[kind].table.name
    ]
    engine = engine_sqlite.writing_engine(path, KEY)
    with engine.connect() as connection:
        rows = connection.execute(select(table)).mappings().all()
    engine.dispose()
    row = dict(data.draw(st.sampled_from(rows), label="row"))
    here = table.primary_key.columns
    same = [column == row[column.name] for column in here]
    how = data.draw(st.sampled_from(["change", "change", "remove", "add"]), label="how")
    if how == "remove":
        _by_hand(path, table.delete().where(*same))
    elif how == "add":
        new = {c.name: 999 if isinstance(row[c.name], int) else "x" for c in here}
        _by_hand(path, insert(table).values({**row, **new}))
    else:
        column = data.draw(st.sampled_from(sorted(row)), label="column")
        change = f"UPDATE {table.name} SET {column} = :v WHERE "
        place = " AND ".join(f"{c.name} = :{c.name}" for c in here)
        keys = {c.name: row[c.name] for c in here}
        _by_hand(path, text(change + place).bindparams(v=_another(row[column]), **keys))
    assert _told(path) != []
    shutil.rmtree(path.parent)


def _another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1000  # no other row's key
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    if isinstance(value, date):
        return value.replace(year=value.year + 1)
    return (value[:-1] + ("x" if value[-1:] != "x" else "y")) if value else "x"


def test_a_changed_score_is_told_by_day_and_record_number(copy: Path):
    _by_hand(copy, "UPDATE pain_entry SET score = 0 WHERE series = 'now' AND score = 3")
    told = _told(copy)
    assert "A pain rating of 3 Mar 2026 of patient H-0001 was changed outside Handrail." in told
    assert not any("Marigold" in line or "tamper" in line for line in told)


def test_one_changed_rating_of_many_imported_together_is_found(copy: Path):
    _by_hand(
        copy,
        "UPDATE pain_entry SET score = 9 WHERE id ="
        " (SELECT id FROM pain_entry WHERE series = 'worst' AND score = 4 LIMIT 1)",
    )
    assert len(_told(copy)) == 1


def test_records_removed_and_added_are_told_apart(copy: Path):
    _by_hand(copy, "DELETE FROM patient_event", "UPDATE plan_template SET id = 'x'")
    told = sorted(_told(copy))
    assert "A template was added outside Handrail." in told
    assert any(re.match(r"An event of patient H-0001, noted on .*, is missing\.", t) for t in told)
    assert any(re.match(r"A template, noted on .*, is missing\.", t) for t in told)


def test_a_secret_that_is_missing_without_an_erasure_is_told(copy: Path):
    _by_hand(copy, f"DELETE FROM secret WHERE owner_id = '{WHO}'")
    assert _told(copy) == ["The secret that proves the records of patient H-0001 is missing."]


def test_records_of_an_earlier_handrail_are_not_proven_and_never_told(tmp_path: Path):
    path = tmp_path / "clinic.db"
    columns = "id, given, family, record_number, language, precautions, archived, look, version"
    rows = [f"'{who}', 'Otto', 'Example', 'H', 'en', '', 0, 'standard', 1" for who in "pq"]
    statements = [f"INSERT INTO patient ({columns}) VALUES ({row})" for row in rows]
    earlier.make(path, earlier.up_to(tmp_path / "s", "0005"), statements, [("add", "patient", "p")])
    checked = _checked(path)
    assert (checked.findings, checked.proven, checked.not_proven) == ([], 0, 2)
    opened = Database.open(path, KEY)
    with opened.write(ACTOR) as tx:
        patients.mark_opened(tx, "p", AT)
    opened.close()
    checked = _checked(path)
    assert (checked.findings, checked.proven, checked.not_proven) == ([], 1, 1)
    _by_hand(path, "UPDATE patient SET given = 'Changed' WHERE id = 'p'")
    assert _told(path) == ["The entry of patient H was changed outside Handrail."]


def test_an_earlier_row_that_was_changed_is_still_found(tmp_path: Path):
    path = tmp_path / "clinic.db"
    steps = earlier.up_to(tmp_path / "s", "0005")
    earlier.make(path, steps, [], [("open", "report", "p"), ("open", "report", "q")])
    _by_hand(path, "UPDATE audit_row SET detail = '{\"a\": 1}' WHERE seq = 2")
    assert _told(path) == ["Row 2 of the audit trail was changed or moved after it was written."]


def test_the_form_of_a_record_stays_as_it_is():
    """If this fails, every record proven so far would count as changed."""
    row = ("p", "now", 5, "r", 60, 3, "", 0, "", "clinic", "")
    digest = record_digests.digest(bytes(32), "pain", "r", row)
    assert digest.hex() == "9fd0606b01e7eef621b36fb16a882497"
    assert record_digests.digest(bytes(32), "pain", "r", None) != digest


_NOTED = re.compile(r"(?:tx\.audit|\.note)\(\s*[^,]+,\s*([^,]+),")


def test_every_kind_that_the_trail_is_told_of_is_known():
    sources = {p: p.read_text() for p in Path(records.__file__).parents[2].rglob("*.py")}
    kinds: set[str] = set()
    for path, source in sources.items():
        for told in _NOTED.findall(source):
            kinds |= _values(told.strip(), source, path)
    assert kinds >= {"pain", "patient", "kiosk", "report"}
    assert kinds - set(record_digests.BOUND) - record_digests.WITHOUT_RECORD == set()


def _values(told: str, source: str, path: Path) -> set[str]:
    """The kind as it is written: a word, a name of this file, or the name of a record kind."""
    if told.startswith(('"', "'")):
        return {told[1:-1]}
    if told in {"kind.name", "EXERCISE_LOGS.name"}:
        return {k.name for k in vars(records).values() if isinstance(k, records.RecordKind)}
    if told == "moved.kind":  # what a merge moves
        return set(merging.MOVED)
    named = re.search(rf"^{re.escape(told)} = \"(.+)\"$", source, re.MULTILINE)
    if named:
        return {named[1]}
    assert told in {"kind", "kind: str", "named.kind", "part.kind"}, (
        f"{path.name}: which kind is {told}?"
    )
    return set()
