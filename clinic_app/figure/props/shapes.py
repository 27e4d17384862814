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


def ball(centre: Numbers, radius: float, colour: str) -> Ellipsoids:
    """A ball."""
    return Ellipsoids(centre[None], np.eye(3)[None], np.full((1, 3), radius), colour)


def cushion(centre: Numbers, half: tuple[float, float, float], colour: str) -> Ellipsoids:
    """A soft flat body of half sizes in m."""
    return Ellipsoids(centre[None], np.eye(3)[None], np.array([half]), colour)


def plate(centre: Numbers, axis: Numbers, radius: float, half: float, colour: str) -> Disc:
    """A round plate of half thickness ``half``."""
    return Disc(centre, unit(axis), radius, half, colour)


def curve(start: Numbers, through: Numbers, end: Numbers, count: int = 16) -> Numbers:
    """A smooth bow from one point to another, pulled towards a third; (count, 3)."""
    t = np.linspace(0.0, 1.0, count)[:, None]
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * through + t**2 * end


def kettlebell_radius_m(kg: float) -> float:
    """The bell of a weight in kg; up to 8 kg drawn with 8.5 cm in radius (custom)."""
    return 0.085 * (max(kg, 8.0) / 8) ** (1 / 3)


def kettlebell_handle_m(kg: float) -> float:
    """How high the middle of the handle of a standing kettlebell is."""
    return 2.684 * kettlebell_radius_m(kg)
