"""The clinic's files are damaged: what was found, what can be done, and what to tell somebody."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.finding import Finding
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import Card, fill_centred, row, rule
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import PAGE, SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.damage.accept_loss import AcceptLoss
from clinic_app.ui.damage.choice_row import ChoiceRow
from clinic_app.ui.damage.found_list import found_list
from clinic_app.ui.damage.tell_card import TellCard

_WIDEST, _TWO_COLUMNS = 1160, 1000
_SIGN, _GLYPH = 56, 28
_NEWEST = "Restore the newest backup"
_OTHER = "An older one, or one on a stick or in another place."
_LOOKING = "Looking for backups in the usual places…"
_DISK = "A damaged file often means a dying disk. Put the clinic on another one."


class DamagePage(QWidget):
    """Base of both pages, before and after the passphrase.

    ``copy_wanted``, ``quit_wanted`` and ``restore_wanted`` tell of what both offer; the last one
    carries whether the advised backup is meant, and not another one.
    """

    copy_wanted = Signal()
    quit_wanted = Signal()
    restore_wanted = Signal(bool)

    def __init__(
        self, title: str, hint: str, lines: Sequence[str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title}. {hint}")
        self.error = ErrorBar()
        self.card = Card()
        self.card.body.setSpacing(4)
        self.card.body.addLayout(_heading(title, hint))
        self.card.body.addSpacing(8)
        self.tell = TellCard(lines)
        self._rows: list[ChoiceRow] = []
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addWidget(self.card, 13)
        self._columns.addWidget(self.tell, 6)
        self._lay_out()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(20)
        column.addWidget(wordmark(24))
        column.addLayout(self._columns)
        column.addStretch(1)
        fill_centred(self, page, widest=_WIDEST + 48)

    def add_choice(self, choice: ChoiceRow) -> ChoiceRow:
        """Another thing to do, below those before."""
        if self._rows:
            self.card.body.addWidget(rule())
        self._rows.append(choice)
        self.card.body.addWidget(choice)
        return choice

    def add_restore(self, title: str, hint: str, *, advised: bool) -> ChoiceRow:
        """A backup in the place of what is damaged: looked at first."""
        words = "Look at it" if advised else "Choose…"
        made = ChoiceRow("history", title, hint, words, advised=advised)
        made.chosen.connect(lambda: self.restore_wanted.emit(advised))
        return self.add_choice(made)

    def add_last_choices(self) -> None:
        """What both pages offer last: a copy for somebody who helps, and the way out."""
        hint = "For somebody who can help. It stays encrypted."
        self.copy = ChoiceRow("copy", "Copy the damaged folder", hint, "Copy…")
        self.copy.chosen.connect(self.copy_wanted)
        self.leave = ChoiceRow("x", "Quit", "Nothing is changed.", "Quit")
        self.leave.chosen.connect(self.quit_wanted)
        self.add_choice(self.copy)
        self.add_choice(self.leave)
        self.card.body.addWidget(self.error)
        note = row(spacing=8)
        note.addWidget(IconLabel("info-circle", size=18), 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(label(_DISK, size=SECOND_LINE, tone="second", wrap=True), 1)
        self.card.body.addLayout(note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if self.width() >= _TWO_COLUMNS else down)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rows[0].button.setFocus()


class FoundPage(DamagePage):
    """After the passphrase: what an opening check found.

    ``look_wanted`` opens the clinic for reading; ``go_on_wanted`` carries the passphrase with
    which somebody accepts the loss. ``no_going_on`` says why this person may not. ``backup`` says
    what the newest checked backup holds; it is advised where there is one.
    """

    look_wanted = Signal()
    go_on_wanted = Signal(str)

    def __init__(
        self,
        findings: Iterable[Finding],
        lines: Sequence[str],
        *,
        who: str,
        no_going_on: str = "",
        backup: str = "",
        parent: QWidget | None = None,
    ) -> None:
        hint = f"Unlocked by {who}. Nothing was written."
        super().__init__(
            "Something of the clinic is missing or damaged", hint, lines, parent=parent
        )
        self.card.body.addWidget(found_list(findings))
        self.card.body.addSpacing(4)
        look = "Opens what can be read. Nothing is written, so that nothing more is lost."
        if backup:
            self.newest = self.add_restore(_NEWEST, backup, advised=True)
        self.look = ChoiceRow("eye", "Only look, change nothing", look, "Look", advised=not backup)
        self.look.chosen.connect(self.look_wanted)
        go_on = "What is missing stays missing. That you went on is noted in the audit trail."
        self.go_on = ChoiceRow(
            "arrow-right", "Go on with what is there", no_going_on or go_on, "Go on"
        )
        self.go_on.button.setEnabled(not no_going_on)
        self.accept_loss = AcceptLoss()
        self.accept_loss.accepted.connect(self.go_on_wanted)
        self.go_on.chosen.connect(self.accept_loss.ask)
        self.add_choice(self.look)
        self.add_choice(self.go_on)
        self.card.body.addWidget(self.accept_loss)
        self.other = self.add_restore("Another backup", _OTHER, advised=False)
        self.add_last_choices()


class LockedPage(DamagePage):
    """Before the passphrase: a file that is missing or cannot be read.

    ``places`` says which files were looked for, and how it stands with each. ``again_wanted``
    tries to open anew; ``keys_wanted`` asks for a copy of the key file.
    """

    again_wanted = Signal()
    keys_wanted = Signal()

    def __init__(
        self,
        title: str,
        hint: str,
        lines: Sequence[str],
        places: Sequence[tuple[str, str]] = (),
        *,
        wants_keys: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, hint, lines, parent=parent)
        if places:
            self.card.body.addWidget(_places(places))
        again = "After the files were put back, from a copy or the other computer."
        self.restore = self.add_restore("Restore from a backup", _LOOKING, advised=True)
        if wants_keys:
            words = "A copy that you kept, or that lies on another computer of the clinic."
            self.keys = ChoiceRow("key", "Put back a key file", words, "Choose…")
            self.keys.chosen.connect(self.keys_wanted)
            self.add_choice(self.keys)
        self.again = ChoiceRow("history", "Try again", again, "Try again")
        self.again.chosen.connect(self.again_wanted)
        self.add_choice(self.again)
        self.add_last_choices()


def _heading(title: str, hint: str) -> QBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title, size=PAGE, bold=True, wrap=True))
    words.addWidget(label(hint, tone="second", wrap=True))
    line = row(spacing=16)
    line.addWidget(_Sign(), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return line


def _places(places: Sequence[tuple[str, str]]) -> QWidget:
    """Each file that was looked for, where, and what is there."""
    made = Card(margin=12)
    made.setAccessibleName("Files that were looked for")
    for path, state in places:
        made.body.addWidget(label(state, bold=True))
        place = label(path, size=SECOND_LINE, tone="second", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.body.addWidget(place)
    return made


class _Sign(QWidget):
    """The round red sign beside the title."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIGN, _SIGN)
        glyph = IconLabel("alert-circle", tone="bad", size=_GLYPH, parent=self)
        glyph.move((_SIGN - _GLYPH) // 2, (_SIGN - _GLYPH) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill = tokens().bad_tint
        rounded(QPainter(self), self.rect().toRectF(), fill=fill, radius=_SIGN / 2)
