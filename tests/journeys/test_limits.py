"""From a verdict to its limits and back: what the clinic sets is what the verdict goes by."""

from pathlib import Path

from clinic_app.domain.trend.trend import Verdict
from clinic_app.ui.chart.verdict_details import VerdictDetails
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.progress.progress_tab import ProgressTab

from .conftest import Desk


def test_a_limit_changed_from_the_verdict_changes_the_verdict(desk: Desk, demo: Path) -> None:
    clinic = desk.start(demo)
    desk.unlock(clinic)
    screens = clinic.screens
    assert screens is not None
    marigold = screens.settings.limits._workspace.patients.find("Marigold").id
    pain = screens.settings.limits._workspace.pain
    assert pain.trend(marigold).confirmed
    screens.open_patient(marigold)
    tab = screens.patient.findChild(ProgressTab)
    assert tab is not None
    tab.show_patient(marigold)
    details = tab.findChild(VerdictDetails)
    assert details is not None
    desk.until(lambda: details._rule is not None and details._rule.region == "low-back")
    link = next(b for b in details.findChildren(Button) if b.text() == "Change the limits")
    link.click()
    assert screens.window.showing() == "settings"
    limits = screens.settings.limits
    assert limits.region.currentData() == "low-back"
    limits.verdict.rows["fall_points"].edit.setText("3")
    limits.save_verdict()
    assert pain.trend(marigold).verdict is Verdict.POSSIBLY_BETTER
    assert pain.trend(marigold).rule.is_own
