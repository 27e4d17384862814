"""Start of the window: paint first, load the rest in a thread, then show the way in."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication

from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.main_window import MainWindow


class _Loader(QThread):
    """Imports what the start does not need, so that no import is felt later."""

    loaded = Signal()

    def run(self) -> None:
        import clinic_app.app.clinic_window
        import clinic_app.services.library

        clinic_app.services.library.open_library()
        self.loaded.emit()


class Starter(QObject):
    """Holds the window while the rest is loading."""

    def __init__(self, app: QApplication, folder: Path | None) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self.window = MainWindow()
        self.window.resize(1440, 900)
        self.window.show_full(wordmark())
        self._loader = _Loader(self)
        self._loader.loaded.connect(self._ready)

    def begin(self) -> None:
        """Show the window; load once it is painted."""
        self.window.show()
        self._loader.start()

    def _ready(self) -> None:
        self._loader.wait()
        from clinic_app.app.clinic_window import ClinicWindow

        self.clinic = ClinicWindow(self.window, self._folder, parent=self)
        self.clinic.show_way_in()


def run_window(folder: Path | None) -> int:
    """Open the window for a clinic folder (the user's own if None) and run until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Handrail")
    Theme(app).apply(None)
    starter = Starter(app, folder)
    starter.begin()
    return app.exec()
