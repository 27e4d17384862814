"""Eleven numbers in a row: one click, or one key, records how the pain is now."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.draft_parts import Part
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import CENTRE, elided, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.words import N_, _

SCORES = range(11)
_TEN_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)  # the same key, with and without Shift


class PainRow(QWidget):
    """The numbers 0 to 10. ``picked`` carries the score of a click or a key.

    With the keyboard in the row a digit picks at once and + is ten; left and right walk, Enter
    or Space picks, Esc goes back to where the keyboard was. A row that ``keeps`` its choice shows
    what was picked and leaves Enter to the dialog; else a pick is done and only underlined.
    """

    picked = Signal(int)

    def __init__(self, *, name: str = "", keeps: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name or _("How is the pain now? 0 to 10"))
        self._keeps = keeps
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._last: int | None = None
        self._before: QWidget | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        self.buttons = tuple(_Number(score, self, keeps=keeps) for score in SCORES)
        for button in self.buttons:
            button.clicked.connect(self._clicked)
            button.installEventFilter(self)
            line.addWidget(button)
        self.set_last(None)

    @property
    def last(self) -> int | None:
        """The underlined score."""
        return self._last

    def set_last(self, score: int | None) -> None:
        """Underline the score that was given last; Tab enters the row there."""
        self._last = score
        for button in self.buttons:
            button.set_last(button.score == score)
        self._set_tab_stop(score if score is not None else 0)

    def focus_number_entry(self) -> None:
        """Take the keyboard; after a digit it returns to where it was."""
        focused = QApplication.focusWidget()
        if focused not in self.buttons:
            self._before = focused
        self.buttons[self._last or 0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]  # only ever installed on the buttons
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and isinstance(watched, _Number) and event.gotFocus():
            self._set_tab_stop(watched.score)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~plain or event.isAutoRepeat():
            return False
        key, text = event.key(), event.text()
        if text.isascii() and text.isdigit():
            self._pick(int(text))
        elif key in _TEN_KEYS:
            self._pick(10)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._keeps:
            self._pick(self._focused_score())
        elif key == Qt.Key.Key_Escape and self._before is not None:
            self._give_back()
        else:
            return False
        return True

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _Number):
            self._pick(button.score)

    def _pick(self, score: int) -> None:
        if self._keeps:
            self.set_last(score)
            self.buttons[score].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._give_back()
        self.picked.emit(score)

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, step: int) -> None:
        score = min(10, max(0, self._focused_score() + step))
        self.buttons[score].setFocus(Qt.FocusReason.TabFocusReason)

    def _focused_score(self) -> int:
        return next((b.score for b in self.buttons if b.hasFocus()), self._last or 0)

    def _set_tab_stop(self, score: int) -> None:
        """Only one number is on Tab's way; the others are an arrow key from it."""
        for button in self.buttons:
            here = button.score == score
            focus = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)


def score_part(row: PainRow) -> Part:
    """The score of a row that keeps its choice, as a part of a draft."""

    def put(score: int | None) -> None:
        row.set_last(score)
        if score is not None:
            row.picked.emit(score)

    return Part(lambda: row.last, put, row.picked)


class _Number(HoverPaint):
    """One number of the row; the last one given is underlined, a kept choice is filled."""

    def __init__(self, score: int, parent: QWidget, *, keeps: bool) -> None:
        super().__init__(parent)
        self.score = score
        self._keeps = keeps
        self._is_last = False
        self.setCheckable(keeps)
        self.setText(str(score))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_last(self, is_last: bool) -> None:
        self._is_last = is_last
        self.setChecked(is_last and self._keeps)
        if self._keeps:
            said = N_("{score} of 10, chosen") if is_last else N_("{score} of 10")
        else:
            said = (
                N_("Pain now {score} of 10, given last")
                if is_last
                else N_("Pain now {score} of 10")
            )
        self.setAccessibleName(_(said, score=self.score))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(38, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        hover = self.underMouse() and self.isEnabled()
        fill = t.accent_tint if self.isDown() else t.sunken if hover else t.surface
        border = t.control_border if self.isEnabled() else t.rule
        ink = t.ink if self.isEnabled() else t.third
        if self._is_last and self._keeps:
            fill, border, ink = t.accent, t.accent, t.on_accent
        rounded(painter, QRectF(self.rect()), fill=fill, border=border)
        box = QRectF(self.rect()).adjusted(0, -1, 0, -1)
        elided(painter, box, self.text(), face=font(17, bold=True), colour=ink, align=CENTRE)
        if self._is_last and not self._keeps:
            mark = QRectF(self.width() / 2 - 8, self.height() - 7, 16, 3)
            rounded(painter, mark, fill=t.average, radius=1.5)
