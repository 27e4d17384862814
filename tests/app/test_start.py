"""What is loaded when: little before the login, every screen behind it, found from the folders."""

import subprocess
import sys
from pathlib import Path

import clinic_app.ui
from clinic_app.app.start import LOGIN_PACKAGES, deferred_modules, deferred_packages, modules_of

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
