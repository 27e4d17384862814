"""How long a CSV file of 100,000 ratings takes to be read, to be kept, and to be known again.

Run: ``python tests/benchmarks/pain_csv.py [--rows N]``. Times are of the processor, so that a busy
machine does not count against them; beside them stands the bare work on the same bytes: the csv
module of Python and one date and one number parsed in each line.
"""

import argparse
import csv
import io
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.services.workspace import Workspace

AIM_S = 5.0  # read and kept
_PASSPHRASE = "lantern orchard copper violin"


def main() -> int:
    """Print the times and the ratio to the bare work; exit 1 where it takes longer than aimed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    count = parser.parse_args().rows
    data = _file(count)
    bare = _seconds(lambda: _bare(data))
    with tempfile.TemporaryDirectory() as folder:
        workspace = _clinic(Path(folder) / "clinic")
        who = workspace.patients.add(Patient(new_id(), "Otto", "Example")).id
        pain = workspace.pain
        preview = pain.read_csv(who, data)
        read = _seconds(lambda: pain.read_csv(who, data))
        kept = _seconds(lambda: pain.import_csv(who, preview))
        again = _seconds(lambda: pain.import_csv(who, pain.read_csv(who, data)))
        held = len(pain.listing(who))
        workspace.close()
    print(f"{count:,} rows, {len(data) / 1e6:.1f} MB; held after two imports: {held:,}")
    print(f"the bare work {bare:5.2f} s")
    for name, seconds in (("read", read), ("kept", kept), ("read and known again", again)):
        print(f"{name:22} {seconds:5.2f} s  {seconds / bare:5.1f} x the bare work")
    print(f"read and kept          {read + kept:5.2f} s (aim {AIM_S:g} s for 100,000)")
    return 1 if read + kept > AIM_S * count / 100_000 or held != count else 0


def _file(count: int) -> bytes:
    start = datetime(2000, 1, 1)  # noqa: DTZ001 - the file holds the time on the wall
    lines = (
        f"{start + timedelta(hours=2 * n):%Y-%m-%d %H:%M},{n * 7 % 11},walk {n % 50}\n"
        for n in range(count)
    )
    return ("date,score,note\n" + "".join(lines)).encode()


def _bare(data: bytes) -> int:
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    next(rows)
    return sum(int(score) + datetime.fromisoformat(when).day for when, score, _ in rows)


def _clinic(folder: Path) -> Workspace:
    cost = KeyCost(memory_kib=64, rounds=1, lanes=1)
    clinic = Clinic("Sample Clinic", "555 0100")
    setup = ClinicSetup(clinic, "Robin Demo", "PT", _PASSPHRASE, new_recovery_key())
    return AccessService(folder, cost=cost).create(setup)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
