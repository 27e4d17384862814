"""How much thicker a person is than the standard man, along the trunk and round the thigh."""

import numpy as np

from clinic_app.figure.data.people import Person
from clinic_app.figure.pose.joints import Numbers

# Heights above the hip joints, in m, at which a person's factors hold; between them they blend.
_HEIGHTS = np.array([-0.06, 0.03, 0.13, 0.24, 0.36, 0.455, 0.50, 0.54])
_BELLY_AT, _BELLY_TALL = 0.115, 0.10
_SHOULDER_SHARE = 1.15  # the trunk between the shoulders follows their breadth a little more
_HIP_DEPTH = 0.5  # of what hips are broader they are deeper
_BUST_AT, _BUST_TALL, BUST_M = 0.372, 0.06, 0.016

# Half the depth and breadth of the standard trunk, and half a standard thigh, in m.
_HALF_DEPTH, _HALF_BREADTH, _HALF_THIGH = 0.100, 0.145, 0.085


def breadth(person: Person, height: float) -> float:
    """The factor of the trunk's breadth at a height."""
    shoulder = 1 + (person.shoulders - 1) * _SHOULDER_SHARE
    hips, ribs, neck = person.hips, person.ribs, person.neck
    factors = (hips, hips, person.waist, ribs, ribs, shoulder, (shoulder + neck) / 2, neck)
    return float(np.interp(height, _HEIGHTS, factors))


def depth(person: Person, height: float) -> float:
    """The factor of the trunk's depth at a height."""
    low, ribs, neck = 1 + (person.hips - 1) * _HIP_DEPTH, person.depth, person.neck
    factors = (low, low, (person.waist + ribs) / 2, ribs, ribs, ribs, (ribs + neck) / 2, neck)
    return float(np.interp(height, _HEIGHTS, factors))


def belly_m(person: Person, height: float) -> float:
    """How far the belly stands out at a height."""
    return person.belly_m * float(np.exp(-(((height - _BELLY_AT) / _BELLY_TALL) ** 2)))


def trunk_push(person: Person, height: float, point: Numbers) -> Numbers:
    """How much further out a place on the standard trunk lies on this person's; (3,) m."""
    front = point[0] > 0
    ahead = _HALF_DEPTH * (depth(person, height) - 1)
    bust = person.bust * BUST_M * np.exp(-(((height - _BUST_AT) / _BUST_TALL) ** 2))
    grown = 1.2 * belly_m(person, height) + float(bust) if front else 0.0
    aside = _HALF_BREADTH * (breadth(person, height) - 1) + 0.5 * belly_m(person, height)
    aside *= min(abs(point[1]) / _HALF_BREADTH, 1.0)
    return np.array([np.sign(point[0]) * ahead + grown, np.sign(point[1]) * aside, 0.0])


def thigh_push(person: Person, point: Numbers) -> Numbers:
    """The same for a place on the thigh, away from the bone."""
    away = point * (1.0, 1.0, 0.0)
    return away / np.linalg.norm(away) * _HALF_THIGH * (person.thighs - 1)


def beside_m(person: Person) -> float:
    """How much further from the middle the side of this person's trunk is."""
    return _HALF_BREADTH * max(max(person.waist, person.hips) - 1, 0.0)


def softness_m(person: Person) -> float:
    """How much more the flesh of two parts gives way than the standard man's."""
    thigh = _HALF_THIGH * max(person.thighs - 1, 0.0)
    return 0.5 * thigh + 0.6 * beside_m(person)
