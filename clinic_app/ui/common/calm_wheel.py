"""The wheel scrolls the page and changes no field on its way, until the field has the keyboard."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


def leave_wheel_to_page(field: QWidget) -> None:
    """For lists, numbers and dates, which Qt lets the wheel change wherever it passes."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the wheel gives it the keyboard
    field.installEventFilter(_Calm(field))


class _Calm(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if watched.hasFocus():
            return False
        event.ignore()  # it goes on to what lies below: the page
        return True
