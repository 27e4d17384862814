"""The regions of the body chart and the geometry of touching them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.pain.body_chart import REGIONS, region_named
from clinic_app.domain.pain.charted_body import ChartedBody, area, inside, middle

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
HOLE = ((4.0, 4.0), (4.0, 6.0), (6.0, 6.0), (6.0, 4.0))


def _charted(**rings: tuple[tuple[tuple[float, float], ...], ...]) -> ChartedBody:
    none = {region.id: () for region in REGIONS}
    panel = Panel(100, 200, ())
    return ChartedBody(panel, panel, {**none, **rings})


def test_ids_are_unlike_and_every_region_has_words_in_both_languages() -> None:
    assert len({region.id for region in REGIONS}) == len(REGIONS)
    for language in ("en", "es"):
        assert len({region.name(language) for region in REGIONS}) == len(REGIONS)


def test_sided_regions_come_in_pairs_and_say_their_side() -> None:
    sided = [region for region in REGIONS if region.side]
    for region in sided:
        other = "left" if region.side == "right" else "right"
        twin = region_named(region.id.replace(region.side, other))
        assert (twin.side, twin.view) == (other, region.view)
        assert region.side in region.name("en")
        spanish = {"right": "derech", "left": "izquierd"}[region.side]
        assert spanish in region.name("es")


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(UserError, match="no region 'tail'"):
        region_named("tail")


def test_a_hole_is_outside_and_takes_from_the_area() -> None:
    assert inside((SQUARE, HOLE), 1, 1)
    assert not inside((SQUARE, HOLE), 5, 5)
    assert area((SQUARE, HOLE)) == 96


@given(st.floats(0.01, 9.99), st.floats(0.01, 9.99))
def test_every_point_of_a_square_is_inside(x: float, y: float) -> None:
    assert inside((SQUARE,), x, y)
    assert not inside((SQUARE,), x + 10, y)
    assert not inside((SQUARE,), x, y - 10)


def test_the_middle_is_that_of_the_largest_ring() -> None:
    far = ((50.0, 50.0), (51.0, 50.0), (51.0, 51.0))
    assert middle((far, SQUARE)) == (5, 5)


def test_a_point_is_found_in_its_view_only() -> None:
    chart = _charted(chest=(SQUARE,))
    assert chart.region_at("front", 5, 5) == "chest"
    assert chart.region_at("back", 5, 5) == ""


def test_the_nearest_region_within_reach_is_meant() -> None:
    right = tuple((x + 20, y) for x, y in SQUARE)
    chart = _charted(chest=(SQUARE,), belly=(right,))
    assert chart.region_at("front", 12, 0) == ""
    assert chart.region_at("front", 12, 0, reach=5) == "chest"
    assert chart.region_at("front", 18, 0, reach=5) == "belly"
    assert chart.region_at("front", 15, 30, reach=5) == ""
