"""Start of the window: paint first, load the rest behind the picture, then show the login.

Nothing but Qt itself may be imported above: each module here is one that the first picture
waits for.
"""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from threading import Event
from time import perf_counter

from PySide6.QtCore import QLocale, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.app.window_place import WindowPlace

_GROUND, _INK = ("#F2F4F6", "#11181E"), ("#17242F", "#E9EEF2")  # light, dark: as in the tokens
# Of the screens, what the first one may show; every other one is loaded behind it.
LOGIN_PACKAGES = ("common", "unlock", "first_run", "damage", "restore", "backup")
LOGIN_SERVICES = (
    "clinic_app.services.demo",
    "clinic_app.services.folders.found_here",
    "clinic_app.services.folders.paths",
    "clinic_app.services.plan.handouts",
    "clinic_app.services.unlock.access",
    "clinic_app.services.unlock.passphrase",
)
YIELD_MS = 5  # between two longer turns, for whatever else waits
_TURN_S = 0.008  # of importing at a stretch, one module at the least
_USUAL_SWITCH_S = sys.getswitchinterval()
_SWITCH_S = 0.0005  # how long the loading may keep the window's thread waiting at a time
_COLLECT_MS = 2000


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
    """Imports what has nothing to do with Qt: first what the login needs, then the rest.

    A class of Qt's, or made from one, may only be made in the window's thread: PySide 6.11 keeps
    all of them in one table that the window's thread reads without asking for Python's lock.
    """

    login_services_loaded = Signal()
    failed = Signal(object)  # the Exception: without these the window cannot open

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._may_go_on = Event()

    def go_on(self) -> None:
        """The way in is shown: what would have held it up can be loaded now."""
        self._may_go_on.set()

    def run(self) -> None:
        sys.setswitchinterval(_SWITCH_S)
        try:
            for name in LOGIN_SERVICES:
                import_module(name)
        except Exception as error:
            self.failed.emit(error)
            return
        self.login_services_loaded.emit()
        import_module("clinic_app.services.exercises.library").open_library()
        self._may_go_on.wait()
        import_module("numpy")  # the slower half of what the pain chart needs
        sys.setswitchinterval(_USUAL_SWITCH_S)


def import_in_turns(names: Iterable[str], owner: QObject, then: Callable[[], object]) -> None:
    """Import modules in the window's thread, in turns so short that the window answers."""
    left, timer = iter(names), QTimer(owner, interval=0)

    def turn() -> None:
        end = perf_counter() + _TURN_S
        for name in left:
            import_module(name)
            gc.freeze()  # what was imported stays; looking through it again takes 50 ms a time
            if perf_counter() > end:
                return
        timer.stop()
        then()

    timer.timeout.connect(turn)
    timer.start()


class Starter:
    """The picture, the loading, and then the clinic's window."""

    def __init__(
        self, app: QApplication, folder: Path | None, place: WindowPlace | None = None
    ) -> None:
        self._app = app
        self._folder = folder
        self.is_loaded = False
        self.error: Exception | None = None  # why the window could not open
        self._place = place or WindowPlace()
        self.picture = StartPicture(self._place)
        self._loader = _Loader(app)
        self.picture.painted.connect(self._loader.start, Qt.ConnectionType.SingleShotConnection)
        self._loader.login_services_loaded.connect(
            self._load_login, Qt.ConnectionType.QueuedConnection
        )
        self._loader.failed.connect(self._give_up, Qt.ConnectionType.QueuedConnection)
        app.aboutToQuit.connect(self._stop_loading)

    def begin(self) -> None:
        """Show the picture; loading begins once it is painted."""
        self.picture.show()

    def _stop_loading(self) -> None:
        self._loader.go_on()
        self._loader.wait()

    def _give_up(self, error: Exception) -> None:
        self.error = error
        self._app.exit(1)

    def _load_login(self) -> None:
        names = (*modules_of(LOGIN_PACKAGES), "clinic_app.app.clinic_window")
        import_in_turns(names, self._app, self._apply_theme)

    def _apply_theme(self) -> None:
        from clinic_app.ui.common.theme import Theme

        Theme(self._app).apply(None)
        QTimer.singleShot(YIELD_MS, self._app, self._make_window)

    def _make_window(self) -> None:
        from clinic_app.app import crash_log
        from clinic_app.app.clinic_window import ClinicWindow
        from clinic_app.app.screen_list import SCREENS
        from clinic_app.services.folders.paths import log_folder
        from clinic_app.ui.main_window import MainWindow

        window = MainWindow(SCREENS)
        window.restoreGeometry(self.picture.saveGeometry())
        window.closing.connect(lambda: self._place.keep(window))
        self.clinic = ClinicWindow(window, self._folder)
        crash_log.install(log_folder(), self.clinic.show_unexpected_error)
        QTimer.singleShot(YIELD_MS, self._app, self._show_login)

    def _show_login(self) -> None:
        self._has_login = self.clinic.login.show()
        QTimer.singleShot(YIELD_MS, self._app, self._change_windows)

    def _change_windows(self) -> None:
        if self._has_login:
            self.clinic.window.show()
        self.picture.close()
        if self._loader.isFinished():  # the library could not be read: it says so where it is shown
            self._load_rest()
            return
        self._loader.finished.connect(self._load_rest)
        QTimer.singleShot(YIELD_MS, self._app, self._loader.go_on)

    def _load_rest(self) -> None:
        """Only now: a module of the chart would wait for numpy, and the window with it."""
        names = (*deferred_modules(), "clinic_app.app.screens")
        import_in_turns(names, self._app, self._note_loaded)

    def _note_loaded(self) -> None:
        self.is_loaded = True


def deferred_packages() -> list[str]:
    """The packages of every screen that the login does not show: each folder in ``ui``."""
    ui = import_module("clinic_app.ui")
    every = (found.name for found in iter_modules(ui.__path__) if found.ispkg)
    return [name for name in every if name not in LOGIN_PACKAGES]


def deferred_modules() -> list[str]:
    """Their modules, small ones first: large ones import them, and then take no long turn."""
    folder = Path(__file__).parents[2]

    def size(name: str) -> int:
        return (folder / f"{name.replace('.', '/')}.py").stat().st_size

    return sorted(modules_of(deferred_packages()), key=size)


def modules_of(packages: Iterable[str]) -> Iterator[str]:
    """The modules of packages of the screens; packages in them wait until they are needed."""
    for package in packages:
        name = f"clinic_app.ui.{package}"
        for module in iter_modules(import_module(name).__path__, f"{name}."):
            if not module.ispkg:
                yield module.name


def collect_in_window_thread(app: QApplication) -> None:
    """Collect garbage by Python's own thresholds, in the window's thread alone.

    Python otherwise collects in whichever thread happens to allocate, such as the one that lays
    out a handout, and a forgotten dialog would be taken apart there: a Qt object freed in another
    thread crashes.
    """
    gc.disable()
    timer = QTimer(app, interval=_COLLECT_MS)
    timer.timeout.connect(collect_what_is_due)
    timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation whose count is over its threshold."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [n for n, (count, most) in enumerate(counts) if most and count > most]
    if due:
        gc.collect(due[-1])


def run_window(folder: Path | None, language: str = "") -> int:
    """Open the window for a clinic folder (the user's own if None) and run until it is closed.

    Without ``language`` it speaks the one chosen on this computer, else the system's.
    """
    from clinic_app.services.interface_language import begin_in

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    collect_in_window_thread(app)
    app.setApplicationName("Handrail")
    begin_in(language, QLocale.system().uiLanguages())
    app.setQuitOnLastWindowClosed(True)
    starter = Starter(app, folder)
    starter.begin()
    code = app.exec()
    if starter.error is not None:
        raise starter.error
    return code
