"""While a clinic is open: bars over the caseload about its files, its people, and its checks."""

from collections.abc import Callable, Sequence
from functools import partial

from clinic_app.app.damage_acts import accept_loss, copy_damaged
from clinic_app.app.open_clinic import OpenClinic
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.services.audit.damage import technical_lines
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.folders.folder_risk import folder_risk
from clinic_app.ui.common.ask_files import ask_folder
from clinic_app.ui.common.notice_bar import Notices
from clinic_app.ui.damage.check_runner import CheckRunner
from clinic_app.ui.damage.found_dialog import FoundDialog
from clinic_app.ui.damage.found_list import tone_of
from clinic_app.words import _

_RISK_TOLD = "folder risk told"  # the place of the bar that this clinician closed
_NO_OWNER, _ANEW = "no owner", "encrypt anew"
_WRITABLE_MS = 3000
_FIRST_MS, _EVERY_MS = 60_000, 600_000  # after the clinic was opened, and from then on


class SafetyWatch:
    """Shows bars over the caseload. ``runner`` runs the checks, also those that were requested.

    ``accepted`` is called when somebody went on with what a check found.
    """

    def __init__(
        self, clinic: OpenClinic, notices: Notices, *, accepted: Callable[[], object]
    ) -> None:
        self._clinic, self._notices, self._accepted = clinic, notices, accepted
        workspace = self._workspace = clinic.workspace
        self._ask_folder = ask_folder
        self.runner = CheckRunner(workspace.checking, parent=clinic.owner)
        self.runner.work.ended.connect(self._ended)
        self.runner.work.failed.connect(self._failed)
        self._show_findings(workspace.findings)
        self._show_risk()
        self._first = clinic.timer(_FIRST_MS, self.look, once=True)
        self._timer = clinic.timer(_EVERY_MS, self.look)
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

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        """What harms nothing: it was mended, or will be."""
        for number, finding in enumerate(findings):
            if not finding.is_loss and finding.kind is not FindingKind.SET_ASIDE:
                tone = tone_of(finding)
                self._notices.show_notice(
                    f"found {number}", finding.what, finding.next_step, tone=tone
                )
        if any(finding.is_loss for finding in findings):
            self._show_loss(findings)

    def _ended(self, kind: str, findings: Sequence[Finding]) -> None:
        if any(finding.is_loss for finding in findings):
            self._show_loss(findings)
        elif kind == "pages":
            self._notices.take_away("failed")

    def _show_loss(self, findings: Sequence[Finding]) -> None:
        what = _("Something of the clinic is missing or was changed.")
        more = next(finding.what for finding in findings if finding.is_loss)
        show = partial(self.show_found, findings)
        actions = [(_("Show what was found"), show)]
        self._notices.show_notice("loss", what, more, tone="bad", actions=actions)

    def show_found(self, findings: Sequence[Finding]) -> None:
        """Everything that was found, with a copy of the folder and the way to go on."""
        workspace, background, window = (
            self._workspace,
            self._clinic.background,
            self._clinic.window,
        )
        was_read_only = workspace.is_read_only
        dialog = FoundDialog(
            findings,
            technical_lines(workspace.folder, findings),
            no_going_on=workspace.refusal(Permission.CLINIC),
            parent=window,
        )

        def went_on() -> None:
            dialog.accept()
            self._notices.take_away("loss")
            if was_read_only:
                window.show_writable_again()
            self._accepted()

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
        self._clinic.open(dialog)

    def _failed(self, kind: str, error: Exception) -> None:
        if isinstance(error, UserError):
            self._notices.show_notice("failed", error.what, error.next_step, tone="caution")

    def _show_risk(self) -> None:
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
            return  # shown again at the next opening
        try:
            self._workspace.preferences.put(_RISK_TOLD, place)
        except UserError:
            return  # the same


class PeopleWatch:
    """Says where no owner can sign in, and to owners that the clinic waits to be encrypted anew.

    ``show_people`` shows the page about people.
    """

    def __init__(
        self, clinic: OpenClinic, notices: Notices, *, show_people: Callable[[], object]
    ) -> None:
        self._workspace, self._notices = clinic.workspace, notices
        self._show_people = show_people
        clinic.on_change(self._note_change)
        self.look()

    def look(self) -> None:
        """Show or take away the bars, as it stands now."""
        if self._workspace.staff.has_owner():
            self._notices.take_away(_NO_OWNER)
        else:
            self._notices.show_notice(
                _NO_OWNER,
                _("No owner can sign in any more."),
                _("The recovery key makes one: lock, then “Use the recovery key”."),
                tone="caution",
            )
        is_due = self._workspace.encryption.wanted_since() is not None
        if not is_due or self._workspace.refusal(Permission.PEOPLE):
            self._notices.take_away(_ANEW)
            return
        self._notices.show_notice(
            _ANEW,
            _("Old copies of the key file can still open this clinic."),
            _(
                "Somebody was taken away, or the recovery key replaced,"
                " and it is not encrypted anew."
            ),
            tone="caution",
            actions=[(_("Show people"), self._show_people)],
        )

    def _note_change(self, change: Change) -> None:
        if isinstance(change, ClinicChanged):
            self.look()


def watch_read_only(
    clinic: OpenClinic, over: Callable[[], object], *, every_ms: int = _WRITABLE_MS
) -> None:
    """Look again and again whether a clinic that could only be read can be written; say so once."""

    def look() -> None:
        if clinic.workspace.may_be_written_again:
            timer.stop()
            over()

    timer = clinic.timer(every_ms, look)
    timer.start()
