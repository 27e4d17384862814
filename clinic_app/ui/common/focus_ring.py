"""The ring around the control that has the keyboard: 2 px of accent after a 2 px gap."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QSlider, QWidget

_REACH = 4


class FocusRings(QObject):
    """Shows one ring at a time, for buttons, sliders and what sets the property ``focus_ring``.

    Text fields and lists show focus by themselves. A click with the mouse shows no ring.
    """

    _soon = Signal()

    def __init__(self, app: QApplication, colour: Callable[[], str]) -> None:
        super().__init__(app)
        self._colour = colour
        self._ring: _Ring | None = None
        self._clicked = False
        app.focusChanged.connect(self._noticed)
        # Focus also moves while widgets are being destroyed, when they must not be touched.
        self._soon.connect(self._move, Qt.ConnectionType.QueuedConnection)

    def _noticed(self) -> None:
        self._clicked = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._soon.emit()

    def _move(self) -> None:
        now = QApplication.focusWidget()
        if self._ring is not None:
            self._ring.leave()
            self._ring = None
        if now is not None and not self._clicked and _wants_ring(now):
            self._ring = _Ring(now, self._colour())


def _wants_ring(widget: QWidget) -> bool:
    asked = widget.property("focus_ring")
    return isinstance(widget, QAbstractButton | QSlider) if asked is None else bool(asked)


class _Ring(QWidget):
    """Lies over the nearest ancestor with room for it and follows its control."""

    def __init__(self, control: QWidget, colour: str) -> None:
        self._control = control
        self._chain = _chain(control)
        super().__init__(self._chain[-1])
        self._colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in self._chain:
            widget.installEventFilter(self)
        self._follow()

    def leave(self) -> None:
        """Stop following, keep nothing alive, and go away.

        A ring that still listened to a window which is being destroyed would be called with an
        object that is half gone.
        """
        chain, self._chain = self._chain, []
        for widget in chain:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        if shiboken6.isValid(self):  # else the window it lay on is gone, and the ring with it
            self.hide()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds:
            self._follow()
        return False

    def _follow(self) -> None:
        host = self._chain[-1]
        if not (shiboken6.isValid(host) and shiboken6.isValid(self._control)):
            return  # a dialog is on its way out, part by part
        corner = self._control.mapTo(host, self._control.rect().topLeft())
        place = QRect(corner, self._control.size())
        self.setGeometry(place.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.setVisible(self._control.isVisibleTo(host))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colour), 2))
        radius = self._control.property("ring_radius") or 6
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius + 3, radius + 3)


def _chain(control: QWidget) -> list[QWidget]:
    """The control and its ancestors up to the first that leaves room on all sides."""
    chain = [control]
    while (parent := chain[-1].parentWidget()) is not None:
        chain.append(parent)
        corner = control.mapTo(parent, control.rect().topLeft())
        ring = QRect(corner, control.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        grand = parent.parentWidget()
        scrolls = isinstance(grand, QAbstractScrollArea) and grand.viewport() is parent
        if parent.isWindow() or scrolls or parent.rect().contains(ring):
            break
    return chain
