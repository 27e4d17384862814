"""The pictures that come with the program: drawn when it is packaged, so that nobody waits."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.services.exercises.figures import FigureService
from clinic_app.shipped_data import EXERCISES

SHIPPED_LOOKS = (LOOKS["standard"],)  # in which the library shows an exercise
_MOST = 4  # processes: each reads the library for itself, which more would not repay


def draw_shipped(folder: Path, library: Catalog | None = None) -> None:
    """Draw into ``folder`` what is not there yet, and delete what this program would not read.

    The program's own library is shared out among several processes.
    """
    if library is not None:
        draw_share(folder, library)
    else:
        count = min(_MOST, os.cpu_count() or 1)
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
            for drawn in [pool.submit(_draw_own, folder, n, count) for n in range(count)]:
                drawn.result()
    FigureService(library or Catalog.read(EXERCISES), folder=folder).keep_only(SHIPPED_LOOKS)


def draw_share(folder: Path, library: Catalog, number: int = 0, of: int = 1) -> None:
    """Draw every so many exercises from one on, each with all its rungs in a row.

    What rungs have in common, such as where they start, is then worked out once.
    """
    figures = FigureService(library, folder=folder)
    by_exercise = sorted(figures.library_rungs(), key=lambda rung: rung.exercise_id)
    own = sorted({rung.exercise_id for rung in by_exercise})[number::of]
    for look in SHIPPED_LOOKS:
        for rung in by_exercise:
            if rung.exercise_id in own and not figures.is_kept(rung, look):
                figures.panels(rung, look)


def _draw_own(folder: Path, number: int, of: int) -> None:
    draw_share(folder, Catalog.read(EXERCISES), number, of)
