"""A picture as a plain display list: the one thing that screen, paper and files all replay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_NUMBERS = {"m": 2, "l": 2, "c": 6, "z": 0}


@dataclass(frozen=True, slots=True)
class Shape:
    """One path of any number of subpaths; x to the right, y down, in picture units.

    ``steps`` has one letter a step: ``m`` move (2 numbers), ``l`` line (2), ``c`` cubic curve
    (6: two controls and the end) and ``z`` close; ``numbers`` holds them all in that order.
    ``fill`` (even-odd) and ``stroke`` are ``#RRGGBB`` or empty; ends and joins are round.
    """

    steps: str
    numbers: tuple[float, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture ``width`` by ``height`` in its own units, drawn back to front; ``alt`` tells it.

    ``floor`` is how far above the lower edge the floor line lies, and ``scale`` how many units a
    metre has: pictures side by side share both. ``shows`` holds the numbers of the steps that it
    shows; none where that is not known. The last ``inset`` shapes are a small second view.
    ``is_main`` where it stands for the exercise if there is room for one alone.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str = ""
    floor: float = 0.0
    scale: float = 1.0
    shows: tuple[int, ...] = ()
    inset: int = 0
    is_main: bool = False


def without_inset(panel: Panel) -> Panel:
    """The picture without its small second view, whose place stays free."""
    if not panel.inset:
        return panel
    return replace(panel, shapes=panel.shapes[: -panel.inset], inset=0)


def main_picture(panels: Sequence[Panel]) -> Panel:
    """The one that stands for the exercise: the one that says so, else the last."""
    return next((panel for panel in panels if panel.is_main), panels[-1])


def numbers_of(panels: Sequence[Panel], place: int) -> tuple[int, ...]:
    """The numbers that stand at a picture: of the steps it shows, else its own place from 1."""
    return panels[place].shows or (place + 1,)


def mirrored(panel: Panel) -> Panel:
    """The picture of the other side of the body: left and right change places."""
    return replace(panel, shapes=tuple(_flipped(s, panel.width) for s in panel.shapes))


def _flipped(shape: Shape, width: float) -> Shape:
    numbers = tuple(
        n if i % 2 else width - n for i, n in enumerate(shape.numbers)
    )  # every step holds whole (x, y) pairs
    return replace(shape, numbers=numbers)


def steps_of(shape: Shape) -> list[tuple[str, tuple[float, ...]]]:
    """The path step by step, for a back end that replays it."""
    found: list[tuple[str, tuple[float, ...]]] = []
    at = 0
    for letter in shape.steps:
        count = _NUMBERS[letter]
        found.append((letter, shape.numbers[at : at + count]))
        at += count
    return found


def moved(shape: Shape, *, right: float, down: float) -> Shape:
    """The shape at another place."""
    by = (right, down)
    return replace(shape, numbers=tuple(n + by[i % 2] for i, n in enumerate(shape.numbers)))


def beside(panels: Sequence[Panel], *, gap: float = 16.0) -> Panel:
    """Pictures in a row as one, on one floor; their words follow each other."""
    below = max(p.floor for p in panels)
    height = max(p.height - p.floor for p in panels) + below
    shapes: list[Shape] = []
    right = 0.0
    for panel in panels:
        down = (height - below) - (panel.height - panel.floor)
        shapes += [moved(s, right=right, down=down) for s in panel.shapes]
        right += panel.width + gap
    alt = " ".join(p.alt for p in panels if p.alt)
    return Panel(right - gap, height, tuple(shapes), alt, below, panels[0].scale)
