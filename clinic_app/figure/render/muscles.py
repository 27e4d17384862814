"""The marks of muscles: those that work full, those that help hatched, stretched ones lined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clinic_app.colours import Mark
from clinic_app.domain.exercise.figure import Role
from clinic_app.domain.exercise.look import SHOES, Look
from clinic_app.domain.exercise.picture import Shape
from clinic_app.figure.body.muscles import MUSCLES
from clinic_app.figure.ellipsoid_set import PART
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.render.bundles import Bundle, area_m2, bundles, regions, sides_of
from clinic_app.figure.render.curves import Polyline, distances, points_at
from clinic_app.figure.render.fields import Layer
from clinic_app.figure.render.inset import ACROSS, within_inset
from clinic_app.figure.render.overlap import union
from clinic_app.figure.render.palette import Palette
from clinic_app.figure.render.paths import Sheet, Traced, cornered, stroked
from clinic_app.figure.render.stack import Stack, stacked
from clinic_app.figure.render.trace import above_zero, outlines, sampled
from clinic_app.figure.render.view import View, grid_over, view_of
from clinic_app.figure.render.window import CLOSE_UNITS, window_of
from clinic_app.figure.scene import Camera, Highlight, Scene

_COARSE = 150.0  # cells a metre that are enough to measure areas
_LEAST, _HOLE = 3e-4, 2e-3  # m2: smaller marks and holes in them are left out
_APART, _HATCH, EDGE, _RIM = 2.3, 0.42, 0.45, 1.5  # units: between hatching lines, widths
_LOOSE = 2.5  # times the usual tolerance: a mark has no detail finer than that
_LINE, _LINES_APART = 0.42, 0.020  # units wide; m between the lines of a stretched muscle
_CLEAR, _SHORT = 0.003, 0.02  # m from the edge; m that a line is long at least
_CLOSEST = 0.011  # m: where a fan closes further than this, every other line ends
_BESIDE = (-0.42, 0.0, 0.42)  # shares of the half width at which a single strand has its lines
_BETTER = 1.5  # times the area in the large picture that an inset has to show
_FEET = (PART["foot_l"], PART["foot_r"])
_DEPTH = {muscle: place for place, muscle in enumerate(MUSCLES)}


@dataclass(frozen=True)
class Marks:
    """The marks of one picture; ``underlap`` is how far in m they run on below what is nearer."""

    stack: Stack
    scene: Scene
    look: Look
    view: View
    sheet: Sheet
    underlap: float

    def shapes(self, palette: Palette) -> list[Shape | Traced]:
        """The rims below all marks, then stretched, helping and working muscles."""
        rims: list[Shape | Traced] = []
        marks: list[Shape | Traced] = []
        for role in (Role.STRETCH, Role.HELP, Role.WORK):
            mark = palette.marks[role]
            for group in self._groups(role):
                seen = self._seen_parts(group)
                whole = union(seen, self.stack.grid)
                rings = self._rings(whole)
                if whole is None or not rings:
                    continue
                rims += self._rims(seen, rings, mark.rim, palette.rim_on_shoe)
                edged = Traced(rings, fill=mark.fill, stroke=mark.edge, width=EDGE, slack=_LOOSE)
                marks += [edged, *self._inner(group, whole, mark)]
        return [*rims, *marks]

    def _groups(self, role: Role) -> list[list[Highlight]]:
        """Muscles that help are one region; the others are one each, the outermost last."""
        own = [h for h in dict.fromkeys(self.scene.highlights) if h.role is role]
        own.sort(key=lambda h: _DEPTH[h.muscle], reverse=True)
        return [own] if role is Role.HELP else [[one] for one in own]

    def _seen_parts(self, group: Sequence[Highlight]) -> list[Layer]:
        return [layer for worked in group for layer in self._regions(worked)]

    def _rims(
        self, seen: Sequence[Layer], rings: list[Polyline], on_skin: str, on_shoe: str
    ) -> list[Traced]:
        """The rim of a mark; where the skin needs none, that of what lies on a shoe alone."""
        colour = on_skin
        if not colour and self.look.feet == SHOES:
            colour = on_shoe
            rings = self._rings(union([p for p in seen if p.part in _FEET], self.stack.grid))
        if not colour or not rings:
            return []
        return [Traced(rings, stroke=colour, width=_RIM, slack=_LOOSE)]

    def _regions(self, worked: Highlight) -> list[Layer]:
        return regions(worked, self.stack, self.look, self.scene.frames, self.view)

    def _rings(self, whole: Layer | None) -> list[Polyline]:
        if whole is None:
            return []
        return outlines(whole, self.stack.grid, level=-self.underlap, least=_LEAST, hole=_HOLE)

    def _inner(
        self, group: Sequence[Highlight], whole: Layer, mark: Mark
    ) -> Sequence[Shape | Traced]:
        """Hatching across what helps, lines along what is stretched; both show in grey print."""
        role = group[0].role
        if role is Role.HELP:
            return self._hatching(whole, mark.line)
        return self._fibres(group, whole, mark.line) if role is Role.STRETCH else []

    def _hatching(self, whole: Layer, colour: str) -> list[Shape]:
        """Slanting lines over a region."""
        grid = self.stack.grid
        height, width = whole.visible.shape
        apart = _APART / self.sheet.scale / grid.step * 2**0.5
        starts = np.arange(apart / 2, width + height, apart)
        first, last = np.maximum(starts - (height - 1), 0.0), np.minimum(starts, width - 1.0)
        spans = np.maximum(last - first, 0.0)
        share = np.linspace(0.0, 1.0, int(spans.max()) + 2)
        columns = first[:, None] + share * spans[:, None]
        values = sampled(whole.visible, columns, starts[:, None] - columns)
        runs: list[Numbers] = []
        for i in np.flatnonzero(values.max(1) > 0).tolist():
            for a, b in above_zero(share, values[i]):
                across = first[i] + np.array([a, b]) * spans[i]
                cells = np.column_stack([across + whole.left, starts[i] - across + whole.top])
                runs.append(grid.low + cells * grid.step)
        return stroked(cornered(self.sheet, runs, closed=False), colour, _HATCH)

    def _fibres(self, group: Sequence[Highlight], whole: Layer, colour: str) -> list[Traced]:
        """Lines along the strands of stretched muscles."""
        runs = [
            Polyline(run, closed=False)
            for worked in group
            for side in sides_of(worked)
            for one in bundles(worked, side, self.look, self.scene.frames, _LINES_APART)
            for line in _thinned(self.view.plane(_lines(one, self.view)))
            for run in self._seen(line, whole)
        ]
        return [Traced(runs, stroke=colour, width=_LINE, slack=_LOOSE)] if runs else []

    def _seen(self, line: Numbers, whole: Layer) -> Iterator[Numbers]:
        """The stretches of a line (k, 2) that lie clear of the mark's edge."""
        along = distances(line)
        length = float(along[-1])
        place = np.linspace(0.0, 1.0, max(4, int(length / self.stack.grid.step)))
        even = points_at(place * length, along, line)
        columns, rows = (self.stack.grid.cells(even) - (whole.left, whole.top)).T
        for a, b in above_zero(place, sampled(whole.visible, columns, rows) - _CLEAR):
            if (b - a) * length > _SHORT:
                count = max(4, int((b - a) * len(place)))
                yield points_at(np.linspace(a, b, count) * length, along, line)


def _lines(one: Bundle, view: View) -> Numbers:
    """The lines of a bundle (lines, k, 3); a single strand has one on either side too."""
    if len(one.lines) > 1:
        return one.lines
    line = one.lines[0]
    along = np.vstack([line[1:], line[-1:]]) - np.vstack([line[:1], line[:-1]])
    aside = unit(np.asarray(np.cross(unit(along), view.matrix[2]), float))
    return np.stack([line + aside * one.half[:, None] * share for share in _BESIDE])


def _thinned(lines: Numbers) -> Iterator[Numbers]:
    """Lines (lines, k, 2); every other one only where its neighbour is not too close."""
    for number, line in enumerate(lines):
        if number % 2:
            gap = np.hypot(*(line - lines[number - 1]).T)
            line = line[gap > _CLOSEST]
        if len(line) > 2:
            yield line


@dataclass(frozen=True)
class Seen:
    """How much is seen of a muscle: its share ``of_figure``, and ``of_own`` mark on one side.

    ``in_inset`` says that the inset shows it much better than the large picture.
    """

    of_figure: float
    of_own: float
    in_inset: bool = False


@dataclass(frozen=True)
class _Areas:
    """What one view shows of the body and of each marked muscle, in m2 on the camera's plane."""

    body: float
    marks: Mapping[str, float]
    scale: float  # picture units a metre


def muscles_seen(
    scene: Scene, *, look: Look, camera: Camera, inset: Camera | None = None
) -> dict[str, Seen]:
    """How much of each marked muscle is seen, by its id, in the picture or in its inset, whichever
    shows more; takes about as long as both. Shares are of the printed figure.
    """
    large = _areas(scene, look, camera, CLOSE_UNITS)
    found = _shares(scene, look, large, large.body)
    if inset is None:
        return found
    small = _areas(within_inset(scene, inset), look, inset, ACROSS)
    # The m2 of the inset that are printed as large as the body in the large picture.
    body = large.body * (large.scale / small.scale) ** 2
    for muscle, seen in _shares(scene, look, small, body).items():
        if seen.of_figure > _BETTER * found[muscle].of_figure:
            found[muscle] = replace(seen, in_inset=True)
    return found


def _shares(scene: Scene, look: Look, view: _Areas, body: float) -> dict[str, Seen]:
    return {
        h.muscle: Seen(
            view.marks[h.muscle] / body, view.marks[h.muscle] / area_m2(h, look, scene.frames)
        )
        for h in scene.highlights
    }


def _areas(scene: Scene, look: Look, camera: Camera, across: float) -> _Areas:
    view = view_of(camera)
    low, high, scale = window_of(scene, look, camera, None, across)
    grid = grid_over(low, high, _COARSE)
    stack = stacked(scene, look, view, grid, camera)
    cells = dict.fromkeys((h.muscle for h in scene.highlights), 0)
    for worked in scene.highlights:
        for layer in regions(worked, stack, look, scene.frames, view):
            cells[worked.muscle] += int((layer.visible > 0).sum())
    body = max(int((stack.scenery.front.winner >= 0).sum()), 1)
    return _Areas(
        body * grid.step**2, {m: count * grid.step**2 for m, count in cells.items()}, scale
    )
