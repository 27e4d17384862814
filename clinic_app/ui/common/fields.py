"""Fields to type in: a label above, an icon inside, an error below."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.ui.common import freed_memory
from clinic_app.ui.common.buttons import IconButton
from clinic_app.ui.common.calm_wheel import leave_wheel_to_page
from clinic_app.ui.common.card import row
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.icons import IconLabel, draw_icon
from clinic_app.ui.common.paint import RIGHT, elided, key_chip, key_width
from clinic_app.ui.common.plain_label import label, set_tone
from clinic_app.ui.common.theme import tokens
from clinic_app.words import _

_ICON_ROOM, _BUTTON = 30, 36
_LABEL_GAP = 6  # px between a label and its field


class LineEdit(QLineEdit):
    """A QLineEdit with an icon in front, and room at its end for a note, a key or a button."""

    def __init__(self, *, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._key = key
        self._note = ""
        self._button: IconButton | None = None
        self.setFont(font(BODY))
        self._set_margins()

    def put_button(self, button: IconButton) -> None:
        """Lay ``button`` inside, at the end."""
        button.setParent(self)
        self._button = button
        self._set_margins()

    def set_note(self, words: str) -> None:
        """A quiet note at the end of the field: ``2 letters to go``."""
        self._note = words
        self.setAccessibleDescription(words)
        self._set_margins()

    def set_wrong(self, wrong: bool) -> None:
        """Mark the border as wrong."""
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)

    def _set_margins(self) -> None:
        note = self.fontMetrics().horizontalAdvance(self._note) + 8 if self._note else 0
        end = note + (_BUTTON if self._button else 0)
        self.setTextMargins(_ICON_ROOM if self._icon_name else 0, 0, end, 0)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._button is not None:
            top = (self.height() - self._button.height()) // 2
            self._button.move(self.width() - self._button.width() - 4, top)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        t = tokens()
        middle = self.height() / 2
        if self._icon_name:
            draw_icon(painter, 12, middle - 10, self._icon_name, t.ink, 20)
        if self._note:
            end = 13 + (_BUTTON if self._button else 0)
            room = self.rect().adjusted(0, 0, -end, 0).toRectF()
            elided(painter, room, self._note, face=font(SMALL), colour=t.second, align=RIGHT)
        elif self._key and not self.text() and self.width() > 160 + key_width(self._key):
            right = self.width() - 12
            key_chip(painter, right, middle, self._key, fill=t.sunken, border=t.rule, ink=t.second)


class ComboBox(QComboBox):
    """A list that drops down, with an icon in front; ``name`` is its accessible name.

    The wheel is left to the page, until the list has the keyboard.
    """

    def __init__(self, *, name: str, icon: str = "") -> None:
        super().__init__()
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setProperty("led", bool(icon))
        self.setFont(font(BODY))
        leave_wheel_to_page(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon_name:
            draw_icon(QPainter(self), 12, self.height() / 2 - 10, self._icon_name, tokens().ink, 20)


class Field(QWidget):
    """A label, a line to type in (``edit``), and below it an error when there is one."""

    def __init__(
        self,
        words: str,
        *,
        icon: str = "",
        placeholder: str = "",
        tall: bool = False,
        longest: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = LineEdit(icon=icon)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(words)
        self.edit.setMaxLength(longest)
        self.edit.setProperty("tall", tall)
        self._label = label(words, bold=True)
        self._label.setBuddy(self.edit)
        self._glyph = IconLabel("alert-circle", tone="bad", size=18)
        self._below = label(size=SMALL, tone="bad", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_LABEL_GAP)
        column.addWidget(self._label)
        column.addWidget(self.edit)
        line = row(spacing=6)
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._below, 1)
        column.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show_note("", "bad")

    @property
    def label_height(self) -> int:
        """How far below the top the line to type in begins."""
        return self._label.sizeHint().height() + _LABEL_GAP

    def rename(self, words: str) -> None:
        """Ask for something else."""
        self._label.setText(words)
        self.edit.setAccessibleName(words)

    def text(self) -> str:
        """What was typed, as it is."""
        return self.edit.text()

    def set_error(self, words: str) -> None:
        """Say below the field what is wrong; an empty string takes it away."""
        self.edit.set_wrong(bool(words))
        self._show_note(words, "bad")

    def _show_note(self, words: str, tone: str) -> None:
        self._below.setText(words)
        set_tone(self._below, "bad" if tone == "bad" else "caution")
        self._glyph.show_icon("alert-circle" if tone == "bad" else "alert-triangle", tone=tone)
        self._below.setVisible(bool(words))
        self._glyph.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)


class PasswordField(Field):
    """A passphrase: hidden until the eye is pressed, with a word when Caps Lock seems on.

    Qt cannot ask for Caps Lock; it shows in letters whose case does not match the Shift key.
    ``shown`` tells when the eye was pressed; ``eye=False`` leaves it to another field. Tab goes
    past the eye to the next field, as hands that type a passphrase expect; Alt+F8 presses it.
    """

    shown = Signal(bool)

    def __init__(
        self,
        words: str,
        *,
        tall: bool = False,
        eye: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, icon="key", tall=tall, longest=1024, parent=parent)
        self._caps = False
        self._eye = IconButton("eye", _("Show the passphrase"), tone="ink", parent=self)
        self._name_eye(_("Show the passphrase"))
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self.show_text)
        self._eye.toggled.connect(self.shown)
        self._eye.setVisible(eye)
        if eye:
            self.edit.put_button(self._eye)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.installEventFilter(self)
        self._end_overwriting: Callable[[], None] | None = None
        self.edit.textChanged.connect(self._overwrite)  # without the text: no copy for Python

    def wipe(self) -> None:
        """Empty the field, and overwrite what was typed."""
        freed_memory.wipe_field(self.edit)
        end, self._end_overwriting = self._end_overwriting, None
        if end is not None:
            end()

    def _overwrite(self) -> None:
        """Where the text moved as it grew, nothing of it stays."""
        if self._end_overwriting is None:
            self._end_overwriting = freed_memory.begin()
            self.destroyed.connect(self._end_overwriting)
        freed_memory.overwrite_small()

    def show_text(self, shown: bool) -> None:
        """Show or hide what was typed."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._eye.setChecked(shown)
        self._eye.show_icon("eye-off" if shown else "eye")
        self._name_eye(_("Hide the passphrase") if shown else _("Show the passphrase"))

    def _name_eye(self, name: str) -> None:
        self._eye.rename(name)
        self._eye.setToolTip(f"{name} (Alt+F8)")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_F8 and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._eye.click()
            return True
        self._note_case(event)
        return False

    def _note_case(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._caps:
            self._set_caps(False)
        elif len(text) == 1 and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(text.isupper() != shift)

    def _set_caps(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.edit.set_wrong(False)
            self._show_note(_("Caps Lock is on") if on else "", "caution")


class SearchField(LineEdit):
    """Type to search; the cross, or Esc, clears it. ``key`` is shown while it is empty."""

    cleared = Signal()

    def __init__(self, *, name: str, placeholder: str = "", key: str = "") -> None:
        super().__init__(icon="search", key=key)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._cross = IconButton("x", _("Clear the search"))
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.wipe)
        self._cross.hide()
        self.put_button(self._cross)
        self.textChanged.connect(self._show_cross)

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def wipe(self) -> None:
        """Empty the field and tell so."""
        self.clear()
        self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.wipe()
            return
        super().keyPressEvent(event)
