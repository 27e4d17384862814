"""The lines that no edge gives - brows, eyes, fingers, neckline - where they can be seen."""

import numpy as np

from clinic_app.domain.look import Look
from clinic_app.figure.body.features import Line as Feature
from clinic_app.figure.body.features import feature_lines
from clinic_app.figure.joints import Numbers
from clinic_app.figure.render.curves import Mask, Polyline
from clinic_app.figure.render.ink import Scenery
from clinic_app.figure.render.palette import INK
from clinic_app.figure.render.paths import Traced
from clinic_app.figure.render.trace import sampled
from clinic_app.figure.render.view import View
from clinic_app.figure.skeleton import Frames

_NEAR = 0.010  # m a line may lie behind the surface in front of it
_FACE_ON = 0.85  # the share of a spot that must be seen for it to be drawn
_THIN, _THICK = 0.22, 0.6  # widths in picture units
_LEAST = 0.006  # m of line in the picture


def detail_shapes(
    frames: Frames, look: Look, scenery: Scenery, view: View, scale: float
) -> list[Traced]:
    """Spots as fills, lines as strokes of their own width, thin enough for the picture."""
    shapes: list[Traced] = []
    by_width: dict[float, list[Polyline]] = {}
    for line in feature_lines(frames, look):
        flat = view.plane(line.points)
        seen = _seen(line, flat, scenery, view)
        if line.filled:
            if seen.mean() > _FACE_ON:
                shapes.append(Traced([Polyline(flat[:-1], closed=True)], fill=INK))
            continue
        width = round(float(np.clip(line.width * scale, _THIN, _THICK)), 2)
        by_width.setdefault(width, []).extend(_visible_runs(flat, seen))
    return shapes + [Traced(runs, stroke=INK, width=width) for width, runs in by_width.items()]


def _visible_runs(flat: Numbers, seen: Mask) -> list[Polyline]:
    found: list[Polyline] = []
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    for a, b in edges.reshape(-1, 2).tolist():
        run = flat[a:b]
        if b - a >= 3 and np.hypot(*np.diff(run, axis=0).T).sum() > _LEAST:
            found.append(Polyline(run, closed=False))
    return found


def _seen(line: Feature, flat: Numbers, scenery: Scenery, view: View) -> Mask:
    """Which points of a line lie on the visible skin of its part."""
    cells = scenery.grid.cells(flat)
    x, y = np.rint(cells).astype(np.int64).T
    height, width = scenery.front.depth.shape
    within = (x >= 1) & (y >= 1) & (x < width - 1) & (y < height - 1)
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    own = [i for i, layer in enumerate(scenery.layers) if layer.part == line.part]
    if not own:
        return np.zeros(len(flat), bool)
    layer = scenery.layers[own[0]]
    surface = sampled(layer.depth, *(cells - (layer.left, layer.top)).T)
    facing = view.depth(line.points) < surface + _NEAR
    return within & facing & (scenery.front.layer[y, x] == own[0])
