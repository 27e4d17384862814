"""Garbage is collected in the window's thread alone: a Qt object freed elsewhere crashes."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000


class Collecting(QObject):
    """Collects by Python's own thresholds while its parent lives.

    Python otherwise collects in whichever thread happens to allocate, such as the one that lays
    out a handout, and a forgotten dialog would be taken apart there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation whose count is over its threshold."""
    due = [n for n, (count, most) in enumerate(_counts()) if most and count > most]
    if due:
        gc.collect(due[-1])


def _counts() -> list[tuple[int, int]]:
    return list(zip(gc.get_count(), gc.get_threshold(), strict=True))
