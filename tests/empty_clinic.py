"""A clinic without patients for tests: made once for each process, then copied and opened."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from clinic_app.domain.patient.patient import ClinicSetup
from clinic_app.services.unlock.access import AccessService, KeyCost
from clinic_app.services.workspace import Workspace

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)


def open_empty(
    folder: Path, setup: ClinicSetup, now: Callable[[], datetime] | None = None
) -> Workspace:
    """The clinic of ``setup`` in ``folder``, made at the time of ``now`` and just opened."""
    shutil.copytree(_made(setup, now() if now is not None else None), folder)
    access = AccessService(folder, cost=CHEAP, **({"now": now} if now is not None else {}))
    return access.unlock_any(setup.passphrase)


@cache
def _made(setup: ClinicSetup, at: datetime | None) -> Path:
    above = tempfile.mkdtemp(prefix="handrail-empty-")
    atexit.register(shutil.rmtree, above, ignore_errors=True)
    folder = Path(above, "clinic")
    when = {"now": lambda: at} if at is not None else {}
    AccessService(folder, cost=CHEAP, **when).create(setup).close()
    return folder
