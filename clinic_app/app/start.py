"""Start of the window: paint first, load the rest in a thread, then show the way in.

Nothing but Qt itself may be imported above: each module here is one that the first picture
waits for.
"""

import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

_SIZE = (1440, 900)
_GROUND, _INK = ("#F2F4F6", "#11181E"), ("#17242F", "#E9EEF2")  # light, dark: as in the tokens


class StartPicture(QWidget):
    """The program's name on its ground, until the window is there."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Handrail")
        self.resize(*_SIZE)
        scheme = QGuiApplication.styleHints().colorScheme()
        self._dark = int(scheme == Qt.ColorScheme.Dark)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND[self._dark]))
        font = self.font()
        font.setPixelSize(32)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(_INK[self._dark]))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Handrail")
        painter.end()
        self.painted.emit()


class _Loader(QThread):
    """Imports in a thread: first what the way in needs, then the screens behind it."""

    way_in = Signal()

    def run(self) -> None:
        import_module("clinic_app.app.clinic_window")
        self.way_in.emit()
        import_module("clinic_app.app.screens")
        import_module("clinic_app.services.library").open_library()


class Starter(QObject):
    """The picture, the loading, and then the clinic's window."""

    ready = Signal()

    def __init__(self, app: QApplication, folder: Path | None) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self.picture = StartPicture()
        self._loader = _Loader(self)
        connection = Qt.ConnectionType.QueuedConnection
        self.picture.painted.connect(self._loader.start, Qt.ConnectionType.SingleShotConnection)
        self._loader.way_in.connect(self._show_way_in, connection)
        app.aboutToQuit.connect(self._loader.wait)

    def begin(self) -> None:
        """Show the picture; loading begins once it is painted."""
        self.picture.show()

    def _show_way_in(self) -> None:
        from clinic_app.app import crash_log
        from clinic_app.app.clinic_window import ClinicWindow
        from clinic_app.services.places import log_folder
        from clinic_app.ui.common.theme import Theme
        from clinic_app.ui.main_window import MainWindow

        Theme(self._app).apply(None)
        window = MainWindow()
        window.setGeometry(self.picture.geometry())
        self.clinic = ClinicWindow(window, self._folder, parent=self)
        crash_log.install(log_folder(), self.clinic.apologise)
        if self.clinic.show_way_in():
            window.show()
        self.picture.close()
        self.ready.emit()


def run_window(folder: Path | None) -> int:
    """Open the window for a clinic folder (the user's own if None) and run until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Handrail")
    app.setQuitOnLastWindowClosed(True)
    starter = Starter(app, folder)
    starter.begin()
    return app.exec()
