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
from clinic_app.figure.render.close_up import is_plain
from clinic_app.figure.render.fields import Field, Ints, Layer, blurred, doubled
from clinic_app.figure.render.overlap import Cut
from clinic_app.figure.render.stack import Stack
from clinic_app.figure.render.swept import HALVES, Swept
from clinic_app.figure.render.view import Grid, View, in_world
from clinic_app.figure.scene import Highlight

_APART = 0.014  # m between the fibres of a bundle at most
_PIECES = 2  # straight pieces between two spots of a strand
_OUTSIDE = np.float32(-0.05)  # m
# Cells of half width from which every other cell is enough, and passes of smoothing on all cells
# (every other cell needs one less); then the same in a plain picture, whose cells are larger.
_BROAD, _PASSES = 3.2, 3
_BROAD_PLAIN, _PASSES_PLAIN = 2.0, 2
_BAND = 5  # rows of cells that blocks of cells are cut from
_SLACK = 0.01  # m by which skin may lie off the fibres


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


def _shown_on(muscle: str, look: Look) -> tuple[str, ...]:
    """The parts on which a muscle may show: one of the neck on a scarf over it too."""
    on = MUSCLES[muscle].on
    return (*on, "hair") if look.hair == "headscarf" and "neck" in on else on


def regions(worked: Highlight, stack: Stack, look: Look, posed: Frames, view: View) -> list[Layer]:
    """The muscle on each part that it lies on; ``visible`` is positive where it is seen."""
    on = _shown_on(worked.muscle, look)
    told = {
        side: np.concatenate([b.segments() for b in bundles(worked, side, look, posed)])
        for side in sides_of(worked)
    }
    bare: dict[tuple[str, ...], list[Layer]] = {}
    for part in stack.parts:
        name, _, side = PARTS[part.part].partition("_")
        own = tuple(of for of in told if side in ("", of))
        if name in on and own:
            bare.setdefault(own, []).append(part)
    return [
        region
        for own, parts in bare.items()
        for region in _regions(parts, np.concatenate([told[of] for of in own]), stack, view)
    ]


@dataclass(frozen=True)
class _Woven:
    """Where fibres lie in a picture: the cells they may reach (``low`` and ``high``), between
    which depths in m, and how wide the widest is, in m.
    """

    low: Ints
    high: Ints
    near: float
    far: float
    half: float

    @classmethod
    def of(cls, segments: Numbers, stack: Stack, view: View) -> "_Woven":
        """From the rows of `Bundle.segments`."""
        half = float(segments[:, HALVES].max())
        ends = segments[:, :6].reshape(-1, 3)
        flat, depth = stack.grid.cells(view.plane(ends)), view.depth(ends)
        room, reach = half / stack.grid.step + 4, half + _SLACK
        return cls(
            np.floor(flat.min(0) - room).astype(np.int64),
            np.ceil(flat.max(0) + room).astype(np.int64) + 1,
            float(depth.min()) - reach,
            float(depth.max()) + reach,
            half,
        )


@dataclass(frozen=True)
class _Skin:
    """What is seen of a part where fibres may mark it: which cells, and which are worked out."""

    window: Layer
    shown: Mask
    rows: Ints
    columns: Ints
    stride: int

    def points(self, grid: Grid, view: View) -> Numbers:
        """The places in the world of the cells that are worked out; (n, 3) m."""
        corner = (self.window.left, self.window.top)
        cells = np.asarray(corner) + self.stride * np.stack([self.columns, self.rows], 1)
        every = self.window.depth[:: self.stride, :: self.stride]
        return in_world(view, grid.low + cells * grid.step, every[self.rows, self.columns])


def _regions(parts: list[Layer], segments: Numbers, stack: Stack, view: View) -> list[Layer]:
    """What lies within fibres of each of several layers; all their cells are worked out at once."""
    woven, grid = _Woven.of(segments, stack, view), stack.grid
    found = [skin for part in parts if (skin := _skin(part, woven, grid)) is not None]
    if not found:
        return []
    points = [skin.points(grid, view) for skin in found]
    inside = Swept.of(segments).inside(np.concatenate(points))
    passes = _PASSES_PLAIN if is_plain(grid) else _PASSES
    ends = np.cumsum([len(own) for own in points])[:-1]
    for skin, own in zip(found, np.split(inside, ends), strict=True):
        field = _field(skin, own, passes + 1 - skin.stride)
        skin.window.visible = np.minimum(skin.window.visible, field)
    return [skin.window for skin in found]


def _skin(part: Layer, woven: _Woven, grid: Grid) -> _Skin | None:
    """What fibres may mark of a layer; None where none of it is seen.

    A broad mark has no detail finer than two cells: every other cell is worked out.
    """
    cut = _window(part, woven)
    if cut is None:
        return None
    depth, visible = _even(part.depth[cut]), part.visible[cut]
    shown = (visible > -2 * grid.step) & (depth > woven.near) & (depth < woven.far)
    if not shown.any():
        return None
    left, top = part.left + cut[1].start, part.top + cut[0].start
    window = Layer(left, top, part.inside[cut], depth, part.winner[cut], part=part.part)
    window.visible = visible
    broad = _BROAD_PLAIN if is_plain(grid) else _BROAD
    stride = 2 if woven.half > broad * grid.step else 1
    rows, columns = _compact(shown[::stride, ::stride])
    return _Skin(window, shown, rows, columns, stride)


def _window(part: Layer, woven: _Woven) -> Cut | None:
    """The cells of a layer that fibres may reach."""
    corner, shape = (part.left, part.top), part.inside.shape[::-1]
    low = np.maximum(woven.low - corner, 0)
    high = np.minimum(woven.high - corner, shape)
    if (high - low < 3).any():
        return None
    return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def _even(depth: Field) -> Field:
    """The middle depth of every three cells, across and down: at a hem one cell may stand out."""
    even = depth.copy()
    even[1:-1] = _middle(depth[:-2], depth[1:-1], depth[2:])
    made = even.copy()
    made[:, 1:-1] = _middle(even[:, :-2], even[:, 1:-1], even[:, 2:])
    return made


def _middle(low: Field, own: Field, high: Field) -> Field:
    least, most = np.minimum(low, high), np.maximum(low, high)
    return np.minimum(np.maximum(own, least, out=least), most, out=most)


def _field(skin: _Skin, inside: Field, passes: int) -> Field:
    """How far inside the fibres each cell lies, smoothed, in m; ``inside`` (n,) is the same of the
    cells that were worked out.
    """
    shown, stride = skin.shown, skin.stride
    weighed = np.zeros((*shown[::stride, ::stride].shape, 2), np.float32)
    weighed[skin.rows, skin.columns, 0], weighed[skin.rows, skin.columns, 1] = inside, 1.0
    weighed = blurred(weighed, passes)
    weight = weighed[..., 1]
    smooth = np.asarray(weighed[..., 0] / np.maximum(weight, 1e-3), np.float32)
    smooth[weight < 0.02] = _OUTSIDE
    whole = doubled(smooth, shown.shape) if stride == 2 else smooth
    return np.where(shown, whole, _OUTSIDE)


def _compact(chosen: Mask) -> tuple[Ints, Ints]:
    """The rows and columns of the chosen cells, so that those one after another lie close by."""
    rows, columns = np.nonzero(chosen)
    width = chosen.shape[1]
    order = np.argsort(rows // _BAND * width + columns, kind="stable")
    return rows[order], columns[order]
