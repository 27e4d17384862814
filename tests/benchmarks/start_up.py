"""From the start of the interpreter to the first paint, against a bare PySide6 window; and freezes.

Run: python tests/benchmarks/start_up.py [--rounds 7]. Each start is a process of its own, the two
kinds in turn. The freeze is the longest time the window's thread did not answer while the rest
of the program was loading behind the first picture.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", time.time(), flush=True)
        QApplication.quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
_OURS = """
import sys, time
from pathlib import Path
import clinic_app.app.start as start
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    painted = last = worst = ready = 0.0
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = time.time()
            self.last = time.perf_counter()
            tick.start()
        return False
    def beat(self):
        now = time.perf_counter()
        self.worst = max(self.worst, now - self.last)
        self.last = now
        if not self.ready and hasattr(starter, "clinic"):
            self.ready = time.time()
        if self.ready and starter.is_loaded and starter._loader.isFinished():
            print("ready", self.ready)
            print("painted", self.painted)
            print("freeze", self.worst, flush=True)
            app.quit()

app = QApplication(sys.argv)
starter = start.Starter(app, Path(sys.argv[1]) / "clinic")
watch = Watch()
tick = QTimer(interval=2)
tick.timeout.connect(watch.beat)
starter.picture.installEventFilter(watch)
starter.begin()
app.exec()
starter.clinic.window.close()
"""


def one(code: str, folder: str) -> dict[str, float]:
    """Start a process and read what it measured, in milliseconds from its start."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": folder}
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    found = dict(line.split() for line in done.stdout.splitlines())
    return {
        name: (float(value) if name == "freeze" else float(value) - begun) * 1000
        for name, value in found.items()
    }


def main() -> None:
    """Measure both kinds in turn and print ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = arguments.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        one(_BARE, folder), one(_OURS, folder)  # warm the disk; keep the parsed library
        pairs = [(one(_BARE, folder), one(_OURS, folder)) for _ in range(rounds)]
    bare = statistics.median(b["painted"] for b, _ in pairs)
    ours = statistics.median(o["painted"] for _, o in pairs)
    ready = statistics.median(o["ready"] for _, o in pairs)
    freezes = [o["freeze"] for _, o in pairs]
    print(f"first paint: bare window {bare:.0f} ms, Handrail {ours:.0f} ms: {ours / bare:.2f} x")
    print(f"way in shown after {ready:.0f} ms")
    print(f"worst freeze: median {statistics.median(freezes):.0f} ms, worst {max(freezes):.0f} ms")


if __name__ == "__main__":
    main()
