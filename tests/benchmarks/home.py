"""The caseload of many patients: how soon it appears, and how it scrolls.

Run: python tests/benchmarks/home.py [--patients 2000]. Everybody has a plan, four weeks of two
daily ratings and a week of exercise logs. "Appears" is from asking for the screen until its rows
are painted, a second time until the ratings of the rows in sight are. A scrolled frame is a
wheel's turn with its painting; the ratio is against the same table of ten patients.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Episode, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.plan.plan_document import from_document, to_document
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.unlock.access import AccessService, KeyCost, new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.storage.records import pain, patients, plans, records
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.home.caseload_table import CaseloadTable
from clinic_app.ui.home.home_screen import HomeScreen

_PLAN = {"items": [{"exercise": "bridge", "id": "b"}, {"exercise": "bird-dog", "id": "d"}]}
_FRAMES = 120


def main() -> None:
    """Measure a small clinic and a large one in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=2000)
    count = parser.parse_args().patients
    app = QApplication([])
    Theme(app).apply(False)
    found: dict[int, tuple[float, float, float, float]] = {}
    for size in (10, count):
        with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
            workspace = _clinic(Path(folder), size)
            found[size] = _measure(app, workspace, size)
            workspace.close()
    print(
        f"{'patients':>9} {'rows, ms':>9} {'ratings seen, ms':>17} {'frame, ms':>10} {'worst':>7}"
    )
    for size, (rows, ratings, frame, worst) in found.items():
        print(f"{size:>9,} {rows:>9.0f} {ratings:>12.0f} {frame:>10.2f} {worst:>7.1f}")
    ratio = found[count][2] / found[10][2]
    print(f"a scrolled frame of {count:,} against ten: {ratio:.2f} times as long")


def _measure(
    app: QApplication, workspace: Workspace, size: int
) -> tuple[float, float, float, float]:
    background = Background()
    HomeScreen(workspace, background).deleteLater()  # fonts and icons are loaded by the first
    screen = HomeScreen(workspace, background)
    screen.resize(1440, 900)
    begin = time.perf_counter()
    screen.show()
    table = screen.findChild(CaseloadTable)
    assert isinstance(table, CaseloadTable)
    model = table.model()
    _until(app, lambda: model.rowCount() >= size)
    screen.grab()
    rows = (time.perf_counter() - begin) * 1000
    seen = screen._ratings  # pyright: ignore[reportPrivateUsage]  # a benchmark looks inside
    _until(app, lambda: bool(seen.known))
    screen.grab()
    ratings = (time.perf_counter() - begin) * 1000
    _until(app, lambda: len(seen.known) >= size)
    frames = _scroll(app, table)
    screen.close()
    background.close()
    return rows, ratings, statistics.median(frames), max(frames)


def _scroll(app: QApplication, table: CaseloadTable) -> list[float]:
    bar, frames = table.verticalScrollBar(), list[float]()
    for n in range(_FRAMES):
        begin = time.perf_counter()
        bar.setValue(round(bar.maximum() * n / _FRAMES))
        table.viewport().repaint()
        app.processEvents()
        frames.append((time.perf_counter() - begin) * 1000)
    return frames


def _until(app: QApplication, there: Callable[[], bool]) -> None:
    end = time.perf_counter() + 60
    while not there():
        app.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError("the caseload did not come")


def _clinic(folder: Path, size: int) -> Workspace:
    """Made through storage, many patients in one transaction."""
    access = AccessService(folder / "clinic", cost=KeyCost(memory_kib=64, rounds=1, lanes=1))
    setup = ClinicSetup(
        Clinic("Sample Clinic"), "Robin Demo", "PT", "quiet lantern orbit", new_recovery_key()
    )
    workspace = access.create(setup, is_demo=True)
    chance, now = random.Random(1), workspace.now()
    plan = to_document(from_document(_PLAN, workspace.library.exercise))
    with workspace.pain._session.write() as tx:  # pyright: ignore[reportPrivateUsage]  # as above
        for n in range(size):
            who = Patient(new_id(), f"Number{n}", "Sample", record_number=f"S-{n}")
            patients.add(tx, who)
            patients.add_episode(tx, Episode(new_id(), who.id, "Low back pain", "low-back"))
            plans.save(tx, who.id, plan, 0, now - timedelta(days=30))
            pain.add(tx, _ratings(who.id, now, chance))
            records.add(tx, records.EXERCISE_LOGS, _logs(who.id, now, chance))
    return workspace


def _ratings(patient_id: str, now: datetime, chance: random.Random) -> list[PainRating]:
    return [
        PainRating(new_id(), patient_id, series, chance.randint(2, 7), now - timedelta(days=day))
        for day in range(28)
        for series in (Series.AVERAGE, Series.WORST)
    ]


def _logs(patient_id: str, now: datetime, chance: random.Random) -> list[ExerciseLog]:
    return [
        ExerciseLog(
            new_id(),
            patient_id,
            (now - timedelta(days=day)).date(),
            exercise,
            item,
            chance.randint(0, 1),
            1,
            pain_during=chance.randint(0, 4),
        )
        for day in range(7)
        for exercise, item in (("bridge", "b"), ("bird-dog", "d"))
    ]


if __name__ == "__main__":
    main()
