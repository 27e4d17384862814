"""A drawing engine whose pictures can be told apart, and pictures of every exercise by it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.domain.exercise.figure import FigureSpec, Layer
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.services.exercises.figures import COARSE, FINE, Engine, FigureService, Stop
from clinic_app.services.exercises.library import open_library
from clinic_app.ui.common.background import Background
from clinic_app.ui.figure.pictures import Pictures


def box(share: float, colour: str = "#BE3320") -> Panel:
    """A filled box that reaches over a share of its picture."""
    shape = Shape("mlllz", (0, 0, 60 * share, 0, 60 * share, 100, 0, 100), colour)
    return Panel(60, 100, (shape,), floor=5, scale=60)


@dataclass
class Pencil:
    """Draws two boxes: a thin one, and one as wide as the depth; notes what it was asked for.

    It waits while ``gate`` is shut, as a slow computer would; with ``waits_for`` only before
    pictures of that detail.
    """

    drawn: list[tuple[str, Settings, Look, str]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    waits_for: str = ""
    broken: bool = False

    def __post_init__(self) -> None:
        self.gate.set()

    @property
    def engine(self) -> Engine:
        return Engine("pencil", self._draw, self._motion, lambda *a: f"Picture {a[2]} of {a[3]}")

    def details(self, detail: str) -> list[Settings]:
        """The settings of every picture drawn in a detail."""
        return [settings for _, settings, _, d in self.drawn if d == detail]

    def _draw(
        self, exercise: Exercise, settings: Settings, look: Look, detail: str
    ) -> tuple[Panel, ...]:
        self._note(exercise, settings, look, detail)
        colour = {COARSE: "#1B683A", FINE: "#BE3320"}[detail]
        return box(0.1, colour), box(float(settings.get("depth_deg", 45)) / 90, colour)

    def _motion(
        self, exercise: Exercise, settings: Settings, look: Look, frames: int, stop: Stop
    ) -> tuple[Panel, ...]:
        self._note(exercise, settings, look, f"motion {frames}")
        return () if stop() else tuple(box(n / (frames - 1)) for n in range(frames))

    def _note(self, exercise: Exercise, settings: Settings, look: Look, detail: str) -> None:
        if self.waits_for in ("", detail):
            self.gate.wait()
        self.drawn.append((exercise.id, settings, look, detail))
        if self.broken:
            raise RuntimeError("the pencil broke")


@pytest.fixture(scope="session")
def drawable() -> Catalog:
    """The shipped library with every exercise drawable."""
    shipped = open_library()
    some = FigureSpec("standing", "side", (Layer(), Layer()))
    exercises = [e.with_figure(e.figure or some) for e in shipped.exercises]
    return Catalog(exercises, shipped.vocabulary, shipped.sources)


@pytest.fixture
def pencil() -> Iterator[Pencil]:
    made = Pencil()
    yield made
    made.gate.set()


@pytest.fixture
def figures(drawable: Catalog, pencil: Pencil, tmp_path: Path) -> FigureService:
    return FigureService(drawable, folder=tmp_path / "figures", engine=lambda: pencil.engine)


@pytest.fixture
def pictures(
    theme: object, figures: FigureService, background: Background, pencil: Pencil
) -> Iterator[Pictures]:
    yield Pictures(figures, background, LOOKS["standard"])
    pencil.gate.set()  # before the executor waits for its threads
