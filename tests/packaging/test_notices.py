"""The notices of third parties name what is locked, and carry its words."""

import importlib.util
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PLACE = ROOT / "packaging" / "notices.py"


def _script():
    spec = importlib.util.spec_from_file_location("handrail_notices", _PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


notices = _script()
LOCKED = notices.locked_versions()
RUNTIME = notices.runtime_packages(LOCKED)
KEPT = notices.NOTICES.read_text("utf-8")


def test_every_dependency_is_a_runtime_package_and_no_tool_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(RUNTIME) > len(project["dependencies"])
    assert "cffi" in RUNTIME  # needed by one of them
    assert not {"pytest", "ruff", "pyphen", "hypothesis", "hatchling"} & set(RUNTIME)


def test_the_list_is_that_of_the_lock_file() -> None:
    listed = [line.strip().rsplit(":")[0] for line in KEPT.splitlines() if line[:2] == "  "]
    for name in RUNTIME:
        title = f"{name} {' and '.join(LOCKED[name])}"
        assert title in listed, "run packaging/notices.py: the lock file has changed"


# A package may have another version on another Python, and other libraries on another system.
AS_LOCKED = [name for name in RUNTIME if version(name) == LOCKED[name][0]]


@pytest.mark.parametrize("name", AS_LOCKED if sys.platform == "linux" else ["pydantic"])
def test_the_words_of_each_package_stand_in_the_file(name: str) -> None:
    for _, text in notices.notice(name, LOCKED[name]).texts:
        assert text.strip()
        assert text in KEPT


def test_the_terms_that_ask_for_it_are_whole() -> None:
    for words in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "You may replace them",
        "ZETETIC LLC",
        "SIL OPEN FONT LICENSE Version 1.1",
        "Copyright (c) 2026 Handrail contributors",
        "Copyright (c) 2020-2026 Paweł Kuna",
    ):
        assert words in KEPT


def test_a_package_without_a_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "ADDED", {})
    with pytest.raises(ValueError, match="shiboken6"):
        notices.notice("shiboken6", ["1"])
