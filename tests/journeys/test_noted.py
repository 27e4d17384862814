"""Locking stands in the audit trail, with what locked."""

from pathlib import Path

from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.records.trail import TrailQuery

from .conftest import Desk


def sentences(clinic: ClinicWindow) -> list[str]:
    assert clinic._workspace is not None
    return [line.told.sentence for line in clinic._workspace.trail.lines(TrailQuery())]


def test_what_locked_stands_in_the_trail(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    clinic.window.lock()
    desk.unlock(clinic)
    assert sentences(clinic)[2] == "Robin Demo locked the clinic"
    clinic.window._idle.due.emit()
    desk.unlock(clinic)
    assert sentences(clinic)[2] == "Robin Demo left the window untouched until the clinic locked"
    clinic._system.due.emit()
    desk.unlock(clinic)
    assert sentences(clinic)[2].endswith("locked by the system's own lock or sleep")
    assert clinic.window.locked_by == "key"
    assert sum("unlocked the clinic on the computer" in words for words in sentences(clinic)) == 4
