"""What is drawn follows from the files that name the engine's version, and from no other."""

import subprocess
import sys
from pathlib import Path

from clinic_app.figure.version import engine_files, engine_version
from clinic_app.shipped_data import RESOURCES

# The alternative text alone has words; where files lie changes no picture.
_DRAWS_NOTHING = ("clinic_app.words", "clinic_app.shipped_data")
_LOADED = """
import sys
import clinic_app.figure.engine
for name, module in sys.modules.items():
    if name.startswith("clinic_app") and module.__file__:
        print(name, module.__file__)
"""


def test_every_module_that_the_engine_loads_is_part_of_its_version() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True
    )
    known = set(engine_files())
    for line in done.stdout.splitlines():
        name, file = line.split(" ", 1)
        if name != "clinic_app" and not name.startswith(_DRAWS_NOTHING):
            assert Path(file) in known, f"a change of {name} would leave old pictures"


def test_every_table_of_the_body_is_part_of_it() -> None:
    assert set((RESOURCES / "anatomy").iterdir()) <= set(engine_files())
    assert len(engine_version()) == 64
