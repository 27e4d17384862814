"""Where lines are drawn: outer outlines, folds where one part stands before another, hems."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from clinic_app.figure.ellipsoid_set import HELPER, PART, PARTS
from clinic_app.figure.pose.joints import FINGERS, TOES, Numbers
from clinic_app.figure.render.curves import Ints, Mask, Polyline, distances
from clinic_app.figure.render.fields import Layer
from clinic_app.figure.render.overlap import Front
from clinic_app.figure.render.trace import LayerRow, sampled
from clinic_app.figure.render.view import Grid

_HEAD = {"head", "nose", "ear", "hair", "neck"}
_FINE = {"nose", "ear", "hair", "head"}
_FINE_SIDED = {"hand", "fingers", "thumb", *FINGERS, "toes", *TOES}
_THUMB = (("thumb", "hand"), ("thumb", "farm"))


def _sided() -> list[set[str]]:
    pairs: list[set[str]] = []
    for s in ("l", "r"):
        arm, leg = ("fingers", "hand", "farm", "uarm"), ("foot", "shank", "thigh", "glute")
        for chain in (arm, leg):
            pairs += [{f"{a}_{s}", f"{b}_{s}"} for a, b in pairwise(chain)]
        pairs += [{f"{name}_{s}", "torso"} for name in ("uarm", "thigh", "glute")]
        pairs += [{f"thumb_{s}", f"{name}_{s}"} for name in ("hand", "farm")]
        pairs += [{f"{finger}_{s}", f"hand_{s}"} for finger in FINGERS]
        pairs += [{f"{toe}_{s}", f"foot_{s}"} for toe in ("toes", *TOES)]
        pairs += [
            {f"{HELPER}{a}_{s}", f"{HELPER}{b}_{s}"} for a, b in (*pairwise(arm[:3]), *_THUMB)
        ]
    return pairs


def _table() -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    adjacent = np.eye(len(PARTS), dtype=bool)
    pairs = [*_sided(), {"neck", "torso"}, *({a, b} for a in _HEAD for b in _HEAD if a != b)]
    for pair in pairs:
        a, b = (PART[name] for name in pair)
        adjacent[a, b] = adjacent[b, a] = True
    return adjacent


ADJACENT = _table()  # (parts, parts): neighbours on the body
# How far in m one part must stand before another for a line: less for the face and the hands.
_COARSE_STEP = 0.02
STEP = np.array(
    [
        0.007 if p in _FINE or p[:-2].removeprefix(HELPER) in _FINE_SIDED else _COARSE_STEP
        for p in PARTS
    ]
)


OWN = 0.4  # cells from its own outline within which a border is the layer's own
BESIDE = 1.4  # cells past a border where the other side is looked up
_TOUCHING = 0.004  # m another may stand before a part that still is in front of it
_HEM = 0.006  # m a hem may stand off beyond the step at which a fold gets its line
SPECK = 0.028  # m: a shorter line is left out that dies out at both ends or lies on a large part
GAP, SHORT = 4, 4  # points: gaps closed, runs dropped


@dataclass(frozen=True)
class Line:
    """An inner line; ``free`` tells of each end whether it dies out on a smooth surface."""

    points: Numbers
    closed: bool
    free: tuple[bool, bool]


@dataclass(frozen=True)
class _Row:
    """Rings one after another: their points in cells (n, 2), what points out of each (n, 2)."""

    cells: Numbers
    outward: Numbers
    sizes: Ints

    @classmethod
    def of(cls, rings: list[Polyline], grid: Grid) -> "_Row":
        """The rings, in the order given."""
        cells = grid.cells(np.concatenate([ring.points for ring in rings]))
        sizes = np.array([len(ring.points) for ring in rings])
        last = np.cumsum(sizes) - 1
        back, on = np.arange(len(cells)) - 1, np.arange(len(cells)) + 1
        back[last - sizes + 1], on[last] = last, last - sizes + 1
        x, y = (cells[on] - cells[back]).T
        # With the region to the left of the ring (y down), the outside is to its right.
        out = np.stack([y, -x], 1) / np.maximum(np.sqrt(x * x + y * y), 1e-9)[:, None]
        return cls(cells, out, sizes)

    def split(self, values: Mask) -> list[Mask]:
        """The values (n,) of all points, ring by ring."""
        return np.split(values, np.cumsum(self.sizes)[:-1])


@dataclass(frozen=True)
class Scenery:
    """The layers, what is in front of them and the grid they lie on."""

    layers: list[Layer]
    front: Front
    grid: Grid

    @cached_property
    def parts(self) -> Ints:
        """Each layer's place in `PARTS`, -1 for a prop."""
        return np.array([layer.part for layer in self.layers])

    @cached_property
    def row(self) -> "LayerRow":
        """The fields of all layers, to be read at places of many layers at once."""
        return LayerRow.of(self.layers)


def outer(rings: list[Polyline], body: Layer, scenery: Scenery) -> list[Line]:
    """The body's outline, but not where a prop in front cuts it off: that one draws the line."""
    if not rings:
        return []
    row = _Row.of(rings, scenery.grid)
    cells, other = row.cells, _beyond(row, scenery)
    keep = ~_at_edge(cells, scenery.grid)
    own = sampled(body.inside, *(cells - (body.left, body.top)).T) < OWN * scenery.grid.step
    for number in np.unique(other[other >= 0]).tolist():
        layer = scenery.layers[number]
        if layer.part < 0:
            keep &= own | (other != number) | ~_on_outline(layer, cells, scenery.grid)
    return [
        line
        for ring, shown in zip(rings, row.split(keep), strict=True)
        for line in _runs(ring, shown, None)
    ]


def folds(traced: list[tuple[int, Polyline]], scenery: Scenery) -> list[Line]:
    """The lines of parts over the parts behind them, and where one meets one it does not grow from.

    ``traced`` holds a layer's number and one of its outlines, for every part.
    """
    traced = [(number, ring) for number, ring in traced if len(ring.points) > SHORT]
    if not traced:
        return []
    row = _Row.of([ring for _, ring in traced], scenery.grid)
    cells, other = row.cells, _beyond(row, scenery)
    number = np.repeat([n for n, _ in traced], row.sizes)
    own, depth, behind, cut = _heights(cells, number, other, scenery)
    parts = scenery.parts
    here, there = parts[number], np.where(other >= 0, parts[other], -1)
    jump = behind - depth
    steps_out = own & (jump > np.minimum(STEP[here], STEP[there]))
    apart = (own & (jump > -_TOUCHING)) | (~own & ~cut & (number < other))
    keep = (there >= 0) & (number != other) & np.where(ADJACENT[here, there], steps_out, apart)
    keep &= ~_at_edge(cells, scenery.grid)
    return [
        line
        for (number, ring), shown in zip(traced, row.split(keep), strict=True)
        if shown.any()
        for line in _runs(ring, _gaps_closed(shown), scenery, fine=_is_fine(number, scenery))
    ]


def _is_fine(number: int, scenery: Scenery) -> bool:
    """Whether a layer is a part of a face, a hand or a foot, which short lines belong to."""
    return bool(STEP[scenery.layers[number].part] < _COARSE_STEP)


def _heights(
    cells: Numbers, number: Ints, other: Ints, scenery: Scenery
) -> tuple[Mask, Numbers, Numbers, Mask]:
    """Of points on outlines: on the own edge, the own depth; the other's, on the other's edge."""
    on_edge, depth = np.ones((2, len(cells)), bool), np.zeros((2, len(cells)))
    for row, which in enumerate((number, other)):
        there = np.flatnonzero(which >= 0)
        inside, deep = scenery.row.at(which[there], cells[there])
        on_edge[row, there] = np.abs(inside) < OWN * scenery.grid.step
        depth[row, there] = deep
    return on_edge[0], depth[0], depth[1], on_edge[1]


def hems(rings: list[tuple[int, Polyline]], scenery: Scenery) -> list[Line]:
    """Where a material ends on the body without a step: the edge of a sleeve, a sock, a sole.

    ``rings`` holds the place of a material in `MATERIALS` and one of its outlines, for each.
    """
    if not rings:
        return []
    front, row = scenery.front, _Row.of([ring for _, ring in rings], scenery.grid)
    material = np.repeat([number for number, _ in rings], row.sizes)
    out, within = _looked_up(row, BESIDE, front), _looked_up(row, -BESIDE, front)
    below = (front.material[out] >= 0) & (front.material[out] < material)
    one, other = front.layer[out], front.layer[within]
    parts = scenery.parts
    adjacent = ADJACENT[parts[one], parts[other]] & (parts[one] >= 0) & (parts[other] >= 0)
    step = np.minimum(STEP[parts[one]], STEP[parts[other]]) + _HEM
    level = np.abs(front.depth[out] - front.depth[within]) < step
    keep = below & ((one == other) | (adjacent & level)) & ~_at_edge(row.cells, scenery.grid)
    return [
        line
        for (_, ring), shown in zip(rings, row.split(keep), strict=True)
        for line in _runs(ring, _gaps_closed(shown), None)
    ]


def _on_outline(layer: Layer, cells: Numbers, grid: Grid) -> Mask:
    inside = sampled(layer.inside, *(cells - (layer.left, layer.top)).T)
    return np.abs(inside) < OWN * grid.step


def _beyond(row: _Row, scenery: Scenery) -> Ints:
    """The layer just outside each point of rings, -1 for none."""
    return scenery.front.layer[_looked_up(row, BESIDE, scenery.front)].astype(np.int64)


def _looked_up(row: _Row, beside: float, front: Front) -> tuple[Ints, Ints]:
    """The rows and columns of the cells that far outside rings."""
    x, y = np.rint(row.cells + beside * row.outward).astype(np.int64).T
    rows, columns = front.layer.shape
    return np.minimum(np.maximum(y, 0), rows - 1), np.minimum(np.maximum(x, 0), columns - 1)


def _at_edge(cells: Numbers, grid: Grid) -> Mask:
    x, y = cells.T
    return (x < 1.2) | (y < 1.2) | (x > grid.width - 2.2) | (y > grid.height - 2.2)


def _gaps_closed(keep: Mask) -> Mask:
    """Short gaps of a ring's line filled in."""
    if keep.all() or not keep.any():
        return keep
    made = keep.copy()
    for a, b in _spans(~keep):
        if b - a < GAP:
            made[np.arange(a, b) % len(keep)] = True
    return made


def _spans(mask: Mask) -> list[tuple[int, int]]:
    """The runs of a ring's mask as first and one past last; the last may go past the end."""
    turns = ((mask[1:] != mask[:-1]).nonzero()[0] + 1).tolist()
    if not turns:
        return [(0, len(mask))] if mask[0] else []
    if mask[0] != mask[-1]:
        turns.insert(0, 0)
    if not mask[turns[0]]:
        turns = [*turns[1:], turns[0] + len(mask)]
    return list(zip(turns[::2], turns[1::2], strict=True))


def _runs(ring: Polyline, keep: Mask, scenery: Scenery | None, *, fine: bool = True) -> list[Line]:
    if not keep.any():
        return []
    if keep.all():
        whole = Line(ring.points, closed=True, free=(False, False))
        return [whole] if distances(ring.points)[-1] > 1.5 * SPECK else []
    found: list[Line] = []
    for a, b in _spans(keep):
        if b - a >= SHORT:
            # One point more at each end, so that the line reaches what ends it.
            points = ring.points[np.arange(a - 1, b + 1) % len(keep)]
            free = (_free(points[0], scenery), _free(points[-1], scenery))
            if (all(free) or not fine) and distances(points)[-1] < SPECK:
                continue
            found.append(Line(points, closed=False, free=free))
    return found


def _free(end: Numbers, scenery: Scenery | None) -> bool:
    """Whether only body is about, so that a line ending here must taper out."""
    if scenery is None:
        return False
    grid = scenery.grid
    (left, top), (across, down) = grid.low.tolist(), end.tolist()
    x, y = round((across - left) / grid.step), round((down - top) / grid.step)
    about = scenery.front.layer[max(y - 2, 0) : y + 3, max(x - 2, 0) : x + 3]
    return bool((about >= 0).all())
