"""What the program makes is for its user alone, and its memory is written nowhere."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_app.services.demo import DEMO_PASSPHRASE, make_demo
from clinic_app.services.unlock.access import KeyCost

ASK = """
import ctypes, os, resource, sys
from clinic_app.__main__ import main
sys.argv = ["handrail", "exercises", "bridge"]
sys.exit(1) if main() else None
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE), os.umask(0))
"""


def run(*command: str, environment: dict[str, str] | None = None) -> str:
    """With rights for everybody, as a careless computer gives them."""
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: os.umask(0),
    )
    return done.stdout


def test_no_memory_goes_to_the_disk_and_none_may_look_into_it() -> None:
    assert run("-c", ASK).splitlines()[-1] == f"0 (0, 0) {0o077}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_demo(tmp_path / "clinic", cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
    return tmp_path


def test_every_file_and_folder_is_for_its_owner_alone(home: Path) -> None:
    out = home / "out"
    out.mkdir(0o755)
    environment = {"HOME": str(home), "HANDRAIL_PASSPHRASE": DEMO_PASSPHRASE}
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        environment[f"XDG_{kind}_HOME"] = str(home / kind.lower())
    handrail = ("-m", "clinic_app", "--data", str(home / "clinic"))
    for words in (
        ("chart", "Marigold", "--out", str(out / "chart.png")),
        ("pain", "Marigold", "--form", str(out / "form.pdf")),
        ("screenshot", "--view", "home", "--out", str(out / "picture.png")),
    ):
        run(*handrail, *words, environment=environment)
    made = [path for path in home.rglob("*") if path not in (home, out)]
    open_to_others = {
        str(path.relative_to(home)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in made
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    }
    assert len(list(out.iterdir())) == 3
    assert open_to_others == {}


def test_on_a_full_disk_python_keeps_no_half_compiled_module() -> None:
    ask = "import sys; from clinic_app.app import hardening; {}; hardening.harden();"
    tell = "print(sys.dont_write_bytecode)"
    environment = {"PYTHONDONTWRITEBYTECODE": ""}
    assert run("-c", ask.format("pass") + tell, environment=environment) == "False\n"
    full = "hardening._LEAST_ROOM = 1 << 62"
    assert run("-c", ask.format(full) + tell, environment=environment) == "True\n"
