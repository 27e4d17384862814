"""Settings, Data and safety: what was checked when, where the clinic lies, what was set aside."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clinic_app.domain.dates import ago_words
from clinic_app.domain.errors import DamagedFile
from clinic_app.domain.finding import Finding
from clinic_app.services.damage import set_aside_folders
from clinic_app.services.folder_risk import folder_risk
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, SECTION, label
from clinic_app.ui.damage.check_runner import CheckRunner
from clinic_app.ui.damage.found_list import found_list
from clinic_app.ui.damage.progress_bar import ProgressBar

SAFETY = "Data and safety"
_NAMES = {
    "quick": "Quick check, at each opening and every day",
    "whole": "Every record against the audit trail",
    "pages": "Every page of the file, once a week",
}
_WHOLE = "Also finds what was changed past Handrail. You can go on working meanwhile."
_NOTHING_ASIDE = "Nothing was ever set aside."
_ASIDE = (
    "Copies of damaged files, as they were found, encrypted. Keep them until it is clear what"
    " was lost."
)


class SafetyPage(QWidget):
    """Shows what ``runner`` tells, also of checks that began elsewhere."""

    def __init__(
        self,
        folder: Path,
        runner: CheckRunner,
        findings: Sequence[Finding] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._runner = runner
        self._by_check = {"quick": [finding for finding in findings if finding.is_loss]}
        self._is_damaged = False  # a check could not be ended for it
        # Here, in this window: a damaged file may not take the times, and opening notes none.
        self._ended_at = {"quick": datetime.now().astimezone()}
        self._results: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._safe_card())
        column.addWidget(self._place_card())
        column.addWidget(self._aside_card())
        runner.began.connect(self._began)
        runner.progressed.connect(self._progressed)
        runner.ended.connect(self._ended)
        runner.stopped.connect(self._stopped)
        runner.failed.connect(self._failed)
        self.refresh()

    def _safe_card(self) -> Card:
        card = Card()
        self._sign = IconLabel("shield-check", tone="good", size=24)
        self.verdict = label(size=CARD_NAME, bold=True, wrap=True)
        line = row(spacing=12)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.verdict, 1)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        self.dates = {kind: label(tone="second") for kind in _NAMES}
        for number, (kind, name) in enumerate(_NAMES.items()):
            grid.addWidget(label(name, wrap=True), number, 0)
            grid.addWidget(self.dates[kind], number, 1, Qt.AlignmentFlag.AlignRight)
        self.whole_button = Button("Check all records now", kind="primary", icon="shield-check")
        self.whole_button.clicked.connect(partial(self._runner.start, "whole"))
        self.pages_button = Button("Check every page now")
        self.pages_button.clicked.connect(partial(self._runner.start, "pages"))
        self.cancel_button = Button("Cancel")
        self.cancel_button.clicked.connect(self._runner.cancel)
        self.bar = ProgressBar("Checking")
        self.told = label(_WHOLE, size=SECOND_LINE, tone="second", wrap=True)
        self.proven = label(size=SECOND_LINE, tone="second", wrap=True)
        self.error = ErrorBar()
        self._found = QVBoxLayout()
        card.body.addWidget(label("Is everything there?", size=SECTION, bold=True))
        card.body.addLayout(line)
        card.body.addSpacing(8)
        card.body.addLayout(grid)
        card.body.addWidget(self.proven)
        card.body.addSpacing(8)
        card.body.addLayout(row(self.whole_button, self.pages_button, self.cancel_button, None))
        for part in (self.bar, self.told, self.error):
            card.body.addWidget(part)
        card.body.addLayout(self._found)
        return card

    def _place_card(self) -> Card:
        card = Card()
        card.body.addWidget(label("Where the clinic lies", size=SECTION, bold=True))
        place = label(str(self._folder), size=SECOND_LINE, tone="second", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(place)
        self.risk = ErrorBar(tone="caution")
        card.body.addWidget(self.risk)
        risk = folder_risk(self._folder)
        if risk is not None:
            self.risk.say(risk.words, risk.next_step)
        else:
            safe = "On this computer's own disk, as far as Handrail can tell."
            card.body.addWidget(label(safe, size=SECOND_LINE, tone="second", wrap=True))
        return card

    def _aside_card(self) -> Card:
        card = Card()
        card.body.addWidget(label("Set aside", size=SECTION, bold=True))
        folders = set_aside_folders(self._folder)
        hint = _ASIDE if folders else _NOTHING_ASIDE
        card.body.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))
        for path, at, size in folders:
            words = f"{path.name}: {at:%Y-%m-%d %H:%M}, {_size_words(size)}"
            card.body.addWidget(label(words, wrap=True))
        return card

    def forget_losses(self) -> None:
        """Somebody went on with what was found."""
        self._by_check = {}
        self._show_found()
        self.refresh()

    def refresh(self) -> None:
        """Show anew what was checked when, and what is known to be wrong."""
        last = self._runner.last_checks()
        for kind, shown in self.dates.items():
            ended = (getattr(last, kind), self._ended_at.get(kind))
            shown.setText(_when(max((at for at in ended if at), default=None)))
        if self._is_damaged or any(finding.is_loss for finding in self._all_found()):
            self._sign.show_icon("alert-circle", tone="bad")
            self.verdict.setText("Something is missing or damaged.")
        elif last.whole is None:
            self._sign.show_icon("info-circle", tone="second")
            self.verdict.setText("Nothing wrong was found. The records were not all checked yet.")
        else:
            self._sign.show_icon("shield-check", tone="good")
            self.verdict.setText("Everything that was checked is whole.")
        if last.whole is not None and last.not_proven:
            self.proven.setText(
                f"{last.proven:,} records are proven. {last.not_proven:,} were last changed before"
                " version 0.5, which kept no proof of them."
            )
        self.proven.setVisible(bool(last.whole and last.not_proven))
        running = self._runner.running in ("whole", "pages")
        for button in (self.whole_button, self.pages_button):
            button.setVisible(not running)
        for part in (self.cancel_button, self.bar):
            part.setVisible(running)

    def _began(self, kind: str) -> None:
        if kind != "quick":
            self.bar.show_percent(0)
            self.error.hide()
            self.told.setText(f"{_NAMES[kind]}: it rests while you type.")
        self.refresh()

    def _progressed(self, kind: str, percent: int) -> None:
        self.bar.show_percent(percent)

    def _ended(self, kind: str, findings: Sequence[Finding]) -> None:
        if kind != "quick":
            self.told.setText("Nothing is missing or changed." if not findings else "")
        if findings or kind != "quick":  # the quick one looks at less than what found a loss
            self._by_check[kind] = list(findings)
        if kind == "whole":  # it looks at all that the quick one does, and ended
            self._by_check["quick"], self._is_damaged = [], False
        self._ended_at[kind] = datetime.now().astimezone()
        self._show_found()
        self.refresh()

    def _stopped(self, kind: str) -> None:
        if kind != "quick":
            self.told.setText("Cancelled. Nothing was changed.")
        self.refresh()

    def _failed(self, kind: str, error: Exception) -> None:
        self.told.setText("")
        self.error.tell(error)
        self._is_damaged = self._is_damaged or isinstance(error, DamagedFile)
        self.refresh()

    def _all_found(self) -> list[Finding]:
        """What every check found last: one that finds nothing takes nothing back of another."""
        return [finding for found in self._by_check.values() for finding in found]

    def _show_found(self) -> None:
        if self._results is not None:
            self._found.removeWidget(self._results)
            self._results.deleteLater()
            self._results = None
        if found := self._all_found():
            self._results = found_list(found)
            self._found.addWidget(self._results)


def _when(at: datetime | None) -> str:
    if at is None:
        return "never"
    at = at.astimezone()
    return f"{ago_words(at.date(), datetime.now().astimezone().date())}, {at:%H:%M}"


def _size_words(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{max(1, size // 1000)} kB"
