"""Start of the window: paint first, load the rest behind the picture, then show the way in.

Nothing but Qt itself may be imported above: each module here is one that the first picture
waits for.
"""

import gc
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.app.collecting import Collecting
from clinic_app.app.window_place import WindowPlace

_GROUND, _INK = ("#F2F4F6", "#11181E"), ("#17242F", "#E9EEF2")  # light, dark: as in the tokens
_WAY_IN = ("common", "unlock", "first_run", "damage", "restore", "backup", "settings")
_BEHIND_IT = (
    "advice",
    "diary",
    "events",
    "find",
    "forms",
    "handout",
    "home",
    "kiosk",
    "measures",
    "pain",
    "plan",
    "record",
    "whole_record",
    "report",
    "patient",
)
_BREATH_MS = 5  # between two longer turns, for whatever else waits
_TURN_S = 0.008  # of importing at a stretch, one module at the least
_USUAL_SWITCH_S = sys.getswitchinterval()
_SWITCH_S = 0.0005  # how long the loading may keep the window's thread waiting at a time


class StartPicture(QWidget):
    """The program's name on its ground, until the window is there."""

    painted = Signal()

    def __init__(self, place: WindowPlace) -> None:
        super().__init__()
        self.setWindowTitle("Handrail")
        place.put(self)
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
    """Imports what has nothing to do with Qt: first for the way in, then the rest.

    A class of Qt's, or made from one, may only be made in the window's thread: PySide 6.11 keeps
    all of them in one table that the window's thread reads without asking for Python's lock.
    """

    way_in = Signal()

    def run(self) -> None:
        sys.setswitchinterval(_SWITCH_S)
        for name in ("access", "demo", "handouts", "passphrase", "places", "found_here"):
            import_module(f"clinic_app.services.{name}")
        self.way_in.emit()
        import_module("clinic_app.services.library").open_library()
        import_module("numpy")  # the slower half of what the pain chart needs
        sys.setswitchinterval(_USUAL_SWITCH_S)


class _Turns(QObject):
    """Imports modules in the window's thread, in turns so short that the window answers."""

    done = Signal()

    def __init__(self, names: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = iter(names)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        end = perf_counter() + _TURN_S
        for name in self._names:
            import_module(name)
            gc.freeze()  # what was imported stays; looking through it again takes 50 ms a time
            if perf_counter() > end:
                return
        self._timer.stop()
        self.done.emit()


class Starter(QObject):
    """The picture, the loading, and then the clinic's window."""

    ready = Signal()

    def __init__(
        self, app: QApplication, folder: Path | None, place: WindowPlace | None = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self.is_loaded = False
        self._place = place or WindowPlace()
        self.picture = StartPicture(self._place)
        self._loader = _Loader(self)
        connection = Qt.ConnectionType.QueuedConnection
        self.picture.painted.connect(self._loader.start, Qt.ConnectionType.SingleShotConnection)
        self._loader.way_in.connect(self._load_way_in, connection)
        app.aboutToQuit.connect(self._loader.wait)

    def begin(self) -> None:
        """Show the picture; loading begins once it is painted."""
        self.picture.show()

    def _load_way_in(self) -> None:
        turns = _Turns((*_modules(*_WAY_IN), "clinic_app.app.clinic_window"), self)
        turns.done.connect(self._dress)

    def _dress(self) -> None:
        from clinic_app.ui.common.theme import Theme

        Theme(self._app).apply(None)
        QTimer.singleShot(_BREATH_MS, self, self._show_way_in)

    def _show_way_in(self) -> None:
        from clinic_app.app import crash_log
        from clinic_app.app.clinic_window import ClinicWindow
        from clinic_app.app.screen_list import SCREENS
        from clinic_app.services.paths import log_folder
        from clinic_app.ui.main_window import MainWindow

        window = MainWindow(SCREENS)
        window.restoreGeometry(self.picture.saveGeometry())
        window.closing.connect(lambda: self._place.keep(window))
        self.clinic = ClinicWindow(window, self._folder, parent=self)
        crash_log.install(log_folder(), self.clinic.show_unexpected_error)
        self._has_way_in = self.clinic.show_way_in()
        QTimer.singleShot(_BREATH_MS, self, self._change_windows)

    def _change_windows(self) -> None:
        if self._has_way_in:
            self.clinic.window.show()
        self.picture.close()
        self.ready.emit()
        turns = _Turns((*_modules(*_BEHIND_IT), "clinic_app.app.screens"), self)
        turns.done.connect(self._note_loaded)

    def _note_loaded(self) -> None:
        self.is_loaded = True


def _modules(*packages: str) -> Iterator[str]:
    """The modules of packages of the screens; packages in them wait until they are needed."""
    for package in packages:
        name = f"clinic_app.ui.{package}"
        for module in iter_modules(import_module(name).__path__, f"{name}."):
            if not module.ispkg:
                yield module.name


def run_window(folder: Path | None) -> int:
    """Open the window for a clinic folder (the user's own if None) and run until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    Collecting(app)
    app.setApplicationName("Handrail")
    app.setQuitOnLastWindowClosed(True)
    starter = Starter(app, folder)
    starter.begin()
    return app.exec()
