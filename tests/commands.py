"""Commands as a script would use them: in a process of their own, with what it said.

Each is a fork of one process that imported the program, so that a test does not wait for that.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from clinic_app.services.demo import DEMO_PASSPHRASE

_FORKER = Path(__file__).with_name("command_forker.py")


def handrail(
    *arguments: object,
    folder: Path | None = None,
    passphrase: str | None = DEMO_PASSPHRASE,
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``handrail`` with the arguments, for the clinic in ``folder``.

    ``environment`` is added to this process's own, but for its passphrase.
    """
    told = [*map(str, arguments), *(["--data", str(folder)] if folder else [])]
    with tempfile.TemporaryDirectory(prefix="handrail-command-") as said:
        out, err = Path(said, "out"), Path(said, "err")
        asked = {
            "arguments": told,
            "environment": surroundings(passphrase) | (environment or {}),
            "out": str(out),
            "err": str(err),
        }
        forker = _forker()
        assert forker.stdin
        assert forker.stdout
        forker.stdin.write(json.dumps(asked) + "\n")
        forker.stdin.flush()
        code = int(forker.stdout.readline())
        return subprocess.CompletedProcess(
            told, code, out.read_text("utf-8"), err.read_text("utf-8")
        )


def surroundings(passphrase: str | None) -> dict[str, str]:
    """This process's environment with the passphrase that is given, or with none."""
    around = {k: v for k, v in os.environ.items() if k != "HANDRAIL_PASSPHRASE"}
    return around if passphrase is None else {**around, "HANDRAIL_PASSPHRASE": passphrase}


@cache
def _forker() -> subprocess.Popen[str]:
    made = subprocess.Popen(
        [sys.executable, str(_FORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(made.kill)
    return made
