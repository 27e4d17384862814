"""The scripts of a fresh machine: sound, quiet and free of addresses."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = [*sorted((ROOT / "packaging").glob("*.sh")), ROOT / ".ci" / "run"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_sound(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True, timeout=20)
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").startswith("#!/usr/bin/env bash\n")


def test_the_commands_of_the_readme_are_there() -> None:
    assert {"run.sh", "test.sh", "test-busy.sh", "prepare.sh", "lock.sh", "run"} <= {
        s.name for s in SCRIPTS
    }


def test_the_library_list_names_packages_and_libraries() -> None:
    text = (ROOT / "packaging" / "prepare.sh").read_text("utf-8")
    pairs = [line.split() for line in text.splitlines() if ".so." in line]
    assert len(pairs) >= 18
    assert all(len(pair) == 2 and pair[0].startswith("lib") for pair in pairs)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """run.sh alone in a folder with a space, before programs that only say how they were called."""
    root = tmp_path / "hand rail"
    (root / "packaging").mkdir(parents=True)
    (root / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "run.sh", root / "packaging")
    said = '#!/bin/sh\nfor word in "$@"; do printf "<%s>" "$word"; done\n'
    for path in (root / "packaging" / "prepare.sh", root / ".venv" / "bin" / "handrail"):
        path.write_text(said, "utf-8")
        path.chmod(0o755)
    return root


def run(root: Path, *words: str, **settings: str) -> str:
    """What is printed by run.sh, called from another folder."""
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [str(root / "packaging" / "run.sh"), *words],
        env={**bare, **settings},
        cwd=root.parent,
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("words", [(), ("--data", "my clinic"), ("exercises", "hip hinge")])
def test_arguments_reach_the_program_as_they_are(copied: Path, words: tuple[str, ...]) -> None:
    told = "".join(f"<{word}>" for word in words)
    assert run(copied, *words, DISPLAY=":9") == f"<window>{told}"


def test_a_command_needs_no_display(copied: Path) -> None:
    assert run(copied, "exercises", "--json") == "<offscreen><exercises><--json>"


@pytest.mark.parametrize("fails", [0, 1])
def test_rounds_under_load_say_what_failed_and_keep_nothing_busy(
    copied: Path, fails: int, tmp_path: Path
) -> None:
    """A pretended pytest, and a real busy loop that is gone at the end."""
    shutil.copy(ROOT / "packaging" / "test-busy.sh", copied / "packaging")
    python = copied / ".venv" / "bin" / "python"
    cores = '[ "$1" = -c ] && echo 1 && exit 0'
    told = f'echo "FAILED one" "$@"\necho "handrail: told"\nexit {fails}'
    python.write_text(f"#!/bin/sh\n{cores}\n{told}\n", "utf-8")
    python.chmod(0o755)
    done = subprocess.run(
        [str(copied / "packaging" / "test-busy.sh"), "2", "tests/ui/find"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == fails
    assert ("FAILED one -m pytest -n 1 --tb=short tests/ui/find" in done.stdout) == bool(fails)
    last = done.stdout.splitlines()[-1]
    assert last.startswith(
        f"handrail: 2 rounds with every core kept busy, {2 * fails} of them failed"
    )
