"""A small clinic on disk for the services, with a clock that tests can turn."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clinic_app.domain.errors import Replaced
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Episode, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.changes import Change
from clinic_app.services.unlock.access import new_recovery_key
from clinic_app.services.workspace import Workspace
from tests.empty_clinic import CHEAP, open_empty

PASSPHRASE = "quiet lantern orbit maple"
RECOVERY_KEY = new_recovery_key()
__all__ = ["CHEAP"]


@dataclass
class Clock:
    """A time that stands still until a test moves it."""

    moment: datetime = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Turn the clock on, as by timedelta."""
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def setup() -> ClinicSetup:
    clinic = Clinic("Demo Clinic", "(555) 010-0142", "1 Sample Street")
    return ClinicSetup(clinic, "Robin Demo", "PT", PASSPHRASE, RECOVERY_KEY)


@pytest.fixture
def workspace(
    tmp_path: Path, clock: Clock, setup: ClinicSetup, request: pytest.FixtureRequest
) -> Iterator[Workspace]:
    """An open clinic. Whatever a test does in it must leave every record proven by the trail."""
    opened = open_empty(tmp_path / "clinic", setup, clock)
    yield opened
    if not opened.is_closed and request.node.get_closest_marker("by_hand") is None:
        with suppress(Replaced):  # encrypted anew under it
            assert opened.checking.whole() == []
    opened.close()


@pytest.fixture
def heard(workspace: Workspace) -> list[Change]:
    """Every change that was told, in order."""
    changes: list[Change] = []
    workspace.changes.subscribe(changes.append)
    return changes


@pytest.fixture
def patient(workspace: Workspace) -> Patient:
    added = workspace.patients.add(Patient(new_id(), "Marigold", "Sample"))
    started = workspace.now().date()
    episode = Episode(new_id(), added.id, "Low back pain", "low-back", started=started)
    workspace.patients.add_episode(episode)
    return added
