"""A report's dialog on a real clinic, with a real printer that writes a PDF."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from report_person import Person

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.report.report_dialog import ReportDialog


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


@pytest.fixture
def rated(workspace: Workspace, marigold: Patient) -> Patient:
    """Six weeks of pain that falls from 7 to 3."""
    now = workspace.now()
    scores = [7] * 14 + [3] * 28
    workspace.pain.add_all(
        marigold.id,
        [
            PainRating(new_id(), marigold.id, Series.AVERAGE, score, now - timedelta(days=41 - n))
            for n, score in enumerate(scores)
        ],
    )
    return marigold


@pytest.fixture
def dialog(
    qtbot: QtBot, workspace: Workspace, background: Background, rated: Patient, person: Person
) -> Iterator[ReportDialog]:
    made = ReportDialog(
        workspace,
        background,
        rated.id,
        ask_printer=person.choose_printer,
        ask_path=person.choose_path,
    )
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def drawn(qtbot: QtBot, dialog: ReportDialog) -> Callable[[], None]:
    """Wait until the pages of what the fields say now are there."""

    def wait() -> None:
        qtbot.waitUntil(dialog.save.isEnabled)

    return wait
