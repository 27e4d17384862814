"""A real clinic in a temporary folder, the theme, and a background executor, for every screen."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Episode, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.unlock.access import new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.plan import edits
from clinic_app.ui.plan.editing import PlanEditor
from tests.empty_clinic import CHEAP, open_empty

__all__ = ["CHEAP"]
PASSPHRASE = "lantern orchard copper violin"
Rate = Callable[..., list[PainRating]]
SETUP = ClinicSetup(
    Clinic("Sample Clinic", "555 0100"), "Robin Demo", "PT", PASSPHRASE, new_recovery_key()
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, made once for the application."""
    found = qapp.property("handrail_theme")
    made = found if isinstance(found, Theme) else Theme(qapp)
    made.apply(False)
    return made


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """An executor that is closed after the test."""
    made = Background()
    yield made
    made.close()


@pytest.fixture
def workspace(tmp_path: Path, theme: Theme) -> Iterator[Workspace]:
    """An empty, unlocked clinic."""
    made = open_empty(tmp_path / "clinic", SETUP)
    yield made
    made.close()


@pytest.fixture
def marigold(workspace: Workspace) -> Patient:
    """A patient with a precaution and an episode."""
    patient = workspace.patients.add(
        Patient(
            new_id(),
            "Marigold",
            "Sample",
            date(1958, 3, 4),
            "D-0117",
            precautions=("osteoporosis",),
        )
    )
    workspace.patients.add_episode(
        Episode(new_id(), patient.id, "Low back pain", "low-back", side="right")
    )
    return patient


@pytest.fixture
def otto(workspace: Workspace) -> Patient:
    """A patient without precautions or episode."""
    return workspace.patients.add(Patient(new_id(), "Otto", "Example", date(1970, 1, 2)))


@pytest.fixture
def editing(
    workspace: Workspace, background: Background, marigold: Patient
) -> Iterator[PlanEditor]:
    """An empty plan; like the screen, the test ends with a last try to save."""
    saved = workspace.plans.current(marigold.id)
    made = PlanEditor(workspace, background, marigold, saved)
    yield made
    made.flush()


@pytest.fixture
def filled(editing: PlanEditor) -> PlanEditor:
    """A plan of three: bridge, bird dog, hamstring stretch."""
    for exercise_id in ("bridge", "bird-dog", "hamstring-stretch-strap"):
        editing.apply(edits.add(editing.plan, editing.lookup(exercise_id)))
    editing.undo_stack.clear()
    return editing


@pytest.fixture
def rate(workspace: Workspace) -> Rate:
    """``rate(patient, {days_ago: score}, series=..., context=...)`` keeps ratings."""

    def give(
        patient: Patient,
        scores: Mapping[int, int],
        *,
        series: Series = Series.AVERAGE,
        context: str = "",
    ) -> list[PainRating]:
        now = workspace.now() - timedelta(minutes=5)
        made = [
            PainRating(new_id(), patient.id, series, score, now - timedelta(days=ago), context)
            for ago, score in scores.items()
        ]
        workspace.pain.add_all(patient.id, made)
        return made

    return give


@pytest.fixture
def improved(rate: Rate, marigold: Patient) -> Patient:
    """Marigold, whose average pain fell from 7 to 3 in four weeks."""
    rate(marigold, {ago: 7 if ago > 20 else 3 for ago in range(28)})
    return marigold
