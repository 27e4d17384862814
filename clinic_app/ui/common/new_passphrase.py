"""A new passphrase: typed, judged while it is typed, and typed once more."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from clinic_app.services.unlock.passphrase import Strength
from clinic_app.ui.common.card import row
from clinic_app.ui.common.fields import Field, PasswordField
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, Tone, label, set_tone
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _, ngettext

_TONES: tuple[Tone, ...] = ("bad", "bad", "caution", "good", "good")


class NewPassphrase(QWidget):
    """Two fields and a meter; ``changed`` after every key. ``judge`` rates a passphrase."""

    changed = Signal()

    def __init__(self, judge: Callable[[str], Strength], *, words: str = "") -> None:
        super().__init__()
        self._judge = judge
        self.first = PasswordField(words or _("Passphrase"))
        self.again = PasswordField(_("Once more"), eye=False)
        self.first.shown.connect(self.again.show_text)
        self._bars = _Bars()
        self._word = label(bold=True)
        self._hint = label(size=SECOND_LINE, tone="second", wrap=True)
        self._hint.setMinimumHeight(20)  # nothing below moves when the hint goes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.first)
        meter = row(spacing=12)
        meter.addWidget(self._bars, 1)
        meter.addWidget(self._word)
        column.addLayout(meter)
        column.addWidget(self._hint)
        column.addWidget(self.again)
        self.first.edit.textChanged.connect(self._typed)
        self.again.edit.textChanged.connect(self._compare)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show(judge(""))

    def value(self) -> str:
        """The passphrase, or an empty string while it is too weak or not repeated."""
        typed = self.first.text()
        return typed if self._strength.is_enough and typed == self.again.text() else ""

    def _typed(self, text: str) -> None:
        self._show(self._judge(text))
        self._compare()

    def _show(self, strength: Strength) -> None:
        self._strength = strength
        typed = bool(self.first.text())
        self._bars.show_score(strength.score if typed else 0)
        self._word.setText(strength.word if typed else "")
        set_tone(self._word, _TONES[strength.score])
        self._hint.setText(strength.hint)
        self.first.edit.setAccessibleDescription(f"{strength.word}. {strength.hint}")

    def _compare(self) -> None:
        expected, typed = self.first.text(), self.again.text()
        _show_difference(self.again, expected, typed)
        self.changed.emit()


def _show_difference(field: Field, expected: str, typed: str) -> None:
    left = len(expected) - len(typed)
    field.set_error(
        "" if expected.startswith(typed) else _("This differs from the passphrase above.")
    )
    if not typed or not expected.startswith(typed):
        field.edit.set_note("")
    elif left:
        field.edit.set_note(ngettext("{count} letter to go", "{count} letters to go", left))
    else:
        field.edit.set_note(_("The same"))


class _Bars(QWidget):
    """Four bars, as many of them filled as the score says."""

    def __init__(self) -> None:
        super().__init__()
        self._score = 0
        self.setFixedHeight(22)

    def show_score(self, score: int) -> None:
        self._score = score
        self.setAccessibleName(_("Strength {score} of 4", score=score))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        width = (self.width() - 3 * 4) / 4
        for index in range(4):
            box = QRectF(index * (width + 4), 7, width, 8)
            fill = t[_TONES[self._score]] if index < self._score else t.rule
            rounded(painter, box, fill=fill, radius=4)
