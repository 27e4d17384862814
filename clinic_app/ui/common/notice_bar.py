"""The bar that says how something stands: an icon, words and buttons, on a tint."""

import html
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import row
from clinic_app.ui.common.fonts import BODY
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, Tone, label, set_tone
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

Action = tuple[str, Callable[[], object]]
_ICONS: dict[Tone, str] = {
    "good": "circle-check",
    "caution": "alert-triangle",
    "bad": "alert-circle",
}
_SHOWN_MS, _WIDEST, _EDGE = 8000, 560, 16  # of a bar that floats; px


class NoticeBar(QFrame):
    """A bold line and a quieter one, either of them empty, with ``buttons`` behind them.

    With ``below`` the buttons stand under the words. A ``plain`` bar is one line without a tint,
    and without an icon where its tone has none. Hidden while it has no words.
    """

    def __init__(
        self,
        what: str = "",
        more: str = "",
        *,
        tone: Tone = "caution",
        icon: str = "",
        buttons: Sequence[QWidget] = (),
        below: bool = False,
        plain: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.buttons = tuple(buttons)
        self._is_plain, self._is_short = plain, False
        self._sign = IconLabel("", size=18 if plain else 20)
        self._what = label(size=SECOND_LINE if plain else BODY, bold=not plain, wrap=True)
        self._more = label(size=SECOND_LINE, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(6 if below else 2)
        words.addWidget(self._what)
        words.addWidget(self._more)
        beside = () if below else buttons
        if below:
            words.addLayout(row(*buttons, None))
        level = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignTop
        line = row(spacing=8 if plain else 12)
        line.addWidget(self._sign, 0, level)
        line.addLayout(words, 1)
        for button in beside:
            line.addWidget(button, 0, level)
        if not plain or beside:
            line.setContentsMargins(16, *((8, 8, 8) if beside else (12, 16, 12)))
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._set_words(what, more, tone, icon)
        if not self.words:
            self.hide()

    def say(self, what: str, more: str = "", *, tone: Tone | None = None, icon: str = "") -> None:
        """Show these words; without any the bar takes no room."""
        self._set_words(what, more, tone, icon)
        self.setVisible(bool(self.words))

    def _set_words(self, what: str, more: str, tone: Tone | None, icon: str) -> None:
        if tone is None and self._is_plain:
            tone = "second"
        if tone is not None:
            self._tone: Tone = tone
            set_tone(self._what, tone)
            icon = icon or _ICONS.get(tone, "")
            self._sign.show_icon(icon, tone=tone)
            self._sign.setVisible(bool(icon))
        self._what.setText(what)
        self._what.setVisible(bool(what))
        self._more.setText(more)
        self.setAccessibleName(self.words)
        self.set_short(self._is_short)

    @property
    def words(self) -> str:
        """Both lines, as a screen reader says them."""
        return f"{self._what.text()} {self._more.text()}".strip()

    def set_short(self, short: bool) -> None:
        """Show the bold line alone, and the other one when the mouse rests on the bar."""
        self._is_short = short
        self._more.setVisible(bool(self._more.text()) and not short)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_plain:
            rounded(QPainter(self), self.rect().toRectF(), fill=tokens()[f"{self._tone}_tint"])


class Notices(QWidget):
    """Bars one below the other, each with a key; takes no room without any."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, NoticeBar] = {}
        self._is_short = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_notice(
        self,
        key: str,
        what: str,
        more: str = "",
        *,
        tone: Tone = "good",
        actions: Sequence[Action] = (),
        closed: Callable[[], object] | None = None,
        stays: bool = False,
    ) -> None:
        """Show a bar in the place of one of the same key; ``closed`` is called for its cross.

        One that ``stays`` has no cross: it goes when what it says is seen to.
        """
        self.take_away(key)
        buttons: list[QWidget] = []
        buttons += [Button(words, height=36, on_click=act) for words, act in actions]
        if not stays:
            close = partial(self._close, key, closed)
            buttons.append(IconButton("x", _("Close: {what}", what=what), on_click=close))
        icon = "shield-check" if tone == "good" else ""
        bar = NoticeBar(what, more, tone=tone, icon=icon, buttons=buttons)
        bar.setToolTip(html.escape(more))
        bar.set_short(self._is_short)
        self._shown[key] = bar
        self._column.addWidget(bar)
        bar.show()
        self.show()

    def _close(self, key: str, closed: Callable[[], object] | None, *_: object) -> None:
        self.take_away(key)
        if closed is not None:
            closed()

    def set_short(self, short: bool) -> None:
        """One line a bar, where the window is low."""
        self._is_short = short
        for bar in self._shown.values():
            bar.set_short(short)

    def take_away(self, key: str) -> None:
        """Take the bar of that key away, if there is one."""
        bar = self._shown.pop(key, None)
        if bar is not None:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._shown))

    def clear(self) -> None:
        """Take all of them away."""
        for key in list(self._shown):
            self.take_away(key)

    def words(self) -> list[str]:
        """What the bars say, from top to bottom."""
        return [bar.words for bar in self._shown.values()]


class FloatingBar(NoticeBar):
    """Lies over the foot of ``parent``, takes no keyboard, and goes by itself after good news."""

    def __init__(self, parent: QWidget) -> None:
        cross = IconButton("x", _("Close"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().__init__(plain=True, buttons=(cross,), parent=parent)
        cross.clicked.connect(self.hide)
        self._over = parent
        self._timer = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, what: str, more: str = "", *, tone: Tone | None = None, icon: str = "") -> None:
        """Show it; good news goes after a while, what goes on or failed stays."""
        icons: dict[Tone, str] = {"good": "shield-check", "second": "device-floppy"}
        super().say(what, more, tone=tone, icon=icon or icons.get(tone or "second", ""))
        if what:
            self._timer.stop()
            if tone == "good":
                self._timer.start()
            self._place()
            self.raise_()

    def _place(self) -> None:
        over = self._over.rect()
        width = min(_WIDEST, over.width() - 2 * _EDGE)
        self.setFixedWidth(width)
        height = max(52, self.heightForWidth(width))
        left = over.center().x() - width // 2
        self.setGeometry(left, over.bottom() - height - _EDGE, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        box = self.rect().toRectF()
        rounded(QPainter(self), box, fill=t.surface, border=t.control_border, radius=8)
