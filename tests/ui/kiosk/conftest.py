"""A patient with a plan, and the kiosk's screen for them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from clinic_app.domain.diary.kiosk import KioskVisit
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.kiosk.kiosk_screen import KioskScreen

MakeKiosk = Callable[..., KioskScreen]


@pytest.fixture
def visit(workspace: Workspace, marigold: Patient) -> KioskVisit:
    item = PlanItem.of(workspace.library.exercise("bridge"))
    workspace.plans.save(marigold.id, Plan((item,)), version=0)
    return workspace.kiosk.offer(marigold.id)


@pytest.fixture
def make_kiosk(
    qtbot: QtBot, workspace: Workspace, background: Background, visit: KioskVisit
) -> MakeKiosk:
    """Make a kiosk of a size; the visit may be another."""

    def make(size: tuple[int, int] = (1440, 900), asked: KioskVisit = visit) -> KioskScreen:
        screen = KioskScreen(asked, workspace.figures, background)
        qtbot.addWidget(screen)
        screen.resize(QSize(*size))
        qtbot.shown(screen)
        return screen

    return make


@pytest.fixture
def kiosk(make_kiosk: MakeKiosk) -> KioskScreen:
    return make_kiosk()
