"""The pictures that come with the program: drawn when it is packaged, so that nobody waits."""

from pathlib import Path

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.services.exercises.figures import FigureService
from clinic_app.shipped_data import EXERCISES

SHIPPED_LOOKS = (LOOKS["standard"],)  # in which the library shows an exercise


def draw_shipped(folder: Path, library: Catalog | None = None) -> None:
    """Draw into ``folder`` what is not there yet, and delete what this program would not read."""
    figures = FigureService(library or Catalog.read(EXERCISES), folder=folder)
    figures.warm(SHIPPED_LOOKS, lambda _done, _of: None, lambda: False)
    figures.keep_only(SHIPPED_LOOKS)
