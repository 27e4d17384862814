"""Closes whatever lies over the window at once: the one place that does, for the lock."""

from functools import partial
from typing import cast

from PySide6.QtCore import QThread, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QToolTip, QWidget

_LOOK_MS = 20
_MOST_POPUPS = 50  # over each other; a popup that cannot be hidden must not hang the lock


def close_all_windows(keep: QWidget) -> None:
    """Close every window but ``keep``, without a question: dialogs, popups, menus, file dialogs.

    What waits for one of them (``exec``) goes on as if it had been cancelled. A dialog's own
    ``reject`` and ``done`` are not asked, because they may ask the person.
    """
    is_ours = QApplication.activeWindow() is not None
    QDrag.cancel()
    QToolTip.hideText()
    _close_popups()
    for window in windows_over(keep):
        _close(window)
    QToolTip.hideText()
    if is_ours:  # the keyboard stays with the program, and is never taken from another one
        keep.activateWindow()


def windows_over(keep: QWidget) -> list[QWidget]:
    """What can be seen beside ``keep``; what keeps the others from being used comes first."""
    found = [w for w in QApplication.topLevelWidgets() if w is not keep and w.isVisible()]
    front = QApplication.activeModalWidget()
    return sorted(found, key=lambda window: window is not front)


def _close_popups() -> None:
    for _ in range(_MOST_POPUPS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            return
        _hide_popup(popup)


def _hide_popup(popup: QWidget) -> None:
    owner = popup.parentWidget()
    is_list = isinstance(owner, QComboBox)
    if is_list:
        owner.hidePopup()
    if popup.isVisible():
        popup.hide()


def _close(window: QWidget) -> None:
    if not isinstance(window, QDialog):
        window.hide()
        return
    _qt_class(window).done(window, int(QDialog.DialogCode.Rejected))
    if window.isVisible():  # it has a way of its own to be done
        window.hide()
    _delete_when_nobody_waits(window)


def _delete_when_nobody_waits(window: QDialog) -> None:
    """Later, when all that waited for a dialog has returned: it may still be at work with this."""
    if QThread.currentThread().loopLevel() > 1:
        QTimer.singleShot(_LOOK_MS, window, partial(_delete_when_nobody_waits, window))
    else:
        QTimer.singleShot(0, window, window.deleteLater)


def _qt_class(window: QDialog) -> type[QDialog]:
    """The class of Qt's that a dialog is made from: its ``done`` also ends a native dialog."""
    made_from = (kind for kind in type(window).__mro__ if kind.__module__.startswith("PySide6."))
    return cast("type[QDialog]", next(made_from))
