"""Measures what keeping a draft costs the window: ``python tests/benchmarks/drafts.py``.

A diary is typed into for as long as it takes to be kept 100 times. Reported is how long the
window's thread is held by one draft (reading the boxes and handing them over; the writing is done
beside it), how long a key takes with drafts and without them, and the writing itself.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from clinic_app.services.demo import DEMO_PASSPHRASE, make_demo
from clinic_app.services.unlock.access import AccessService, KeyCost
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.diary.diary_dialog import DiaryDialog

TIMES = 100


def main() -> None:
    """Type, and print the times in milliseconds."""
    app = QApplication([])
    Theme(app).apply(False)
    background = Background()
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        os.environ["XDG_DATA_HOME"] = folder
        clinic = Path(folder) / "clinic"
        make_demo(clinic, cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
        workspace = AccessService(clinic).unlock_any(DEMO_PASSPHRASE)
        patient = workspace.patients.find("Marigold")
        dialog = DiaryDialog(workspace, background, patient.id)
        dialog.show()
        held, keys = _typed(dialog, keep=dialog.keep_drafts)
        _, plain = _typed(dialog, keep=lambda: None)
        drafts = workspace.drafts
        writing = [_ms(lambda n=n: drafts.save("bench", {"n": n})) for n in range(TIMES)]
        print(f"{'':34} {'median, ms':>11} {'worst, ms':>10}")
        _tell("window held by one draft", held)
        _tell("one key, with a draft under way", keys)
        _tell("one key, without drafts", plain)
        _tell("writing one draft, in its thread", writing)
        dialog.done(0)
        workspace.close()
    background.close()


def _typed(dialog: DiaryDialog, *, keep: Callable[[], object]) -> tuple[list[float], list[float]]:
    held: list[float] = []
    keys: list[float] = []
    for n in range(TIMES):
        dialog.grid.go(1 + n % 4, 1 + n % 7)
        keys.append(_ms(lambda n=n: _press(dialog, n % 2)))
        held.append(_ms(keep))
    return held, keys


def _press(dialog: DiaryDialog, number: int) -> None:
    key = (Qt.Key.Key_0, Qt.Key.Key_1)[number]
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        modifier = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(dialog.grid, QKeyEvent(kind, key, modifier, str(number)))


def _ms(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _tell(what: str, times: list[float]) -> None:
    print(f"{what:34} {statistics.median(times):>11.2f} {max(times):>10.2f}")


if __name__ == "__main__":
    main()
