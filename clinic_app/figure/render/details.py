"""The lines that no edge gives - brows, eyes, fingers, neckline - where they can be seen."""

import numpy as np

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.eyes import eye_lines
from clinic_app.figure.body.features import feature_lines, helping_lines
from clinic_app.figure.body.mouth import is_open, mouth_lines
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.render.close_up import drawn_as, is_fine
from clinic_app.figure.render.curves import Ints, Mask, Polyline, distances
from clinic_app.figure.render.outlines import Scenery
from clinic_app.figure.render.palette import ink_on
from clinic_app.figure.render.paths import Traced
from clinic_app.figure.render.view import View
from clinic_app.figure.scene import Scene

_NEAR = 0.010  # m a line may lie behind the surface in front of it
_LEAST_SEEN = {"mouth": 0.4}  # of a mouth that is seen from the side
_FACE_ON = 0.85  # the share of a spot that must be seen for it to be drawn
_THIN, _THICK = 0.22, 0.6  # widths in picture units
_LARGE = 300.0  # picture units a metre from which eyes have lids
_LINED = 180.0  # and faces the lines of their age
_SLACK = 0.25  # of the usual tolerance: an iris is small
_TONES = {"white": "#FFFFFF", "iris": "#6B4A33", "mouth": "#6E3430"}
_LINE_TONES = {"iris": "#8C8C8C", "mouth": "#5A5A5A"}
_LEAST = 0.006  # m of line in the picture


def detail_shapes(
    scene: Scene, look: Look, scenery: Scenery, view: View, scale: float
) -> list[Traced]:
    """Spots as fills, lines as strokes of their own width, thin enough for the picture."""
    fingers, frames = is_fine(scenery.grid), scene.frames
    closed = not is_open(frames)
    lines = feature_lines(frames, look, fine=scale > _LINED, fingers=fingers, mouth=closed)
    lines += mouth_lines(frames, look, large=scale > _LINED)
    lines += eye_lines(frames, look, scene.gaze, scene.eyes, large=scale > _LARGE)
    lines += [line for arm in scene.helpers for line in helping_lines(arm)]
    if not lines:
        return []
    points = np.vstack([line.points for line in lines])
    sizes = [len(line.points) for line in lines]
    flat = view.plane(points)
    part = drawn_as(np.repeat([line.part for line in lines], sizes), scenery.grid)
    seen = _seen(points, flat, part, scenery, view)
    ends = np.cumsum(sizes)[:-1]
    ink = ink_on(look)
    tones = {"ink": ink, **_TONES, **(_LINE_TONES if look.palette == "line" else {})}
    shapes: list[Traced] = []
    by_width: dict[float, list[Polyline]] = {}
    for line, path, shown in zip(lines, np.split(flat, ends), np.split(seen, ends), strict=True):
        if line.filled:
            if shown.mean() > _LEAST_SEEN.get(line.tone, _FACE_ON):
                ring = path[:-1][shown[:-1]] if line.tone in _LEAST_SEEN else path[:-1]
                shapes.append(Traced([Polyline(ring, closed=True)], tones[line.tone], slack=_SLACK))
        elif shown.any():
            width = round(float(min(max(line.width * scale, _THIN), _THICK)), 2)
            by_width.setdefault(width, []).extend(_visible_runs(path, shown))
    return shapes + [Traced(runs, stroke=ink, width=width) for width, runs in by_width.items()]


def _visible_runs(flat: Numbers, seen: Mask) -> list[Polyline]:
    found: list[Polyline] = []
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    for a, b in edges.reshape(-1, 2).tolist():
        run = flat[a:b]
        if b - a >= 3 and distances(run)[-1] > _LEAST:
            found.append(Polyline(run, closed=False))
    return found


def _seen(points: Numbers, flat: Numbers, part: Ints, scenery: Scenery, view: View) -> Mask:
    """Which points of lines lie on the visible skin of their part."""
    cells, depth = scenery.grid.cells(flat), view.depth(points)
    x, y = np.rint(cells).astype(np.int64).T
    height, width = scenery.front.depth.shape
    seen = (x >= 1) & (y >= 1) & (x < width - 1) & (y < height - 1)
    front = np.full(len(points), -1)
    front[seen] = scenery.front.layer[y[seen], x[seen]]
    of = np.flatnonzero(front >= 0)
    _, surface = scenery.row.at(front[of], cells[of])
    belongs = (part[of] == scenery.parts[front[of]]) | (part[of] < 0)
    seen[of] = belongs & (depth[of] < surface + _NEAR)
    return seen & (front >= 0)
