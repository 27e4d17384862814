"""Am I safe? The newest backup, the places for backups, and what one of them wants."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.role import Permission
from clinic_app.services.backup_rounds import Places
from clinic_app.services.workspace import Workspace
from clinic_app.ui.backup.backup_runner import BackupRunner, Outcome
from clinic_app.ui.backup.place_row import PlaceTable
from clinic_app.ui.backup.state_words import (
    ANOTHER,
    SAME_DISK,
    Missed,
    State,
    missed,
    only_same_disk,
    state_of,
)
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row, rule
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, Tone, label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.damage.notices import Notices
from clinic_app.ui.damage.progress_bar import ProgressBar

_ENCRYPTED = (
    "A copy is encrypted like the clinic. It opens with a passphrase of the clinic or with the"
    " recovery key."
)
_DEMO = State(
    "The demo clinic is not backed up",
    "Everybody in it is invented. A clinic of your own gets a backup each day.",
    "second",
)
_ICONS: dict[Tone, str] = {"good": "shield-check", "second": "info-circle", "bad": "alert-circle"}
_BY_OWNERS = "Only owners change where backups go."


class BackupCard(Card):
    """``now_wanted``, ``add_wanted`` and ``change_wanted`` (with the place) tell of its buttons.

    It shows what ``runner`` tells, also of backups that began elsewhere.
    """

    now_wanted = Signal()
    add_wanted = Signal()
    change_wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, runner: BackupRunner, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(margin=20, parent=parent)
        self._workspace, self._runner = workspace, runner
        self._seen = Places((), {})
        self.shield = _Shield()
        self.title = label(size=CARD_NAME + 1, bold=True, wrap=True)
        self.more = label(size=SECOND_LINE, tone="second", wrap=True)
        self.now_button = Button("Back up now", kind="primary", icon="device-floppy", key="Ctrl+B")
        self.now_button.clicked.connect(self.now_wanted)
        self.cancel_button = Button("Cancel")
        self.cancel_button.setAccessibleName("Cancel the backup")
        self.cancel_button.clicked.connect(runner.cancel)
        self.bar = ProgressBar("Backup")
        self.error = ErrorBar()
        self.table = PlaceTable(self.change_wanted.emit)
        self.bars = Notices()
        self.add_button = Button("Another place", icon="plus")
        self.add_button.clicked.connect(self.add_wanted)
        self._lay_out()
        runner.began.connect(self._began)
        runner.progressed.connect(self.bar.show_percent)
        runner.ended.connect(self._ended)
        runner.stopped.connect(self._idle)
        runner.failed.connect(self._failed)
        self._idle()
        self.refresh()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.more)
        head = row(spacing=16)
        head.addWidget(self.shield, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.now_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = row(self.add_button, spacing=12)
        foot.addWidget(label(_ENCRYPTED, size=SECOND_LINE, tone="second", wrap=True), 1)
        self.body.addLayout(head)
        for part in (self.bar, self.error, rule(), self.table, self.bars):
            self.body.addWidget(part)
        self.body.addLayout(foot)

    def show_places(self, seen: Places) -> None:
        """What the places are, as it was found out beside the work."""
        self._seen = seen
        self.refresh()

    def refresh(self) -> None:
        """Show anew how things stand."""
        workspace = self._workspace
        now = workspace.now()
        try:
            places = workspace.backups.places()
        except UserError:
            return  # locked meanwhile, or not readable: every screen says so itself
        state = _DEMO if workspace.is_demo else state_of(places, now)
        self.title.setText(state.title)
        self.more.setText(state.more)
        self.shield.show_tone(state.tone)
        why_not = _DEMO.title if workspace.is_demo else self._refusal()
        self.table.show_places(places, self._seen.looks, now, why_not)
        self.add_button.setEnabled(True)
        grey(self.add_button, why_not)
        self.now_button.setEnabled(True)
        grey(self.now_button, _DEMO.title if workspace.is_demo else "")
        wanted = missed(places, self._seen.looks, now)
        if places and only_same_disk(places, self._seen.looks):
            wanted.append(SAME_DISK)
        self.bars.clear()
        for one in wanted:
            self._tell(one)

    def _refusal(self) -> str:
        if self._workspace.is_read_only:
            return "Read only: the clinic cannot be changed now."
        return _BY_OWNERS if self._workspace.refusal(Permission.BACKUPS) else ""

    def _tell(self, one: Missed) -> None:
        action = "" if one.action == ANOTHER and self._refusal() else one.action
        bar = self.bars.tell(one.place_id, one.what, one.more, tone="caution", action=action)
        bar.cross.hide()  # it goes when the place has its copy
        wanted: dict[str, Callable[[], None]] = {ANOTHER: self.add_wanted.emit}
        bar.acted.connect(wanted.get(action, self.now_wanted.emit))

    def _began(self, name: str) -> None:
        self.error.hide()
        self.bar.show_percent(0)
        self.bar.show()
        self.cancel_button.show()
        self.now_button.hide()
        self.more.setText(f"Backing up to “{name}”: copied, opened and read back.")

    def _ended(self, outcomes: list[Outcome]) -> None:
        self._idle()
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._idle()
        self.refresh()
        self.error.show_error(error)

    def _idle(self) -> None:
        self.bar.hide()
        self.cancel_button.hide()
        self.now_button.show()


class _Shield(QWidget):
    """The sign of how it stands, on a round tint."""

    def __init__(self) -> None:
        super().__init__()
        self._tone: Tone = "second"
        self.setFixedSize(52, 52)

    def show_tone(self, tone: Tone) -> None:
        """Show another one."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(52, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        fill = t.sunken if self._tone == "second" else t[f"{self._tone}_tint"]
        rounded(painter, QRectF(self.rect()), fill=fill, radius=26)
        draw_icon(painter, 12, 12, _ICONS.get(self._tone, "alert-triangle"), t[self._tone], 28)
        painter.end()
