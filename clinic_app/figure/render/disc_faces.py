"""The ring and the hub on the face of a round plate, as exact ellipses where nothing hides them."""

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.props.solids import Disc
from clinic_app.figure.render.clear import clearance
from clinic_app.figure.render.curves import Mask, Polyline
from clinic_app.figure.render.palette import Palette
from clinic_app.figure.render.paths import Traced
from clinic_app.figure.render.stack import PropLayer, Stack
from clinic_app.figure.render.view import View

_EDGE_ON = 0.16  # the cosine below which a face is too narrow for a ring
_LEAST_M = 0.006  # the radius below which a ring would be a blot
_COUNT = 60  # points of a circle


def disc_faces(stack: Stack, palette: Palette, view: View, width: float) -> list[Traced]:
    """The rings of all plates as lines, and their hubs, filled where they are seen whole."""
    return [
        shape
        for prop in stack.props
        if prop.disc is not None and abs(float(view.depth(prop.disc.axis))) > _EDGE_ON
        for shape in _face(prop, prop.disc, stack, palette, view, width)
    ]


def _face(
    prop: PropLayer, disc: Disc, stack: Stack, palette: Palette, view: View, width: float
) -> list[Traced]:
    ink, hub = palette.prop_ink(prop.colour), palette.prop("steel")[1]
    made: list[Traced] = []
    for share, fill in ((disc.ring, ""), (disc.hub, hub)):
        if share * disc.radius < _LEAST_M:
            continue
        circle = _circle(disc, share * disc.radius, view)
        owner = np.full(len(circle), id(prop.layer))
        seen = clearance(circle, owner, stack, view, give=0.0) > 0
        flat = view.plane(circle)
        if seen.all():
            made.append(Traced([Polyline(flat, closed=True)], fill, ink, width))
        elif seen.any():
            made.append(Traced(_pieces(flat, seen), stroke=ink, width=width))
    return made


def _circle(disc: Disc, radius: float, view: View) -> Numbers:
    """A circle on the face that the camera sees; (k, 3) in m."""
    towards = -float(np.sign(view.depth(disc.axis)))
    other = np.eye(3)[int(np.argmin(np.abs(disc.axis)))]
    first: Numbers = unit(np.asarray(np.cross(disc.axis, other), float))
    second = np.cross(disc.axis, first)
    turn = np.linspace(0.0, 2 * np.pi, _COUNT, endpoint=False)[:, None]
    middle = disc.centre + disc.axis * towards * disc.half
    return middle + radius * (np.cos(turn) * first + np.sin(turn) * second)


def _pieces(flat: Numbers, seen: Mask) -> list[Polyline]:
    """The runs of a circle's points that are seen, three points or more."""
    start = int(np.argmin(seen))
    flat, seen = np.roll(flat, -start, axis=0), np.roll(seen, -start)
    cuts = np.flatnonzero(np.diff(seen.astype(int))) + 1
    runs = np.split(np.arange(len(seen)), cuts)
    return [Polyline(flat[run], closed=False) for run in runs if seen[run[0]] and len(run) > 2]
