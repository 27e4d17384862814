"""Arrows along the movement, set beside the body so that they cross neither it nor a prop."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.clip import room_within
from clinic_app.figure.render.curves import Mask, Polyline, distances, points_at, ribbon
from clinic_app.figure.render.outlines import Scenery
from clinic_app.figure.render.overlap import clipped_box
from clinic_app.figure.render.palette import HALO
from clinic_app.figure.render.paths import Sheet, Traced, cornered
from clinic_app.figure.render.view import Grid, View
from clinic_app.figure.render.window import UNITS

SHORT = 0.04  # m: a movement below this gets a short straight arrow
LEAST = 0.13  # m an arrow is long in a picture of 100 units a metre
WIDTH, HEAD, WIDE = 2.1, 6.4, 3.1  # units: the shaft at its head, the head, half the head's width
_TAIL = 0.35  # of the shaft's width at its tail
_RIM = 0.9  # units of white round an arrow that crosses the body
_OFFSETS = (0.045, 0.07, 0.10, 0.14, 0.19, 0.25)  # m aside
_SHIFTS = (
    0.04,
    0.07,
    0.10,
    0.13,
    0.16,
    0.20,
    0.24,
    0.28,
    0.32,
    0.38,
    0.44,
)  # m ahead, for a short way
_SHORT_WAY = 0.6  # m: a longer one goes past the body and is not shifted
_RANGES = ((0.0, 1.0), (0.0, 0.94), (0.15, 1.0), (0.0, 0.85), (0.3, 1.0), (0.15, 0.85), (0.5, 1.0))
_POINTS = 33
_FINE = 200  # points by which a way is cut off at the picture's edge
_STILL = 0.002  # m: what moves less in the picture gets no arrow
_INNER = 0.25  # the cost of the inner side of a curved movement
# The cost of a metre aside of a way, ahead of it, and behind it, where an arrow leads to the part
# instead of on from it.
_ASIDE, _AHEAD, _BEHIND = 5.0, 0.7, 5.0
_NEARER = 0.22  # m from its way to the viewer: as far as an arrow on the floor may lie
_OFF_ITS_WAY = 0.8  # the cost of any place ahead or behind
_THROUGH = 0.8  # the cost of crossing anything however thin
_PAST = 3.0  # the cost of standing past a thing at which the movement ends: a wall
_BETWEEN = 25  # places looked at between the end of a way and where it was moved
_TIP = 5  # points at the tip that must be clear above all
_SHORTEST = 0.6  # of the least length, when an arrow is cut
_BODY = 0.9  # what is at least so much in the way is the body, something held, or another arrow
_IN_THE_ROOM = 0.35  # how much a thing that stands there is in the way
_UNDERGROUND = 0.8  # how much the floor is in the way, where the body is 1
_CUT_OFF = 60.0  # the cost of leaving a picture whose edges stand


@dataclass(frozen=True)
class Line:
    """The way (k, 2) that an arrow follows, in m on the camera's plane; see `Way`.

    ``floor`` is how low on the plane it may lie: below, an arrow seems to go through the floor.
    """

    points: Numbers
    heads: int = 1
    still: bool = False
    floor: float = np.inf


@dataclass(frozen=True)
class Arrow:
    """The middle line (k, 2) of an arrow, in m on the camera's plane, from tail to tip.

    One that crosses the body or another arrow has a pale ``rim``.
    """

    points: Numbers
    heads: int = 1
    rim: bool = False


@dataclass(frozen=True)
class _Ways:
    """Ways (n, `_POINTS`, 2) that an arrow may take; ``off`` is what it costs to be there."""

    points: Numbers
    sides: Numbers
    off: Numbers


def placed(
    lines: Sequence[Line], scenery: Scenery, scale: float, *, bounded: bool = False
) -> list[Arrow]:
    """An arrow for each way that goes anywhere, moved to where it crosses least.

    ``scale`` is the picture's units a metre: an arrow has the same size in every picture. A
    ``bounded`` picture does not grow: no arrow may leave it.
    """
    taken, standing = _obstacles(scenery) if lines else np.zeros((2, 0, 0))
    arrows: list[Arrow] = []
    for line in lines:
        way = line.points
        if not line.still:
            way = _inside(way, scenery.grid, scale) if bounded else way
            if float(np.ptp(way, axis=0).max()) < _STILL:
                continue
            long_enough = _even(_long_enough(way, _least(scale) * line.heads))
            ways = _ways(long_enough, scale, standing, scenery.grid)
            way = _best(ways, taken, scenery.grid, scale, line.floor, bounded=bounded)
        crossed, _ = _met(way, taken, scenery.grid)
        arrows.append(Arrow(way, line.heads, bool((crossed > _BODY).any())))
        _take(way, taken, scenery.grid)
    return arrows


def floor_under(way: Numbers, view: View) -> float:
    """How low an arrow along a way (k, 3) may lie, in m on the camera's plane.

    That is the floor under the way, or a little nearer to the viewer.
    """
    towards = -view.matrix[2, :2]
    nearer = _NEARER * towards / max(float(np.hypot(*towards)), 1e-9)
    ground = np.column_stack([way[:, :2] + nearer, np.zeros(len(way))])
    return float(view.plane(ground)[:, 1].max())


def _inside(way: Numbers, grid: Grid, scale: float) -> Numbers:
    """The first stretch of a way that lies within the picture, with room for the arrow's head."""
    along = distances(way)
    fine = points_at(np.linspace(0.0, along[-1], _FINE), along, way)
    within = np.flatnonzero(room_within(fine, grid) > WIDE / scale)
    if not len(within):
        return way[:1]
    breaks = np.flatnonzero(np.diff(within) > 1)
    return fine[within[0] : within[breaks[0] if len(breaks) else -1] + 1]


def _least(scale: float) -> float:
    return LEAST * UNITS / scale


def _best(
    ways: _Ways, taken: Numbers, grid: Grid, scale: float, floor: float, *, bounded: bool
) -> Numbers:
    """The one of the ways (`_POINTS`, 2) with the least cost: crossings first of all.

    Then count how far the arrow stands off, how much of it is cut and how far it leaves the grid.
    """
    half = (WIDE + _RIM) / scale
    crossed, outside = np.zeros(ways.points.shape[:2]), np.zeros(ways.points.shape[:2])
    for shift in (-half, 0.0, half):
        here, off_grid = _met(ways.points + shift * ways.sides, taken, grid)
        crossed += here / 3
        outside += off_grid / 3
    crossed = np.maximum(crossed, _UNDERGROUND * (ways.points[..., 1] > floor))
    ahead = np.stack([ways.sides[:, 1], -ways.sides[:, 0]], 1)
    tip, past = _met(ways.points + half * ahead, taken, grid)
    moved = np.diff(ways.points, axis=1)
    full = np.hypot(moved[..., 0], moved[..., 1]).sum(1)
    leaving = _CUT_OFF if bounded else 0.6
    best, least = ways.points[0], np.inf
    for begin, end in _RANGES:
        cut = slice(round(begin * (_POINTS - 1)), round(end * (_POINTS - 1)) + 1)
        cost = 12 * crossed[:, cut].mean(1) + ways.off + 1.5 * (1 - end) * full
        cost += _THROUGH * crossed[:, cut].max(1)
        cost += 4 * np.maximum(crossed[:, cut][:, -_TIP:].max(1), tip[:, cut.stop - 1])
        cost += 1.6 * (1 - (end - begin)) + leaving * outside[:, cut].mean(1)
        cost += bounded * _CUT_OFF * past[:, cut.stop - 1]
        cost[full * (end - begin) < _SHORTEST * _least(scale)] += 100.0
        chosen = int(cost.argmin())
        if cost[chosen] < least:
            best, least = ways.points[chosen, cut], float(cost[chosen])
    return best


def _ways(line: Numbers, scale: float, standing: Numbers, grid: Grid) -> _Ways:
    """A line as it is, aside of itself, and, if it is short, ahead of and behind itself.

    ``standing`` is where something stands in the room: what moved up to it did not go past it.
    """
    aside = np.array([0.0, *_OFFSETS, *(-o for o in _OFFSETS)])
    along = np.zeros(len(aside))
    way = line[-1] - line[0]
    far = float(np.hypot(*way))
    if _STILL < far < _SHORT_WAY * UNITS / scale:
        near = np.array([0.0, _OFFSETS[0], -_OFFSETS[0]])
        ahead = np.array([*_SHIFTS, *(-s for s in _SHIFTS)])
        aside = np.concatenate([aside, np.repeat(near, len(ahead))])
        along = np.concatenate([along, np.tile(ahead, len(near))])
    sides = _sides(line)
    points = line + (aside * UNITS / scale)[:, None, None] * sides
    points = points + (along * UNITS / scale)[:, None, None] * (way / max(far, _STILL))
    off = _ASIDE * np.abs(aside) + np.maximum(_AHEAD * along, -_BEHIND * along)
    off += _OFF_ITS_WAY * (along != 0)
    off += _PAST * (along > 0) * _barred(line[-1], points[:, -1], standing, grid)
    return _Ways(points, sides, off + _bends(line, points, aside))


def _barred(end: Numbers, tips: Numbers, standing: Numbers, grid: Grid) -> Mask:
    """Whether anything stands between the end of a movement and each tip (n, 2); (n,).

    Not what is behind it all: a wall seen from the front.
    """
    along = np.linspace(0.0, 1.0, _BETWEEN)[:, None]
    met, _ = _met(end + along * (tips - end)[:, None], standing, grid)
    return (met[:, 0] == 0) & (met.max(1) > 0)


def _bends(line: Numbers, ways: Numbers, aside: Numbers) -> Numbers:
    """What it costs to be on the inner side of a curve, or folded there; (n,)."""
    bend = np.diff(line, axis=0)
    turn = float((bend[:-1, 0] * bend[1:, 1] - bend[:-1, 1] * bend[1:, 0]).sum())
    folded = (np.diff(ways, axis=1) * bend).sum(-1).min(1) < 0
    return _INNER * (aside * turn > 0) + 2.0 * folded


def _obstacles(scenery: Scenery) -> tuple[Numbers, Numbers]:
    """How much each cell matters: 1 where the body is, less on things that stand in the room.

    Then the same of those things alone.
    """
    grid = scenery.grid
    taken, standing = np.zeros((2, grid.height, grid.width))
    for layer in scenery.layers:
        left, top, right, bottom = clipped_box(layer, grid)
        own = layer.inside[
            top - layer.top : bottom - layer.top, left - layer.left : right - layer.left
        ]
        matters = np.where(own > 0, _IN_THE_ROOM if layer.rigid else 1.0, 0.0)
        for field in (taken, standing) if layer.rigid else (taken,):
            here = field[top:bottom, left:right]
            np.maximum(here, matters, out=here)
    return taken, standing


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
    round_ = (WIDE + _RIM) / scale
    lines = np.vstack([arrow.points for arrow in arrows])
    return np.vstack([lines - round_, lines + round_])


def arrow_shapes(arrows: list[Arrow], sheet: Sheet, colour: str) -> list[Shape | Traced]:
    """The rims first, then the arrows, so that crossing ones stay apart."""
    rims: list[Shape | Traced] = []
    shapes: list[Shape | Traced] = []
    for arrow in arrows:
        shaft, heads = _outline(arrow, sheet.scale)
        ring, steps = Polyline(shaft, closed=True), cornered(sheet, heads, closed=True)
        if arrow.rim:
            rims += [
                Traced([ring], fill=HALO, stroke=HALO, width=2 * _RIM),
                Shape(*steps, fill=HALO, stroke=HALO, width=2 * _RIM),
            ]
        shapes += [Traced([ring], fill=colour), Shape(*steps, fill=colour)]
    return [*rims, *shapes]


def _outline(arrow: Arrow, scale: float) -> tuple[Numbers, list[Numbers]]:
    """The shaft's ring and the corners of its heads, in m."""
    points, double = arrow.points, arrow.heads > 1
    moved = distances(points)
    head = min(HEAD / scale, moved[-1] * (0.4 if double else 0.55))
    begin = head * 0.8 if double else 0.0
    line = points_at(np.linspace(begin, moved[-1] - head * 0.8, _POINTS), moved, points)
    width = np.linspace(1.0 if double else _TAIL, 1.0, _POINTS) * WIDTH / scale / 2
    ends = [points, points[::-1]] if double else [points]
    return ribbon(line, width), [_head(end, head, scale) for end in ends]


def _head(points: Numbers, head: float, scale: float) -> Numbers:
    """The corners of the head at the end of a line."""
    moved = distances(points)
    base = points_at(moved[-1] - head, moved, points)
    along = points[-1] - base
    along /= max(float(np.hypot(*along)), 1e-9)
    across = np.array([-along[1], along[0]]) * WIDE / scale
    tip = base + along * head
    return np.array([base + across, tip, base - across, base + along * head * 0.16])
