"""prepare.sh before programs that only note how they were called: what it does, and what not."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ALL = "".join(
    f"\t{line.split()[1]} (libc6,x86-64) => /lib/{line.split()[1]}\n"
    for line in (ROOT / "packaging" / "prepare.sh").read_text("utf-8").splitlines()
    if ".so." in line
)


class Machine:
    """A checkout with a space in its path, and the few programs of the system that matter."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "hand rail"
        self._programs = folder / "programs"
        self._log = folder / "called"
        for part in ("packaging", "clinic_app", ".venv/bin"):
            (self.root / part).mkdir(parents=True)
        self._programs.mkdir()
        for name in ("packaging/prepare.sh", "packaging/requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, self.root / name)
        (self.root / "clinic_app" / "a.py").write_text("", "utf-8")
        self._note(self.root / ".venv" / "bin" / "python")
        self._note(self.root / ".venv" / "bin" / "handrail")
        self._note(self._programs / "apt-get")
        self.libraries(_ALL)
        self.user(0)

    def libraries(self, listed: str) -> None:
        """What ``ldconfig -p`` tells."""
        self._program("ldconfig", f"cat <<'END'\n{listed}END")

    def user(self, number: int) -> None:
        """Who starts the script; nobody may use sudo."""
        self._program("id", f"echo {number}")
        self._program("sudo", "exit 1")

    def prepare(self, screen: str = "offscreen") -> tuple[list[str], str]:
        """The programs it called, and what it said."""
        self._log.write_text("", "utf-8")
        done = subprocess.run(
            [str(self.root / "packaging" / "prepare.sh"), screen],
            env={"PATH": f"{self._programs}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=self.root.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        assert done.stdout == ""  # standard output belongs to the program
        return self._log.read_text("utf-8").splitlines(), done.stderr

    def _note(self, path: Path) -> None:
        self._write(path, f'echo "{path.name} $*" >>"{self._log}"')

    def _program(self, name: str, body: str) -> None:
        self._write(self._programs / name, body)

    @staticmethod
    def _write(path: Path, body: str) -> None:
        path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_first_start_installs_what_is_locked_and_nothing_else(machine: Machine) -> None:
    called, said = machine.prepare()
    installs = [line for line in called if " install " in line]
    assert len(installs) == 2
    assert "--require-hashes --compile -r" in installs[0]
    assert "--no-build-isolation --no-deps -e" in installs[1]
    assert any("compileall" in line for line in called)
    assert any(line.endswith("packaging/pictures.py") for line in called)
    assert said.splitlines()[-1] == "handrail: Ready"


def test_the_second_start_does_nothing(machine: Machine) -> None:
    machine.prepare()
    assert machine.prepare() == ([], "")


def test_a_changed_lock_file_installs_again(machine: Machine) -> None:
    machine.prepare()
    with (machine.root / "packaging" / "requirements.lock").open("a") as lock:
        lock.write("\n")
    called, _ = machine.prepare()
    assert any("--require-hashes" in line for line in called)


def test_changed_source_is_compiled_only(machine: Machine) -> None:
    machine.prepare()
    source = machine.root / "clinic_app" / "a.py"
    later = source.stat().st_mtime + 60
    os.utime(source, (later, later))
    called, said = machine.prepare()
    assert [line for line in called if "compileall" not in line] == []
    assert len(called) == 1
    assert said == ""


def test_missing_system_packages_are_installed_where_allowed(machine: Machine) -> None:
    machine.libraries(_ALL.replace("libEGL.so.1", "libOther.so.1"))
    called, _ = machine.prepare()
    apt = [line for line in called if line.startswith("apt-get install")]
    assert [line.split()[-1] for line in apt] == ["libegl1"]


def test_the_line_to_run_is_told_where_not_allowed(machine: Machine) -> None:
    machine.user(1000)
    machine.libraries(_ALL.replace("libEGL.so.1", "libOther.so.1"))
    called, said = machine.prepare()
    assert not [line for line in called if line.startswith("apt-get")]
    assert "Please run: sudo apt-get install -y libegl1\n" in said
    assert said.endswith("Ready\n")


def test_a_window_needs_more_than_a_picture(machine: Machine) -> None:
    machine.libraries(_ALL.replace("libxcb-cursor.so.0", "libOther.so.1"))
    assert not [line for line in machine.prepare()[0] if line.startswith("apt-get")]
    called, _ = machine.prepare("window")
    assert [c.split()[-1] for c in called if c.startswith("apt-get install")] == ["libxcb-cursor0"]
