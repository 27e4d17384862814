"""Checks my records: what was checked when, with what came of it, and the checks to begin now."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from clinic_app.domain.dates import ago_words
from clinic_app.domain.errors import DamagedFile
from clinic_app.domain.records.finding import Finding
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.flow_layout import flow
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.common.progress_bar import ProgressBar
from clinic_app.ui.damage.check_runner import CheckRunner
from clinic_app.words import N_, _

_NAMES = {
    "quick": N_("At each opening, and daily"),
    "whole": N_("Every record"),
    "pages": N_("Every page, weekly"),
}
_HINT = N_(
    "Reads every record against the audit trail, which also finds what was changed past Handrail."
)


class CheckCard(Card):
    """Shows what ``runner`` tells, also of checks that began elsewhere.

    ``found`` carries all that the checks found last, by whichever of them.
    """

    found = Signal(object)

    def __init__(self, runner: CheckRunner, findings: Sequence[Finding] = ()) -> None:
        super().__init__(margin=20)
        self._runner = runner
        self._by_check = {"quick": [finding for finding in findings if finding.is_loss]}
        self._is_damaged = False  # a check could not be ended for it
        # Here, in this window: a damaged file may not take the times, and opening notes none.
        self._ended_at = {"quick": datetime.now().astimezone()}
        self._lay_out()
        runner.work.on(self._began, self._progressed, self._ended, self._stopped, self._failed)
        self.refresh()

    def _lay_out(self) -> None:
        self.verdict = NoticeBar(plain=True)
        self.dates = {kind: label(size=SECOND_LINE, tone="second") for kind in _NAMES}
        start = self._runner.start
        self.whole_button = Button(_("Check now"), on_click=lambda: start("whole"))
        self.whole_button.setAccessibleName(_("Check all records now"))
        self.pages_button = Button(_("Check every page"), on_click=lambda: start("pages"))
        self.cancel_button = Button(_("Cancel"), on_click=self._runner.work.cancel)
        self.bar = ProgressBar(_("Checking"))
        self.status = label(size=SECOND_LINE, tone="second", wrap=True)
        self.proven = label(size=SECOND_LINE, tone="second", wrap=True)
        self.error = ErrorBar()
        add_head(self, "shield-check", _("Check my records"), _(_HINT))
        self.body.addWidget(flow(self.whole_button, self.pages_button, self.cancel_button))
        for part in (self.bar, self.status, self.error, self.verdict, self.proven):
            self.body.addWidget(part)
        self.body.addLayout(self._grid())
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(2)
        for number, (kind, name) in enumerate(_NAMES.items()):
            grid.addWidget(label(_(name), size=SECOND_LINE, tone="second", wrap=True), number, 0)
            grid.addWidget(self.dates[kind], number, 1, Qt.AlignmentFlag.AlignRight)
        return grid

    def forget_losses(self) -> None:
        """Somebody went on with what was found."""
        self._by_check = {}
        self.refresh()

    @property
    def all_found(self) -> list[Finding]:
        """What every check found last: one that finds nothing takes nothing back of another."""
        return [finding for found in self._by_check.values() for finding in found]

    def refresh(self) -> None:
        """Show anew what was checked when, and what is known to be wrong."""
        last = self._runner.last_checks()
        for kind, shown in self.dates.items():
            ended = (getattr(last, kind), self._ended_at.get(kind))
            shown.setText(_when(max((at for at in ended if at), default=None)))
        if self._is_damaged or any(finding.is_loss for finding in self.all_found):
            self.verdict.say(_("Something is missing or damaged."), tone="bad")
        elif last.whole is None:
            self.verdict.say(_("Nothing wrong was found. The records were not all checked yet."))
        else:
            self.verdict.say(_("Everything that was checked is whole."), tone="good")
        if last.whole is not None and last.not_proven:
            self.proven.setText(
                _(
                    "{proven} records are proven. {not_proven} were last changed before version"
                    " 0.5, which kept no proof of them.",
                    proven=format(last.proven, ","),
                    not_proven=format(last.not_proven, ","),
                )
            )
        self.proven.setVisible(bool(last.whole and last.not_proven))
        self.status.setVisible(bool(self.status.text()))
        running = self._runner.work.running in ("whole", "pages")
        for button in (self.whole_button, self.pages_button):
            button.setVisible(not running)
        for part in (self.cancel_button, self.bar):
            part.setVisible(running)
        self.found.emit(self.all_found)

    def _began(self, kind: str) -> None:
        if kind != "quick":
            self.bar.show_percent(0)
            self.error.hide()
            self.status.setText(_("{check}: it rests while you type.", check=_(_NAMES[kind])))
        self.refresh()

    def _progressed(self, kind: str, percent: int) -> None:
        self.bar.show_percent(percent)

    def _ended(self, kind: str, findings: Sequence[Finding]) -> None:
        if kind != "quick":
            self.status.setText(_("Nothing is missing or changed.") if not findings else "")
        if findings or kind != "quick":  # the quick one looks at less than what found a loss
            self._by_check[kind] = list(findings)
        if kind == "whole":  # it looks at all that the quick one does, and ended
            self._by_check["quick"], self._is_damaged = [], False
        self._ended_at[kind] = datetime.now().astimezone()
        self.refresh()

    def _stopped(self, kind: str) -> None:
        if kind != "quick":
            self.status.setText(_("Cancelled. Nothing was changed."))
        self.refresh()

    def _failed(self, kind: str, error: Exception) -> None:
        self.status.setText("")
        self.error.show_error(error)
        self._is_damaged = self._is_damaged or isinstance(error, DamagedFile)
        self.refresh()


def add_head(card: Card, icon: str, title: str, hint: str) -> None:
    """An icon with the title of a card, and below them what it is for."""
    sign = IconLabel(icon, tone="accent", size=24)
    name = label(title, size=SECTION, bold=True, wrap=True)
    card.body.addLayout(row(sign, (name, 1), spacing=10))
    card.body.addWidget(label(hint, tone="second", wrap=True))


def _when(at: datetime | None) -> str:
    if at is None:
        return _("never")
    at = at.astimezone()
    return f"{ago_words(at.date(), datetime.now().astimezone().date())}, {at:%H:%M}"
