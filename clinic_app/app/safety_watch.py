"""While a clinic is open: what was mended, where its folder lies, and checks by the calendar."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from clinic_app.app.damage_acts import Ask, accept_loss, copy_damaged
from clinic_app.domain.errors import UserError
from clinic_app.domain.finding import Finding, FindingKind
from clinic_app.domain.role import Permission
from clinic_app.services.damage import technical_lines
from clinic_app.services.folder_risk import folder_risk
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_folder
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.notice_bar import Notices
from clinic_app.ui.damage.check_runner import CheckRunner
from clinic_app.ui.damage.found_dialog import FoundDialog
from clinic_app.ui.damage.found_list import tone_of
from clinic_app.ui.main_window import MainWindow

_RISK_TOLD = "folder risk told"  # the place that this clinician was told of and closed the bar
_FIRST_MS, _EVERY_MS = 60_000, 600_000  # after the clinic was opened, and from then on


class SafetyWatch(QObject):
    """Tells on the bars over the caseload. ``runner`` runs the checks, also those asked for.

    ``accepted`` tells that somebody went on with what a check found.
    """

    accepted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        notices: Notices,
        window: MainWindow,
        background: Background,
        *,
        ask_folder: Ask = ask_folder,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._notices = notices
        self._window = window
        self._background = background
        self._ask_folder = ask_folder
        self.runner = CheckRunner(workspace.checking, parent=self)
        self.runner.work.ended.connect(self._ended)
        self.runner.work.failed.connect(self._failed)
        self._tell_findings(workspace.findings)
        self._tell_risk()
        self._first = QTimer(self, interval=_FIRST_MS, singleShot=True)
        self._first.timeout.connect(self.look)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._first.start()
        self._timer.start()

    def look(self) -> None:
        """Begin the check that is due, the daily one first; nothing while one runs."""
        try:
            if self._workspace.checking.is_due():
                self.runner.start("quick")
            elif self._workspace.checking.are_pages_due():
                self.runner.start("pages")
        except UserError:
            return  # locked meanwhile, or not readable: every screen says so itself

    def close(self) -> None:
        """Begin no more, and end what runs. Waits for nothing."""
        self._first.stop()
        self._timer.stop()
        self.runner.work.close()

    def _tell_findings(self, findings: Sequence[Finding]) -> None:
        """What harms nothing: it was mended, or will be."""
        for number, finding in enumerate(findings):
            if not finding.is_loss and finding.kind is not FindingKind.SET_ASIDE:
                tone = tone_of(finding)
                self._notices.show_notice(
                    f"found {number}", finding.what, finding.next_step, tone=tone
                )
        if any(finding.is_loss for finding in findings):
            self._tell_loss(findings)

    def _ended(self, kind: str, findings: Sequence[Finding]) -> None:
        if any(finding.is_loss for finding in findings):
            self._tell_loss(findings)
        elif kind == "pages":
            self._notices.take_away("failed")

    def _tell_loss(self, findings: Sequence[Finding]) -> None:
        what = "Something of the clinic is missing or was changed."
        more = next(finding.what for finding in findings if finding.is_loss)
        show = partial(self.show_found, findings)
        actions = [("Show what was found", show)]
        self._notices.show_notice("loss", what, more, tone="bad", actions=actions)

    def show_found(self, findings: Sequence[Finding]) -> None:
        """Everything that was found, with a copy of the folder and the way to go on."""
        workspace, background = self._workspace, self._background
        was_read_only = workspace.is_read_only
        dialog = FoundDialog(
            findings,
            technical_lines(workspace.folder, findings),
            no_going_on=workspace.refusal(Permission.CLINIC),
            parent=self._window,
        )

        def went_on() -> None:
            dialog.accept()
            self._notices.take_away("loss")
            if was_read_only:
                self._window.tell_writable_again()
            self.accepted.emit()

        dialog.copy.button.clicked.connect(
            lambda: copy_damaged(
                background,
                dialog,
                dialog.copy,
                dialog.error,
                folder=workspace.folder,
                ask_folder=self._ask_folder,
            )
        )
        accept_loss(background, workspace, dialog.loss, went_on)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _failed(self, kind: str, error: Exception) -> None:
        if isinstance(error, UserError):
            self._notices.show_notice("failed", error.what, error.next_step, tone="caution")

    def _tell_risk(self) -> None:
        """Once for each place, until the bar is closed; the settings say it always."""
        risk = folder_risk(self._workspace.folder)
        if risk is None or self._workspace.preferences.get(_RISK_TOLD) == risk.place:
            return
        remember = partial(self._remember, risk.place)
        self._notices.show_notice(
            "place", risk.words, risk.next_step, tone="caution", closed=remember
        )

    def _remember(self, place: str) -> None:
        if self._workspace.is_read_only:
            return  # told again at the next opening
        try:
            self._workspace.preferences.put(_RISK_TOLD, place)
        except UserError:
            return  # the same
