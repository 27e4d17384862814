"""An assistant at the window: what is not for assistants is in sight, greyed, and says why."""

from pathlib import Path

from clinic_app.domain.patient.role import Role
from clinic_app.services.unlock.access import AccessService
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.progress.progress_tools import ProgressTools

from .conftest import DEMO_PASSPHRASE, Desk

HERS = "violet anchor crumb tundra"


def test_what_is_not_for_assistants_is_greyed_with_the_reason(desk: Desk, demo: Path) -> None:
    opened = AccessService(demo).unlock_any(DEMO_PASSPHRASE)
    sam = opened.staff.add_clinician("Sam Pretend", "", Role.ASSISTANT, HERS, own=DEMO_PASSPHRASE)
    marigold = opened.patients.find("Marigold").id
    opened.close()
    clinic = desk.start(demo)
    clinic.open_workspace(AccessService(demo).unlock(sam.id, HERS))
    screens = clinic.screens
    assert screens is not None
    screens.open_patient(marigold)
    refused = {c.words for c in screens.commands if "assistant" in c.refusal()}
    assert refused == {
        "Report for the referrer",
        "Export ratings (CSV)",
        "Export the chart",
        "Export the whole record",
        "Take in a record",
    }
    screens.record.show_patient(marigold)
    archive = next(b for b in screens.record.findChildren(Button) if b.text() == "Archive")
    assert not archive.isEnabled()
    choose = screens.record.one_person.choose
    assert not choose.isEnabled()
    assert "assistant" in choose.accessibleDescription()
    assert "for an owner or a clinician" in archive.toolTip()
    tools = screens.patient.findChild(ProgressTools)
    assert tools is not None
    screens.progress.show_patient(marigold)
    desk.until(lambda: bool(tools.report.toolTip()))
    for button in (tools.report, tools.picture):
        assert not button.isEnabled()
        assert button.accessibleDescription() == button.toolTip()
    assert tools.add.isEnabled()  # the daily work is not
