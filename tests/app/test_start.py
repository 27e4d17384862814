"""What is loaded when: little before the login, every screen behind it, found from the folders."""

import subprocess
import sys
from pathlib import Path

import clinic_app.ui
from clinic_app.app.start import LOGIN_PACKAGES, deferred_modules, deferred_packages, modules_of
from tests.hands import PATIENCE_MS

FOLDERS = {init.parent.name for init in Path(clinic_app.ui.__file__).parent.glob("*/__init__.py")}
# Every screen, in the time that nobody notices, or not before it is opened.
_LATE = ("pyqtgraph", "PySide6.QtOpenGL", "reportlab", "pypdf")


def _loaded(code: str) -> set[str]:
    asked = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_folder_of_the_screens_is_loaded_before_or_after_the_login() -> None:
    assert set(LOGIN_PACKAGES) <= FOLDERS
    assert set(deferred_packages()) == FOLDERS - set(LOGIN_PACKAGES)
    for folder in FOLDERS:
        assert any(True for _ in modules_of([folder])), folder


# Starts the program as `handrail` does, and says what is in front once everything is loaded.
_START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from clinic_app.app import start

class Watched(start.Starter):
    def _note_loaded(self):
        super()._note_loaded()
        page = self.clinic.window.centralWidget().findChildren(object)
        shown = {type(part).__name__ for part in page if getattr(part, "isVisible", bool)()}
        print("shown:", *sorted(shown & {"StartScreen", "UnlockScreen"}))
        QApplication.exit(0)

start.Starter = Watched
app = QApplication(sys.argv[:1])
sys.exit(start.run_window(Path(sys.argv[1])))
"""


def _start(folder: Path, code: str = _START) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_MS / 1000,
    )


def test_the_program_starts_and_shows_where_to_begin(tmp_path: Path) -> None:
    done = _start(tmp_path / "clinic")
    assert (done.returncode, done.stdout.strip()) == (0, "shown: StartScreen"), done.stderr


def test_what_keeps_it_from_starting_is_said(tmp_path: Path) -> None:
    broken = _START.replace(
        "start.Starter =", "start.LOGIN_SERVICES = ('no.such',)\nstart.Starter ="
    )
    done = _start(tmp_path / "clinic", broken)
    assert done.returncode == 1
    assert "No module named 'no'" in done.stderr


def test_the_login_loads_no_other_screen() -> None:
    names = (*modules_of(LOGIN_PACKAGES), "clinic_app.app.clinic_window")
    loaded = _loaded("".join(f"import {name}\n" for name in names))
    screens = {name.split(".")[2] for name in loaded if name.startswith("clinic_app.ui.")}
    assert screens & FOLDERS <= {*LOGIN_PACKAGES, "figure", "patient"}
    assert "clinic_app.ui.main_window" in loaded
    assert not {"numpy", "pyqtgraph"} & loaded


def test_behind_the_login_all_of_it_is_loaded_but_what_only_the_chart_needs() -> None:
    names = (*deferred_modules(), "clinic_app.app.screens")
    assert set(modules_of(deferred_packages())) == set(names[:-1])
    loaded = _loaded("".join(f"import {name}\n" for name in names))
    assert {*modules_of(deferred_packages())} <= loaded
    assert not set(_LATE) & loaded
