"""Boxes, tubes and plates, by the few numbers that describe a prop."""

import numpy as np

from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.props.solids import Box, Disc, Ellipsoids, Tube


def box(low: tuple[float, float, float], high: tuple[float, float, float], colour: str) -> Box:
    """An upright box between two corners, in m."""
    a, b = np.array(low), np.array(high)
    return Box((a + b) / 2, (b - a) / 2, np.eye(3), colour)


def rod(start: Numbers, end: Numbers, radius: float, colour: str) -> Tube:
    """A straight round bar between two points, in m."""
    return Tube(np.stack([start, end]), radius, colour)


def bent(*corners: Numbers, radius: float, colour: str, rounded: float = 0.05) -> Tube:
    """A tube from corner to corner, each rounded off over a length in m."""
    made = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        ends = [_towards(corner, other, rounded) for other in (before, after)]
        made += list(curve(ends[0], corner, ends[1], 7))
    made.append(corners[-1])
    return Tube(np.array(made), radius, colour)


def _towards(corner: Numbers, other: Numbers, far: float) -> Numbers:
    way = other - corner
    return corner + unit(way) * min(far, float(np.linalg.norm(way)) / 2)


def ball(centre: Numbers, radius: float, colour: str) -> Ellipsoids:
    """A ball."""
    return Ellipsoids(centre[None], np.eye(3)[None], np.full((1, 3), radius), colour)


def flat_ball(foot: Numbers, radius: float, height: float, colour: str) -> Ellipsoids:
    """A ball pressed flat, by the point that it stands on."""
    middle = foot + np.array([0.0, 0.0, height / 2])
    radii = np.array([[radius, radius, height / 2]])
    return Ellipsoids(middle[None], np.eye(3)[None], radii, colour)


# Of a pillow, as shares (drawing choice): how square its outline is, how far its sides draw in,
# its edge in breadth and thickness, the lens of its filling and the filling of its corners.
_SQUARE, _DRAWN_IN, _EDGE, _EDGE_THICK = 6.0, 0.06, 0.2, 0.28
_LENS, _FILLING, _CORNERS = (0.9, 0.9, 1.0), (0.46, 0.46, 0.6), (-0.42, 0.42)


def cushion(centre: Numbers, half: tuple[float, float, float], colour: str) -> Ellipsoids:
    """A pillow of half sizes in m: four corners, a thin edge, thickest in its middle."""
    edge, filling = _edge_of(half), _filling_of(half)
    return Ellipsoids(
        centre + np.concatenate([edge.centre, filling.centre]),
        np.concatenate([edge.rotation, filling.rotation]),
        np.concatenate([edge.radii, filling.radii]),
        colour,
    )


def _edge_of(half: tuple[float, float, float]) -> Ellipsoids:
    """Flat ellipsoids end to end round a pillow, each twice as long as its step."""
    long, wide, thick = half
    breadth = _EDGE * min(long, wide)
    count = 4 * int(np.ceil(2 * (long + wide) / breadth / 2))
    turn = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
    ring = np.stack([np.cos(turn), np.sin(turn)], 1)
    far = 1 / (np.abs(ring) ** _SQUARE).sum(1, keepdims=True) ** (1 / _SQUARE)
    far *= 1 - _DRAWN_IN * (1 - (far - 1) / (far.max() - 1))
    points = np.zeros((count, 3))
    points[:, :2] = ring * far * (long - breadth, wide - breadth)
    ahead = (np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)) / 2
    step = np.linalg.norm(ahead, axis=1, keepdims=True)
    along = ahead / step
    across = np.stack([-along[:, 1], along[:, 0], along[:, 2]], 1)
    rotation = np.stack([along, across, np.broadcast_to([0.0, 0.0, 1.0], along.shape)], -1)
    radii = np.hstack(
        [np.maximum(1.6 * step, breadth), np.tile([breadth, _EDGE_THICK * thick], (count, 1))]
    )
    return Ellipsoids(points, rotation, radii, "")


def _filling_of(half: tuple[float, float, float]) -> Ellipsoids:
    """A lens, and a smaller one towards each corner."""
    spots = np.array([[0.0, 0.0, 0.0], *([x, y, 0.0] for x in _CORNERS for y in _CORNERS)])
    radii = np.array([_LENS, *[_FILLING] * 4])
    return Ellipsoids(spots * half, np.tile(np.eye(3), (5, 1, 1)), radii * half, "")


def plate(centre: Numbers, axis: Numbers, radius: float, half: float, colour: str) -> Disc:
    """A round plate of half thickness ``half``."""
    return Disc(centre, unit(axis), radius, half, colour)


def iron(centre: Numbers, axis: Numbers, radius: float, half: float) -> Disc:
    """A plate of a weight, with a rim and a hub: seen end-on it is no ball."""
    return Disc(centre, unit(axis), radius, half, "dark", ring=0.74, hub=0.28)


def curve(start: Numbers, through: Numbers, end: Numbers, count: int = 16) -> Numbers:
    """A smooth bow from one point to another, pulled towards a third; (count, 3)."""
    t = np.linspace(0.0, 1.0, count)[:, None]
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * through + t**2 * end


def kettlebell_radius_m(kg: float) -> float:
    """The bell of a weight in kg: 8.5 cm in radius at 8 kg, no smaller than at 2 kg (custom)."""
    return 0.085 * (max(kg, 2.0) / 8) ** (1 / 3)


def kettlebell_handle_m(kg: float) -> float:
    """How high the middle of the handle of a standing kettlebell is."""
    return 2.684 * kettlebell_radius_m(kg)
