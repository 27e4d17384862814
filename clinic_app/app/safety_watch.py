"""While a clinic is open: what was mended, where its folder lies, and checks by the calendar."""

from PySide6.QtCore import QObject

from clinic_app.domain.errors import UserError
from clinic_app.services.folder_risk import folder_risk
from clinic_app.services.workspace import Workspace
from clinic_app.ui.damage.notices import Notices

_RISK_TOLD = "folder risk told"  # the place that this clinician was told of and closed the bar


class SafetyWatch(QObject):
    """Tells on the bars over the caseload."""

    def __init__(self, workspace: Workspace, notices: Notices, *, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._notices = notices
        self._tell_risk()

    def _tell_risk(self) -> None:
        """Once for each place, until the bar is closed; the settings say it always."""
        risk = folder_risk(self._workspace.folder)
        if risk is None or self._workspace.preferences.get(_RISK_TOLD) == risk.place:
            return
        bar = self._notices.tell("place", risk.words, risk.next_step, tone="caution")
        bar.closed.connect(lambda: self._remember(risk.place))

    def _remember(self, place: str) -> None:
        if self._workspace.is_read_only:
            return  # told again at the next opening
        try:
            self._workspace.preferences.put(_RISK_TOLD, place)
        except UserError:
            return  # the same
