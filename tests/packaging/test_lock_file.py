"""The lock file: every version fixed, every file hashed, no address."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
BLOCKS = re.split(r"\n(?=\S)", TEXT.strip())
_NAME = re.compile(r"^([a-z0-9-]+)==([^\s;]+)")


def _names() -> set[str]:
    return {match.group(1) for block in BLOCKS if (match := _NAME.match(block))}


def test_every_requirement_is_fixed_and_hashed() -> None:
    for block in BLOCKS:
        assert _NAME.match(block), block[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:80]


def test_nothing_but_requirements_and_hashes() -> None:
    for line in TEXT.splitlines():
        assert _NAME.match(line) or line.startswith("    --hash=sha256:"), line
    assert "://" not in TEXT


def test_everything_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=!\[; ]", line)[0].lower().replace("_", "-") for line in wanted}
    names = {re.sub(r"[.]", "-", name) for name in names}
    assert names - _names() == set()


def test_the_dangerous_version_of_qt_is_not_locked() -> None:
    version = next(b for b in BLOCKS if b.startswith("pyside6-essentials==")).split()[0]
    assert version.startswith("pyside6-essentials==6.11.")
