"""Nothing in the program gives up SQLite's locks by opening and closing the file past it."""

import subprocess
import sys
from pathlib import Path

from clinic_app.domain.patient import Patient
from clinic_app.domain.program import new_id
from clinic_app.storage import engine_sqlite, patients
from clinic_app.storage.database import Database
from clinic_app.storage.keys import KeyFile

from .conftest import ACTOR, KEY
from .key_files import make

_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from clinic_app.storage.database import Database
database = Database.open(Path(sys.argv[1]), bytes(range(32)))
with database.write("b" * 32) as tx:
    tx.audit("noted", "access", "b" * 32)
database.close()
"""


def test_asking_for_the_keys_keeps_the_journal_of_an_open_clinic(tmp_path: Path):
    make(tmp_path / "clinic")
    path = tmp_path / "clinic" / "clinic.db"
    database = Database.create(path, KEY)
    with database.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Marigold", "Sample"))
    keys = KeyFile.load(path.with_name("clinic.keys"))
    assert keys.logins
    keys.mend()
    subprocess.run([sys.executable, "-c", _ANOTHER_PROCESS, str(path)], check=True)
    assert engine_sqlite.has_journal(path)  # the other one was not the last
    with database.write(ACTOR) as tx:
        patients.add(tx, Patient(new_id(), "Otto", "Example"))
    database.close()
    again = Database.open(path, KEY)
    with again.read() as tx:
        assert len(patients.listing(tx)) == 2
    again.close()


def test_a_database_begins_the_same_whoever_tells(tmp_path: Path):
    path = tmp_path / "clinic.db"
    assert engine_sqlite.salt_of(path) == b""
    database = Database.create(path, KEY)
    told = engine_sqlite.salt_of(path)
    database.close()
    assert engine_sqlite.salt_of(path) == told == path.read_bytes()[:16]
