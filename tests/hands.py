"""The hands of a person at the window: they wait until it is there, then type and click.

The system makes a window active some time after it was asked to show it; on a busy machine that
takes long, and a key sent before is lost. A wait for so many milliseconds ends too early there,
and a wait for a limit of seconds is a guess about the machine. So every key, click and wait of a
test goes through here: ``Hands`` is what the fixture ``qtbot`` gives. What is waited for is
always that something is so, and the limit is one that only a hang meets.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS = 120_000
_TURN_MS = 5
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def until(is_so: Callable[[], object]) -> None:
    """Let the window work until ``is_so()`` is true, or no longer fails as an assertion.

    Raises AssertionError (the last one of ``is_so``, if it had any) after ``PATIENCE_MS``.
    """
    clock = QElapsedTimer()
    clock.start()
    while True:
        try:
            found = is_so()
            if found is None or found:
                return
            why = AssertionError(f"it never came true: {is_so}")
        except AssertionError as error:
            why = error
        if clock.hasExpired(PATIENCE_MS):
            raise why
        QTest.qWait(_TURN_MS)


def settle() -> None:
    """Let everything that is due have its turn: events, what other threads posted, timers of 0 ms.

    For tests that nothing more comes, after what could bring it has ended.
    """
    for _ in range(3):
        turned: list[bool] = []
        QTimer.singleShot(0, lambda turned=turned: turned.append(True))
        until(lambda turned=turned: bool(turned))
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown(widget: QWidget) -> None:
    """Show a widget, and wait until its window is on the screen and has the keyboard."""
    widget.show()
    ready(widget)


def ready(widget: QWidget | QWindow) -> None:
    """Wait until the window of a widget is on the screen and has the keyboard.

    A window manager makes a window active again when what lay over it goes. None runs here, so
    that is done where it is missing. Raises AssertionError for a window that a person could not
    type into: it was never shown, or a dialog lies over it.
    """
    if isinstance(widget, QWindow):
        widget.requestActivate()
        until(lambda: widget.isExposed() and widget.isActive())
        return
    window = widget.window()
    _on_screen(window)
    if window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
        return
    over = QApplication.activeModalWidget()
    is_blocked = over is not None and over is not window and not over.isAncestorOf(window)
    assert not is_blocked, f"{over} lies over {window}: no key reaches it"
    if not window.isActiveWindow():
        window.activateWindow()
        until(window.isActiveWindow)


def _on_screen(window: QWidget) -> None:
    assert window.isVisible(), f"{window} is not shown"
    until(lambda: (handle := window.windowHandle()) is not None and handle.isExposed())


def keyboard(window: QWidget) -> QWidget:
    """What has the keyboard: in the dialog or menu that lies over ``window``, or in itself."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup
    top = QApplication.activeModalWidget() or window
    ready(top)
    return QApplication.focusWidget() or top


def keyClick(
    widget: QWidget | QWindow | None, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER
) -> None:
    """Press and release a key; of nothing, an AssertionError."""
    assert widget is not None, "nothing has the keyboard"
    ready(widget)
    QTest.keyClick(widget, key, modifier)


def keyClicks(widget: QWidget | None, text: str) -> None:
    """Type a text."""
    assert widget is not None, "nothing has the keyboard"
    ready(widget)
    QTest.keyClicks(widget, text)


def mouseClick(widget: QWidget, *told: Any, **named: Any) -> None:
    """Click; the rest as QTest takes it, as with every movement of the mouse below."""
    _on_screen(widget.window())
    QTest.mouseClick(widget, *told, **named)


def mouseDClick(widget: QWidget, *told: Any, **named: Any) -> None:
    """Click twice."""
    _on_screen(widget.window())
    QTest.mouseDClick(widget, *told, **named)


def mousePress(widget: QWidget, *told: Any, **named: Any) -> None:
    """Press a button of the mouse, and hold it."""
    _on_screen(widget.window())
    QTest.mousePress(widget, *told, **named)


def mouseRelease(widget: QWidget, *told: Any, **named: Any) -> None:
    """Let it go."""
    QTest.mouseRelease(widget, *told, **named)


def mouseMove(widget: QWidget | QWindow, *told: Any, **named: Any) -> None:
    """Move the mouse there."""
    if isinstance(widget, QWidget):
        _on_screen(widget.window())
    QTest.mouseMove(widget, *told, **named)


@contextmanager
def answering(
    act: Callable[[Any], object], kind: type[QWidget] = QDialog
) -> Iterator[list[QWidget]]:
    """Around what opens a dialog and waits for its end: ``act(dialog)`` once it can be typed into.

    Gives the list that the dialog is put on. Raises AssertionError if none of the kind came, and
    what ``act`` raised; the dialog is closed then, so that nothing hangs.
    """
    before = QApplication.activeModalWidget()
    seen: list[QWidget] = []
    raised: list[BaseException] = []
    clock = QElapsedTimer()
    clock.start()
    looking = QTimer(interval=_TURN_MS)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog is not before:
            looking.stop()
            seen.append(dialog)
            try:
                ready(dialog)
                act(dialog)
            except BaseException as error:
                raised.append(error)
                dialog.close()
        elif clock.hasExpired(PATIENCE_MS) and dialog is not None:
            looking.stop()
            dialog.close()

    looking.timeout.connect(look)
    looking.start()
    try:
        yield seen
        until(lambda: bool(seen))
    finally:
        looking.stop()
    if raised:
        raise raised[0]


class Hands(QtBot):
    """What ``qtbot`` is in every test: it cannot wait for a duration, only for what is so."""

    keyClick = staticmethod(keyClick)  # noqa: N815  # the names of QTest
    keyClicks = staticmethod(keyClicks)  # noqa: N815
    mouseClick = staticmethod(mouseClick)  # noqa: N815
    mouseDClick = staticmethod(mouseDClick)  # noqa: N815
    mouseMove = staticmethod(mouseMove)  # noqa: N815
    mousePress = staticmethod(mousePress)  # noqa: N815
    mouseRelease = staticmethod(mouseRelease)  # noqa: N815
    shown = staticmethod(shown)
    settle = staticmethod(settle)

    def waitUntil(self, callback: Callable[[], object]) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  # it takes no limit
        """Wait until something is so; see ``until``."""
        until(callback)

    def waitSignal(self, signal: Any, **told: Any) -> Any:
        """Wait for a signal, as long as it takes."""
        return super().waitSignal(signal, **{"timeout": PATIENCE_MS, **told})

    def wait(self, ms: int) -> None:
        """Refused: on a busy machine any duration is too short. Wait until something is so."""
        raise AssertionError(Hands.wait.__doc__)

    def waitExposed(self, widget: QWidget, **_: Any) -> Any:
        """Refused: without ``with`` it waits for nothing. Use ``shown``."""
        raise AssertionError(Hands.waitExposed.__doc__)

    def waitActive(self, widget: QWidget, **_: Any) -> Any:
        """Refused, as ``waitExposed``."""
        raise AssertionError(Hands.waitExposed.__doc__)
