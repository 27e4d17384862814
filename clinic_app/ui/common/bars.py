"""What tells how things stand: undo bar, error bar, empty state."""

import html

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.buttons import Button, HoverPaint
from clinic_app.ui.common.card import row
from clinic_app.ui.common.commands import UNDO
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.key_names import key_words
from clinic_app.ui.common.paint import CENTRE, LEFT, elided, rounded
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label, set_tone
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

UNDO_SECONDS, UNDO_HEIGHT = 8, 40


class UndoBar(QFrame):
    """``Swapped to full range, dose kept    Undo Ctrl+Z``, for 8 seconds; long words on two lines.

    It is a child of what it lies over, which places it where nothing is worked on;
    ``undo_requested`` tells of a click.
    """

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self.setFixedHeight(UNDO_HEIGHT)
        self._undo = _OnInk("  ".join((_("Undo"), key_words(UNDO))), self)
        self._undo.clicked.connect(self._clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 2, 6, 2)
        line.addStretch(1)
        line.addWidget(self._undo)
        self._timer = QTimer(self, interval=UNDO_SECONDS * 1000, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str) -> None:
        """Show what was done. Its width follows the screen's; the screen sets its place."""
        self.words = words
        self.setAccessibleName(_("{words}. Undo with {keys}", words=words, keys=key_words(UNDO)))
        self.setToolTip(html.escape(words))
        self.show()
        self.raise_()
        self.update()
        self._timer.start()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()

    def _clicked(self) -> None:
        self.hide()
        self.undo_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        rounded(painter, QRectF(self.rect()), fill=t.ink, radius=8)
        room = QRectF(16, 0, self._undo.x() - 24, self.height())
        face = font(BODY)
        if QFontMetricsF(face).horizontalAdvance(self.words) <= room.width():
            elided(painter, room, self.words, face=face, colour=t.surface, align=LEFT)
            return
        first, rest = _two_lines(self.words, room.width())
        half = QRectF(16, 3, room.width(), (self.height() - 6) / 2)
        for place, words in ((half, first), (half.translated(0, half.height()), rest)):
            elided(painter, place, words, face=font(SMALL), colour=t.surface, align=LEFT)


def _two_lines(words: str, width: float) -> tuple[str, str]:
    """As many whole words as fit ``width`` px in the small font, and what is left."""
    measure = QFontMetricsF(font(SMALL)).horizontalAdvance
    parts = words.split(" ")
    fits = (n for n in range(len(parts), 1, -1) if measure(" ".join(parts[:n])) <= width)
    cut = next(fits, 1)
    return " ".join(parts[:cut]), " ".join(parts[cut:])


class _OnInk(HoverPaint):
    """Bold words on the dark bar."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(_("Undo"))
        self.setFixedSize(self.fontMetrics().horizontalAdvance(words) + 36, 36)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        if self.underMouse() or self.hasFocus():
            rounded(painter, QRectF(self.rect()), fill="", border=t.surface)
        face = font(BODY, bold=True)
        elided(painter, QRectF(self.rect()), self.text(), face=face, colour=t.surface, align=CENTRE)


class ErrorBar(QFrame):
    """What happened, that nothing is lost, what to do next; ``acted`` tells of its button.

    ``tone`` is ``bad``, or ``caution`` for what needs a choice. Hidden until ``say``.
    """

    acted = Signal()

    def __init__(self, *, tone: str = "bad") -> None:
        super().__init__()
        self._tone = tone
        self._what = label(bold=True, wrap=True)
        set_tone(self._what, "caution" if tone == "caution" else "bad")
        self._next = label(size=SECOND_LINE, wrap=True)
        self._action = Button(_("Try again"), on_click=self.acted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._next)
        words.addStretch(1)
        line = row(spacing=12)
        line.setContentsMargins(16, 12, 12, 12)
        glyph = IconLabel("alert-circle" if tone == "bad" else "alert-triangle", tone=tone)
        line.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, what: str, next_step: str = "", *, action: str = "") -> None:
        """Show the bar, with a button only when ``action`` has words."""
        self._what.setText(what)
        self._next.setText(next_step)
        self._next.setVisible(bool(next_step))
        self._action.rename(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{what} {next_step}".strip())
        self.show()

    def show_error(self, error: Exception, *, action: str = "") -> None:
        """Show a UserError's own words, or an apology that gives nothing away."""
        if isinstance(error, UserError):
            self.say(error.what, error.next_step, action=action)
        else:
            self.say(_("Something went wrong."), _("Nothing was changed. Please try again."))

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), fill=tokens()[f"{self._tone}_tint"])


class EmptyState(QWidget):
    """What would be here, a hint, and the one thing to do first (then perhaps others)."""

    def __init__(
        self, *, icon: str, title: str, hint: str = "", actions: tuple[Button, ...] = ()
    ) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = label(title, size=CARD_NAME, bold=True)
        self._hint = label(hint, size=SECOND_LINE, tone="second", wrap=True)
        self._hint.setAlignment(centre)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconLabel(icon, tone="third", size=36), 0, centre)
        column.addWidget(self._title, 0, centre)
        column.addWidget(self._hint)
        column.addSpacing(4)
        column.addLayout(row(None, *actions, None))
        column.addStretch(1)

    def say(self, title: str, hint: str = "") -> None:
        """Change the words: ``Nothing found for "hindge"``."""
        self._title.setText(title)
        self._hint.setText(hint)
