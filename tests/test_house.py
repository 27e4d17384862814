"""The rules of the house: style, types, layers, and words that must not stand anywhere."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_FOLDERS = ("clinic_app", "tests", "exercises", "resources", "packaging", "docs", ".ci")
_SUFFIXES = {".py", ".yaml", ".md", ".toml", ".sh", ".svg", ".lock", ".txt", ".json", ""}
_HERE = Path(__file__)


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project but this one, which has to name what it forbids."""
    files = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in _FOLDERS:
        files += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in sorted(files):
        wanted = path.suffix in _SUFFIXES and "__pycache__" not in path.parts and path != _HERE
        if wanted:
            yield path.relative_to(ROOT), path.read_text("utf-8", errors="replace")


def offenders(pattern: str, *, only: str = "") -> list[str]:
    """``file:line`` for every line that matches, in files whose name ends with ``only``."""
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        if path.name.endswith(only)
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


def run(*command: str) -> None:
    """Run a tool of this environment on the project; its complaints become the failure."""
    tool = Path(sys.executable).parent / command[0]
    done = subprocess.run(
        [str(tool), *command[1:]], cwd=ROOT, capture_output=True, text=True, timeout=580
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("lint-imports",),
        ("basedpyright", "--pythonpath", sys.executable),
    ],
    ids=["style", "format", "layers", "types"],
)
def test_the_tools_have_no_complaint(command: tuple[str, ...]) -> None:
    run(*command)


def test_nothing_is_left_for_later() -> None:
    left = offenders(r"\b(TODO|FIXME|XXX)\b")
    looks_for_them_too = re.compile(r"(clinic_app|tests)/catalog/(test_)?check\.py:")
    assert [line for line in left if not looks_for_them_too.match(line)] == []


def test_no_test_is_passed_over() -> None:
    assert offenders(r"mark\.(skip|skipif|xfail)|pytest\.(skip|xfail|importorskip)\(") == []


def test_no_test_guesses_how_long_a_machine_takes() -> None:
    """Keys, clicks and waits go through tests/hands.py; a limit of time is a guess, so none is."""
    waits = (
        r"QTest\b|qWait|\.wait\(\d|wait(Exposed|Active)\(|\bsleep\(|singleShot\(|processEvents\("
    )
    limits = r"wait(Until|Signals?)\(.*timeout=|assert .*(perf_counter|monotonic)\("
    limits += r"|assert \w*(took|waited|elapsed)\w* <"
    own = re.compile(r"tests/(hands\.py|benchmarks/|storage/|faults/)")  # these: other processes
    measures = re.compile(r"tests/(hands\.py|benchmarks/)")
    for rule, allowed in ((waits, own), (limits, measures)):
        found = [line for line in offenders(rule, only=".py") if line.startswith("tests/")]
        assert [line for line in found if not allowed.match(line)] == []


def test_the_wheel_changes_no_list_or_number_that_is_only_passed() -> None:
    """A file that makes lists, numbers or dates of Qt's own leaves their wheel to the page."""
    kinds = r"Q((Double)?SpinBox|ComboBox|(Date|Time|DateTime)Edit)"
    makes = re.compile(rf"\b{kinds}\(|^class \w+\({kinds}\):", re.MULTILINE)
    careless = [
        str(path)
        for path, text in texts()
        if path.parts[0] == "clinic_app"
        and len(makes.findall(text)) > text.count("leave_wheel_to_page(")
    ]
    assert careless == []


def test_no_path_of_one_machine() -> None:
    assert offenders(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/") == []


def test_no_address_of_a_registry() -> None:
    assert offenders(r"pypi\.org|pythonhosted|registry\.npmjs|conda\.anaconda|--index-url") == []


def test_every_module_says_what_it_is_for() -> None:
    modules = list((ROOT / "clinic_app").rglob("*.py"))
    silent = [
        str(path.relative_to(ROOT))
        for path in modules
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert len(modules) > 50
    assert silent == []


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("./packaging/run.sh", "./packaging/test.sh"):
        assert command in readme


def test_the_rules_find_what_they_look_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clinic_app").mkdir()
    (tmp_path / "clinic_app" / "a.py").write_text("# TODO\nP = '/root/x'\n", "utf-8")
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    assert offenders("TODO") == ["clinic_app/a.py:1: # TODO"]
    assert len(offenders(r"(?<![\w.])/(work|root)/", only=".py")) == 1
