"""How fast figures are: solved and drawn anew, redrawn under a slider, read and shown, drawn ahead.

All times are processor times of this process, so that other work on the machine counts little.

Run: ``python tests/benchmarks/figures.py [--study FOLDER]``. With ``--study`` (a folder holding
the early study of the technique, with its `build.py` and poses) the same hip hinge is solved and
drawn there in the same run, for the ratio.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.look import Look
from clinic_app.figure import engine
from clinic_app.figure.motion import SOLVED, solve_motion
from clinic_app.figure.svg import svg
from clinic_app.services.exercises.figure_files import packed, unpacked
from clinic_app.services.exercises.figures import FigureService
from clinic_app.shipped_data import EXERCISES
from clinic_app.ui.figure.paint import fitted, paint_panel

_AIM_MS, _LIVE_AIM_MS, _SCREEN_AIM_MS, _AHEAD_AIM_S = 40.0, 40.0, 5.0, 8.0
_STUDY = """
import sys, time
sys.path.insert(0, ".")
from build import DB, draw
stat, times = [], []
draw(DB["exercises"]["hip_hinge"], ghost=False, stat=stat)
for _ in range(5):
    start = time.perf_counter()
    draw(DB["exercises"]["hip_hinge"], ghost=False, stat=stat)
    times.append((time.perf_counter() - start) * 1000)
print(sorted(times)[2])
"""


def main() -> int:
    """Print every median; exit 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", type=Path)
    parser.add_argument("--study-python", type=Path, default=Path(sys.executable))
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    exercises = [e for e in _library() if e.figure]
    solving, drawing, sizes = _uncached(exercises)
    both = statistics.median(a + b for a, b in zip(solving, drawing, strict=True))
    print(f"{len(solving)} pictures of {len(exercises)} exercises, uncached, fine:")
    print(f"  solve            {_told(solving)}")
    print(f"  draw             {_told(drawing)}")
    print(f"  solve and draw   median {both:6.1f} ms (aim {_AIM_MS:g})")
    print(f"  SVG              median {statistics.median(sizes) / 1024:6.1f} kB")
    screen = _screen(exercises)
    print(f"  kept, to screen  {_told(screen)} (aim {_SCREEN_AIM_MS:g})")
    live = _live(exercises)
    print(f"  under a slider   {_told(live)} for all its coarse pictures (aim {_LIVE_AIM_MS:g})")
    rungs, ahead = _ahead()
    print(f"  {rungs} rungs drawn ahead in {ahead:.1f} s (aim {_AHEAD_AIM_S:g})")
    if chosen.study:
        theirs = _study(chosen.study, chosen.study_python)
        print(f"  the study's hip hinge {theirs:6.0f} ms, ours is {theirs / both:.1f} x as fast")
    is_slow = both > _AIM_MS or statistics.median(screen) > _SCREEN_AIM_MS
    return int(is_slow or statistics.median(live) > _LIVE_AIM_MS or ahead > _AHEAD_AIM_S)


def _library() -> list[Exercise]:
    return list(Catalog.read(EXERCISES).search("", limit=10_000).exercises)


def _told(times: list[float]) -> str:
    return f"median {statistics.median(times):6.1f} ms, worst {max(times):6.1f} ms"


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _uncached(exercises: list[Exercise]) -> tuple[list[float], list[float], list[int]]:
    """Milliseconds of solving and of drawing a picture with its inset, and the bytes of its SVG.

    The pictures of an exercise share its times evenly.
    """
    solving: list[float] = []
    drawing: list[float] = []
    sizes: list[int] = []
    engine.draw(exercises[0])  # loads the tables once
    for exercise in exercises:
        SOLVED.forget()
        engine.DRAWN.forget()
        solved = _timed(lambda e=exercise: solve_motion(e, {}))
        drawn = _timed(lambda e=exercise: engine.draw(e))
        panels = engine.draw(exercise)
        solving += [solved / len(panels)] * len(panels)
        drawing += [drawn / len(panels)] * len(panels)
        sizes += [len(zlib.compress(svg(panel).encode())) for panel in panels]
    return solving, drawing, sizes


def _screen(exercises: list[Exercise]) -> list[float]:
    """Milliseconds of unpacking a kept picture and painting it 300 pixels high."""
    running = QGuiApplication.instance() or QGuiApplication([])
    times: list[float] = []
    for exercise in exercises:
        kept = packed(engine.draw(exercise))
        panels = unpacked(kept)
        each = _timed(lambda k=kept: unpacked(k)) / len(panels)
        for panel in panels:
            image = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0xFFFFFFFF)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            (place,) = fitted([panel], image.rect().toRectF())
            painted = _timed(lambda p=painter, r=place, d=panel: paint_panel(p, r, d))
            times.append(each + painted)
            painter.end()
    del running
    return times


def _live(exercises: list[Exercise]) -> list[float]:
    """Milliseconds of solving and drawing an exercise coarsely after its first angle moved by a
    step: what the step left as it was is kept.
    """
    times: list[float] = []
    for exercise in exercises:
        moved = [n for n, s in exercise.settings.items() if s.is_number and s.unit == "deg"][:1]
        for name in moved:
            setting = exercise.settings[name]
            before = float(setting.default)
            way = 1 if before < setting.maximum else -1
            after = before + way * setting.step
            SOLVED.forget()
            engine.DRAWN.forget()
            engine.draw(exercise, {name: before}, detail=engine.Detail.COARSE)
            values = {name: after}
            times.append(
                _timed(lambda e=exercise, v=values: engine.draw(e, v, detail=engine.Detail.COARSE))
            )
    return times


def _ahead() -> tuple[int, float]:
    """The rungs that are drawn ahead, and the seconds that takes from nothing."""
    SOLVED.forget()
    engine.DRAWN.forget()
    figures = FigureService(Catalog.read(EXERCISES))
    took = _timed(lambda: figures.warm([Look()], lambda _done, _of: None, lambda: False))
    return len(figures.library_rungs()), took / 1000


def _study(folder: Path, python: Path) -> float:
    done = subprocess.run(
        [str(python), "-c", _STUDY], cwd=folder, capture_output=True, text=True, check=True
    )
    return float(done.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
