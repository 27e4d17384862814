"""Where the window opens: inside the screen, and the next time where and how it was left.

Only Qt is imported here: the first picture waits for this module.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QMargins, QPoint, QRect, QSettings, QSize, QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

USUAL = QSize(1440, 900)
_FRAME = QMargins(8, 40, 8, 8)  # what a window manager draws around it at the most
_AIR = QSize(48, 48)  # left free around a window that is smaller than usual
_KEY = "window"


def usual_file() -> Path:
    """Where place and size are kept for this computer user, beside the clinic: nothing else is."""
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "Handrail" / "window.ini"


def first_place(free: QRect) -> tuple[QRect, bool]:
    """Where a window opens that was never open, and whether it fills the screen.

    ``free`` is what the screen has beside its bars. Where the usual size does not fit, the window
    fills it; what it goes back to is smaller.
    """
    room = free.marginsRemoved(_FRAME)
    fills = USUAL.boundedTo(room.size()) != USUAL
    size = USUAL.boundedTo(room.size() - _AIR) if fills else USUAL
    spare = room.size() - size
    corner = room.topLeft() + QPoint(spare.width() // 2, spare.height() // 2)
    return QRect(corner, size), fills


class WindowPlace:
    """Puts a window where it was left, and keeps where it is."""

    def __init__(self, file: Path | None = None) -> None:
        path = str(file or usual_file())
        self._settings = QSettings(path, QSettings.Format.IniFormat)

    def put(self, window: QWidget) -> None:
        """Before the window is shown. A place that no screen has any more is brought back."""
        kept = self._settings.value(_KEY)
        if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
            return
        place, fills = first_place(window.screen().availableGeometry())
        window.setGeometry(place)
        if fills:
            window.setWindowState(Qt.WindowState.WindowMaximized)

    def keep(self, window: QWidget) -> None:
        """Remember place, size and whether it fills the screen; not what the kiosk made of it."""
        if not window.isFullScreen():
            self._settings.setValue(_KEY, window.saveGeometry())
