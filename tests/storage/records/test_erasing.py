"""Whoever is erased is nowhere in the file, the trail still verifies, and nobody comes back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from trials import TIMES

from clinic_app.domain.errors import NotFound
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.storage import tables
from clinic_app.storage.audit import verifying
from clinic_app.storage.backup import erasure_list
from clinic_app.storage.file import engine_sqlite, errors_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.file.transactions import WriteTx
from clinic_app.storage.records import erasing, pain, patients, plans, preferences, records
from clinic_app.storage.records.drafts import StoredDraft
from clinic_app.storage.records.drafts import save as save_draft
from clinic_app.storage.records.erasing_sqlite import wipe_free_pages

from .. import earlier
from ..audit.test_record_digests import OTHER, WHO, _fill
from ..conftest import ACTOR, KEY

AT = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
REASON = {"demanded_by": "the patient", "ground": "GDPR, article 17", "demanded_on": "3 Mar 2026"}
WORDS = ("Marigold", "H-0001", "Low back pain", "a page", "sentinel")


@pytest.fixture
def filled(db: Database) -> Database:
    """Something of every kind, and drafts and notes that tell of the patient."""
    with db.write(ACTOR) as tx:
        _fill(tx)
        tx.connection.execute(tables.merge.update().values(state="apart"))
        for place, whose in ((f"event/{WHO}", None), ("event", WHO), ("patient", None)):
            content = f'{{"text": "sentinel {WHO if place == "patient" else ""}"}}'
            save_draft(tx, StoredDraft(ACTOR, place, content, AT, whose))
        preferences.put(tx, ACTOR, "last", WHO)
        found = ["A pain rating of patient H-0001 was changed outside Handrail."]
        tx.audit("record-accepted", "trail", "trail", {"found": found, "rows": [2]})
    return db


def _erase(db: Database, *who: str) -> None:
    with db.write(ACTOR) as tx:
        for one in who:
            erasing.erase(tx, one, reason=REASON)


def _everything(db: Database) -> str:
    """Every value of every table, as text."""
    with db.read() as tx:
        rows = [tx.connection.execute(select(one)).all() for one in tables.metadata.sorted_tables]
    return repr(rows)


def _found(db: Database) -> list[str]:
    with db.read() as tx:
        return [finding.what for finding in verifying.whole(tx).findings]


def test_no_table_with_a_patient_is_forgotten():
    told = {
        one.name for one in tables.metadata.sorted_tables if erasing._of(one, [WHO]) is not None
    }
    named = {
        one.name
        for one in tables.metadata.sorted_tables
        if any(c.name == "patient_id" or c.name == "other_id" for c in one.c)
    }
    beyond = {
        one.name
        for one in tables.metadata.sorted_tables
        if any(key.column.table.name in named for key in one.foreign_keys)
    }
    assert named | beyond <= told | {"audit_row"}
    assert told - named - beyond == {"patient", "preference"}


def test_nothing_of_the_patient_is_left_but_the_id_of_the_erasure(filled: Database):
    assert all(word in _everything(filled) for word in WORDS[:3])
    _erase(filled, WHO)
    left = _everything(filled)
    assert [word for word in WORDS if word in left] == []
    assert "Otto" in left
    with filled.read() as tx:
        named = tx.connection.execute(
            select(tables.audit_row.c.detail).where(tables.audit_row.c.detail.contains(WHO))
        )
        assert named.scalars().all() == []


def test_the_trail_and_all_records_still_verify_and_so_does_the_next_opening(filled: Database):
    _erase(filled, WHO)
    with filled.read() as tx:
        checked = verifying.whole(tx)
    assert checked.findings == []
    assert checked.erased > 10
    filled.close()
    again = Database.open(filled.path, KEY)
    assert again.findings == ()
    _erase(again, OTHER)
    assert _found(again) == []
    again.close()


def test_no_page_of_the_file_keeps_a_word(filled: Database, tmp_path: Path):
    with filled.write(ACTOR) as tx:  # an earlier wording that was written over
        patients.update(tx, patients.get(tx, WHO).changed(given="Sentinelle"))
    with filled.write(ACTOR) as tx:
        patients.update(tx, patients.get(tx, WHO).changed(given="Marigold"))
    plain = tmp_path / "plain.db"
    assert b"Marigold" in _pages(filled, plain)
    _erase(filled, WHO)
    filled.rest()
    wipe_free_pages(filled.path, KEY)
    pages = _pages(filled, plain)
    assert [word for word in (*WORDS, "Sentinelle") if word.encode() in pages] == []
    assert b"Otto" in pages
    wal = filled.path.with_name("clinic.db-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    assert _found(filled) == []


def _pages(db: Database, plain: Path) -> bytes:
    """The raw pages of the file without its encryption: free ones, too."""
    raw = engine_sqlite.connect(db.path, KEY)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    copied = errors_sqlite.sqlcipher.connect(":memory:")
    size = raw.execute("PRAGMA page_count").fetchone()[0]
    found = _decrypted(db.path, size)
    raw.close()
    copied.close()
    plain.write_bytes(found)
    return found


def _decrypted(path: Path, count: int) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    size, reserve = 4096, 80  # of SQLCipher 4: 16 bytes of IV, then 64 of HMAC
    content, found = path.read_bytes(), b""
    for n in range(count):
        page = content[n * size : (n + 1) * size]
        body = page[16:-reserve] if n == 0 else page[:-reserve]
        cipher = Cipher(algorithms.AES(KEY), modes.CBC(page[-reserve : -reserve + 16]))
        found += cipher.decryptor().update(body)
    return found


def test_a_row_that_was_emptied_is_accepted_only_while_it_is_empty(filled: Database):
    _erase(filled, WHO)
    seq = "(SELECT max(seq) FROM audit_row WHERE action = 'record-accepted')"
    _by_hand(filled, f"UPDATE audit_row SET detail = '{{}}' WHERE seq = {seq}")
    assert any("was changed or moved" in what for what in _found(filled))


def test_a_detail_put_back_into_a_row_of_the_erased_is_told(filled: Database):
    _erase(filled, WHO)
    seq = f"(SELECT max(seq) FROM audit_row WHERE patient_id = '{WHO}')"
    _by_hand(filled, f"UPDATE audit_row SET detail = '{{}}' WHERE seq = {seq}")
    assert any("was changed or moved" in what for what in _found(filled))


def _by_hand(db: Database, statement: str) -> None:
    db.rest()
    engine = engine_sqlite.writing_engine(db.path, KEY)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_nothing_makes_a_new_secret_for_who_was_erased(filled: Database):
    with filled.write(ACTOR) as tx:
        patients.mark_opened(tx, WHO, AT)  # in the same transaction
        erasing.erase(tx, WHO, reason=REASON)
    with pytest.raises(NotFound, match="erased"), filled.write(ACTOR) as tx:
        tx.audit("print", "paper", WHO, {"what": "handout"}, WHO)
    with filled.write(ACTOR) as tx:
        save_draft(tx, StoredDraft(ACTOR, f"event/{WHO}", '{"text": "typed afterwards"}', AT, WHO))
    assert "typed afterwards" not in _everything(filled)
    with filled.read() as tx:
        assert erasing.is_erased(tx, WHO)
        assert not erasing.is_erased(tx, OTHER)
        assert erasing.erased_ids(tx) == [WHO]


def test_two_that_were_made_one_go_together(filled: Database):
    with filled.write(ACTOR) as tx:
        values = {"id": "m" * 32, "patient_id": OTHER, "other_id": WHO, "at": 1, "at_offset": 0}
        more = {"clinician_id": ACTOR, "state": "merged", "document": "{}"}
        tx.connection.execute(tables.merge.insert().values({**values, **more}))
    _erase(filled, WHO)
    left = _everything(filled)
    assert "Otto" not in left
    assert "Marigold" not in left
    assert _found(filled) == []


def test_the_list_erases_again_what_a_backup_brings_back(filled: Database, tmp_path: Path):
    older = tmp_path / "older.db"
    filled.backup_to(older)
    lists = [tmp_path / "a" / "list", tmp_path / "b" / "list"]
    _erase(filled, WHO)
    with filled.read() as tx, tx.trail.key.used() as key:
        assert erasure_list.write(lists, key, [WHO], date(2026, 3, 3)) == []
    lists[0].unlink()
    restored = Database.open(older, KEY)
    with restored.write(ACTOR) as tx:
        marks = erasure_list.marks(lists, tx.trail.key)
        assert erasing.is_erased(tx, WHO, marks)
        assert erasing.apply_list(tx, marks) == [WHO]
        assert erasing.apply_list(tx, marks) == []
    assert "Marigold" not in _everything(restored)
    assert _found(restored) == []
    restored.close()


def test_a_clinic_of_before_version_0_5_is_erased_from_and_still_verifies(tmp_path: Path):
    path = tmp_path / "clinic.db"
    steps = earlier.up_to(tmp_path / "steps", "0004")
    values = "'Marigold', 'Sample', NULL, 'H-1', 'en', '', 0, 1, NULL, NULL, 'standard'"
    others = "'Otto', 'Example', NULL, 'H-2', 'en', '', 0, 1, NULL, NULL, 'standard'"
    rows = [
        f"INSERT INTO patient VALUES ('{WHO}', {values})",
        f"INSERT INTO patient VALUES ('{OTHER}', {others})",
        f"INSERT INTO patient_event (id, patient_id, day, kind, text, source, voided, void_reason)"
        f" VALUES ('{'e' * 32}', '{WHO}', '2026-03-03', 'visit', 'sentinel', '', 1, 'sentinel')",
    ]
    trail = [
        ("add", "patient", WHO),
        ("add", "patient", OTHER),
        ("add", "event", "e" * 32, f'{{"patient": "{WHO}", "text": "sentinel"}}'),
        ("void", "event", "e" * 32, f'{{"patient": "{WHO}", "reason": "sentinel"}}'),
        ("change", "patient", OTHER, '{"fields": ["family"]}'),
    ]
    earlier.make(path, steps, rows, trail)
    db = Database.open(path, KEY)
    with db.write(ACTOR) as tx:
        pain.add(tx, [PainRating(new_id(), WHO, Series.NOW, 3, AT, "sentinel")])
    assert _found(db) == []
    _erase(db, WHO)
    assert "sentinel" not in _everything(db)
    assert _found(db) == []
    _by_hand(db, "UPDATE audit_row SET action = 'unvoid' WHERE seq = 4")
    assert any(what.startswith("Row 4 ") for what in _found(db))
    db.close()


_KINDS = ("pain", "event", "plan", "draft", "open")


@given(st.lists(st.tuples(st.sampled_from((WHO, OTHER)), st.sampled_from(_KINDS)), max_size=12))
@settings(max_examples=8 * TIMES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_patient_has_all_of_it_goes_and_nothing_of_another(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, str]]
):
    db = Database.create(tmp_path_factory.mktemp("law") / "clinic.db", KEY)
    with db.write(ACTOR) as tx:
        patients.add(tx, Patient(WHO, "Marigold", "Sample", record_number="H-0001"))
        patients.add(tx, Patient(OTHER, "Otto", "Example", record_number="H-0002"))
    for who, kind in made:
        with db.write(ACTOR) as tx:
            _add(tx, who, kind)
    with db.read() as tx:
        before = erasing.counts(tx, [OTHER])
    _erase(db, WHO)
    with db.read() as tx:
        assert erasing.counts(tx, [WHO]) == {}
        assert erasing.counts(tx, [OTHER]) == before
    assert _found(db) == []
    db.close()


def _add(tx: WriteTx, who: str, kind: str) -> None:
    if kind == "pain":
        pain.add(tx, [PainRating(new_id(), who, Series.NOW, 3, AT) for _ in range(2)])
    elif kind == "event":
        records.add(tx, records.EVENTS, [Event(new_id(), who, AT.date(), EventKind.VISIT, "x")])
    elif kind == "plan":
        plans.save(tx, who, {"items": []}, plans.current(tx, who).version, AT)
    elif kind == "draft":
        save_draft(tx, StoredDraft(ACTOR, f"event/{who}", "{}", AT, who))
    else:
        patients.mark_opened(tx, who, AT)
