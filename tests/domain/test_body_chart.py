"""The regions of the body chart: both sides, both languages, each name once."""

import pytest

from clinic_app.domain.body_chart import REGIONS, region_named
from clinic_app.domain.errors import UserError


def test_ids_and_names_are_unique() -> None:
    assert len({region.id for region in REGIONS}) == len(REGIONS)
    for language in ("en", "es"):
        assert len({region.name(language) for region in REGIONS}) == len(REGIONS)
        assert not any("{" in region.name(language) for region in REGIONS)


def test_sided_regions_come_in_pairs_that_differ_in_the_side_alone() -> None:
    by_id = {region.id: region for region in REGIONS}
    for region in REGIONS:
        if region.side:
            other = by_id[
                region.id.replace(region.side, {"left": "right", "right": "left"}[region.side])
            ]
            assert (other.view, other.side) != (region.view, region.side)
            assert other.name("en").replace(other.side, region.side) == region.name("en")
        assert region.side == "" or region.id.endswith(region.side)


def test_spanish_sides_agree_with_their_noun() -> None:
    assert region_named("knee-front-right").name("es") == "parte de adelante de la rodilla derecha"
    assert region_named("calf-left").name("es") == "pantorrilla izquierda"
    assert region_named("low-back").name("fr") == "low back"


def test_the_longest_id_fits_its_column() -> None:
    assert max(len(region.id) for region in REGIONS) <= 40


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(UserError, match="no region"):
        region_named("low_back")
