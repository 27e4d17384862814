"""The locked clinic: who is working, the passphrase, or the recovery key."""

import time
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.errors import DamagedFile, TooManyTries, UserError
from clinic_app.services.unlock.passphrase import Strength
from clinic_app.ui.common import freed_memory
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, row
from clinic_app.ui.common.chips import Chip, precaution_look
from clinic_app.ui.common.fields import PasswordField
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.language_choice import LanguageChoice
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.unlock.access import Access, Opened
from clinic_app.ui.unlock.people_tiles import PeopleTiles
from clinic_app.ui.unlock.recovery_dialog import RecoveryDialog
from clinic_app.words import N_, _, ngettext

_WIDTH = 648
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_KEPT = (
    N_("What you were typing is kept, and you come back to where you were."),
    N_("If somebody else unlocks, it waits for you and is not shown to them."),
)


class UnlockScreen(QWidget):
    """Emits ``unlocked`` with the workspace that ``access`` returned.

    ``unlocking`` tells that a passphrase is being tried, which takes about a second;
    ``damaged`` carries the DamagedFile of a clinic that the right passphrase does not open.
    ``was_here`` is the id of who locked, ``locked`` says when ("locked 10:21"), ``is_kept``
    that something typed was kept as a draft, ``notes`` what else is to be said. ``idle_minutes``
    is shown when it is known; ``demo_passphrase`` is shown for a demo clinic, where it is no
    secret. ``judge`` rates a new passphrase after the recovery key. With ``offers_setup`` there
    is a way to a clinic of one's own: ``setup_requested``. ``other_requested`` asks for another
    clinic than this one, ``language_chosen`` for another language of the program.
    """

    unlocked = Signal(object)
    unlocking = Signal()
    damaged = Signal(object)
    setup_requested = Signal()
    other_requested = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        access: Access,
        background: Background,
        judge: Callable[[str], Strength],
        *,
        idle_minutes: int | None = None,
        demo_passphrase: str = "",
        offers_setup: bool = False,
        was_here: str = "",
        locked: str = "",
        is_kept: bool = False,
        notes: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._access = access
        self._background = background
        self._judge = judge
        self._free_at = 0.0
        self._wait = QTimer(self, interval=250)
        self._wait.timeout.connect(self._count_down)
        self.who = PeopleTiles(access.logins, was_here=was_here)
        self.who.changed.connect(self._name_passphrase)
        self.passphrase = PasswordField(_("Passphrase"), tall=True)
        self.passphrase.edit.installEventFilter(self)
        self.passphrase.edit.returnPressed.connect(self.try_unlock)
        self.unlock_button = Button(
            _("Unlock"), kind="primary", key="Enter", height=48, on_click=self.try_unlock
        )
        self._name_passphrase()
        self.recovery_button = Button(
            _("Use the recovery key"), kind="text", on_click=self._recover
        )
        self.other_button = Button(
            _("Open another clinic"), kind="text", on_click=self.other_requested
        )
        self.setup_button = Button(
            _("Set up your own clinic"), kind="text", on_click=self.setup_requested
        )
        self.setup_button.setVisible(offers_setup)
        self.language = LanguageChoice()
        self.language.language_chosen.connect(self.language_chosen)
        centre = Qt.AlignmentFlag.AlignHCenter
        where = " · ".join(part for part in (access.clinic_name, locked) if part)
        notes = (*(map(_, _KEPT) if is_kept else ()), *notes)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addStretch(4)
        whole.addWidget(wordmark())
        for gap, part in (
            (8, label(where, tone="second")),
            (20, self.who),
            (16, self._card(demo_passphrase, notes)),
            (12, boxed(row(_promises(idle_minutes), self.language, spacing=24))),
        ):
            whole.addSpacing(gap)
            whole.addWidget(part, 0, centre)
        whole.addStretch(5)

    def _card(self, demo_passphrase: str, notes: Sequence[str]) -> Card:
        card = Card(margin=24)
        card.setFixedWidth(_WIDTH)
        level = self.passphrase.label_height  # the button stands beside the line to type in
        beside = column(level, self.unlock_button, None, spacing=0)
        card.body.addLayout(row((self.passphrase, 1), beside))
        for words in notes:  # a line each: a card in the middle does not grow for wrapped text
            card.body.addWidget(label(words, size=SECOND_LINE, tone="good"))
        if self._access.is_demo:
            card.body.addLayout(row(*_demo_mark(demo_passphrase), None))
        card.body.addLayout(
            row(self.recovery_button, None, self.setup_button, self.other_button, spacing=16)
        )
        card.body.setContentsMargins(24, 20, 24, 12)
        return card

    def _name_passphrase(self) -> None:
        """Name the field for the one who is chosen."""
        first = self.who.chosen.title.split(",")[0].split()[0]
        self.passphrase.rename(
            _("{first_name}\N{RIGHT SINGLE QUOTATION MARK}s passphrase", first_name=first)
        )
        self.passphrase.set_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right choose somebody else while nothing is typed."""
        if watched is self.passphrase.edit and event.type() == QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(cast(QKeyEvent, event).key()))
            if by and not self.passphrase.text():
                self.who.step(by)
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.edit.setFocus()

    def try_unlock(self) -> None:
        """Open the clinic with what was typed, away from the window's thread."""
        if not self.unlock_button.isEnabled():
            return
        typed = self.passphrase.text()
        if not typed:
            self.passphrase.set_error(_("Type the passphrase."))
            return
        clinician = self.who.chosen.clinician_id
        self._set_busy(_("Unlocking…"))
        self.unlocking.emit()

        def opened(workspace: object) -> None:
            freed_memory.wipe_text(typed)
            self._opened(workspace)

        def refused(error: Exception) -> None:
            freed_memory.wipe_text(typed)
            self._refused(error)

        def unwanted(workspace: Opened) -> None:
            freed_memory.wipe_text(typed)
            workspace.close()

        self._background.run(
            lambda: self._access.unlock(clinician, typed),
            opened,
            refused,
            owner=self,
            unwanted=unwanted,
        )

    @property
    def is_unlocking(self) -> bool:
        """Whether a passphrase is being tried."""
        return not self.passphrase.isEnabled()

    def _set_busy(self, words: str) -> None:
        self.unlock_button.set_busy(words)
        for control in (
            self.who,
            self.passphrase,
            self.recovery_button,
            self.setup_button,
            self.other_button,
            self.language,
        ):
            control.setEnabled(not words)

    def _opened(self, workspace: object) -> None:
        self._set_busy("")
        self.passphrase.set_error("")
        self.passphrase.wipe()
        self.passphrase.show_text(False)
        self.unlocked.emit(workspace)

    def _refused(self, error: Exception) -> None:
        self._set_busy("")
        if isinstance(error, TooManyTries):
            self._free_at = time.monotonic() + error.wait_s
            self._wait.start()
            self._count_down()
        elif isinstance(error, DamagedFile):
            self.damaged.emit(error)  # another page is in front now, and has the keyboard
            return
        elif isinstance(error, UserError):
            self.passphrase.set_error(str(error))
        else:
            self.passphrase.set_error(_("Something went wrong. Nothing was changed; try again."))
        self.passphrase.edit.selectAll()
        self.passphrase.edit.setFocus()

    def _count_down(self) -> None:
        left = self._free_at - time.monotonic()
        if left > 0:
            self.unlock_button.set_busy(_("Wait {seconds} s", seconds=int(left) + 1))
            self.passphrase.set_error(_("Too many wrong passphrases. Please wait a little."))
            return
        self._wait.stop()
        self.unlock_button.set_busy("")
        self.passphrase.set_error("")

    def _recover(self) -> None:
        dialog = RecoveryDialog(self._access, self._background, self._judge, parent=self)
        dialog.choose(self.who.chosen.clinician_id)
        dialog.recovered.connect(self._opened)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _demo_mark(passphrase: str) -> list[QWidget]:
    parts: list[QWidget] = [Chip(precaution_look(_("Demo clinic: invented people only")))]
    if passphrase:
        parts.append(
            label(
                _("Its passphrase is no secret: {passphrase}", passphrase=passphrase),
                size=SECOND_LINE,
            )
        )
    return parts


def _promises(idle_minutes: int | None) -> QWidget:
    made = QWidget()
    line = row(spacing=8)
    facts = [("shield-check", _("Encrypted"))]
    if idle_minutes is not None:
        words = ngettext("Locks after {count} minute", "Locks after {count} minutes", idle_minutes)
        facts.append(("clock", words))
    for index, (icon, words) in enumerate(facts):
        line.addSpacing(16 if index else 0)
        line.addWidget(IconLabel(icon, size=18))
        line.addWidget(label(words, size=SECOND_LINE, tone="second"))
    made.setLayout(line)
    return made
