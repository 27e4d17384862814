"""The ring and the hub on the face of a round plate, as exact ellipses where nothing hides them."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Mark:
    """A circle (k, 3) on the face of a thing, and what fills it, if anything."""

    prop: PropLayer
    circle: Numbers
    fill: str


def disc_faces(stack: Stack, palette: Palette, view: View, width: float) -> list[Traced]:
    """The rings of all plates as lines, and their hubs, filled where they are seen whole."""
    marks = [
        mark
        for prop in stack.props
        if prop.disc is not None and abs(float(view.depth(prop.disc.axis))) > _EDGE_ON
        for mark in _marks(prop, prop.disc, palette, view)
    ]
    if not marks:
        return []
    owner = np.repeat([id(mark.prop.layer) for mark in marks], _COUNT)
    points = np.concatenate([mark.circle for mark in marks])
    seen = clearance(points, owner, stack, view, give=0.0) > 0
    flat = view.plane(points).reshape(len(marks), _COUNT, 2)
    found: list[Traced] = []
    for mark, place, clear in zip(marks, flat, seen.reshape(len(marks), _COUNT), strict=True):
        found += _drawn(mark, place, clear, palette.prop_ink(mark.prop.colour), width)
    return found


def _marks(prop: PropLayer, disc: Disc, palette: Palette, view: View) -> list[_Mark]:
    shares = ((disc.ring, ""), (disc.hub, palette.prop("steel")[1]))
    return [
        _Mark(prop, _circle(disc, share * disc.radius, view), fill)
        for share, fill in shares
        if share * disc.radius > _LEAST_M
    ]


def _drawn(mark: _Mark, flat: Numbers, seen: Mask, ink: str, width: float) -> list[Traced]:
    if seen.all():
        return [Traced([Polyline(flat, closed=True)], mark.fill, ink, width)]
    return [Traced(_pieces(flat, seen), stroke=ink, width=width)] if seen.any() else []


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
