"""Where a muscle is seen: the skin that lies within the bundles of its fibres."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.muscles import MUSCLES
from clinic_app.figure.body.strands import Laid, laid
from clinic_app.figure.ellipsoid_set import PARTS, Mask
from clinic_app.figure.pose.joints import SIDES, Numbers
from clinic_app.figure.pose.skeleton import Frames
from clinic_app.figure.render.fields import Field, Layer, blurred, doubled
from clinic_app.figure.render.overlap import Cut
from clinic_app.figure.render.stack import Stack
from clinic_app.figure.render.view import View, in_world
from clinic_app.figure.scene import Highlight

_APART = 0.014  # m between the fibres of a bundle at most
_PIECES = 2  # straight pieces between two spots of a strand
_MELT = np.float32(0.004)  # m over which neighbouring fibres melt together
_OUTSIDE = np.float32(-0.05)  # m
_BROAD = 3.2  # cells of half width from which every other cell is enough
_PASSES = 3  # of smoothing on all cells; every other cell needs one less
_OFF_SKIN = np.float32(0.75)  # share of a distance squared off the skin that does not count
_FARTHEST = np.float32(8 * 0.004)  # m beside a fibre where it adds nothing any more
_BLOCK = 256  # points at a time
_SLACK = 0.01  # m by which skin may lie off the fibres
_HALVES = slice(6, 8)  # columns of a segment


@dataclass(frozen=True)
class Bundle:
    """Fibres in the world.

    ``spots`` (strands, k, 6) are places in m and the ways out of the skin there; ``half`` (k,) the
    half widths in m.
    """

    spots: Numbers
    half: Numbers

    @property
    def lines(self) -> Numbers:
        """The places alone; (strands, k, 3)."""
        return self.spots[..., :3]

    def segments(self) -> Numbers:
        """Rows of a start, an end, the half widths there and the way out of the skin; (m, 11).

        The ends of neighbouring fibres are joined too, so that the bundle's edge is one line.
        """
        along = self._rows(self.spots[:, :-1], self.spots[:, 1:], self.half[:-1], self.half[1:])
        across = self._rows(self.spots[:-1], self.spots[1:], self.half, self.half)
        return np.concatenate([along, across])

    def area_m2(self) -> float:
        """The skin that the fibres cover, about: their length by the width over all of them."""
        long = np.linalg.norm(np.diff(self.lines, axis=1), axis=2).sum(1).mean()
        across = np.linalg.norm(np.diff(self.lines, axis=0), axis=2).sum(0).mean()
        return float(long * (across + 2 * self.half.mean()))

    @staticmethod
    def _rows(start: Numbers, end: Numbers, half: Numbers, to_half: Numbers) -> Numbers:
        wide = np.broadcast_to(np.stack([half, to_half], -1), (*start.shape[:2], 2))
        out = (start[..., 3:] + end[..., 3:]) / 2
        return np.concatenate([start[..., :3], end[..., :3], wide, out], axis=-1).reshape(-1, 11)


def bundles(
    worked: Highlight, side: str, look: Look, posed: Frames, apart: float = _APART
) -> list[Bundle]:
    """A muscle's fibres on one side as smooth curves, at most ``apart`` m from each other."""
    return [_bundle(bundle, posed, apart) for bundle in laid(worked.muscle, side, look)]


def area_m2(worked: Highlight, look: Look, posed: Frames) -> float:
    """The skin that a muscle covers on one side, about."""
    side = sides_of(worked)[0]
    return sum(one.area_m2() for one in bundles(worked, side, look, posed))


def sides_of(worked: Highlight) -> tuple[str, ...]:
    """The sides on which a muscle is marked."""
    return (worked.side,) if worked.side else SIDES


def _bundle(told: Laid, posed: Frames, apart: float) -> Bundle:
    spots = _filled(told.at(posed), apart)
    count = spots.shape[1]
    place = np.linspace(0, count - 1, (count - 1) * _PIECES + 1)
    return Bundle(_bent(spots, place), np.interp(place, np.arange(count), told.half))


def _filled(spots: Numbers, apart: float) -> Numbers:
    """More strands between those of the table where they lie far apart."""
    rows = [spots[:1]]
    for one, other in pairwise(spots):
        count = max(1, int(np.ceil(np.linalg.norm(other - one, axis=1).max() / apart)))
        share = np.linspace(0, 1, count + 1)[1:, None, None]
        rows.append(one + share * (other - one))
    return np.concatenate(rows)


def _bent(spots: Numbers, place: Numbers) -> Numbers:
    """Cubic curves through the spots (Catmull-Rom); (strands, places, 3)."""
    last = spots.shape[1] - 1
    i = np.minimum(place.astype(int), last - 1)
    t = (place - i)[None, :, None]
    one, two = spots[:, i], spots[:, i + 1]
    leave = (two - spots[:, np.maximum(i - 1, 0)]) / 2
    arrive = (spots[:, np.minimum(i + 2, last)] - one) / 2
    smooth = t * t * (3 - 2 * t)
    return one + smooth * (two - one) + t * (1 - t) * ((1 - t) * leave - t * arrive)


def regions(worked: Highlight, stack: Stack, look: Look, posed: Frames, view: View) -> list[Layer]:
    """The muscle on each part that it lies on; ``visible`` is positive where it is seen."""
    on = MUSCLES[worked.muscle].on
    told = {
        side: np.concatenate([b.segments() for b in bundles(worked, side, look, posed)])
        for side in sides_of(worked)
    }
    found: list[Layer | None] = []
    for part in stack.parts:
        name, _, side = PARTS[part.part].partition("_")
        own = [rows for of, rows in told.items() if side in ("", of)]
        if name in on and own:
            found.append(_region(part, np.concatenate(own), stack, view))
    return [layer for layer in found if layer is not None]


def _region(part: Layer, segments: Numbers, stack: Stack, view: View) -> Layer | None:
    """The part of a layer that lies within fibres; None where none of it is seen."""
    cut = _window(part, segments, stack, view)
    if cut is None:
        return None
    depth = part.depth[cut]
    shown = (part.visible[cut] > -2 * stack.grid.step) & _within_reach(depth, segments, view)
    if not shown.any():
        return None
    left, top = part.left + cut[1].start, part.top + cut[0].start
    made = Layer(left, top, part.inside[cut], depth, part.winner[cut], part=part.part)
    made.visible = np.minimum(part.visible[cut], _field(made, shown, segments, stack, view))
    return made


def _window(part: Layer, segments: Numbers, stack: Stack, view: View) -> Cut | None:
    """The cells of a layer that fibres may reach."""
    flat = stack.grid.cells(view.plane(segments[:, :6].reshape(-1, 3)))
    room = float(segments[:, _HALVES].max()) / stack.grid.step + 4
    corner, shape = (part.left, part.top), part.inside.shape[::-1]
    low = np.maximum(np.floor(flat.min(0) - room).astype(int) - corner, 0)
    high = np.minimum(np.ceil(flat.max(0) + room).astype(int) - corner + 1, shape)
    if (high - low < 3).any():
        return None
    return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def _within_reach(depth: Field, segments: Numbers, view: View) -> Mask:
    """Skin that is neither in front of all fibres nor behind them."""
    reach = float(segments[:, _HALVES].max()) + _SLACK
    own = view.depth(segments[:, :6].reshape(-1, 3))
    return np.asarray((depth > own.min() - reach) & (depth < own.max() + reach))


def _field(window: Layer, shown: Mask, segments: Numbers, stack: Stack, view: View) -> Field:
    """How far inside the fibres each cell lies, in m.

    A broad mark has no detail finer than two cells: every other cell is worked out.
    """
    stride = 2 if float(segments[:, _HALVES].max()) > _BROAD * stack.grid.step else 1
    chosen = shown[::stride, ::stride]
    rows, columns = np.nonzero(chosen)
    corner = (window.left, window.top)
    cells = np.asarray(corner) + stride * np.stack([columns, rows], 1)
    depth = window.depth[::stride, ::stride][chosen]
    points = in_world(view, stack.grid.low + cells * stack.grid.step, depth)
    field = np.zeros(chosen.shape, np.float32)
    field[chosen] = inside(points, segments)
    passes = _PASSES + 1 - stride
    weight = blurred(chosen.astype(np.float32), passes)
    smooth = np.asarray(blurred(field, passes) / np.maximum(weight, 1e-3), np.float32)
    smooth[weight < 0.02] = _OUTSIDE
    whole = doubled(smooth, shown.shape) if stride == 2 else smooth
    return np.where(shown, whole, _OUTSIDE)


def inside(points: Numbers, segments: Numbers) -> Field:
    """How far inside the swept fibres each point (n, 3) lies, in m; (n,).

    What lies off the skin counts less: it bulges over bent joints. Worked out in blocks that stay
    in the processor's cache, each with the segments that reach it: a fibre farther off than eight
    times ``_MELT`` adds less than a thousandth to what melts together.
    """
    near, rows = points.astype(np.float32), segments.astype(np.float32)
    middle = (rows[:, :3] + rows[:, 3:6]) / 2
    # Half of what lies off the skin counts at the least, so a fibre reaches twice as far there.
    reach = np.sqrt(((rows[:, 3:6] - rows[:, :3]) ** 2).sum(1)) / 2
    reach += 2 * (rows[:, 6:8].max(1) + _FARTHEST)
    found = np.full(len(near), _OUTSIDE * 2, np.float32)
    for first in range(0, len(near), _BLOCK):
        block = near[first : first + _BLOCK]
        low, high = block.min(0), block.max(0)
        beside = np.maximum(np.maximum(low - middle, middle - high), 0)
        close = rows[(beside * beside).sum(1) < reach * reach]
        if len(close):
            found[first : first + _BLOCK] = _swept(block, close)
    return found


def _swept(near: Field, rows: Field) -> Field:
    """How far inside these segments each point lies, in m."""
    start: Field = rows[:, :3]
    way: Field = rows[:, 3:6] - rows[:, :3]
    length2 = np.maximum((way * way).sum(1), np.float32(1e-8))
    # Squared distances from products: all points and all segments at once.
    away2 = _products(near, start)
    away2 *= -2
    away2 += (near * near).sum(1)[:, None]
    away2 += (start * start).sum(1)
    along = _products(near, way)
    along -= (start * way).sum(1)
    along /= length2
    share = np.minimum(np.maximum(along, 0), 1)
    along *= -2
    along += share
    along *= share
    along *= length2
    away2 += along
    out: Field = rows[:, 8:]
    off = _products(near, out)
    off -= (start * out).sum(1)
    off -= share * (way * out).sum(1)
    off *= off
    off *= _OFF_SKIN
    away2 -= off
    np.maximum(away2, 0, out=away2)
    np.sqrt(away2, out=away2)
    share *= rows[:, 7] - rows[:, 6]
    share += rows[:, 6]
    share -= away2
    share /= _MELT
    np.maximum(share, -20, out=share)
    total = np.exp(share, out=share).sum(1)
    return np.log(np.maximum(total, np.float32(1e-12))) * _MELT


def _products(points: Field, rows: Field) -> Field:
    return np.einsum("ni,mi->nm", points, rows)
