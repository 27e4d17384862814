"""The last line of a run tells what passed, what did not, and how long it took."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from summary import summary_line


@pytest.mark.parametrize(
    ("counts", "seconds", "line"),
    [
        ({"passed": 3190, "skipped": 2}, 280.2, "3,190 tests passed, 2 skipped, in 4 min 40 s"),
        ({"passed": 1}, 0.4, "1 test passed, in 0 s"),
        ({"passed": 8, "failed": 2}, 61, "8 tests passed, 2 failed, in 1 min 1 s"),
        ({"passed": 8, "error": 1}, 3, "8 tests passed, 1 could not run, in 3 s"),
    ],
)
def test_the_line(counts: dict[str, int], seconds: float, line: str) -> None:
    assert summary_line(counts, seconds) == f"handrail: {line}"


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_ends_with_it_and_keeps_its_exit_code(tmp_path: Path, workers: str) -> None:
    here = Path(__file__).parent
    (tmp_path / "conftest.py").write_text((here / "conftest.py").read_text("utf-8"), "utf-8")
    (tmp_path / "test_two.py").write_text(
        "def test_good():\n    pass\n\ndef test_bad():\n    assert False\n", "utf-8"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-n",
            workers,
            str(tmp_path),
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)])},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    last = done.stdout.strip().splitlines()[-1]
    assert last.startswith("handrail: 1 test passed, 1 failed, in ")
