"""What is installed: exercises and resources inside the package, or no copy of them at all."""

import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
SHIPPED = "clinic_app/shipped/"


def _names(version: str, folder: Path) -> set[str]:
    wheel = next(iter(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=[version])))
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_a_wheel_holds_every_exercise_and_resource(tmp_path: Path) -> None:
    shipped = {name for name in _names("standard", tmp_path) if name.startswith(SHIPPED)}
    for folder in ("exercises", "resources"):
        files = {f for f in (ROOT / folder).rglob("*") if f.is_file() and f.suffix != ".pyc"}
        inside = {name for name in shipped if name.startswith(f"{SHIPPED}{folder}/")}
        assert inside == {f"{SHIPPED}{f.relative_to(ROOT).as_posix()}" for f in files}


def test_an_editable_install_copies_nothing_that_could_grow_old(tmp_path: Path) -> None:
    names = _names("editable", tmp_path)
    assert {name for name in names if ".dist-info/" not in name} == {"_editable_impl_handrail.pth"}
