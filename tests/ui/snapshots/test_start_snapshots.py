"""The start screen, the restore screen and the page of a damaged clinic, as pictures."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from clinic_app.domain.records.backup import Backup, Contents
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.folders.found_here import Found, FoundClinic
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.damage.damage_page import found_page
from clinic_app.ui.first_run.start_screen import StartScreen
from clinic_app.ui.restore.copy_words import advised_words
from clinic_app.ui.restore.restore_page import RestorePage
from tests.hands import Hands
from tests.ui.snapshots.test_snapshots import Snapshots

AT = datetime(2020, 11, 13, 18, 2).astimezone()  # the time of day is this computer's
HELD = Contents(1201, 58111, AT, 48112)
TODAY = Contents(1204, 58300, AT, 48500)
LONG = "Clínica de Fisioterapia y Rehabilitación Nuestra Señora del Perpetuo Socorro"


def copies() -> list[FoundBackup]:
    def copy(n: int) -> Backup:
        made_at = AT - timedelta(days=n)
        return Backup(Path(f"/{n}.handrail"), made_at, 46_000_000, "", "0.6", HELD, True)

    return [FoundBackup(copy(n), "on HANDRAIL-2", "", "") for n in range(4)]


def start() -> QWidget:
    made = StartScreen()
    clinics = (
        FoundClinic(Path("/a"), LONG, "in Documents", AT),
        FoundClinic(Path("/b"), "Practice", "on HANDRAIL-2", AT, "clinic.keys"),
    )
    made.found.show_found(Found(clinics, tuple(copies())))
    return made


def restore() -> QWidget:
    made = RestorePage(Path("/data/Handrail/clinic"), TODAY)
    made.show_copies(copies())
    replaces = SimpleNamespace(
        clinic_name=LONG,
        back_again=("Sam Pretend, PTA",),
        gone_again=(),
        has_other_recovery_key=True,
    )
    logins = [SimpleNamespace(title="Robin Demo, PT")]
    made.show_looked(
        SimpleNamespace(
            clinic_name=LONG, made_at=AT, contents=HELD, logins=logins, replaces=replaces, erased=1
        )
    )
    return made


def damaged() -> QWidget:
    loss = Finding(FindingKind.ROWS_MISSING, "3 changes are missing.", AT, "Look for a newer copy.")
    words = advised_words(copies()[0], TODAY, AT + timedelta(minutes=80))
    return found_page((loss,), ("Handrail 0.7.0",), who="Robin Demo, PT", backup=words)


@pytest.fixture
def snapshots(request: pytest.FixtureRequest) -> Snapshots:
    return Snapshots(refresh=bool(request.config.getoption("--refresh-snapshots")))


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "make"), [("start", start), ("restore", restore), ("damaged", damaged)]
)
def test_it_looks_as_it_did(
    theme: Theme,
    qtbot: Hands,
    snapshots: Snapshots,
    look: str,
    name: str,
    make: Callable[[], QWidget],
) -> None:
    theme.apply(look == "dark")
    page = make()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    qtbot.shown(page)
    qtbot.settle()
    page.setFocus()  # no caret that blinks
    snapshots.check(page.grab().toImage(), f"{name}-{look}")
    theme.apply(False)
