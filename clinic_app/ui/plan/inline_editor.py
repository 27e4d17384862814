"""A line to type in that lies over a part of a card: one chip, the whole dose, or the note."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.ui.common.fields import LineEdit
from clinic_app.ui.common.plain_label import SECOND_LINE, label

Take = Callable[[str], object]


class InlineEditor(LineEdit):
    """Enter takes what was typed, Esc leaves it as it was, leaving the field takes it too.

    ``take`` raises UserError for what it cannot understand: the words then stand below the
    field, and what was typed stays. ``taken`` is emitted when it was understood.
    """

    closed = Signal()
    taken = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._take: Take | None = None
        self._start = ""
        self._room = parent
        self._error = label(size=SECOND_LINE, tone="bad", parent=parent)
        self._error.setObjectName("card")
        self._error.setAutoFillBackground(True)
        self._error.setMargin(6)
        self._error.hide()
        self.textEdited.connect(self._error.hide)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return self._take is not None

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there than when it was opened."""
        return self.is_open and self.text() != self._start

    def open_at(self, place: QRect, text: str, *, name: str, take: Take) -> None:
        """Lie over ``place`` with ``text`` selected; ``name`` is for screen readers."""
        self._take = take
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.set_wrong(False)
        self._error.hide()
        self.setText(text)
        self._start = text
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.setFocus()
        self.selectAll()

    def shut(self) -> None:
        """Close without taking anything; the keyboard goes back to the cards."""
        self._close()
        self.closed.emit()

    def drop(self) -> None:
        """Close without taking anything, without ``closed``: what was typed is saved elsewhere."""
        self._close()

    def _close(self) -> None:
        self._take = None
        self._error.hide()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(leaving=False)
        elif event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
            event.accept()  # a key pressed while typing never reaches the cards below

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish(leaving=True)

    def _finish(self, *, leaving: bool) -> None:
        take = self._take
        if take is None:
            return
        # Taking changes the list, which may take the focus away while this still runs.
        self._take = None
        try:
            take(self.text())
        except UserError as error:
            if leaving:
                self._close()
                self.refused.emit(error)
                return
            self._take = take
            self.set_wrong(True)
            self._show_error(str(error))
            return
        self.taken.emit()
        if leaving:
            self._close()  # the keyboard is where the person put it
        else:
            self.shut()

    def _show_error(self, words: str) -> None:
        """Right below the field, or above it where there is no room."""
        line, field = self._error, self.geometry()
        line.setText(words)
        line.setAccessibleName(words)
        line.adjustSize()
        y = field.bottom() + 3
        if y + line.height() > self._room.height():
            y = field.top() - line.height() - 3
        line.move(max(0, min(field.x(), self._room.width() - line.width() - 8)), y)
        line.show()
        line.raise_()
