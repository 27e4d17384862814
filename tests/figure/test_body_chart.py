"""The body chart: every region is there, on the body, on its side, beside its neighbours."""

from itertools import product

import pytest

from clinic_app.domain.exercise.look import BUILDS, HAIRS, LOOKS, Look
from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.domain.pain.charted_body import VIEWS, ChartedBody, area, inside, middle
from clinic_app.figure import body_chart as drawn
from clinic_app.figure.data.people import person_of
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.skeleton import frames
from clinic_app.figure.render.view import grid_over, view_of
from clinic_app.figure.render.window import window_of
from clinic_app.figure.scene import Scene

_LEAST = 60.0  # square units, which are cm2 here


def _scene(look: Look) -> Scene:
    stance = drawn._stance()  # pyright: ignore[reportPrivateUsage]  # the pose is nobody else's
    return Scene(frames(stance, person_of(look).straight), floor=False)


@pytest.fixture(
    scope="module", params=["standard", "man-older-broad", "woman-headscarf", "woman-large"]
)
def look(request: pytest.FixtureRequest) -> Look:
    return LOOKS[request.param]


@pytest.fixture(scope="module")
def chart(look: Look) -> ChartedBody:
    return drawn.body_chart(look)


def _silhouette(look: Look, view: str) -> list[tuple[float, float, bool]]:
    """Points all over the picture in its units, and whether the body is there."""
    camera = drawn._CAMERAS[view]  # pyright: ignore[reportPrivateUsage]  # the same camera
    low, high, scale = window_of(_scene(look), look, camera, None)
    grid = grid_over(low, high, 230.0)
    body = drawn._silhouette(_scene(look), look, view_of(camera), grid)  # pyright: ignore[reportPrivateUsage]  # what is drawn
    return [
        (column * grid.step * scale, row * grid.step * scale, bool(body[row, column] > 0))
        for row, column in product(range(0, grid.height, 4), range(0, grid.width, 4))
        if abs(body[row, column]) > 0.003  # the outline itself is drawn 1 cm wide
    ]


def _joint(chart_look: Look, view: str, landmark: str) -> tuple[float, float]:
    camera = drawn._CAMERAS[view]  # pyright: ignore[reportPrivateUsage]  # the same camera
    low, _, scale = window_of(_scene(chart_look), chart_look, camera, None)
    x, y = (view_of(camera).plane(place(_scene(chart_look).frames, landmark)) - low) * scale
    return float(x), float(y)


def test_every_region_is_there_and_large_enough_to_touch(chart: ChartedBody) -> None:
    assert set(chart.regions) == {region.id for region in REGIONS}
    small = {i: round(area(rings)) for i, rings in chart.regions.items() if area(rings) < _LEAST}
    assert not small


@pytest.mark.parametrize("view", VIEWS)
def test_each_point_of_the_body_is_in_one_region_and_no_other_point_is_in_any(
    chart: ChartedBody, look: Look, view: str
) -> None:
    shown = [chart.regions[r.id] for r in REGIONS if r.view == view]
    on_body = alone = outside = 0
    for x, y, is_body in _silhouette(look, view):
        held = sum(inside(rings, x, y) for rings in shown)
        assert held <= 1
        on_body += is_body
        alone += is_body and held == 1
        outside += not is_body and held == 1
    assert alone >= 0.99 * on_body
    assert not outside


@pytest.mark.parametrize(
    ("view", "landmark", "region"),
    [
        ("front", "shoulder_r", "shoulder-front-right"),
        ("front", "shoulder_l", "shoulder-front-left"),
        ("front", "elbow_r", "elbow-front-right"),
        ("front", "wrist_l", "hand-front-left"),
        ("front", "palm_r", "hand-front-right"),
        ("front", "knee_l", "knee-front-left"),
        ("front", "ankle_r", "foot-top-right"),
        ("front", "sternum", "chest"),
        ("front", "nose", "face"),
        ("front", "lap", "pelvis-front"),
        ("back", "shoulder_r", "shoulder-back-right"),
        ("back", "elbow_l", "elbow-back-left"),
        ("back", "knee_r", "knee-back-right"),
        ("back", "ankle_l", "heel-left"),
        ("back", "occiput", "head-back"),
        ("back", "nape", "neck-back"),
        ("back", "midback", "upper-back"),
        ("back", "low_back", "low-back"),
        ("back", "sacrum", "tailbone"),
        ("back", "hip_r", "buttock-right"),
    ],
)
def test_a_joint_lies_in_its_own_region(
    chart: ChartedBody, look: Look, view: str, landmark: str, region: str
) -> None:
    assert chart.region_at(view, *_joint(look, view, landmark)) == region


def test_the_patient_faces_us_in_the_front_view_and_not_in_the_back_view(
    chart: ChartedBody,
) -> None:
    for region in REGIONS:
        x, _ = middle(chart.regions[region.id])
        half = chart.panel(region.view).width / 2
        if region.side:
            on_the_left = (region.side == "right") == (region.view == "front")
            assert (x < half) == on_the_left, region.id
        else:
            assert abs(x - half) < 3, region.id


def test_neighbours_share_their_border(chart: ChartedBody) -> None:
    knee, thigh = chart.regions["knee-front-right"][0], chart.regions["thigh-front-right"][0]
    shared = [p for p in knee if min(abs(p[0] - q[0]) + abs(p[1] - q[1]) for q in thigh) < 0.05]
    assert len(shared) > 10


def test_every_look_has_a_chart() -> None:
    for look in (*(Look(build=build) for build in BUILDS), *(Look(hair=hair) for hair in HAIRS)):
        regions = drawn.body_chart(look).regions
        assert min(area(rings) for rings in regions.values()) > _LEAST / 2


def test_a_touch_beside_the_body_counts_for_the_nearest_region_within_reach(
    chart: ChartedBody,
) -> None:
    assert chart.region_at("front", 1.0, 1.0) == ""
    left = min(x for x, _ in chart.regions["hand-front-right"][0])
    y = next(y for x, y in chart.regions["hand-front-right"][0] if x == left)
    assert chart.region_at("front", left - 2, y) == ""
    assert chart.region_at("front", left - 2, y, reach=5) == "hand-front-right"
