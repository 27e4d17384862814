"""How deep balls are in boxes, tubes, plates and each other: by hand reckoning."""

from dataclasses import replace

import numpy as np
import pytest

from clinic_app.figure.ellipsoid_set import EllipsoidSet, overlaps
from clinic_app.figure.lint.depth import depth_in, depth_in_all
from clinic_app.figure.props.shapes import ball, box, plate, rod
from clinic_app.figure.props.solids import Solid

UP = np.array([0.0, 0.0, 1.0])
BLOCK = box((-1.0, -1.0, 0.0), (1.0, 1.0, 0.5), "wood")
ROD = rod(np.array([0.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0]), 0.05, "steel")
PLATE = plate(np.zeros(3), UP, 0.3, 0.02, "dark")
BALL = ball(np.zeros(3), 0.3, "pad")


def body(*centres: tuple[float, float, float], radii: tuple[float, float, float]) -> EllipsoidSet:
    """Ellipsoids along the axes."""
    count = len(centres)
    none = np.zeros(count, np.int64)
    return EllipsoidSet(
        centre=np.array(centres),
        rotation=np.broadcast_to(np.eye(3), (count, 3, 3)),
        radii=np.tile(radii, (count, 1)),
        part=none,
        material=none,
        along=np.zeros(count),
    )


@pytest.mark.parametrize(
    ("solid", "centre", "depth"),
    [
        (BLOCK, (0.0, 0.0, 0.58), 0.02),
        (BLOCK, (0.0, 0.0, 0.70), -0.10),
        (BLOCK, (1.06, 1.08, 0.2), 0.0),
        (BLOCK, (0.0, 0.0, 0.45), 0.15),
        (BLOCK, (0.98, 0.0, 0.25), 0.12),
        (ROD, (0.12, 0.0, 0.5), 0.03),
        (ROD, (0.0, 0.0, 1.20), -0.05),
        (ROD, (0.0, 0.0, 0.5), 0.15),
        (PLATE, (0.1, 0.0, 0.10), 0.02),
        (PLATE, (0.42, 0.0, 0.0), -0.02),
        (PLATE, (0.1, 0.0, 0.0), 0.12),
        (BALL, (0.35, 0.0, 0.0), 0.05),
        (BALL, (0.0, 0.3, 0.4), -0.10),
    ],
)
def test_a_ball_of_ten_centimetres(
    solid: Solid, centre: tuple[float, float, float], depth: float
) -> None:
    found = depth_in(body(centre, radii=(0.1, 0.1, 0.1)), solid)
    assert found == pytest.approx([depth], abs=1e-9)


def test_a_flat_ellipsoid_reaches_as_far_as_it_is_long() -> None:
    lying = body((0.0, 0.0, 0.54), radii=(0.2, 0.2, 0.05))
    assert depth_in(lying, BLOCK) == pytest.approx([0.01])
    beside = body((1.15, 0.0, 0.25), radii=(0.2, 0.2, 0.05))
    assert depth_in(beside, BLOCK) == pytest.approx([0.05])


def test_a_turned_box_is_as_deep_as_an_upright_one() -> None:
    c, s = np.cos(0.7), np.sin(0.7)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    turned = replace(BLOCK, centre=turn @ BLOCK.centre, rotation=turn)
    there = turn @ np.array([1.05, 0.2, 0.3])
    found = depth_in(body(tuple(there.tolist()), radii=(0.1, 0.1, 0.1)), turned)
    assert found == pytest.approx([0.05])


def test_of_many_solids_the_deepest_counts() -> None:
    both = depth_in_all(body((0.0, 0.0, 0.58), radii=(0.1, 0.1, 0.1)), [BALL, BLOCK])
    assert both == pytest.approx([0.02])


def test_pairs_overlap_along_the_line_of_their_middles() -> None:
    ellipsoids = body((0.0, 0.0, 0.0), (0.15, 0.0, 0.0), (0.5, 0.0, 0.0), radii=(0.1, 0.1, 0.1))
    found = overlaps(ellipsoids, np.array([0, 0]), np.array([1, 2]))
    assert found == pytest.approx([0.05, -0.3])
