"""Arrows along the movement, set beside the body so that they cross neither it nor a prop."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.curves import Mask, Polyline, distances, points_at, ribbon
from clinic_app.figure.render.outlines import Scenery
from clinic_app.figure.render.overlap import clipped_box
from clinic_app.figure.render.palette import HALO
from clinic_app.figure.render.paths import Sheet, Traced, cornered
from clinic_app.figure.render.view import Grid

SHORT = 0.04  # m: a movement below this gets a short straight arrow
LEAST = 0.13  # m an arrow is long in a picture of 100 units a metre
WIDTH, HEAD, WIDE = 2.1, 6.4, 3.1  # units: the shaft at its head, the head, half the head's width
_TAIL = 0.35  # of the shaft's width at its tail
_HALO = 1.8  # units of white all round, drawn as a stroke of twice that
_OFFSETS = (0.045, 0.07, 0.10, 0.14, 0.19, 0.25)  # m aside
_RANGES = ((0.0, 1.0), (0.0, 0.94), (0.15, 1.0), (0.0, 0.85), (0.3, 1.0), (0.15, 0.85), (0.5, 1.0))
_POINTS = 33
_STILL = 0.002  # m: what moves less in the picture gets no arrow
_INNER = 0.25  # the cost of the inner side of a curved movement
_TIP = 5  # points at the tip that must be clear above all
_SHORTEST = 0.6  # of the least length, when an arrow is cut


@dataclass(frozen=True)
class Arrow:
    """The middle line (k, 2) of an arrow, in m on the camera's plane, from tail to tip."""

    points: Numbers


def placed(trails: list[Numbers], scenery: Scenery, scale: float) -> list[Arrow]:
    """An arrow for each trail (k, 2) that goes anywhere, moved aside to where it crosses least.

    ``scale`` is the picture's units a metre: an arrow has the same size in every picture.
    """
    taken = _obstacles(scenery) if trails else np.zeros((0, 0))
    arrows: list[Arrow] = []
    for trail in trails:
        if float(np.ptp(trail, axis=0).max()) < _STILL:
            continue
        line = _even(_long_enough(trail, LEAST * 100.0 / scale))
        best = _best(line, taken, scenery.grid, scale)
        arrows.append(Arrow(best))
        _take(best, taken, scenery.grid)
    return arrows


def _best(line: Numbers, taken: Numbers, grid: Grid, scale: float) -> Numbers:
    """The way aside of a line (`_POINTS`, 2) with the least cost: crossings first of all.

    Then count how far the arrow stands off, how much of it is cut and how far it leaves the grid.
    """
    aside = np.array([0.0, *_OFFSETS, *(-o for o in _OFFSETS)]) * 100.0 / scale
    sides = _sides(line)
    ways = line + aside[:, None, None] * sides
    half = (WIDE + 0.6 * _HALO) / scale
    crossed, outside = np.zeros(ways.shape[:2]), np.zeros(ways.shape[:2])
    for shift in (-half, 0.0, half):
        here, off_grid = _met(ways + shift * sides, taken, grid)
        crossed += here / 3
        outside += off_grid / 3
    ahead = np.stack([sides[:, 1], -sides[:, 0]], 1)
    tip, _ = _met(ways + half * ahead, taken, grid)
    moved = np.diff(ways, axis=1)
    folded = (moved * np.diff(line, axis=0)).sum(-1).min(1) < 0
    full = np.hypot(moved[..., 0], moved[..., 1]).sum(1)
    bend = np.diff(line, axis=0)
    turn = float((bend[:-1, 0] * bend[1:, 1] - bend[:-1, 1] * bend[1:, 0]).sum())
    side = _INNER * (aside * turn > 0) + 2.0 * folded
    best, least = line, np.inf
    for begin, end in _RANGES:
        cut = slice(round(begin * (_POINTS - 1)), round(end * (_POINTS - 1)) + 1)
        off = np.abs(aside) * scale / 100.0 + 0.3 * (1 - end) * full
        cost = 12 * crossed[:, cut].mean(1) + 5 * off + side
        cost += 4 * np.maximum(crossed[:, cut][:, -_TIP:].max(1), tip[:, cut.stop - 1])
        cost += 1.6 * (1 - (end - begin)) + 0.6 * outside[:, cut].mean(1)
        cost[full * (end - begin) < _SHORTEST * LEAST * 100.0 / scale] += 100.0
        chosen = int(cost.argmin())
        if cost[chosen] < least:
            best, least = ways[chosen, cut], float(cost[chosen])
    return best


def _obstacles(scenery: Scenery) -> Numbers:
    """How much each cell matters: 1 where the body is, less on things that stand in the room."""
    grid = scenery.grid
    taken = np.zeros((grid.height, grid.width))
    for layer in scenery.layers:
        left, top, right, bottom = clipped_box(layer, grid)
        own = layer.inside[
            top - layer.top : bottom - layer.top, left - layer.left : right - layer.left
        ]
        here = taken[top:bottom, left:right]
        np.maximum(here, np.where(own > 0, 0.35 if layer.rigid else 1.0, 0.0), out=here)
    return taken


def _long_enough(trail: Numbers, least: float) -> Numbers:
    """A very short trail as a straight line of a length that can be seen."""
    length = distances(trail)[-1]
    ahead = trail[-1] - trail[0]
    far = float(np.hypot(*ahead))
    if length >= max(SHORT, least) or far < 1e-6:
        return trail
    middle = (trail[0] + trail[-1]) / 2
    return middle + np.array([[-0.5], [0.5]]) * (ahead / far * max(least, length))


def _even(trail: Numbers) -> Numbers:
    along = distances(trail)
    return points_at(np.linspace(0.0, along[-1], _POINTS), along, trail)


def _sides(line: Numbers) -> Numbers:
    """Unit normals, smoothed so that a kink in the trail does not fold the arrow."""
    ahead = np.gradient(line, axis=0)
    for _ in range(6):
        padded = np.vstack([ahead[:1], ahead, ahead[-1:]])
        ahead = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    ahead = ahead / np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)[:, None]
    return np.stack([-ahead[:, 1], ahead[:, 0]], 1)


def _met(places: Numbers, taken: Numbers, grid: Grid) -> tuple[Numbers, Mask]:
    """How much stands at places (..., 2), and which of them lie off the grid."""
    x, y = np.moveaxis(np.rint(grid.cells(places)).astype(np.int64), -1, 0)
    within = _within(x, y, grid)
    x, y = np.clip(x, 0, grid.width - 1), np.clip(y, 0, grid.height - 1)
    return np.where(within, taken[y, x], 0.0), ~within


def _take(way: Numbers, taken: Numbers, grid: Grid) -> None:
    """Keep the next arrow off this one."""
    x, y = np.rint(grid.cells(way)).astype(int).T
    for dx, dy in product(range(-4, 5), range(-4, 5)):
        within = _within(x + dx, y + dy, grid)
        taken[(y + dy)[within], (x + dx)[within]] = 1.0


def _within(x: Numbers, y: Numbers, grid: Grid) -> Mask:
    return (x >= 0) & (y >= 0) & (x < grid.width) & (y < grid.height)


def reach(arrows: list[Arrow], scale: float) -> Numbers:
    """The corners (k, 2) in m of what the arrows cover."""
    round_ = (WIDE + _HALO) / scale
    lines = np.vstack([arrow.points for arrow in arrows])
    return np.vstack([lines - round_, lines + round_])


def arrow_shapes(arrows: list[Arrow], sheet: Sheet, colour: str) -> list[Shape | Traced]:
    """White halos first, then the arrows, so that crossing ones stay apart."""
    halos: list[Shape | Traced] = []
    shapes: list[Shape | Traced] = []
    for arrow in arrows:
        shaft, head = _outline(arrow.points, sheet.scale)
        ring, steps = Polyline(shaft, closed=True), cornered(sheet, [head], closed=True)
        halos += [
            Traced([ring], fill=HALO, stroke=HALO, width=2 * _HALO),
            Shape(*steps, fill=HALO, stroke=HALO, width=2 * _HALO),
        ]
        shapes += [Traced([ring], fill=colour), Shape(*steps, fill=colour)]
    return [*halos, *shapes]


def _outline(points: Numbers, scale: float) -> tuple[Numbers, Numbers]:
    """The shaft's ring and the head's corners, in m."""
    moved = distances(points)
    head = min(HEAD / scale, moved[-1] * 0.55)
    line = points_at(np.linspace(0.0, moved[-1] - head * 0.8, _POINTS), moved, points)
    base = points_at(moved[-1] - head, moved, points)
    along = points[-1] - base
    along /= max(float(np.hypot(*along)), 1e-9)
    across = np.array([-along[1], along[0]]) * WIDE / scale
    tip = base + along * head
    ends = np.array([base + across, tip, base - across, base + along * head * 0.16])
    return ribbon(line, np.linspace(_TAIL, 1.0, _POINTS) * WIDTH / scale / 2), ends
