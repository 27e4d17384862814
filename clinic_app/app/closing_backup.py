"""A backup as the window closes: unseen where it is quick, and never against anybody's will."""

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from clinic_app.app.backup_watch import BackupWatch
from clinic_app.services.workspace import Workspace
from clinic_app.ui.backup.closing_dialog import ClosingDialog
from clinic_app.ui.main_window import MainWindow

_UNSEEN_MS = 400  # so long nothing is shown


def back_up_on_closing(window: MainWindow, workspace: Workspace, watch: BackupWatch) -> None:
    """Back up what lacks a change, and come back when that is done, or was refused.

    A lock meanwhile ends it. A computer that is being switched off is not kept waiting.
    """
    app = QGuiApplication.instance()
    is_ending = isinstance(app, QGuiApplication) and app.isSavingSession()
    if workspace.is_demo or workspace.is_read_only or is_ending:
        return
    runner = watch.runner
    loop = QEventLoop()
    ends = (runner.work.ended, runner.work.stopped, runner.work.failed)
    for signal in ends:
        signal.connect(loop.quit)
    runner.start(workspace.backup_rounds.on_closing, rests=False)
    QTimer.singleShot(_UNSEEN_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not runner.work.running:
        return
    dialog = ClosingDialog(parent=window)
    runner.work.began.connect(dialog.show_place)
    runner.work.progressed.connect(dialog.show_percent)
    for signal in ends:
        signal.connect(dialog.accept)
    dialog.exec()
    runner.cancel()
    dialog.deleteLater()
