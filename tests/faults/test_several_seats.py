"""Faults 9, 11 and 15: copies while others write, wrong passphrases, two who change the same."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from storage.child import Child, Tell
from storage.conftest import ACTOR, KEY
from trials import TIMES

from clinic_app.domain.errors import Conflict, TooManyTries, WrongPassphrase
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.storage.audit import verifying
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys import tries
from clinic_app.storage.records import pain

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
PASSPHRASE = "lantern orchard copper violin"
START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.timeout(60 + 60 * TIMES)
def test_every_copy_made_while_somebody_writes_is_whole(
    db: Database, patient: Patient, path: Path
) -> None:
    def write(tell: Tell) -> None:
        opened = Database.open(path, KEY)
        for n in range(1_000_000):
            entry = PainRating(f"{n:032x}", patient.id, Series.NOW, 3, START + timedelta(minutes=n))
            with opened.write(ACTOR) as tx:
                pain.add(tx, [entry])
            if n == 20:
                tell("writing")

    writer = Child(write).wait_for_lines(1)
    counts: list[int] = []
    for n in range(2 * TIMES):
        copy = path.with_name(f"copy-{n}.db")
        db.backup_to(copy)
        engine_sqlite.check_copy(copy, KEY)
        opened = Database.open(copy, KEY)
        with opened.read() as tx:
            counts.append(len(pain.listing(tx, patient.id)))
            assert [f for f in verifying.whole(tx).findings if f.is_loss] == []
        opened.close()
    writer.kill()
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] > 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "clinic"
    setup = ClinicSetup(Clinic("Sample Clinic"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key())
    AccessService(made, cost=CHEAP).create(setup).close()
    return made


@pytest.mark.timeout(60 + 20 * TIMES)
def test_no_wrong_passphrase_opens_and_each_new_start_goes_on_counting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [5000.0]
    monkeypatch.setattr(tries.time, "monotonic", lambda: now[0])
    waited = 0
    for n in range(34 * TIMES):
        access = AccessService(folder, cost=CHEAP)
        try:
            access.unlock_any(f"{PASSPHRASE[: n % 40]}{n}").close()
            pytest.fail("a wrong passphrase opened the clinic")
        except TooManyTries as error:
            waited += 1
            now[0] += error.wait_s
        except WrongPassphrase:
            pass
    assert waited > 15 * TIMES
    now[0] += 1000
    AccessService(folder, cost=CHEAP).unlock_any(PASSPHRASE).close()


@pytest.mark.timeout(60 + 20 * TIMES)
def test_of_two_who_change_the_same_one_is_told_and_nothing_is_overwritten(folder: Path) -> None:
    seats = [AccessService(folder, cost=CHEAP).unlock_any(PASSPHRASE) for _ in range(2)]
    patient = seats[0].patients.add(Patient(new_id(), "Marigold", "Sample"))
    for race in range(7 * TIMES):
        start, told = threading.Barrier(2), list[str]()
        runners = [
            threading.Thread(target=_rename, args=(seat, patient.id, f"N{n} {race}", start, told))
            for n, seat in enumerate(seats)
        ]
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join()
        assert len(told) == 2
        assert told.count("") == 1
        assert seats[0].patients.get(patient.id).given == max(told)
    for seat in seats:
        seat.close()


def _rename(
    seat: Workspace, patient_id: str, name: str, start: threading.Barrier, told: list[str]
) -> None:
    """Both read, then both write; what was written is told, nothing where it was refused."""
    mine = seat.patients.get(patient_id)
    start.wait()
    try:
        told.append(seat.patients.update(replace(mine, given=name)).given)
    except Conflict:
        told.append("")
