"""The demo clinic for tests: made once for each process, then copied. It opens quickly."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from clinic_app.services.demo import make_demo
from clinic_app.services.unlock.access import KeyCost


def copy_demo(folder: Path) -> Path:
    """A demo clinic in ``folder``, which is made."""
    shutil.copytree(_demo(), folder)
    return folder


@cache
def _demo() -> Path:
    above = tempfile.mkdtemp(prefix="handrail-demo-")
    atexit.register(shutil.rmtree, above, ignore_errors=True)
    folder = Path(above, "clinic")
    make_demo(folder, cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
    return folder
