"""A new encrypted clinic for each test, and a plainly fictional patient in it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import patients

ACTOR = "a" * 32
KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the clinic file of this test lies."""
    return tmp_path / "clinic.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """An open, empty clinic."""
    database = Database.create(path, KEY)
    yield database
    database.close()


@pytest.fixture
def patient(db: Database) -> Patient:
    """Marigold Sample, kept in the clinic."""
    added = Patient(new_id(), "Marigold", "Sample")
    with db.write(ACTOR) as tx:
        patients.add(tx, added)
    return added


def hashes(folder: Path) -> dict[str, str]:
    """What each file in a folder holds, by name."""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files}
